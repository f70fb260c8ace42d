//! Pages, small.

use funn_model::{BlockKind, LossKind};

use crate::{Encoding, Hints, ReadError, read};

fn page(bytes: &[u8]) -> funn_model::Imported<funn_model::SourceDraft> {
    read(bytes, &Hints { file_name: "a.html", encoding: None }).unwrap()
}

#[test]
fn structure_of_a_page() {
    let imported = page(
        "<!DOCTYPE html><html><head><title>T</title><meta name=author content='Kari'>\
         <style>p{color:red}</style></head><body><h2>Funn  og\n drøfting</h2>\
         <p>Første&nbsp;<i>avsnitt</i><br> linje to\n</p><ul><li>en<ul><li>en a</ul><li>to</ul>\
         <blockquote><p>sitat</blockquote><table><tr><th>a<th colspan=2>b<tr><td>c<td><td>d</table>\
         <p hidden>skjult</p><p><a href='https://x.no'>lenke</a> <img src=x><script>var x = '<p>';</script></body>"
            .as_bytes(),
    );
    let draft = imported.value;
    assert_eq!(
        draft.text,
        "Funn og drøfting\nFørste\u{A0}avsnitt\nlinje to\nen\nen a\nto\nsitat\na\tb\nc\td\nlenke"
    );
    let item = |depth| BlockKind::ListItem { depth, ordered: false };
    let cell = |row, column| BlockKind::TableCell { table: 0, row, column };
    let kinds: Vec<_> = draft.structure.blocks.iter().map(|block| block.kind).collect();
    assert_eq!(
        kinds,
        [
            BlockKind::Heading(2),
            BlockKind::Paragraph,
            item(0),
            item(1),
            item(0),
            BlockKind::Quote,
            cell(0, 0),
            cell(0, 2),
            cell(1, 0),
            cell(1, 2),
            BlockKind::Paragraph
        ]
    );
    let mut losses: Vec<_> = imported.losses.iter().map(|loss| loss.kind).collect();
    losses.sort();
    assert_eq!(
        losses,
        [
            LossKind::Image,
            LossKind::HiddenText,
            LossKind::PersonalMetadata,
            LossKind::Embedded,
            LossKind::Embedded,
            LossKind::LinkTarget
        ]
    );
}

#[test]
fn bold_names_and_stamps() {
    let imported = page(
        b"<p><b>Kari Nordmann</b> Ja, vi begynte.</p><p><b>Ola Li</b> N\xC3\xA5r?</p>\
          <p><b>Kari Nordmann</b> I fjor.</p><p><b>Ola Li</b> Mhm.</p>",
    );
    let turns: Vec<_> = imported.value.structure.turns.iter().map(|t| t.speaker.as_str()).collect();
    assert_eq!(turns, ["Kari Nordmann", "Ola Li", "Kari Nordmann", "Ola Li"]);
    let imported = page(
        b"<p><span>00:00</span> <b>Intervjuer:</b> Kan du?<br></p><p><span>00:06</span> <b>Informant 1:</b> Ja.</p>",
    );
    let times: Vec<_> = imported.value.structure.times.iter().map(|m| m.time_ms).collect();
    assert_eq!(times, [0, 6_000]);
    let imported = page(b"<p><a name=\"ts_1200_3400_S00\">S00: Hei</a></p><p><a name=\"ts_3400_5000_S01\">S01: Hei</a></p>");
    let times: Vec<_> =
        imported.value.structure.times.iter().map(|m| (m.position, m.time_ms)).collect();
    assert_eq!(times, [(0, 1_200), (9, 3_400)]);
}

#[test]
fn declared_encodings() {
    let imported = page(b"<meta charset=\"iso-8859-1\"><p>bl\xE5b\xE6r</p>");
    assert_eq!(imported.value.text, "blåbær");
    assert_eq!(imported.value.decoded_from.encoding, Encoding::WINDOWS_1252.name());
    let imported = page("<meta charset=iso-8859-1><p>blåbær</p>".as_bytes());
    assert_eq!(imported.value.text, "blåbær");
    assert_eq!(imported.losses[0].kind, LossKind::AssumedEncoding);
    let hints = Hints { file_name: "a.html", encoding: None };
    let error = read(b"<html><meta charset=utf-8><p>bl\xE5b\xE6r</p>", &hints).unwrap_err();
    assert!(matches!(error, ReadError::UndecidedEncoding { .. }));
}
