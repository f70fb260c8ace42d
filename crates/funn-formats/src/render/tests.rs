//! Tables, passages and trees as text.

use super::*;
use proptest::prelude::*;

fn table() -> TableView {
    TableView {
        corner: "code \\ case".to_owned(),
        rows: vec!["Forankring/Ledelse".to_owned(), "漢字 ærlig".to_owned()],
        cols: vec!["kommune=Solvik".to_owned(), "andel".to_owned()],
        cells: vec![
            vec![CellText::Count(12), CellText::Number { value: 33.333, digits: 1 }],
            vec![CellText::Count(3), CellText::Number { value: f64::NAN, digits: 1 }],
        ],
        totals: Some(Totals {
            label: "sum".to_owned(),
            rows: vec![CellText::Count(12), CellText::Count(3)],
            cols: vec![CellText::Count(15), CellText::Empty],
            all: CellText::Count(15),
        }),
    }
}

fn segment(text: &str) -> SegmentView {
    SegmentView {
        source: "Intervju 1".to_owned(),
        start: 4,
        end: 40,
        text: text.to_owned(),
        codes: vec!["A/B".to_owned(), "C".to_owned()],
        cases: vec!["kommune=Solvik".to_owned()],
        speaker: Some("R1".to_owned()),
    }
}

#[test]
fn tables() {
    insta::assert_snapshot!(table_text(&table()));
    insta::assert_snapshot!(table_csv(&table(), Guard::Apostrophe));
    insta::assert_snapshot!(table_markdown(&table()));
    assert_eq!(table_text(&TableView::default()), "\n\n");
}

#[test]
fn passages() {
    let segments = [segment("Første linje\n- ja, *altså*"), segment("= \"x\", y")];
    insta::assert_snapshot!(segments_text(&segments));
    insta::assert_snapshot!(segments_csv(&segments, Guard::Apostrophe));
    insta::assert_snapshot!(segments_markdown(&segments));
    assert_eq!(segments_text(&[]), "");
}

#[test]
fn trees() {
    let leaf = |name: &str, count| BranchView { name: name.to_owned(), count, children: vec![] };
    let roots = [
        BranchView {
            name: "Forankring".to_owned(),
            count: Some(112),
            children: vec![leaf("Ledelse", Some(9)), leaf("Politikk", None)],
        },
        leaf("Økonomi", Some(7)),
    ];
    insta::assert_snapshot!(tree_text(&roots));
    insta::assert_snapshot!(tree_csv(&roots, Guard::Apostrophe));
    insta::assert_snapshot!(tree_markdown(&roots));
}

#[test]
fn formulas_are_guarded_unless_raw() {
    let segments = [segment("=HYPERLINK(\"http://x\")"), segment("-5 grader"), segment("'=x")];
    let guarded = segments_csv(&segments, Guard::Apostrophe);
    assert!(guarded.contains("\"'=HYPERLINK("), "{guarded}");
    assert!(guarded.contains(",'-5 grader,") && guarded.contains(",''=x,"), "{guarded}");
    assert!(segments_csv(&segments, Guard::Raw).contains(",-5 grader,"));
}

proptest! {
    #[test]
    fn csv_reads_back(texts in proptest::collection::vec("['=+@\"\\-,\t\n æa]{0,12}", 1..6)) {
        let segments: Vec<SegmentView> = texts.iter().map(|text| segment(text)).collect();
        let csv = segments_csv(&segments, Guard::Apostrophe);
        let mut reader = ::csv::Reader::from_reader(csv.as_bytes());
        let back: Vec<String> = reader
            .records()
            .map(|record| unguarded(record.unwrap().get(3).unwrap()).to_owned())
            .collect();
        prop_assert_eq!(back, texts);
    }
}
