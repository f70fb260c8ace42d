//! The third-party files under `ui/vendor/`: refreshed from npm, verified without it.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::licences;
use crate::offence::Offence;
use crate::tree::Tree;

const FOLDER: &str = "ui/vendor";
const LOCK: &str = "ui/vendor/vendor.lock.json";
const PINS: &str = "ui/package-lock.json";

/// Written by us, beside what others wrote.
const OURS: [&str; 2] = ["README.md", "vendor.lock.json"];

/// Fills the folder anew from the packages pinned in `ui/package-lock.json`. Needs node.
pub(crate) fn refresh(root: &Path) -> Result<(), String> {
    for arguments in [["--prefix", "ui", "ci"].as_slice(), &["--prefix", "ui", "run", "vendor"]] {
        let status = Command::new("npm")
            .args(arguments)
            .current_dir(root)
            .status()
            .map_err(|error| format!("npm cannot be started: {error}"))?;
        if !status.success() {
            return Err(format!("npm {} did not succeed", arguments.join(" ")));
        }
    }
    Ok(())
}

/// Every file that is not what the lock file says, and every licence that may not be shipped.
pub(crate) fn check(tree: &Tree) -> Vec<Offence> {
    match entries(tree) {
        Ok(entries) => {
            let mut offences: Vec<_> =
                entries.iter().flat_map(|entry| judge(tree, entry)).collect();
            offences.extend(unlisted(tree, &entries));
            offences
        }
        Err(message) => vec![Offence::new(LOCK, message)],
    }
}

/// What the lock file says of one file.
struct Entry {
    package: String,
    version: String,
    licence: String,
    file: String,
    sha256: String,
}

fn entries(tree: &Tree) -> Result<Vec<Entry>, String> {
    let text = tree.text(LOCK).ok_or("is missing: run `cargo xtask vendor`")?;
    let json: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
    let list = json.as_array().filter(|list| !list.is_empty()).ok_or("lists no files")?;
    let read = list.iter().map(|entry| {
        let text = |key: &str| entry.get(key).and_then(Value::as_str).map(str::to_owned);
        Some(Entry {
            package: text("package")?,
            version: text("version")?,
            licence: text("licence")?,
            file: text("file")?,
            sha256: text("sha256")?,
        })
    });
    let entries: Option<Vec<_>> = read.collect();
    entries.ok_or_else(|| "an entry lacks package, version, licence, file or sha256".to_owned())
}

fn judge(tree: &Tree, entry: &Entry) -> Vec<Offence> {
    let path = format!("{FOLDER}/{}", entry.file);
    let mut offences = Vec::new();
    match tree.bytes(&path).map(fingerprint) {
        None => offences.push(Offence::new(&path, "is listed in vendor.lock.json, but not there")),
        Some(found) if found != entry.sha256 => {
            offences.push(Offence::new(&path, "differs from what vendor.lock.json says"));
        }
        Some(_) => {}
    }
    if let Some(pinned) = pinned_version(tree, &entry.package)
        && pinned != entry.version
    {
        let message =
            format!("is of {} {}, but {PINS} pins {pinned}", entry.package, entry.version);
        offences.push(Offence::new(&path, message));
    }
    offences.extend(licences::judge(path, Some(&entry.licence)));
    offences
}

fn pinned_version(tree: &Tree, package: &str) -> Option<String> {
    let pins: Value = serde_json::from_str(tree.text(PINS)?).ok()?;
    let pinned = pins.get("packages")?.get(format!("node_modules/{package}"))?;
    Some(pinned.get("version")?.as_str()?.to_owned())
}

fn unlisted(tree: &Tree, entries: &[Entry]) -> Vec<Offence> {
    let listed: BTreeSet<String> =
        entries.iter().map(|entry| format!("{FOLDER}/{}", entry.file)).collect();
    let is_ours = |path: &str| {
        let name = path.rsplit('/').next().unwrap_or(path);
        OURS.contains(&name) || name.ends_with(".d.ts")
    };
    let strangers =
        tree.paths(FOLDER, &[]).filter(|path| !listed.contains(*path) && !is_ours(path));
    strangers.map(|path| Offence::new(path, "is not listed in vendor.lock.json")).collect()
}

/// The SHA-256 of bytes, in hexadecimal.
fn fingerprint(bytes: &[u8]) -> String {
    let mut hexadecimal = String::new();
    for byte in Sha256::digest(bytes) {
        // Writing to a string cannot fail.
        let _ = write!(hexadecimal, "{byte:02x}");
    }
    hexadecimal
}

#[cfg(test)]
mod tests {
    use super::*;

    /// SHA-256 of "abc", from FIPS 180-4's examples.
    const ABC: &str = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    fn tree(content: &str, licence: &str, version: &str) -> Tree {
        let lock = format!(
            r#"[{{"package": "lit", "version": "{version}", "licence": "{licence}", "file": "lit.js", "sha256": "{ABC}"}}]"#
        );
        let pins = r#"{"packages": {"node_modules/lit": {"version": "3.3.3"}}}"#;
        Tree::of(&[
            (LOCK, &lock),
            (PINS, pins),
            ("ui/vendor/lit.js", content),
            ("ui/vendor/lit.d.ts", ""),
            ("ui/vendor/README.md", ""),
        ])
    }

    fn messages(tree: &Tree) -> Vec<String> {
        check(tree).iter().map(ToString::to_string).collect()
    }

    #[test]
    fn what_the_lock_says_passes() {
        assert_eq!(messages(&tree("abc", "BSD-3-Clause", "3.3.3")), Vec::<String>::new());
    }

    #[test]
    fn each_difference_fires() {
        let found = messages(&tree("abd", "BSD-3-Clause", "3.3.3"));
        assert_eq!(found, ["ui/vendor/lit.js: differs from what vendor.lock.json says"]);
        let found = messages(&tree("abc", "GPL-3.0-only", "3.3.3"));
        assert_eq!(
            found,
            ["ui/vendor/lit.js: has a licence that is not on our list: GPL-3.0-only"]
        );
        let found = messages(&tree("abc", "MIT", "3.3.2"));
        assert_eq!(
            found,
            ["ui/vendor/lit.js: is of lit 3.3.2, but ui/package-lock.json pins 3.3.3"]
        );
    }

    #[test]
    fn missing_and_unlisted_files_fire() {
        assert_eq!(messages(&Tree::of(&[])).len(), 1);
        let lock = format!(
            r#"[{{"package": "lit", "version": "1", "licence": "MIT", "file": "lit.js", "sha256": "{ABC}"}}]"#
        );
        let found = messages(&Tree::of(&[(LOCK, &lock), ("ui/vendor/other.js", "")]));
        assert_eq!(
            found,
            [
                "ui/vendor/lit.js: is listed in vendor.lock.json, but not there",
                "ui/vendor/other.js: is not listed in vendor.lock.json"
            ]
        );
    }
}
