//! Notations, read and written.

use proptest::prelude::*;

use super::*;

fn marks(notation: &str) -> (String, Vec<String>) {
    let coded = parse(notation).unwrap();
    let marks = coded
        .marks
        .iter()
        .map(|mark| format!("{} {:?} {:?} {}", mark.name, mark.coder, mark.facets, mark.span))
        .collect();
    (coded.text, marks)
}

#[test]
fn overlapping_marks() {
    let (text, marks) = marks("<trust@anna>never <cost@ben>trusted</trust@anna> them</cost@ben>");
    assert_eq!(text, "never trusted them");
    assert_eq!(marks, ["trust Some(\"anna\") [] 0..13", "cost Some(\"ben\") [] 6..18"]);
}

#[test]
fn paths_facets_and_escapes() {
    let (text, marks) = marks(
        "5 \\< 6 <Forankring i toppen/Ærlig ledelse@kari valence=barrier scope=\"svært generell\">på\\\\plass</Forankring i toppen/Ærlig ledelse>",
    );
    assert_eq!(text, "5 < 6 på\\plass");
    assert_eq!(
        marks,
        [
            "Forankring i toppen/Ærlig ledelse Some(\"kari\") [(\"valence\", \"barrier\"), (\"scope\", \"svært generell\")] 6..14"
        ]
    );
    let (text, marks) = self::marks("<a#1>x<a#2>y</a#1>z</a#2><b></b>");
    assert_eq!(text, "xyz");
    assert_eq!(marks, ["a None [] 0..2", "a None [] 1..3", "b None [] 3..3"]);
}

#[test]
fn faults_have_a_place() {
    for (notation, fault, position, line, column) in [
        ("a <b", NotationFault::UnendedMark, 2, 1, 3),
        ("æ\n<b>c", NotationFault::NeverClosed, 2, 2, 1),
        ("a</b>", NotationFault::NotOpen, 1, 1, 2),
        ("<@anna>x", NotationFault::NoCode, 0, 1, 1),
        ("<>", NotationFault::NoCode, 0, 1, 1),
        ("<a x=>b</a>", NotationFault::BadFacet, 0, 1, 1),
        ("<a@ben>x</a@eva>", NotationFault::NotOpen, 8, 1, 9),
        ("x\\", NotationFault::LoneBackslash, 1, 1, 2),
    ] {
        let wanted = NotationError { fault, position, line, column };
        assert_eq!(parse(notation), Err(wanted), "{notation}");
    }
}

fn a_name() -> impl Strategy<Value = String> {
    "[a-cæ/ @=#\"<>\\\\]{1,6}"
}

fn a_mark() -> impl Strategy<Value = (String, Option<String>, Vec<(String, String)>, u32, u32)> {
    let facets = proptest::collection::vec((a_name(), a_name()), 0..3);
    let facets = facets.prop_map(|facets| {
        let fit = |name: &String| !name.contains(' ');
        facets.into_iter().filter(|(name, _)| fit(name)).collect()
    });
    (a_name(), proptest::option::of(a_name()), facets, 0_u32..20, 0_u32..20)
}

proptest! {
    #[test]
    fn what_is_written_reads_back(
        text in "[a-dø<>\\\\ 😀\n]{0,20}",
        marks in proptest::collection::vec(a_mark(), 0..6),
    ) {
        let length = u32::try_from(text.chars().count()).unwrap();
        let mut marks: Vec<Mark> = marks
            .into_iter()
            .map(|(name, coder, facets, a, b)| {
                Mark { name, coder, facets, span: Span::new(a.min(length), b.min(length)) }
            })
            .collect();
        marks.sort_by_key(|mark| mark.span.start);
        let coded = CodedText { text, marks };
        let notation = write(&coded);
        prop_assert_eq!(parse(&notation).unwrap(), coded, "{}", notation);
    }

    #[test]
    fn reading_never_panics(notation in "[<>/\\\\@=\"# a\n]{0,30}") {
        if let Ok(coded) = parse(&notation) {
            prop_assert_eq!(parse(&write(&coded)).unwrap(), coded);
        }
    }
}
