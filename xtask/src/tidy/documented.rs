//! What people meet is named in the documentation: crates, changes, commands, routes.

use serde_json::Value;

use crate::offence::Offence;
use crate::rust_source::{enums_deriving, kebab_case, literals_after, table_entries, variants};
use crate::tree::Tree;

const MAP: &str = "docs/architecture.md";
const COMMANDS: &str = "docs/cli.md";
const INTERFACE: &str = "docs/openapi.json";
const DOOR: &str = "crates/funn/src";
const SERVER: &str = "crates/funn-web/src";
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The command that writes the documentation.
const UNLISTED: &str = "reference";

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
    let mut n_found = 0;
    for (path, source) in tree.texts(DOOR, &[".rs"]) {
        let enums = enums_deriving(source, "Subcommand").into_iter();
        let mut names: Vec<_> = enums.filter_map(|name| variants(source, name)).flatten().collect();
        names.extend(table_entries(source, "commands! {"));
        n_found += names.len();
        let spelled = names.into_iter().map(kebab_case).filter(|word| word != UNLISTED);
        let missing = spelled.filter(|word| !names_word(documented, word));
        let message = |word| format!("the command \"{word}\" is not named in {COMMANDS}");
        offences.extend(missing.map(|word| Offence::new(path, message(word))));
    }
    if n_found == 0 {
        offences.push(Offence::new(DOOR, "has no commands that this check can find; mend it"));
    }
    offences
}

fn names_word(text: &str, word: &str) -> bool {
    text.split(|c: char| !c.is_alphanumeric() && c != '-').any(|other| other == word)
}

fn routes(tree: &Tree) -> Vec<Offence> {
    let parsed = tree.text(INTERFACE).and_then(|text| serde_json::from_str::<Value>(text).ok());
    let documented = parsed.as_ref().and_then(|json| json.get("paths"));
    let mut offences = Vec::new();
    let mut n_found = 0;
    for (path, source) in tree.texts(SERVER, &[".rs"]) {
        for method in METHODS {
            for route in literals_after(source, &format!("Route::{method}(")) {
                n_found += 1;
                let at_path = documented.and_then(|paths| paths.get(route));
                let is_there = at_path.is_some_and(|methods| methods.get(method).is_some());
                if route.starts_with("/api") && !is_there {
                    let message = format!("the route {method} {route} is not in {INTERFACE}");
                    offences.push(Offence::new(path, message));
                }
            }
        }
    }
    if n_found == 0 {
        offences.push(Offence::new(SERVER, "has no routes that this check can find; mend it"));
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
        let source = "//! C.\nenum Change {\n    Code(u8),\n    Tie(u8),\n}\n";
        let tree = Tree::of(&[
            ("crates/funn-model/Cargo.toml", ""),
            ("crates/funn-web/Cargo.toml", ""),
            ("crates/funn-model/src/change.rs", source),
            (MAP, "`funn-model` `Code`, `funn-webber`"),
        ]);
        assert_eq!(
            messages(&crates(&tree)),
            ["crates/funn-web: is not named in docs/architecture.md"]
        );
        assert_eq!(
            messages(&changes(&tree)),
            ["crates/funn-model/src/change.rs: Change::Tie is not named in docs/architecture.md"]
        );
        assert_eq!(changes(&Tree::of(&[])).len(), 1);
    }

    #[test]
    fn commands_fire() {
        let below =
            "//! C.\n#[derive(clap::Subcommand)]\nenum What {\n    List(F),\n    MergeAll,\n}\n";
        let above = "//! C.\ncommands! {\n    Find => find\n    Kwic => kwic\n    Reference => reference\n}\n";
        let tree = Tree::of(&[
            ("crates/funn/src/codebook.rs", below),
            ("crates/funn/src/commands.rs", above),
            (COMMANDS, "`funn find`, `funn codebook list`, findings, merge all"),
        ]);
        assert_eq!(
            messages(&commands(&tree)),
            [
                "crates/funn/src/codebook.rs: the command \"merge-all\" is not named in docs/cli.md",
                "crates/funn/src/commands.rs: the command \"kwic\" is not named in docs/cli.md",
            ]
        );
        assert_eq!(commands(&Tree::of(&[])).len(), 1);
    }

    #[test]
    fn routes_fire() {
        let source = "//! R.\nfn table() { [Route::get(\"/api/codes\", a), Route::post(\"/api/codes\", b),\n\
                      Route::delete(\n    \"/api/sets/{id}\", c), Route::get(\"/login\", d)] }";
        let tree = Tree::of(&[
            ("crates/funn-web/src/routes.rs", source),
            (INTERFACE, r#"{"paths": {"/api/codes": {"get": {}}}}"#),
        ]);
        assert_eq!(
            messages(&routes(&tree)),
            [
                "crates/funn-web/src/routes.rs: the route post /api/codes is not in docs/openapi.json",
                "crates/funn-web/src/routes.rs: the route delete /api/sets/{id} is not in docs/openapi.json",
            ]
        );
        assert_eq!(routes(&Tree::of(&[])).len(), 1);
    }
}
