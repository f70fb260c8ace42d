//! What must not be left behind: reminders, tests that are turned off, paths of one machine.

use crate::offence::Offence;
use crate::tree::{Tree, extension};

/// Texts that may stand in no file of ours, and why. Split, so that this file may hold them.
const NOWHERE: [(&str, &str); 5] = [
    (concat!("FIX", "ME"), "do it, or open an issue"),
    (concat!("XX", "X "), "do it, or open an issue"),
    (concat!("/wor", "k/"), "a path of one machine"),
    (concat!("/roo", "t/"), "a path of one machine"),
    (concat!("/tm", "p/"), "a path of one machine; tests make their own folders"),
];

/// The same, in Rust alone.
const NOT_IN_RUST: [(&str, &str); 4] = [
    (concat!("todo", "!("), "nothing half-done is called done"),
    (concat!("unimplement", "ed!("), "nothing half-done is called done"),
    (concat!("#[igno", "re"), "no test is turned off; assert today's result and say why"),
    (concat!("// TO", "DO"), "do it, or open an issue"),
];

/// The same, in the interface and its tests alone.
const NOT_IN_INTERFACE: [(&str, &str); 9] = [
    (concat!("test.sk", "ip("), "no test is turned off"),
    (concat!("test.on", "ly("), "no test shuts out the others"),
    (concat!("it.sk", "ip("), "no test is turned off"),
    (concat!("it.on", "ly("), "no test shuts out the others"),
    (concat!("describe.sk", "ip("), "no test is turned off"),
    (concat!("describe.on", "ly("), "no test shuts out the others"),
    (concat!("innerH", "TML"), "text is drawn as text nodes"),
    (concat!("unsafeH", "TML"), "text is drawn as text nodes"),
    (concat!("// TO", "DO"), "do it, or open an issue"),
];

/// The files that people wrote; samples and what npm and cargo wrote are left out.
const WRITTEN: [&str; 10] =
    [".rs", ".js", ".mjs", ".css", ".html", ".ftl", ".md", ".toml", ".sh", "check"];

/// Every leftover, by line.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, text) in tree.texts("", &WRITTEN) {
        if path.starts_with("ui/vendor/") {
            continue;
        }
        search(path, text, &NOWHERE, &mut offences);
        match extension(path) {
            "rs" => search(path, text, &NOT_IN_RUST, &mut offences),
            "js" | "mjs" => search(path, text, &NOT_IN_INTERFACE, &mut offences),
            _ => {}
        }
    }
    offences
}

fn search(path: &str, text: &str, leftovers: &[(&str, &str)], offences: &mut Vec<Offence>) {
    for (line, content) in text.lines().enumerate() {
        for (leftover, reason) in leftovers.iter().filter(|(leftover, _)| holds(content, leftover))
        {
            let message = format!("holds \"{}\": {reason}", leftover.trim());
            offences.push(Offence::at(path, line, message));
        }
    }
}

/// Whether a leftover stands in a line; `../tmp/x` is no path of a machine.
fn holds(line: &str, leftover: &str) -> bool {
    let is_path = leftover.starts_with('/');
    let mut before = line.match_indices(leftover).filter_map(|(at, _)| line.get(..at));
    before.any(|before| {
        !is_path || !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_leftover_fires() {
        for (leftover, _) in NOWHERE {
            let tree = Tree::of(&[("docs/a.md", &format!("one\ntwo {leftover} three\n"))]);
            assert_eq!(check(&tree).len(), 1, "{leftover}");
        }
        for (leftover, _) in NOT_IN_RUST {
            let text = format!("//! A.\n    {leftover}\n");
            let found = check(&Tree::of(&[("crates/a/src/lib.rs", &text), ("docs/a.md", &text)]));
            assert_eq!(found.len(), 1, "{leftover}");
            assert_eq!(found[0].place, "crates/a/src/lib.rs:2");
        }
        for (leftover, _) in NOT_IN_INTERFACE {
            let text = format!("// A.\n{leftover}\n");
            let found = check(&Tree::of(&[("ui/a.js", &text), ("ui/vendor/a.js", &text)]));
            assert_eq!(found.len(), 1, "{leftover}");
        }
    }

    #[test]
    fn iterators_may_skip() {
        let tree = Tree::of(&[("crates/a/src/lib.rs", "//! A.\nlines.skip(1).iter_only();\n")]);
        assert_eq!(check(&tree), []);
        let tree =
            Tree::of(&[("docs/a.md", concat!("a name such as ../../tm", "p/x in an archive"))]);
        assert_eq!(check(&tree), []);
    }
}
