//! One word for each thing: other programs' words for ours name no type and no function.

use crate::offence::Offence;
use crate::rust_source::declarations;
use crate::tree::Tree;

/// Words that name nothing here, each with the word that does (docs/glossary.md).
const NOT_OURS: [(&str, &str); 13] = [
    ("Document", "Source"),
    ("Tag", "Code"),
    ("Hashtag", "Code"),
    ("Taxonomy", "Codebook"),
    ("Annotation", "Coding"),
    ("Tagging", "Coding"),
    ("Highlight", "Span"),
    ("Quotation", "Span"),
    ("Variable", "Attribute"),
    ("Note", "Memo"),
    ("Folder", "Set"),
    ("Collection", "Set"),
    ("Author", "User"),
];

/// What a noun of ours may carry behind it.
const ENDINGS: [&str; 5] = ["", "Id", "Kind", "Draft", "Error"];

/// Deeds whose object is a noun of the study.
const DEEDS: [&str; 8] = ["add", "create", "delete", "list", "move", "new", "remove", "rename"];

/// A reader speaks the words of its format, and these checks speak of the words themselves.
const SPEAK_OTHERWISE: [&str; 2] = ["crates/funn-formats/", "xtask/"];

/// Types and functions that use another word for one of our things.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let sources = tree.texts("", &[".rs"]);
    let ours = sources.filter(|(path, _)| !SPEAK_OTHERWISE.iter().any(|at| path.starts_with(at)));
    ours.flat_map(|(path, text)| check_source(path, text)).collect()
}

fn check_source(path: &str, text: &str) -> Vec<Offence> {
    let found = declarations(text).filter_map(|declared| {
        let is_type = declared.keyword != "fn";
        let (_, ours) = NOT_OURS.iter().find(|(word, _)| {
            if is_type {
                is_type_of(declared.name, word)
            } else {
                is_deed_with(declared.name, word)
            }
        })?;
        let message = format!("{} is not our word; it is {ours} (docs/glossary.md)", declared.name);
        Some(Offence::at(path, declared.line, message))
    });
    found.collect()
}

fn is_type_of(name: &str, word: &str) -> bool {
    name.strip_prefix(word).is_some_and(|ending| ENDINGS.contains(&ending))
}

fn is_deed_with(name: &str, word: &str) -> bool {
    let object = name.split_once('_').filter(|(deed, _)| DEEDS.contains(deed));
    let word = word.to_lowercase();
    object.is_some_and(|(_, object)| object == word || object.strip_suffix('s') == Some(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_words_fire() {
        let source = "//! X.\npub struct TagId(u8);\nenum Document {}\npub fn add_tags() {}\n\
                      pub struct Tagged;\nfn tag_end() {}\nstruct Code;\n";
        let tree =
            Tree::of(&[("crates/a/src/lib.rs", source), ("crates/funn-formats/src/x.rs", source)]);
        let found: Vec<_> = check(&tree).iter().map(ToString::to_string).collect();
        assert_eq!(
            found,
            [
                "crates/a/src/lib.rs:2: TagId is not our word; it is Code (docs/glossary.md)",
                "crates/a/src/lib.rs:3: Document is not our word; it is Source (docs/glossary.md)",
                "crates/a/src/lib.rs:4: add_tags is not our word; it is Code (docs/glossary.md)",
            ]
        );
    }
}
