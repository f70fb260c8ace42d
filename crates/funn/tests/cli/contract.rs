//! The shapes of JSON that scripts depend on.

use serde_json::{Value, json};

use crate::support::{Ran, coded_desk, desk, empty_desk, span_of};

#[track_caller]
fn id_in<'a>(value: &'a Value, key: &str) -> &'a str {
    let id = value[key].as_str().unwrap_or_else(|| panic!("{key} in {value}"));
    assert_eq!(id.len(), 36, "{key} is an id: {id}");
    id
}

#[track_caller]
fn keys(value: &Value) -> Vec<&str> {
    value.as_object().expect("an object").keys().map(String::as_str).collect()
}

#[track_caller]
fn has(value: &Value, wanted: &[&str]) {
    for key in wanted {
        assert!(value.get(key).is_some(), "{key} in {:?}", keys(value));
    }
}

#[test]
fn new_prints_the_study_alone_on_standard_output() {
    let desk = empty_desk();
    let made =
        desk.run(&["new", "s", "--title", "T", "--language", "nb", "--key-cost", "low", "--json"]);
    let made = made.done();
    assert_eq!(keys(&made.json()), ["study"]);
    id_in(&made.json(), "study");
    assert!(made.err.contains("Recovery key of the study"), "{}", made.err);
    let shown = desk.run(&["study", "s", "show", "--json"]).done().json();
    assert_eq!((&shown["title"], &shown["language"]), (&json!("T"), &json!("nb")));
}

#[test]
fn new_works_without_a_passphrase_for_the_vault() {
    let desk = empty_desk();
    let arguments = ["new", "s", "--title", "T", "--key-cost", "low", "--json"];
    let mut command = desk.bare_command(&arguments);
    let made = desk.finish(command.env("FUNN_PASSPHRASE", "x y z")).done();
    id_in(&made.json(), "study");
    assert!(made.err.contains("funn passphrase"), "{}", made.err);
}

#[test]
fn participant_add_answers_its_id() {
    let desk = desk();
    let made = desk.run(&["participant", "study", "add", "R1", "--name", "Kari", "--json"]).done();
    assert_eq!(keys(&made.json()), ["participant"]);
    id_in(&made.json(), "participant");
}

#[test]
fn import_answers_sources_and_losses() {
    let desk = desk();
    let made =
        desk.run(&["import", "study", "texts", "--case", "town=Vik", "--json"]).done().json();
    let sources = made["sources"].as_array().unwrap();
    assert_eq!(sources.len(), 2);
    id_in(&sources[0], "id");
    assert_eq!(sources[0]["name"], "first");
    assert_eq!(sources[0]["characters"], crate::support::FIRST.chars().count());
    assert!(made["losses"].is_array());

    desk.write("page.html", "<p>Hello</p><img src='x.png'>");
    let made = desk.run(&["import", "study", "page.html", "--json"]).done().json();
    let loss = &made["losses"][0];
    has(loss, &["source", "kind", "detail"]);
    assert_eq!((&loss["source"], &loss["kind"]), (&json!("page"), &json!("image")));
}

#[test]
fn case_code_and_coding_answer_their_ids() {
    let desk = desk();
    let case = ["case", "study", "add", "town", "Vik", "people=4 200", "coastal=ja", "--json"];
    id_in(&desk.run(&case).done().json(), "case");
    let again = desk.run(&case).done().json();
    assert_eq!(again, desk.run(&case).done().json(), "the same case is filled in, not made twice");
    let code = ["codebook", "study", "add", "A/B", "--definition", "what B is", "--json"];
    id_in(&desk.run(&code).done().json(), "code");
    desk.run(&["import", "study", "texts"]).done();
    let coding =
        ["code", "study", "A/B", "--source", "first", "--span", "0..5", "--coder", "ben", "--json"];
    let made = desk.run(&coding).done().json();
    assert_eq!(keys(&made), ["coding"]);
    id_in(&made, "coding");
    let found = desk.run(&["find", "study", "coder:ben", "--json"]).done().json();
    assert_eq!(found[0]["codings"][0], made["coding"]);
}

#[test]
fn codebook_list_has_path_definition_and_codings() {
    let desk = coded_desk();
    desk.run(&["codebook", "study", "edit", "Trust", "--definition", "relying on others"]).done();
    let listed = desk.run(&["codebook", "study", "list", "--json"]).done().json();
    let short: Vec<(&str, &str, u64)> = listed
        .as_array()
        .unwrap()
        .iter()
        .map(|code| {
            let text = |key: &str| code[key].as_str().unwrap();
            (text("path"), text("definition"), code["codings"].as_u64().unwrap())
        })
        .collect();
    assert_eq!(
        short,
        [
            ("Resources", "", 0),
            ("Resources/Money", "", 2),
            ("Resources/Time", "", 1),
            ("Trust", "relying on others", 2)
        ]
    );
}

#[test]
fn codes_move_and_merge_by_path() {
    let desk = coded_desk();
    let paths = || -> Vec<String> {
        let listed = desk.run(&["codebook", "study", "list", "--json"]).done().json();
        let paths = listed.as_array().unwrap().iter();
        paths.map(|code| code["path"].as_str().unwrap().to_owned()).collect()
    };
    desk.run(&["codebook", "study", "move", "Resources/Money", "Trust"]).done();
    assert_eq!(paths(), ["Resources", "Resources/Time", "Trust", "Trust/Money"]);
    desk.run(&["codebook", "study", "move", "Money", "/", "--before", "Resources"]).done();
    assert_eq!(paths(), ["Money", "Resources", "Resources/Time", "Trust"]);
    let preview = ["codebook", "study", "merge", "Money", "Trust", "--preview", "--json"];
    assert_eq!(desk.run(&preview).done().json()["codings"], 2);
    assert_eq!(paths().len(), 4, "a preview merges nothing");
    desk.run(&["codebook", "study", "merge", "Money", "Trust"]).done();
    assert_eq!(paths(), ["Resources", "Resources/Time", "Trust"]);
    let listed = desk.run(&["codebook", "study", "list", "--json"]).done().json();
    assert_eq!(listed[2]["codings"], 4);
}

#[test]
fn find_is_in_source_and_position_order() {
    let desk = coded_desk();
    let found = desk.run(&["find", "study", "*", "--json"]).done().json();
    let places: Vec<(&str, u64)> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|passage| {
            has(passage, &["source", "start", "end", "text", "codes", "cases"]);
            (passage["source"].as_str().unwrap(), passage["start"].as_u64().unwrap())
        })
        .collect();
    let mut sorted = places.clone();
    sorted.sort_unstable();
    assert_eq!(places, sorted);
    assert_eq!(places.len(), 5);
}

#[test]
fn a_matrix_has_rows_cols_and_cells() {
    let desk = coded_desk();
    let ask = |more: &[&str]| {
        let base = ["matrix", "study", "--rows", "facet:valence", "--cols", "case:town", "--json"];
        desk.run(&[&base[..], more].concat()).done().json()
    };
    let counts = ask(&[]);
    has(&counts, &["rows", "cols", "cells"]);
    assert_eq!(counts["rows"], json!(["valence=driver", "valence=barrier", "valence=both"]));
    assert_eq!(counts["cells"], json!([[1, 1], [1, 2], [0, 0]]));
    assert_eq!(ask(&["--nonzero"])["rows"].as_array().unwrap().len(), 2);
    assert_eq!(ask(&["--where", "code:Trust"])["cells"], json!([[0, 1], [1, 0], [0, 0]]));
    assert_eq!(ask(&["--percent", "col"])["col_percent"][0][0], json!(50.0));
    assert_eq!(ask(&["--expected"])["expected"][0][0], json!(0.8));
    assert_eq!(ask(&["--count", "sources"])["cells"], json!([[1, 1], [1, 1], [0, 0]]));
    assert!(ask(&["--residual"])["residual"][0][0].is_number());
}

#[test]
fn cooccurrence_counts_pairs_of_codes_on_the_same_text() {
    let desk = coded_desk();
    let span = span_of("first", "no time");
    desk.run(&["code", "study", "Trust", "--source", "first", "--span", &span]).done();
    let pairs = desk.run(&["cooccur", "study", "--exact", "--json"]).done().json();
    assert_eq!(pairs, json!([{"one": "Resources/Time", "other": "Trust", "count": 1}]));
}

#[test]
fn export_answers_where_it_wrote_and_what_it_left_out() {
    let desk = coded_desk();
    let made = desk.run(&["export", "study", "--format", "csv", "out.csv", "--json"]).done().json();
    assert_eq!(made["written"], "out.csv");
    assert!(made["losses"].is_array());
    let csv = std::fs::read_to_string(desk.folder().join("out.csv")).unwrap();
    assert!(csv.starts_with("source,start,end,text,codes,cases"), "{csv}");
    assert_eq!(csv.lines().count(), 6);
    let again = desk.run(&["export", "study", "--format", "csv", "out.csv", "--json"]).failed(1);
    assert_eq!(again.json_error()["kind"], "conflict", "nothing is written over");
}

#[test]
fn the_log_is_one_json_object_a_line() {
    let desk = coded_desk();
    let log: Ran = desk.run(&["log", "study", "--json"]).done();
    let lines: Vec<Value> =
        log.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert!(lines.len() > 8);
    assert_eq!(lines.last().unwrap()["deed"], "code");
    assert_eq!(lines.last().unwrap()["user"], "anna");
    let late = desk.run(&["log", "study", "--since", "2999-01-01", "--json"]).done();
    assert_eq!(late.out, "");
    let last = desk.run(&["log", "study", "--last", "2"]).done();
    assert_eq!(last.out.lines().count(), 2);
}

#[test]
fn verify_and_doctor_say_ok() {
    let desk = coded_desk();
    assert_eq!(desk.run(&["verify", "study", "--json"]).done().json()["ok"], true);
    assert_eq!(desk.run(&["doctor", "study", "--json"]).done().json()["ok"], true);
}

#[test]
fn the_demo_is_made_once_and_opened_again() {
    let desk = empty_desk();
    let made = desk.run(&["demo", "--no-serve", "--json"]).done().json();
    id_in(&made, "study");
    has(&made, &["study", "url"]);
    let again = desk.run(&["demo", "--no-serve", "--json"]).done().json();
    assert_eq!(again, made);
    let mut find = desk.bare_command(&["find", "funn-demo", "*", "--json"]);
    let found = desk.finish(find.env("FUNN_PASSPHRASE", "demo")).done().json();
    assert!(found.as_array().unwrap().len() > 50);
}

#[test]
fn kwic_shows_what_stands_on_either_side() {
    let desk = coded_desk();
    let lines = desk.run(&["kwic", "study", "trust*", "--context", "6", "--json"]).done().json();
    assert_eq!(lines.as_array().unwrap().len(), 2);
    assert_eq!(lines[0]["left"], "ut we ");
    assert_eq!(lines[0]["match"], "trust");
    assert_eq!(lines[0]["right"], " each ");
    let inside = ["kwic", "study", "trust*", "--where", "case:Dal and code:Trust", "--json"];
    assert_eq!(desk.run(&inside).done().json().as_array().unwrap().len(), 1);
}
