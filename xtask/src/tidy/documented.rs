//! What people meet is named in the documentation: crates, changes, commands, routes.

use serde_json::Value;

use crate::offence::Offence;
use crate::rust_source::{enums_deriving, kebab_case, literals_after, variants};
use crate::tree::Tree;

const MAP: &str = "docs/architecture.md";
const COMMANDS: &str = "docs/cli.md";
const INTERFACE: &str = "docs/openapi.json";

/// Everything that a document should name and does not.
pub(super) fn check(tree: &Tree) -> Vec<Offence> {
    let mut offences = crates(tree);
    offences.extend(changes(tree));
    offences.extend(commands(tree));
    offences.extend(routes(tree));
    offences
}

fn crates(tree: &Tree) -> Vec<Offence> {
    let map = tree.text(MAP).unwrap_or_default();
    let manifests = tree.paths("", &["/Cargo.toml"]);
    let folders = manifests.filter_map(|path| path.strip_suffix("/Cargo.toml"));
    let missing = folders.filter(|folder| {
        let name = folder.rsplit('/').next().unwrap_or(folder);
        !map.contains(&format!("`{name}`")) && !map.contains(&format!("`{name}/`"))
    });
    missing.map(|folder| Offence::new(folder, format!("is not named in {MAP}"))).collect()
}

fn changes(tree: &Tree) -> Vec<Offence> {
    const AT: &str = "crates/funn-model/src/change.rs";
    let Some(variants) = tree.text(AT).and_then(|source| variants(source, "Change")) else {
        return vec![Offence::new(AT, "does not declare `enum Change`; mend this check")];
    };
    let map = tree.text(MAP).unwrap_or_default();
    let missing = variants.into_iter().filter(|name| !map.contains(&format!("`{name}`")));
    missing.map(|name| Offence::new(AT, format!("Change::{name} is not named in {MAP}"))).collect()
}

fn commands(tree: &Tree) -> Vec<Offence> {
    let documented = tree.text(COMMANDS).unwrap_or_default();
    let mut offences = Vec::new();
    for (path, source) in tree.texts("crates/funn/src", &[".rs"]) {
        for name in enums_deriving(source, "Subcommand") {
            let spelled = variants(source, name).unwrap_or_default().into_iter().map(kebab_case);
            let missing = spelled.filter(|word| !names_word(documented, word));
            let message = |word| format!("the command \"{word}\" is not named in {COMMANDS}");
            offences.extend(missing.map(|word| Offence::new(path, message(word))));
        }
    }
    offences
}

fn names_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|other| other == word)
}

fn routes(tree: &Tree) -> Vec<Offence> {
    let parsed = tree.text(INTERFACE).and_then(|text| serde_json::from_str::<Value>(text).ok());
    let documented = parsed.as_ref().and_then(|json| json.get("paths")).and_then(Value::as_object);
    let mut offences = Vec::new();
    for (path, source) in tree.texts("crates/funn-web/src", &[".rs"]) {
        for route in literals_after(source, ".route(") {
            let is_there = documented.is_some_and(|paths| paths.contains_key(route));
            if route.starts_with("/api") && !is_there {
                offences
                    .push(Offence::new(path, format!("the route {route} is not in {INTERFACE}")));
            }
        }
    }
    offences
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(offences: &[Offence]) -> Vec<String> {
        offences.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn crates_and_changes_fire() {
        let tree = Tree::of(&[
            ("crates/funn-model/Cargo.toml", ""),
            ("crates/funn-web/Cargo.toml", ""),
            (
                "crates/funn-model/src/change.rs",
                "//! C.\nenum Change {\n    Code(u8),\n    Tie(u8),\n}\n",
            ),
            (MAP, "`funn-model` `Code`, `funn-webber`"),
        ]);
        assert_eq!(
            messages(&check(&tree)),
            [
                "crates/funn-web: is not named in docs/architecture.md",
                "crates/funn-model/src/change.rs: Change::Tie is not named in docs/architecture.md",
            ]
        );
    }

    #[test]
    fn commands_fire() {
        let source =
            "//! C.\n#[derive(clap::Subcommand)]\nenum Command {\n    Find(F),\n    MergeAll,\n}\n";
        let tree =
            Tree::of(&[("crates/funn/src/cli.rs", source), (COMMANDS, "`funn find`, findings")]);
        assert_eq!(
            messages(&commands(&tree)),
            ["crates/funn/src/cli.rs: the command \"merge-all\" is not named in docs/cli.md"]
        );
        let undocumented =
            Tree::of(&[("crates/funn/src/cli.rs", source), (COMMANDS, "merge-all, findings")]);
        assert_eq!(commands(&undocumented).len(), 1);
    }

    #[test]
    fn routes_fire() {
        let source = "//! R.\nfn x() { r.route(\"/api/codes\", a).route(\"/api/sets/{id}\", b).route(\"/\", c) }";
        let tree = Tree::of(&[
            ("crates/funn-web/src/routes.rs", source),
            (INTERFACE, r#"{"paths": {"/api/codes": {}}}"#),
        ]);
        assert_eq!(
            messages(&routes(&tree)),
            ["crates/funn-web/src/routes.rs: the route /api/sets/{id} is not in docs/openapi.json"]
        );
    }
}
