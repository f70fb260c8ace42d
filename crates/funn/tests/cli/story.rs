//! One study the whole way: from `new` to a matrix whose cells lead back to the passages.

use serde_json::{Value, json};

use crate::support::{coded_desk, desk, span_of};

#[test]
fn from_a_new_study_to_a_matrix_and_back_to_the_passage() {
    let desk = coded_desk();
    let matrix = desk.run(&["matrix", "study", "--rows", "code", "--cols", "case", "--json"]);
    let matrix = matrix.done().json();
    assert_eq!(matrix["rows"], json!(["Resources", "Resources/Money", "Resources/Time", "Trust"]));
    assert_eq!(matrix["cols"], json!(["town=Dal", "town=Vik"]));
    assert_eq!(matrix["cells"], json!([[1, 2], [1, 1], [0, 1], [1, 1]]));

    let exact = ["matrix", "study", "--rows", "code", "--cols", "case", "--exact", "--json"];
    assert_eq!(desk.run(&exact).done().json()["cells"], json!([[0, 0], [1, 1], [0, 1], [1, 1]]));

    let cell =
        ["matrix", "study", "--rows", "code", "--cols", "case", "--cell", "Money", "Vik", "--json"];
    let passages = desk.run(&cell).done().json();
    assert_eq!(passages[0]["text"], "Money is always short");
    assert_eq!(passages[0]["source"], "first");
    assert_eq!(passages.as_array().unwrap().len(), 1);
}

#[test]
fn every_step_can_be_taken_back_and_made_again_across_runs() {
    let desk = coded_desk();
    let count =
        || desk.run(&["find", "study", "*", "--json"]).done().json().as_array().unwrap().len();
    assert_eq!(count(), 5);
    desk.run(&["undo", "study"]).done();
    assert_eq!(count(), 4);
    desk.run(&["redo", "study"]).done();
    assert_eq!(count(), 5);
}

#[test]
fn another_coder_takes_back_their_own_changes_alone() {
    let desk = coded_desk();
    let span = span_of("second", "money went elsewhere");
    let code = [
        "code",
        "study",
        "Resources/Money",
        "--source",
        "second",
        "--span",
        &span,
        "--coder",
        "ben",
    ];
    desk.run(&code).done();
    desk.run(&["undo", "study", "--coder", "ben"]).done();
    let found = desk.run(&["find", "study", "coder:ben", "--json"]).done().json();
    assert_eq!(found, json!([]));
    assert_eq!(
        desk.run(&["find", "study", "coder:anna", "--json"])
            .done()
            .json()
            .as_array()
            .unwrap()
            .len(),
        5
    );
}

#[test]
fn positions_are_unicode_scalar_values_and_lead_to_the_very_words() {
    let desk = coded_desk();
    let found = desk.run(&["find", "study", "code:Time", "--json"]).done().json();
    let (start, end) = (&found[0]["start"], &found[0]["end"]);
    assert_eq!(format!("{start}..{end}"), span_of("first", "We have no time"));
    assert_eq!(found[0]["text"], "We have no time");
    assert_eq!(found[0]["cases"], json!(["town=Vik"]));
    assert_eq!(found[0]["codes"], json!(["Resources/Time"]));
}

#[test]
fn the_study_as_it_was_before_there_was_one_is_empty() {
    let desk = coded_desk();
    let early = ["find", "study", "*", "--json", "--at", "2001-01-01"];
    assert_eq!(desk.run(&early).done().json(), json!([]));
    let late = ["codebook", "study", "list", "--json", "--at", "2999-01-01T12:00+01:00"];
    assert_eq!(desk.run(&late).done().json().as_array().unwrap().len(), 4);
}

#[test]
fn a_rule_shows_first_does_then_and_is_undone_in_one_step() {
    let desk = coded_desk();
    let before = desk.changes();
    let rule = ["code", "study", "Plans", "--match", "(?i)plan"];
    let shown = desk.run(&rule).done();
    assert!(shown.out.contains("plan"), "{}", shown.out);
    assert!(shown.err.contains("Nothing was changed"), "{}", shown.err);
    assert_eq!(desk.changes(), before, "showing changes nothing");
    let proposed = desk.run(&[&rule[..], &["--json"]].concat()).done().json();
    assert_eq!((&proposed["codings"], &proposed["proposed"]), (&json!(0), &json!(2)));
    let done = desk.run(&[&rule[..], &["--yes", "--json"]].concat()).done().json();
    assert_eq!(done["codings"], 2);
    assert_eq!(desk.changes(), before + 1);
    desk.run(&["undo", "study"]).done();
    assert_eq!(desk.run(&["find", "study", "text:plan and code:Trust", "--json"]).done().code, 0);
    let codes = desk.run(&["codebook", "study", "list", "--json"]).done().json();
    assert!(codes.as_array().unwrap().iter().all(|code| code["path"] != "Plans"));
}

#[test]
fn what_a_participant_belongs_to_is_tied_to_their_sources() {
    let desk = desk();
    let add = [
        "participant",
        "study",
        "add",
        "R7",
        "--name",
        "Kari Nordmann",
        "--contact",
        "kari@example.org",
        "--case",
        "town=Nes",
    ];
    desk.run(&add).done();
    desk.run(&["import", "study", "texts/first.txt", "--participant", "R7"]).done();
    let cases = desk.run(&["case", "study", "list", "--json"]).done().json();
    assert_eq!(cases[0]["name"], "Nes");
    assert_eq!(cases[0]["sources"], json!(["first"]));
    let listed = desk.run(&["participant", "study", "list", "--json"]).done();
    assert_eq!(listed.json()[0]["sources"], json!(["first"]));
    assert!(!listed.out.contains("Kari"), "names stay in the vault");
    for file in ["study.db", "vault.db", "study.keys", "vault.keys"] {
        let bytes = std::fs::read(desk.folder().join("study").join(file)).unwrap();
        let text = String::from_utf8_lossy(&bytes);
        for planted in ["Kari", "R7", "Nes", "Money is"] {
            assert!(!text.contains(planted), "{planted} can be read in {file}");
        }
    }
}

#[test]
fn a_backup_brings_back_what_was_deleted() {
    let desk = coded_desk();
    let name = desk.run(&["backup", "study", "--json"]).done().json()["backup"].clone();
    desk.run(&["codebook", "study", "delete", "Trust", "--yes"]).done();
    desk.run(&["undo", "study"]).done();
    desk.run(&["source", "study", "delete", "first", "--yes"]).done();
    let back = desk.run(&["restore", "study", "--json"]).done().json();
    assert_eq!(back["backup"], name);
    assert!(back["set_aside"].is_string());
    let sources = desk.run(&["source", "study", "list", "--json"]).done().json();
    assert_eq!(sources.as_array().map(Vec::len), Some(2));
    assert_eq!(desk.run(&["verify", "study", "--json"]).done().json()["ok"], Value::Bool(true));
}

#[test]
fn a_forgotten_passphrase_is_replaced_with_the_recovery_key() {
    let desk = crate::support::empty_desk();
    let new = ["new", "study", "--title", "T", "--key-cost", "low", "--recovery-file", "keys.txt"];
    desk.run(&new).done();
    let keys = std::fs::read_to_string(desk.folder().join("keys.txt")).unwrap();
    let key = keys.lines().next().unwrap().rsplit(' ').next().unwrap().to_owned();
    desk.write("key.txt", &key);
    desk.write("new.txt", "quite another\n");
    let change = [
        "passphrase",
        "study",
        "--recovery-key-file",
        "key.txt",
        "--new-passphrase-file",
        "new.txt",
    ];
    desk.run(&change).done();
    desk.run(&["study", "study", "show"]).failed(1);
    let open = ["study", "study", "show", "--passphrase-file", "new.txt"];
    desk.run(&open).done();
}

#[test]
fn a_case_is_tied_to_the_sections_that_a_rule_finds() {
    let desk = coded_desk();
    let report = "5.1 Vik\n\nVik has money.\n\n5.2 Dal\n\nDal has time.\n";
    desk.write("report.txt", report);
    desk.run(&["import", "study", "report.txt"]).done();
    let rule = [
        "case", "study", "tie", "town=Dal", "--source", "report", "--match", "^5.. Dal", "--until",
        "^5..",
    ];
    let shown = desk.run(&rule).done();
    assert!(shown.out.contains("Dal has time.") && !shown.out.contains("Vik"), "{}", shown.out);
    let tied = desk.run(&[&rule[..], &["--yes", "--json"]].concat()).done().json();
    assert_eq!(tied, json!({"ties": 1, "proposed": 1}));
    let again = desk.run(&[&rule[..], &["--yes", "--json"]].concat()).done().json();
    assert_eq!(again["ties"], 0, "what is tied already is passed over");
    desk.run(&["code", "study", "Has", "--match", "has [a-z]+", "--yes"]).done();
    let matrix = [
        "matrix",
        "study",
        "--rows",
        "code",
        "--cols",
        "case",
        "--where",
        "code:Has",
        "--nonzero",
        "--json",
    ];
    let counted = desk.run(&matrix).done().json();
    assert_eq!((&counted["cols"], &counted["cells"]), (&json!(["town=Dal"]), &json!([[1]])));
}
