//! Dates and hostile files.

use super::*;
use crate::{Hints, read as read_any};

#[test]
fn dates() {
    assert_eq!(date(b"D:20230301130000+01'00'"), Some(Moment(1_677_672_000_000)));
    assert_eq!(date(b"D:20230301120000Z"), Some(Moment(1_677_672_000_000)));
    assert_eq!(date(b"D:20230301"), Some(Moment(1_677_628_800_000)));
    assert_eq!(date(b"2023"), None);
}

/// A file of the given objects, without a table of them: the reader has to search.
pub(crate) fn file(objects: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = b"%PDF-1.4\n".to_vec();
    let mut offsets = Vec::new();
    for (index, (dictionary, stream)) in objects.iter().enumerate() {
        offsets.push(bytes.len());
        bytes.extend(format!("{} 0 obj\n<< {dictionary}", index + 1).bytes());
        if stream.is_empty() {
            bytes.extend(b" >>\nendobj\n");
        } else {
            bytes.extend(format!(" /Length {} >>\nstream\n", stream.len()).bytes());
            bytes.extend(*stream);
            bytes.extend(b"\nendstream\nendobj\n");
        }
    }
    let table = bytes.len();
    bytes.extend(format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1).bytes());
    for offset in offsets {
        bytes.extend(format!("{offset:010} 00000 n \n").bytes());
    }
    let size = objects.len() + 1;
    bytes.extend(
        format!("trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n").bytes(),
    );
    bytes
}

const CATALOG: (&str, &[u8]) = ("/Type /Catalog /Pages 2 0 R", b"");
const PAGES: (&str, &[u8]) = ("/Type /Pages /Kids [3 0 R] /Count 1 /Parent 2 0 R", b"");
const FONT: (&str, &[u8]) =
    ("/Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding", b"");

fn outcome(bytes: &[u8]) -> Result<String, ReadError> {
    read_any(bytes, &Hints { file_name: "a.pdf", encoding: None })
        .map(|imported| imported.value.text)
}

#[test]
fn one_page_with_all_ways_to_show_text() {
    let page = (
        "/Type /Page /Parent 2 0 R /Contents 5 0 R /Resources << /Font << /F 4 0 R >> >>",
        &b""[..],
    );
    let text = b"BT /F 12 Tf 14 TL 72 700 Td (bl\\345b\\346r) Tj (og) ' 0 0 (mer) \" [(sa) -20 (mmen)] TJ ET";
    let bytes = file(&[CATALOG, PAGES, page, FONT, ("", text)]);
    assert_eq!(outcome(&bytes).unwrap(), "blåbær\nog mersammen");
}

#[test]
fn forms_that_draw_themselves_end() {
    let page = (
        "/Type /Page /Parent 2 0 R /Contents 6 0 R /Resources << /Font << /F 4 0 R >> /XObject << /X 5 0 R >> >>",
        &b""[..],
    );
    let form = (
        "/Type /XObject /Subtype /Form /Resources << /Font << /F 4 0 R >> /XObject << /X 5 0 R >> >>",
        &b"/X Do BT /F 12 Tf (evig) Tj ET"[..],
    );
    let content = ("", &b"BT /F 12 Tf 72 700 Td (Hei) Tj ET /X Do"[..]);
    let bytes = file(&[CATALOG, PAGES, page, FONT, form, content]);
    assert_eq!(outcome(&bytes).unwrap(), "Hei");
}

#[test]
fn forms_that_multiply_are_left_out() {
    let page = (
        "/Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /XObject << /X 5 0 R >> >>",
        &b""[..],
    );
    let mut dictionaries = Vec::new();
    for next in 6..40 {
        dictionaries.push(format!("/Subtype /Form /Resources << /XObject << /X {next} 0 R >> >>"));
    }
    let mut objects = vec![CATALOG, PAGES, page, ("", &b"/X Do"[..])];
    objects.extend(dictionaries.iter().map(|d| (d.as_str(), &b"/X Do /X Do /X Do"[..])));
    assert_eq!(outcome(&file(&objects)), Err(ReadError::ScannedPdf { pages: 1 }));
}

/// A stream that becomes 96 MiB: one packed block again and again.
fn bomb() -> Vec<u8> {
    let mut packer = flate2::Compress::new(flate2::Compression::fast(), false);
    let mut block = Vec::with_capacity(1 << 20);
    packer.compress_vec(&vec![b' '; 1 << 20], &mut block, flate2::FlushCompress::Full).unwrap();
    [&b"\x78\x9C"[..], &block.repeat(96)].concat()
}

#[test]
fn parents_in_a_circle_bombs_and_garbage() {
    let page = ("/Type /Page /Parent 2 0 R", &b""[..]);
    assert_eq!(outcome(&file(&[CATALOG, PAGES, page])), Err(ReadError::ScannedPdf { pages: 1 }));
    let circle = ("/Type /Pages /Kids [2 0 R] /Count 1", &b""[..]);
    assert!(matches!(outcome(&file(&[CATALOG, circle])), Err(ReadError::Damaged { .. })));
    let bomb = bomb();
    let bytes = file(&[CATALOG, PAGES, page, ("/Filter /FlateDecode", &bomb)]);
    assert!(matches!(outcome(&bytes), Err(ReadError::TooLarge { .. })));
    let twice = ("/Filter [/Fl#61teDecode /FlateDecode]", &b"x"[..]);
    assert!(matches!(
        outcome(&file(&[CATALOG, PAGES, page, twice])),
        Err(ReadError::TooLarge { .. })
    ));
    for garbage in
        [&b"%PDF-1.7"[..], b"%PDF-1.7\ntrailer<</Root 1 0 R>>", b"%PDF-\n1 0 obj<<>>endobj"]
    {
        assert!(matches!(outcome(garbage), Err(ReadError::Damaged { .. })), "{garbage:?}");
    }
}
