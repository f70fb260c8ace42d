//! Files stay small: aim for 100 to 300 lines, ask at 400, stop at 800.

use crate::offence::Offence;
use crate::tree::{Tree, extension};

const ASKED_ABOUT: usize = 400;
const REFUSED: usize = 800;
const WRITTEN_BY_HAND: [&str; 9] =
    [".rs", ".js", ".mjs", ".css", ".html", ".ftl", ".md", ".sh", ".toml"];

/// Files that are too long to be read in one sitting.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let too_long = long_files(tree, REFUSED).into_iter();
    let message = |lines| format!("has {lines} lines; split it, {REFUSED} is the most");
    too_long.map(|(path, lines)| Offence::new(path, message(lines))).collect()
}

/// Files that are long enough to be asked about.
pub(super) fn asked_about(tree: &Tree) -> Vec<(String, usize)> {
    long_files(tree, ASKED_ABOUT)
}

fn long_files(tree: &Tree, most: usize) -> Vec<(String, usize)> {
    let texts = tree.texts("", &WRITTEN_BY_HAND).filter(|(path, text)| !is_exempt(path, text));
    let counted = texts.map(|(path, text)| (path.to_owned(), text.lines().count()));
    counted.filter(|(_, lines)| *lines > most).collect()
}

/// What a file that a program wrote says of itself.
const MADE: &str = "Made from the program";

/// Third-party files, samples, and files that say in their first lines that a program wrote them.
fn is_exempt(path: &str, text: &str) -> bool {
    let is_sample = ["/tests/", "/golden/", "/fixtures/"].iter().any(|part| path.contains(part));
    path.starts_with("ui/vendor/")
        || (is_sample && extension(path) != "rs")
        || text.lines().take(3).any(|line| line.contains(MADE))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_files_fire() {
        let refused = "//! A.\n".repeat(801);
        let asked = "//! A.\n".repeat(401);
        let generated = format!("<!-- Made from the program: `x`. -->\n{refused}");
        let tree = Tree::of(&[
            ("crates/a/src/lib.rs", &refused),
            ("crates/a/src/b.rs", &asked),
            ("docs/cli.md", &generated),
            ("ui/vendor/lit.js", &refused),
            ("crates/a/golden/long.html", &refused),
        ]);
        assert_eq!(
            check(&tree),
            [Offence::new("crates/a/src/lib.rs", "has 801 lines; split it, 800 is the most")]
        );
        assert_eq!(asked_about(&tree).len(), 2);
    }
}
