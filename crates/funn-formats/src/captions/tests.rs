//! Captions, small.

use crate::{Hints, ReadError, read};
use funn_model::{LossKind, SourceKind};

fn draft(text: &str, name: &str) -> funn_model::Imported<funn_model::SourceDraft> {
    read(text.as_bytes(), &Hints { file_name: name, encoding: None }).unwrap()
}

#[test]
fn voices_become_turns_and_are_not_text() {
    let imported = draft(
        "WEBVTT\n\nNOTE laget for hånd\n\nSTYLE\n::cue {}\n\n1\n00:01.000 --> 00:02.500 align:left\n\
         <v Kari Å>Ja, <i>det</i>\nvar slik.</v>\n\n00:02.500 --> 00:04.000\n<v Kari Å>Og så?\n\n\
         01:00:00.000 --> 01:00:01.000\n<v.høy Ola>5 &lt; 6 <veldig>\n",
        "a.vtt",
    );
    let draft = &imported.value;
    assert_eq!(draft.text, "Ja, det var slik.\nOg så?\n5 < 6 <veldig>");
    let turns: Vec<_> = draft
        .structure
        .turns
        .iter()
        .map(|t| (t.speaker.as_str(), t.span.to_string(), t.label.len()))
        .collect();
    assert_eq!(turns, [("Kari Å", "0..24".to_owned(), 0), ("Ola", "25..39".to_owned(), 0)]);
    let times: Vec<_> = draft.structure.times.iter().map(|m| (m.position, m.time_ms)).collect();
    assert_eq!(times, [(0, 1_000), (18, 2_500), (24, 4_000), (25, 3_600_000), (39, 3_601_000)]);
    let losses: Vec<_> = imported.losses.iter().map(|l| (l.kind, l.count)).collect();
    assert_eq!(
        losses,
        [
            (LossKind::Comment, 1),
            (LossKind::CueSetting, 1),
            (LossKind::CueSetting, 1),
            (LossKind::Formatting, 1)
        ]
    );
}

#[test]
fn names_before_a_colon_stay_and_cues_of_one_speaker_join() {
    let imported = draft(
        "1\r\n00:00:00,000 --> 00:00:01,000\r\nIntervjuer: Hva?\r\n\r\n2\r\n00:00:01,000 --> 00:00:02,000\r\nNår?\r\n\r\n\
         3\r\n00:00:02,000 --> 00:00:03,000\r\nInformant 1: I går.\r\n\r\n4\r\n00:00:03,000 --> 00:00:04,000\r\nInformant 1: Ja.\r\n",
        "a.srt",
    );
    assert_eq!(
        imported.value.text,
        "Intervjuer: Hva?\nNår?\nInformant 1: I går.\nInformant 1: Ja."
    );
    let turns: Vec<_> = imported
        .value
        .structure
        .turns
        .iter()
        .map(|t| (t.speaker.as_str(), t.span.to_string()))
        .collect();
    assert_eq!(turns, [("Intervjuer", "0..21".to_owned()), ("Informant 1", "22..58".to_owned())]);
    assert_eq!(imported.value.kind, SourceKind::Transcript);
}

#[test]
fn dashes_part_two_voices_and_garbage_is_refused() {
    let imported = draft("1\n00:01 --> 00:02\n- Hva?\n- Ja.\nDet.\n", "a.srt");
    assert_eq!(imported.value.text, "- Hva?\n- Ja. Det.");
    let hints = Hints { file_name: "a.vtt", encoding: None };
    assert!(matches!(read(b"WEBVTT\n\n-->\n-->\n", &hints), Err(ReadError::Damaged { .. })));
}
