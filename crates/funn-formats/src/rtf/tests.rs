//! Documents, small.

use funn_model::{BlockKind, Imported, LossKind, Moment, SourceDraft};

use crate::{Hints, ReadError, read};

fn draft(text: &str) -> Imported<SourceDraft> {
    read(text.as_bytes(), &Hints { file_name: "a.rtf", encoding: None }).unwrap()
}

#[test]
fn characters() {
    let text = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}{\f1\fcharset204 Arial Cyr;}{\f2\fcharset128 Gothic;}}\f0
bl\'e5b\u230\'e6r \uc0\u55357\uc1 \u56832?\~\_x\emdash \{y\}\\ {\f1\'e4\'e0} {\f2\'83\'53C}{\uc2\u8364 EU} \u-3844?z\par}";
    assert_eq!(draft(text).value.text, "blåbær 😀\u{A0}\u{2011}x—{y}\\ да ゴC€ \u{F0FC}z");
}

#[test]
fn structure_and_losses() {
    let text = r"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\stylesheet{\s0 Normal;}{\s1\b heading 1;}{\*\cs10 Char;}}
{\info{\author Per}{\operator Eva}{\creatim\yr2023\mo3\dy1\hr12\min0}}{\header\pard Topp\par}
\pard\s1 Tittel\par\pard\plain {\b Kari:} Ja{\v skjult}{\deleted  bort}.{\footnote fot}{\pict\bin4 {{}}}\par
\pard{\listtext 1.\tab}\ls1\ilvl0 planlegge\par
\trowd\cellx1\cellx2\pard\intbl a\cell b\cell\row\trowd\pard\intbl\cell d\cell\row\pard
{\field{\*\fldinst HYPERLINK http://x}{\fldrslt lenke}}{\*\annotation nei}{\*\ukjent nei}{\b Kari:} slutt.\par}";
    let imported = draft(text);
    assert_eq!(imported.value.text, "Tittel\nKari: Ja.\nplanlegge\na\tb\nd\nlenkeKari: slutt.");
    let kinds: Vec<_> = imported.value.structure.blocks.iter().map(|b| b.kind).collect();
    let cell = |row, column| BlockKind::TableCell { table: 0, row, column };
    assert_eq!(
        kinds,
        [
            BlockKind::Heading(1),
            BlockKind::Paragraph,
            BlockKind::ListItem { depth: 0, ordered: true },
            cell(0, 0),
            cell(0, 1),
            cell(1, 1),
            BlockKind::Paragraph
        ]
    );
    assert_eq!(imported.value.dated, Some(Moment(1_677_672_000_000)));
    let mut kinds: Vec<_> = imported.losses.iter().map(|loss| loss.kind).collect();
    kinds.sort();
    assert_eq!(
        kinds,
        [
            LossKind::Image,
            LossKind::Footnote,
            LossKind::TrackedChange,
            LossKind::HiddenText,
            LossKind::Comment,
            LossKind::PersonalMetadata,
            LossKind::HeaderFooter,
            LossKind::LinkTarget
        ]
    );
}

#[test]
fn hostile_documents() {
    let hints = Hints { file_name: "a.rtf", encoding: None };
    let deep = format!("{{\\rtf1 {}", "{".repeat(100_000));
    assert!(matches!(read(deep.as_bytes(), &hints), Err(ReadError::TooDeep { .. })));
    assert!(matches!(read(b"{\\rtf1\\ansi", &hints), Err(ReadError::Damaged { .. })));
    assert!(matches!(read(b"{\\rtf1}", &hints), Err(ReadError::NoText { .. })));
    let imported = draft("{\\rtf1 Ja, slik");
    assert_eq!(
        (imported.value.text.as_str(), imported.losses[0].kind),
        ("Ja, slik", LossKind::Damaged)
    );
    let imported = draft("{\\rtf1 a\\bin2147483647 {}");
    assert_eq!(imported.value.text, "a");
}
