//! Small transcripts, and files that only look like one.

use crate::{Hints, ReadError, read};

/// Each turn as `speaker: text`, each time as `time@position`.
fn shown(content: &str, file_name: &str) -> Result<(Vec<String>, Vec<String>), ReadError> {
    let draft = read(content.as_bytes(), &Hints { file_name, encoding: None })?.value;
    let text: Vec<char> = draft.text.chars().collect();
    let turns = draft.structure.turns.iter().map(|turn| {
        let said: String = text[turn.span.start as usize..turn.span.end as usize].iter().collect();
        format!("{}: {said}", turn.speaker)
    });
    let times = draft.structure.times.iter();
    let times = times.map(|mark| format!("{}@{}", mark.time_ms, mark.position));
    Ok((turns.collect(), times.collect()))
}

fn is_unknown(content: &str, file_name: &str) -> bool {
    matches!(shown(content, file_name), Err(ReadError::UnknownFormat { .. }))
}

fn is_damaged(content: &str, file_name: &str) -> bool {
    matches!(shown(content, file_name), Err(ReadError::Damaged { .. }))
}

#[test]
fn segments_of_one_speaker_are_one_turn() {
    let json = r#"{"segments": [
        {"start": 0.0, "end": 1.5, "text": " Hva\r\nså? ", "speaker": "A"},
        {"start": 1.5, "end": 2.0, "text": "  ", "speaker": "A"},
        {"start": 2.0004, "end": 3, "text": "Å?", "speaker": "A"},
        {"start": null, "text": "Ja.", "speaker": " B\u0007"},
        {"start": -4, "end": 1e300, "text": "Nei."}]}"#;
    let (turns, times) = shown(json, "a.json").unwrap();
    assert_eq!(turns, ["A: Hva\nså?\nÅ?", "B: Ja."]);
    assert_eq!(times, ["0@0", "2000@8", "3000@10"]);
}

#[test]
fn other_json_is_of_no_known_format() {
    for json in [
        r#"{"a": 1}"#,
        r#"{"segments": 3}"#,
        r#"{"segments": []}"#,
        r#"{"segments": [{"text": "a"}]}"#,
        r#"[{"segments": []}]"#,
        "nei",
    ] {
        assert!(is_unknown(json, "a.json"), "{json}");
    }
    assert!(is_damaged(r#"{"segments": [{"start": 1, "text": "a"#, "a.json"));
    let silent = shown(r#"{"segments": [], "language": "no"}"#, "a.json");
    assert_eq!(silent, Err(ReadError::NoText { format: "json" }));
}

#[test]
fn tables_with_times() {
    let (turns, times) =
        shown("start\tend\ttext\n0\t1500\t\"Ja\tmen\n1.6\tx\tnei\n", "a.tsv").unwrap();
    assert_eq!((turns.len(), times.join(" ").as_str()), (0, "0@0 1500@7 1600@8"));
    let nvivo = "Timespan\tSpeaker\tContent\n0:00,0 - 0:06,4\tKari\t\"Hva\nså?\"\nx\tOla\tJa";
    let (turns, times) = shown(nvivo, "a.txt").unwrap();
    assert_eq!(turns, ["Kari: Hva\nså?", "Ola: Ja"]);
    assert_eq!(times, ["0@0", "6400@7"]);
    assert!(is_damaged("Timespan\tContent\n0:00\t\"Ja", "a.tsv"));
}

#[test]
fn other_tables_are_what_they_were() {
    for table in ["a\tb\n1\t2", "start\tend\n0\t1", "start\tend\ttext\nnå\tda\tx", "hei"] {
        assert!(is_unknown(table, "a.tsv"), "{table}");
        assert!(shown(table, "a.txt").is_ok(), "{table}");
    }
    assert!(is_unknown("start;end;text\n0;1;x", "a.csv"));
}

#[test]
fn stamps_of_otranscribe_are_times_and_no_text() {
    let otr = r#"{"text": "<p><span class=\"timestamp\" data-timestamp=\"1.25\">00:01</span> <b>I:</b> Å?<br>R: Ja <span data-timestamp=\"2\">00:02</span>og I: nei</p><p>I: Så</p>", "media": "", "media-time": 0}"#;
    for name in ["a.otr", "a.json"] {
        let (turns, times) = shown(otr, name).unwrap();
        assert_eq!(turns, ["I: I: Å?", "R: R: Ja og I: nei", "I: I: Så"]);
        assert_eq!(times, ["1250@0", "2000@11"]);
    }
    assert!(is_damaged("{}", "a.otr"));
    assert!(is_damaged("hei", "a.otr"));
}
