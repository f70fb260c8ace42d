//! The interface says everything in every language: `ui/lang/*.ftl` have the same keys.

use std::collections::BTreeMap;

use crate::offence::Offence;
use crate::rust_source::literals_after;
use crate::tree::Tree;

/// Keys that one language has and another lacks, keys given twice, and keys used but given by none.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = Vec::new();
    let mut languages = BTreeMap::new();
    for (path, text) in tree.texts("ui/lang", &[".ftl"]) {
        languages.insert(path, keys(path, text, &mut offences));
    }
    for (path, given) in &languages {
        for (other, others) in &languages {
            let missing = others.keys().filter(|key| !given.contains_key(*key));
            let message = |key| format!("lacks \"{key}\", which {other} has");
            offences.extend(missing.map(|key| Offence::new(*path, message(key))));
        }
    }
    if let Some((path, given)) = languages.first_key_value() {
        offences.extend(unknown_uses(tree, path, given));
    }
    offences
}

/// The keys of a file with their lines; an attribute is given as `message.attribute`.
fn keys(path: &str, text: &str, offences: &mut Vec<Offence>) -> BTreeMap<String, usize> {
    let mut keys = BTreeMap::new();
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
        if keys.insert(key.clone(), line).is_some() {
            offences.push(Offence::at(path, line, format!("gives \"{key}\" a second time")));
        }
    }
    keys
}

fn unknown_uses(tree: &Tree, language: &str, given: &BTreeMap<String, usize>) -> Vec<Offence> {
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
        let unknown = used.into_iter().filter(|key| !given.contains_key(*key));
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
            ("ui/lang/nb.ftl", "open = Åpne\nopen = Åpn\nclose = Lukk\n"),
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
                "ui/lang/en.ftl: lacks \"close\", which ui/lang/nb.ftl has",
                "ui/lang/nb.ftl: lacks \"open.title\", which ui/lang/en.ftl has",
                "ui/lang/nb.ftl:2: gives \"open\" a second time",
                "ui/rooms/find/find.js: says \"gone\", which ui/lang/en.ftl does not have",
            ]
        );
    }
}
