//! The convention of made-up texts, and numbers there and back.

use super::*;
use proptest::prelude::*;

fn all() -> Vec<Convention> {
    let mut all = Vec::new();
    for unit in [Unit::CodePoint, Unit::Utf16, Unit::Utf8] {
        for crlf in [CrLf::Two, CrLf::One] {
            for counts_bom in [false, true] {
                for end in [End::Exclusive, End::Inclusive] {
                    all.push(Convention { unit, crlf, counts_bom, end });
                }
            }
        }
    }
    all
}

const RAW: &str = "\u{FEFF}Først 😀 kom hun inn.\r\nSå gikk 👩‍👩‍👧 ut på Sørøya, \
    og været slo om.\r\n\r\nÅtte båter lå der. 😀😀 Ingen rodde ut.\r\nSiste linje her";

fn words(text: &ForeignText) -> Vec<Span> {
    let characters: Vec<char> = text.text().chars().collect();
    let mut spans = Vec::new();
    let mut start = None;
    for (at, character) in characters.iter().chain([&' ']).enumerate() {
        let at = u32::try_from(at).unwrap();
        match (character.is_alphabetic(), start) {
            (true, None) => start = Some(at),
            (false, Some(from)) => {
                spans.push(Span { start: from, end: at });
                start = None;
            }
            _ => {}
        }
    }
    spans
}

#[test]
fn every_convention_is_found_by_the_words_it_cuts_out() {
    let text = ForeignText::decode(RAW.as_bytes()).unwrap();
    assert!(text.had_bom());
    let spans = words(&text);
    for convention in all() {
        let map = OffsetMap::new(&text, convention);
        let numbers: Vec<_> = spans.iter().map(|span| map.numbers(*span)).collect();
        let claims: Vec<_> =
            numbers.iter().map(|&(start, end)| Claim { start, end, quote: None }).collect();
        let found = detect(&text, &claims, None);
        assert_eq!(found.best.convention, convention, "{}", convention.describe());
        assert!(!found.is_ambiguous, "{}", convention.describe());
        for (span, (start, end)) in spans.iter().zip(numbers) {
            let placed = map.place(start, end).unwrap();
            assert_eq!((placed.span, placed.was_split), (*span, false));
        }
    }
}

#[test]
fn a_tie_goes_to_the_tool_and_is_said() {
    let text = ForeignText::inline("😀 aa bb cc");
    let claims = [Claim { start: 3, end: 3, quote: None }];
    let found = detect(&text, &claims, Some("NVivo for Windows 14"));
    assert_eq!(found.best.convention.unit, Unit::Utf16);
    assert!(found.is_ambiguous);
    let found = detect(&text, &claims, None);
    assert_eq!(found.best.convention, Convention::default());
    let near = Convention { unit: Unit::Utf16, ..Convention::default() };
    assert_eq!(detect_near(&text, &claims, near).best.convention, near);
}

#[test]
fn a_quote_decides_where_edges_do_not() {
    let text = ForeignText::inline("😀😀 abcdefgh");
    let claims = [Claim { start: 7, end: 9, quote: Some("cd") }];
    let found = detect(&text, &claims, None);
    assert_eq!(found.best.convention.unit, Unit::Utf16);
    assert_eq!(found.best.evidence.quoted, 1);
}

#[test]
fn numbers_outside_are_refused_and_inside_a_character_moved() {
    let text = ForeignText::inline("a😀b\r\nc");
    let map = OffsetMap::new(&text, Convention { unit: Unit::Utf16, ..Convention::default() });
    assert_eq!(map.length(), 7);
    for (start, end) in [(-1, 2), (3, 2), (0, 8), (i64::MAX, i64::MAX)] {
        assert!(map.place(start, end).is_err(), "{start} {end}");
    }
    let placed = map.place(2, 3).unwrap();
    assert_eq!(placed, Placed { span: Span { start: 1, end: 2 }, was_split: true });
    let placed = map.place(0, 5).unwrap();
    assert_eq!(placed, Placed { span: Span { start: 0, end: 3 }, was_split: true });
}

#[test]
fn encodings_are_recorded() {
    let text = ForeignText::decode(b"\x93Curly\x94 na\xEFve\r\n").unwrap();
    assert_eq!(text.encoding().name(), "windows-1252");
    assert_eq!(text.text(), "“Curly” naïve\n");
    let utf16: Vec<u8> = "\u{FEFF}å😀".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let text = ForeignText::decode(&utf16).unwrap();
    assert_eq!((text.text(), text.encoding().name(), text.had_bom()), ("å😀", "UTF-16LE", true));
    assert_eq!(ForeignText::decode(b"").unwrap().text(), "");
}

proptest! {
    #[test]
    fn there_and_back_is_the_same(
        raw in "(\u{FEFF})?([a-zæ]|😀|e\u{301}|\r\n|\n|\r| ){0,40}",
        ends in (0_u32..50, 0_u32..50),
    ) {
        let text = ForeignText::inline(&raw);
        let length = u32::try_from(text.text().chars().count()).unwrap();
        let (first, second) = (ends.0.min(length), ends.1.min(length));
        let span = Span { start: first.min(second), end: first.max(second) };
        for convention in all() {
            let map = OffsetMap::new(&text, convention);
            let (start, end) = map.numbers(span);
            if start <= end || convention.end == End::Exclusive {
                let placed = map.place(start, end).unwrap();
                prop_assert_eq!(placed.span, span);
                prop_assert!(!placed.was_split);
            }
        }
    }
}
