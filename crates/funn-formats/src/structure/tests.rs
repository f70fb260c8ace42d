//! Turns and times of small texts.

use crate::assembly::Assembly;

/// Each turn as `speaker|label|text`, each time as `time@position`.
fn check(text: &str, turns: &[&str], times: &[&str]) {
    let done = Assembly::of_lines(text.to_owned(), &[]).finish();
    let characters: Vec<char> = text.chars().collect();
    let cut = |span: funn_model::Span| -> String {
        characters[span.start as usize..span.end as usize].iter().collect()
    };
    let found: Vec<String> = done
        .structure
        .turns
        .iter()
        .map(|turn| format!("{}|{}|{}", turn.speaker, cut(turn.label), cut(turn.span)))
        .collect();
    assert_eq!(found, turns, "{text}");
    let found: Vec<String> = done
        .structure
        .times
        .iter()
        .map(|mark| format!("{}@{}", mark.time_ms, mark.position))
        .collect();
    assert_eq!(found, times, "{text}");
}

#[test]
fn an_interview_with_codes() {
    check(
        "Intervju 1\n\nI: Hva skjedde?\n\nR1: Ålesund kom.\nOg så?\n\nI: Mhm.",
        &["I|I:|I: Hva skjedde?", "R1|R1:|R1: Ålesund kom.\nOg så?", "I|I:|I: Mhm."],
        &[],
    );
}

#[test]
fn two_turns_are_enough_when_one_is_a_code() {
    check(
        "Int.: Hei\nKari Nordmann: Hei",
        &["Int.|Int.:|Int.: Hei", "Kari Nordmann|Kari Nordmann:|Kari Nordmann: Hei"],
        &[],
    );
}

#[test]
fn notes_addresses_and_heads_are_no_speakers() {
    check("Merk: dette.\nMerk: og dette.\nhttp://x.no\nDet var slik: ja.", &[], &[]);
    check("Formål: a\nMetode: b\nResultater: c\nUtvalg: d", &[], &[]);
    check("Eksempel: a\nEksempel: b", &[], &[]);
    check(
        "Intervjuer: Ola\nSted: Solvik\n\nI: Hei.\nB: Hei.\nI: Ja.\nB: Nei.",
        &["I|I:|I: Hei.", "B|B:|B: Hei.", "I|I:|I: Ja.", "B|B:|B: Nei."],
        &[],
    );
}

#[test]
fn a_report_with_a_few_labels_is_no_talk() {
    let mut report = "Kommunen har lenge arbeidet med dette.\n".repeat(40);
    report.push_str("Funn: ja.\nFunn: nei.\nSvar: ja.\nTabell 1: tall\nTabell 2: tall\n");
    check(&report, &[], &[]);
}

#[test]
fn long_answers_in_short_lines_are_talk() {
    let answer = "R: ja\n".to_owned() + &"og så kom det mer\n".repeat(18);
    let text = ["I: Hva?\n", &answer].concat().repeat(3);
    let done = Assembly::of_lines(text, &[]).finish();
    assert_eq!(done.structure.turns.len(), 6);
}

#[test]
fn a_third_voice_may_speak_once() {
    check(
        "I: a\nR: b\nI: c\nKari Nordmann: d\nKonklusjon: e",
        &[
            "I|I:|I: a",
            "R|R:|R: b",
            "I|I:|I: c",
            "Kari Nordmann|Kari Nordmann:|Kari Nordmann: d\nKonklusjon: e",
        ],
        &[],
    );
}

#[test]
fn stamps_before_inside_and_after_the_label() {
    check(
        "#00:00:01.5# Intervjuer: Å?\n#00:00:02.0# Informant 1: Ja",
        &["Intervjuer|Intervjuer:|Intervjuer: Å?", "Informant 1|Informant 1:|Informant 1: Ja"],
        &["1500@0", "2000@28"],
    );
    check(
        "S00: [00:00:01] A\nS01: [00:00:02] B",
        &["S00|S00:|S00: [00:00:01] A", "S01|S01:|S01: [00:00:02] B"],
        &["1000@5", "2000@23"],
    );
    check(
        "S00 [00:01]: A\nS00 [00:02]: B",
        &["S00|S00 [00:01]:|S00 [00:01]: A", "S00|S00 [00:02]:|S00 [00:02]: B"],
        &["1000@4", "2000@19"],
    );
}

#[test]
fn names_with_a_time_on_their_own_line() {
    check(
        "Kari Nordmann   0:03\nHei på deg.\nOla Li  0:09\nHei.",
        &[
            "Kari Nordmann|Kari Nordmann   0:03|Kari Nordmann   0:03\nHei på deg.",
            "Ola Li|Ola Li  0:09|Ola Li  0:09\nHei.",
        ],
        &["3000@16", "9000@41"],
    );
}
