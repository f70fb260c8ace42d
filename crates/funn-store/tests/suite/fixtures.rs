//! What was once written stays readable: one payload of each kind of change, in version 1.
//!
//! The fixtures are read through a whole store, as a journal of theirs would be. They are made once
//! for each version and never again: a change of `tests/fixtures/v1` breaks studies that exist.

use std::collections::BTreeMap;
use std::path::Path;

use funn_store::read_payload;

const KINDS: [&str; 20] = [
    "attribute",
    "batch",
    "case",
    "case_kind",
    "code",
    "coding",
    "facet",
    "guide",
    "memo",
    "participant",
    "relation",
    "revise_text",
    "round",
    "saved_query",
    "set",
    "source",
    "study",
    "tie",
    "unrevise_text",
    "user",
];

fn fixtures() -> BTreeMap<String, String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/v1");
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    files
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read_to_string(&path).unwrap())
        })
        .collect()
}

#[test]
fn there_is_one_of_each_kind() {
    let names: Vec<String> = fixtures().into_keys().collect();
    assert_eq!(names, KINDS);
}

#[test]
fn version_1_reads_and_is_written_the_same_today() {
    for (name, json) in fixtures() {
        let (change, inverse) = read_payload(json.as_bytes()).unwrap_or_else(|error| {
            panic!("{name} does not read any more: {error}");
        });
        let again = funn_store::write_payload(&change, &inverse).unwrap();
        let again: serde_json::Value = serde_json::from_slice(&again).unwrap();
        let first: serde_json::Value = serde_json::from_str(&json).unwrap();
        assert_eq!(again, first, "{name}");
    }
}
