//! Importing files, folders and patterns, good and bad.

use serde_json::json;

use crate::support::desk;

#[test]
fn a_folder_comes_in_with_all_in_it_and_in_one_step() {
    let desk = desk();
    desk.write("texts/deep/third.md", "# Third\n\nMore words.\n");
    desk.write("texts/.hidden.txt", "not me");
    let made = desk.run(&["import", "study", "texts", "--json"]).done().json();
    let names: Vec<&str> =
        made["sources"].as_array().unwrap().iter().map(|s| s["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["third", "first", "second"]);
    desk.run(&["undo", "study"]).done();
    assert_eq!(desk.run(&["source", "study", "list", "--json"]).done().json(), json!([]));
}

#[test]
fn patterns_are_read_by_the_program_where_the_shell_does_not() {
    let desk = desk();
    let made = desk.run(&["import", "study", "texts/*.txt", "--json"]).done().json();
    assert_eq!(made["sources"].as_array().unwrap().len(), 2);
    let none = desk.run(&["import", "study", "texts/*.docx", "--json"]).failed(1);
    assert!(none.json_error()["message"].as_str().unwrap().contains("no file matches"));
}

#[test]
fn what_cannot_be_read_is_listed_and_the_rest_comes_in() {
    let desk = desk();
    desk.write("texts/picture.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR");
    desk.write("texts/project.qdpx", "PK");
    let arguments = ["import", "study", "texts", "texts/missing.txt", "--json"];
    let ran = desk.run(&arguments).failed(1);
    let told = ran.json();
    assert_eq!(told["sources"].as_array().unwrap().len(), 2);
    let refused = told["refused"].as_array().unwrap();
    assert_eq!(refused.len(), 3);
    assert!(refused.iter().all(|one| !one["hint"].as_str().unwrap().is_empty()), "{refused:?}");
    assert!(ran.json_error()["message"].as_str().unwrap().contains("3 of 5 files"));
    let listed = desk.run(&["source", "study", "list", "--json"]).done().json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
    let plain = desk.run(&["import", "study", "texts"]).failed(1);
    insta::assert_snapshot!(plain.shown());
}

#[test]
fn the_same_text_twice_is_noticed() {
    let desk = desk();
    desk.run(&["import", "study", "texts/first.txt"]).done();
    desk.write("copy.txt", crate::support::FIRST);
    let again = desk.run(&["import", "study", "copy.txt", "--json"]).done().json();
    assert_eq!(again["sources"][0]["duplicate"], "copy.txt");
    assert_eq!(again["sources"][0]["name"], "first");
    let forced = desk.run(&["import", "study", "copy.txt", "--again", "--json"]).done().json();
    assert_eq!(forced["sources"][0]["name"], "copy");
    let listed = desk.run(&["source", "study", "list", "--json"]).done().json();
    assert_eq!(listed.as_array().unwrap().len(), 2);
}

#[test]
fn an_encoding_is_never_guessed_in_silence() {
    let desk = desk();
    desk.write("old.txt", b"Vi m\xf8tes i morgen, sa hun.\n");
    let refused = desk.run(&["import", "study", "old.txt", "--json"]).failed(1);
    assert_eq!(refused.json()["sources"], json!([]));
    assert!(refused.json()["refused"][0]["hint"].as_str().unwrap().contains("--encoding"));
    let named = ["import", "study", "old.txt", "--encoding", "windows-1252", "--json"];
    desk.run(&named).done();
    let shown = desk.run(&["source", "study", "show", "old", "--text"]).done();
    assert_eq!(shown.out, "Vi møtes i morgen, sa hun.\n");
}
