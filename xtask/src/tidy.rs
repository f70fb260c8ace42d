//! The house rules that no compiler knows. Each is a pure function of the [`Tree`].

use crate::offence::Offence;
use crate::tree::Tree;

mod documented;
mod formats;
mod interface;
mod languages;
mod leftovers;
mod links;
mod sizes;
mod words;

/// Every offence against a house rule, in order of place.
pub(crate) fn check(tree: &Tree) -> Vec<Offence> {
    let rules: [fn(&Tree) -> Vec<Offence>; 10] = [
        first_lines,
        module_files,
        sizes::check,
        words::check,
        leftovers::check,
        documented::check,
        formats::check,
        interface::check,
        languages::check,
        links::check,
    ];
    let mut offences: Vec<_> = rules.iter().flat_map(|rule| rule(tree)).collect();
    offences.sort();
    offences
}

/// Files that are long enough to be asked about, with their lines; no offence.
pub(crate) fn asked_about(tree: &Tree) -> Vec<(String, usize)> {
    sizes::asked_about(tree)
}

/// A source file begins by saying what it is.
fn first_lines(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    for (path, text) in tree.texts("", &[".rs"]) {
        if !text.starts_with("//!") {
            offences.push(Offence::at(path, 0, "must begin with a //! line that says what it is"));
        }
    }
    for (path, text) in tree.texts("ui", &[".js", ".mjs"]) {
        if !path.starts_with("ui/vendor/") && !text.starts_with("//") {
            offences.push(Offence::at(path, 0, "must begin with a // line that says what it is"));
        }
    }
    offences
}

/// `foo.rs` and `foo/`, never `foo/mod.rs`.
fn module_files(tree: &Tree) -> Vec<Offence> {
    let found = tree.paths("", &["/mod.rs"]);
    found
        .map(|path| Offence::new(path, "must be named after its module, beside its folder"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_lines_fire() {
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", "//! Fine.\n"),
            ("crates/a/src/b.rs", "use x;\n"),
            ("ui/main.js", "import x;\n"),
            ("ui/good.js", "// Fine.\n"),
            ("ui/vendor/lit.js", "var a;"),
        ]);
        let places: Vec<_> = first_lines(&tree).into_iter().map(|offence| offence.place).collect();
        assert_eq!(places, ["crates/a/src/b.rs:1", "ui/main.js:1"]);
    }

    #[test]
    fn module_files_fire() {
        let tree =
            Tree::of(&[("crates/a/src/b/mod.rs", "//! B.\n"), ("crates/a/src/b.rs", "//! B.\n")]);
        assert_eq!(module_files(&tree).len(), 1);
    }
}
