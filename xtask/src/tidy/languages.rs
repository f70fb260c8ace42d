//! The interface says everything in every language: `nb.ftl`, `nb-rooms.ftl` … give the same keys.

use std::collections::{BTreeMap, BTreeSet};

use crate::offence::Offence;
use crate::rust_source::literals_after;
use crate::tree::Tree;

const FOLDER: &str = "ui/lang";

/// Keys that one language has and another lacks, keys given twice, and keys used but given by none.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    let mut languages: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (path, text) in tree.texts(FOLDER, &[".ftl"]) {
        let keys = languages.entry(language(path)).or_default();
        gather(path, text, keys, &mut offences);
    }
    for (language, given) in &languages {
        for (other, others) in &languages {
            let missing = others.difference(given);
            let message = |key| format!("lacks \"{key}\", which {other} has");
            let place = format!("{FOLDER}/{language}");
            offences.extend(missing.map(|key| Offence::new(place.clone(), message(key))));
        }
    }
    if let Some((language, given)) = languages.first_key_value() {
        offences.extend(unknown_uses(tree, language, given));
    }
    offences
}

/// `nb` of `ui/lang/nb-rooms.ftl`.
fn language(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.split(['-', '.']).next().unwrap_or(name)
}

/// Adds the keys of a file; an attribute is given as `message.attribute`.
fn gather(path: &str, text: &str, keys: &mut BTreeSet<String>, offences: &mut Vec<Offence>) {
    let mut message = "";
    for (line, content) in text.lines().enumerate() {
        let Some((name, _)) = content.split_once('=') else { continue };
        let is_attribute = name.starts_with(' ') && name.trim_start().starts_with('.');
        let is_message = name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-');
        let key = match (is_message, is_attribute) {
            (true, _) => {
                message = name.trim();
                message.to_owned()
            }
            (false, true) => format!("{message}{}", name.trim()),
            (false, false) => continue,
        };
        if keys.contains(&key) {
            offences.push(Offence::at(path, line, format!("gives \"{key}\" a second time")));
        }
        keys.insert(key);
    }
}

fn unknown_uses(tree: &Tree, language: &str, given: &BTreeSet<String>) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, source) in tree.texts("ui", &[".js"]) {
        let is_ours = ["ui/main.js", "ui/boot.js"].contains(&path)
            || ["ui/lib/", "ui/parts/", "ui/rooms/"].iter().any(|folder| path.starts_with(folder));
        if !is_ours || path.contains(".test.") {
            continue;
        }
        let calls = [" t(", "(t(", "{t(", "[t(", "!t("].into_iter();
        let mut used: Vec<_> = calls.flat_map(|call| literals_after(source, call)).collect();
        used.sort_unstable();
        used.dedup();
        let unknown = used.into_iter().filter(|key| !given.contains(*key));
        let message = |key| format!("says \"{key}\", which {language} does not have");
        offences.extend(unknown.map(|key| Offence::new(path, message(key))));
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn differences_fire() {
        let tree = Tree::of(&[
            (
                "ui/lang/en.ftl",
                "# Words = none\nopen = Open\n    .title = Opens { $n ->\n        *[other] x = y\n    }\n",
            ),
            ("ui/lang/en-rooms.ftl", "find = Find\n"),
            ("ui/lang/nb.ftl", "open = Åpne\nclose = Lukk\n"),
            ("ui/lang/nb-rooms.ftl", "find = Finn\nopen = Åpn\n"),
            (
                "ui/rooms/find/find.js",
                "// F.\nhtml`${t(\"open\")} ${t(\"gone\", {})} ${format(\"x\")}`",
            ),
            ("ui/test/find.test.js", "// T.\n t(\"other\")"),
        ]);
        let mut found: Vec<_> = check(&tree).iter().map(ToString::to_string).collect();
        found.sort();
        assert_eq!(
            found,
            [
                "ui/lang/en: lacks \"close\", which nb has",
                "ui/lang/nb.ftl:1: gives \"open\" a second time",
                "ui/lang/nb: lacks \"open.title\", which en has",
                "ui/rooms/find/find.js: says \"gone\", which en does not have",
            ]
        );
    }
}
