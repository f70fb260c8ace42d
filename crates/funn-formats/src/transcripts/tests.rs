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
    let wide = b"start\tend\tby\ttext\n0\t1\tx\ta\tb\n2\t3\t\tc";
    let wide = read(wide, &Hints { file_name: "a.tsv", encoding: None }).unwrap();
    assert_eq!(wide.value.text, "a\tb\nc");
    assert_eq!(wide.losses.iter().map(|loss| loss.count).collect::<Vec<_>>(), [1]);
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
    let open = r#"{"text": "<span data-timestamp=\"3\">0:03 <b>I:</b> Å?", "media": "x"}"#;
    assert_eq!(shown(open, "a.otr").unwrap().1, ["3000@0"]);
    assert!(is_damaged("{}", "a.otr"));
    assert!(is_damaged("hei", "a.otr"));
}

#[test]
fn annotations_stand_in_order_of_time() {
    let annotation = |kind: &str, from: &str, to: &str, text: &str| {
        format!(
            "<ANNOTATION><{kind} TIME_SLOT_REF1='{from}' TIME_SLOT_REF2='{to}'>\
             <ANNOTATION_VALUE>{text}</ANNOTATION_VALUE></{kind}></ANNOTATION>"
        )
    };
    let aligned =
        |from: &str, to: &str, text: &str| annotation("ALIGNABLE_ANNOTATION", from, to, text);
    let eaf = format!(
        "<ANNOTATION_DOCUMENT><HEADER TIME_UNITS='PAL-frames'/><TIME_ORDER>\
         <TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='0'/><TIME_SLOT TIME_SLOT_ID='b'/>\
         <TIME_SLOT TIME_SLOT_ID='c' TIME_VALUE='50'/></TIME_ORDER>\
         <TIER TIER_ID='default'>{}{}</TIER><TIER TIER_ID='K' PARTICIPANT='Kari'>{}{}</TIER>\
         <TIER TIER_ID='en' PARENT_REF='K'>{}</TIER></ANNOTATION_DOCUMENT>",
        aligned("c", "x", "to &amp; tre"),
        aligned("nowhere", "c", "sist"),
        aligned("a", "b", "én"),
        aligned("b", "c", "halvannen"),
        annotation("REF_ANNOTATION", "a", "b", "one"),
    );
    let (turns, times) = shown(&eaf, "a.eaf").unwrap();
    assert_eq!(turns, ["Kari: én\nhalvannen"]);
    assert_eq!(times, ["0@0", "2000@13", "2000@26"]);
    assert_eq!(shown(&eaf, "a.xyz").unwrap().0.len(), 1, "told by content");
    assert!(is_damaged("<a/>", "a.eaf"));
    assert!(is_damaged(eaf.get(..200).unwrap(), "a.eaf"));
    assert!(shown("Skriv <ANNOTATION_DOCUMENT> først.", "a.txt").unwrap().0.is_empty());
    let long = eaf.replace("'Kari'", &format!("'{}'", "å".repeat(200)));
    let long = read(long.as_bytes(), &Hints { file_name: "a.eaf", encoding: None }).unwrap();
    assert!(long.losses.iter().any(|loss| loss.detail.contains("too long") && loss.count == 2));
    let typed = shown(&format!("<!DOCTYPE x>{eaf}"), "a.eaf");
    assert!(matches!(typed, Err(ReadError::Dtd { .. })));
}

#[test]
fn reports_of_recordings_leave_people_out() {
    let head = "\"$submission_id\";\"$created\";\"recording\";\"comment\";\"person.name\"";
    let report =
        format!("{head}\n\"1\";\"2023-03-14T10:58:03+01:00\";\"ola.m4a\";\"del 1\";\"Ola\"\n");
    let draft = read(report.as_bytes(), &Hints { file_name: "a.csv", encoding: None }).unwrap();
    assert_eq!(
        draft.value.text,
        "submission_id\tcreated\tcomment\n1\t2023-03-14T10:58:03+01:00\tdel 1"
    );
    assert_eq!(draft.losses.len(), 1);
    assert_eq!(draft.losses.first().map(|loss| loss.count), Some(2));
    assert!(!format!("{draft:?}").to_lowercase().contains("ola"));
    assert_eq!(shown(head, "a.csv"), Err(ReadError::NoText { format: "csv" }));
    assert!(is_unknown("\"$submission_id\";\"$created\";\"freetext\"\n1;2;3", "a.csv"));
    assert!(is_unknown("a;b\n1;2", "a.csv"));
}
