//! What goes wrong is said, with a next step, and changes nothing.

use serde_json::json;

use crate::support::{coded_desk, desk, empty_desk};

#[test]
fn wrong_use_is_exit_code_2() {
    let desk = empty_desk();
    for wrong in [
        &["frobnicate"][..],
        &["find", "study"],
        &["new", "study"],
        &["code", "study", "A", "--source", "s", "--span", "9..3"],
        &["code", "study", "A"],
        &["code", "study", "A", "--span", "1..2", "--match", "x"],
        &["matrix", "study", "--rows", "code"],
        &["log", "study", "--since", "yesterday"],
        &["case", "study", "tie", "Vik", "--source", "first"],
        &["import", "study", "a.txt", "--encoding", "klingon"],
    ] {
        let plain = desk.run(wrong).failed(2);
        assert_eq!(plain.out, "", "{wrong:?}");
        let told = desk.run(&[wrong, &["--json"]].concat()).failed(2);
        assert_eq!(told.out, "", "{wrong:?}");
        assert_eq!(told.json_error()["kind"], "usage", "{wrong:?}");
        assert_eq!(told.err.lines().count(), 1, "{wrong:?}: {}", told.err);
    }
}

#[test]
fn a_wrong_passphrase_opens_nothing() {
    let desk = desk();
    let mut command = desk.bare_command(&["study", "study", "show", "--json"]);
    let ran = desk.finish(command.env("FUNN_PASSPHRASE", "wrong")).failed(1);
    assert_eq!(ran.json_error()["kind"], "locked");
    assert_eq!(ran.out, "");
    desk.write("wrong.txt", "wrong\n");
    desk.run(&["study", "study", "show", "--passphrase-file", "wrong.txt"]).failed(1);
    desk.write("right.txt", "correct horse\nand a second line\n");
    let mut command =
        desk.bare_command(&["study", "study", "show", "--passphrase-file", "right.txt"]);
    desk.finish(&mut command).done();
}

#[test]
fn a_missing_passphrase_says_how_to_give_it() {
    let desk = desk();
    let ran = desk.finish(&mut desk.bare_command(&["study", "study", "show", "--json"])).failed(1);
    assert_eq!(ran.json_error()["kind"], "locked");
    assert!(ran.json_error()["hint"].as_str().unwrap().contains("FUNN_PASSPHRASE"));
    let vault = ["participant", "study", "add", "R1", "--name", "Kari", "--json"];
    let mut command = desk.bare_command(&vault);
    let ran = desk.finish(command.env("FUNN_PASSPHRASE", "correct horse")).failed(1);
    assert!(ran.json_error()["hint"].as_str().unwrap().contains("FUNN_VAULT_PASSPHRASE"));
    let none = desk.run(&["participant", "study", "list", "--json"]).done();
    assert_eq!(none.json(), json!([]), "nobody was added");
}

#[test]
fn where_there_is_no_study_every_command_says_so() {
    let desk = empty_desk();
    desk.write("folder/file.txt", "x");
    for dir in ["nowhere", "folder"] {
        for command in [
            &["find", dir, "*"][..],
            &["import", dir, "folder/file.txt"],
            &["verify", dir],
            &["doctor", dir],
            &["log", dir],
            &["undo", dir],
            &["backup", dir],
            &["restore", dir],
            &["serve", dir],
        ] {
            let ran = desk.run(&[command, &["--json"]].concat()).failed(1);
            assert_eq!(ran.json_error()["kind"], "not-found", "{command:?}");
        }
    }
}

#[test]
fn a_folder_that_is_not_empty_is_not_taken() {
    let desk = empty_desk();
    desk.write("full/file.txt", "x");
    let ran = desk.run(&["new", "full", "--title", "T", "--key-cost", "low", "--json"]).failed(1);
    assert_eq!(ran.json_error()["kind"], "conflict");
}

#[test]
fn unknown_names_are_answered_with_known_ones() {
    let desk = coded_desk();
    let before = desk.changes();
    let hint = |arguments: &[&str]| {
        let ran = desk.run(&[arguments, &["--json"]].concat()).failed(1);
        assert_eq!(ran.json_error()["kind"], "not-found", "{arguments:?}");
        ran.json_error()["hint"].as_str().unwrap().to_owned()
    };
    let span = ["code", "study", "A", "--source", "frist", "--span", "0..3"];
    assert!(hint(&span).contains("\"first\""));
    let facet =
        ["code", "study", "A", "--source", "first", "--span", "0..3", "--facet", "valense=x"];
    assert!(hint(&facet).contains("\"valence\""));
    let value =
        ["code", "study", "A", "--source", "first", "--span", "0..3", "--facet", "valence=barier"];
    assert!(hint(&value).contains("\"barrier\""));
    assert!(hint(&["codebook", "study", "merge", "Mony", "Trust"]).contains("Resources/Money"));
    assert!(hint(&["set", "study", "add", "S", "--case", "town=Vikk"]).contains("town=Vik"));
    assert!(hint(&["round", "study", "close", "7"]).contains("funn round"));
    assert_eq!(desk.changes(), before, "nothing was changed");
}

#[test]
fn a_query_that_cannot_be_read_is_explained_at_the_place() {
    let desk = coded_desk();
    let ran = desk.run(&["find", "study", "code:Mony and valence:barrier"]).failed(1);
    insta::assert_snapshot!(ran.shown());
    let told = desk.run(&["find", "study", "code:Mony", "--json"]).failed(1).json_error();
    assert_eq!(told["kind"], "query");
    assert_eq!(told["span"], json!([5, 9]));
    let matrix = ["matrix", "study", "--rows", "code", "--cols", "case", "--where", "(", "--json"];
    assert_eq!(desk.run(&matrix).failed(1).json_error()["kind"], "query");
}

#[test]
fn rubbish_changes_nothing() {
    let desk = coded_desk();
    let before = desk.changes();
    for rubbish in [
        &["code", "study", "A//B", "--source", "first", "--span", "0..3"][..],
        &["code", "study", "A", "--source", "first", "--span", "0..99999"],
        &["code", "study", "A", "--match", "("],
        &["case", "study", "add", "town", "Vik", "people=many"],
        &["codebook", "study", "add", "Trust"],
        &["codebook", "study", "move", "Resources", "Resources/Money"],
        &["codebook", "study", "merge", "Resources", "Resources/Money"],
        &["matrix", "study", "--rows", "colour", "--cols", "case"],
        &["kwic", "study", "(", "--regex"],
        &["uncode", "study", "--coding", "00000000-0000-0000-0000-000000000000"],
        &["redo", "study"],
    ] {
        let ran = desk.run(&[rubbish, &["--json"]].concat()).failed(1);
        assert_eq!(ran.out, "", "{rubbish:?}");
        ran.json_error();
    }
    assert_eq!(desk.changes(), before);
}
