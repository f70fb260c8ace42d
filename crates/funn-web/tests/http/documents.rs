//! Importing, reading and deleting documents.

use serde_json::json;

use crate::bench::{Bench, INTERVIEW, id};

type Files = &'static [(&'static str, &'static [u8])];
type Fields = &'static [(&'static str, &'static str)];

#[tokio::test]
async fn documents_come_in_are_read_and_go() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    bench.upload(&[("kopi.txt", INTERVIEW.as_bytes())], &[]).await;
    let latin: &[u8] = b"R1: Bl\xe5b\xe6r og sm\xf8r p\xe5 br\xf8d.\n";
    let refused = bench.upload(&[("gammel.txt", latin), ("tom.txt", b"")], &[]).await;
    assert_eq!(refused["refused"][0]["encodings"][0], "windows-1252");
    bench.upload(&[("gammel.txt", latin)], &[("encoding", "windows-1252")]).await;
    bench.get("/api/sources").await;
    let read = bench.get(&format!("/api/sources/{source}")).await;
    assert_eq!(read["text"], INTERVIEW);
    let patch = json!({"name": "Intervju A", "kind": "field-note"});
    bench.patch(&format!("/api/sources/{source}"), patch).await;
    bench.delete(&format!("/api/sources/{source}")).await;
    bench.get(&format!("/api/sources/{source}")).await;
    bench.get(&format!("/api/sources/{source}/codings")).await;
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn positions_are_scalar_values() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let read = bench.get(&format!("/api/sources/{source}")).await;
    let text: Vec<char> = read["text"].as_str().unwrap().chars().collect();
    assert_eq!(read["characters"], text.len());
    let turn = &read["turns"][2];
    let (start, end) = (turn["start"].as_u64().unwrap(), turn["end"].as_u64().unwrap());
    let span = usize::try_from(start).unwrap()..usize::try_from(end).unwrap();
    let passage: String = text[span].iter().collect();
    assert_eq!(passage.trim_end(), "I: Og ressursene?", "after an emoji");
}

#[tokio::test]
async fn forms_that_make_no_sense_change_nothing() {
    let mut bench = Bench::new().await;
    let before = bench.workbench.position();
    let cases: [(Files, Fields); 5] = [
        (&[], &[]),
        (&[("a.txt", b"hei")], &[("encoding", "klingon-8")]),
        (&[("a.txt", b"hei")], &[("colour", "red")]),
        (&[("a.txt", b"hei")], &[("participant", "nobody")]),
        (&[("", b"hei")], &[]),
    ];
    for (files, fields) in cases {
        let answer = bench.upload(files, fields).await;
        assert_eq!(answer["error"]["kind"], "invalid", "{answer}");
    }
    assert_eq!(bench.workbench.position(), before);
}

#[tokio::test]
async fn a_document_may_be_tied_to_a_case_as_it_comes_in() {
    let mut bench = Bench::new().await;
    let kind = id(&bench.post("/api/case-kinds", json!({"name": "kommune"})).await);
    let case = id(&bench.post("/api/cases", json!({"kind": kind, "name": "Arendal"})).await);
    let files: [(&str, &[u8]); 1] = [("a.txt", b"Hei.")];
    bench.upload(&files, &[("case", &case)]).await;
    let sources = bench.get("/api/sources").await;
    assert_eq!(sources[0]["cases"], json!([case]));
    bench.post("/api/undo", json!({})).await;
    assert_eq!(bench.get("/api/sources").await, json!([]), "one step, undone in one");
}

#[tokio::test]
async fn the_words_of_a_participant_are_tied_to_their_cases() {
    let mut bench = Bench::new().await;
    let cases = [("kommune".to_owned(), "Arendal".to_owned())];
    let (participant, _) = bench.workbench.add_participant(bench.user, "K1", &cases).unwrap();
    let files: [(&str, &[u8]); 1] = [("a.txt", b"Hei.")];
    bench.upload(&files, &[("participant", &participant.to_string())]).await;
    let source = &bench.get("/api/sources").await[0];
    assert_eq!(source["participant"], "K1");
    assert_eq!(source["cases"].as_array().map(Vec::len), Some(1));
    let participants = bench.get("/api/participants").await;
    assert_eq!(participants[0]["sources"], 1);
}
