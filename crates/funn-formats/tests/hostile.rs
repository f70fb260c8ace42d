//! Files made to harm: each gives a typed error, or a draft with its losses, and soon.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use std::io::{Cursor, Write as _};

use funn_formats::{Encoding, Hints, ReadError, read};
use funn_model::{Imported, LossKind, SourceDraft};
use zip::write::{SimpleFileOptions, ZipWriter};

fn import(bytes: &[u8], name: &str) -> Result<Imported<SourceDraft>, ReadError> {
    read(bytes, &Hints { file_name: name, encoding: None })
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

fn docx(document: &str) -> Vec<u8> {
    package(&[("word/document.xml", document.as_bytes())])
}

fn docx_body(body: &str) -> Vec<u8> {
    docx(&format!("<w:document {WORD}><w:body>{body}</w:body></w:document>"))
}

fn odt_body(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" \
         xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" \
         xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\">\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    odt_parts(&[("content.xml", content.as_bytes())])
}

fn odt_parts(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut all: Vec<(&str, &[u8])> =
        vec![("mimetype", b"application/vnd.oasis.opendocument.text")];
    all.extend(parts);
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in all {
        let stored =
            SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
        let options = if name == "mimetype" { stored } else { SimpleFileOptions::default() };
        writer.start_file(name, options).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// Names each case and what must come of it.
macro_rules! refused {
    ($($name:ident: $bytes:expr, $file:literal => $pattern:pat,)*) => {$(
        #[test]
        fn $name() {
            let bytes: Vec<u8> = $bytes;
            let outcome = import(&bytes, $file);
            assert!(matches!(&outcome, Err($pattern)), "{:?}", outcome.map(|i| i.value.text.len()));
            if let Err(error) = outcome {
                assert!(!error.to_string().is_empty() && !error.hint().is_empty());
            }
        }
    )*};
}

macro_rules! survived {
    ($($name:ident: $bytes:expr, $file:literal => $check:expr;)*) => {$(
        #[test]
        fn $name() {
            let bytes: Vec<u8> = $bytes;
            let imported = import(&bytes, $file).unwrap();
            let check: fn(&Imported<SourceDraft>) -> bool = $check;
            assert!(check(&imported), "{:.200}", imported.value.text);
        }
    )*};
}

refused! {
    nothing: vec![], "a.txt" => ReadError::Empty,
    white_space: b" \n\t \r\n".to_vec(), "a.txt" => ReadError::Empty,
    too_many_bytes: vec![b'a'; (64 << 20) + 1], "a.txt" => ReadError::TooLarge { .. },
    a_picture_named_text: b"\x89PNG\r\n\x1A\n0000".to_vec(), "a.txt" => ReadError::UnknownFormat { .. },
    an_unknown_extension: b"hei".to_vec(), "a.exe" => ReadError::UnknownFormat { .. },
    an_old_document: b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "a.doc" => ReadError::UnknownFormat { looks_like: Some(_), .. },
    random_bytes: (0_u32..5_000).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect(), "a.txt" => ReadError::NotText { .. } | ReadError::UndecidedEncoding { .. },
    lone_continuations: vec![0x80; 100], "a.md" => ReadError::UndecidedEncoding { .. },
    overlong_utf8: b"a\xC0\xAFb".to_vec(), "a.txt" => ReadError::UndecidedEncoding { .. },
    surrogates_in_utf8: b"a\xED\xA0\x80b".to_vec(), "a.html" => ReadError::UndecidedEncoding { .. },
    all_nul: vec![0; 10_000], "a.txt" => ReadError::NotText { .. } | ReadError::Empty,
    docx_that_is_no_zip: b"PK\x03\x04word/document.xml".to_vec(), "a.docx" => ReadError::Damaged { .. },
    docx_bomb: docx_body(&format!("<w:p>{}</w:p>", " ".repeat(49 << 20))), "a.docx" => ReadError::TooLarge { .. },
    docx_ratio: docx_body(&" ".repeat(6 << 20)), "a.docx" => ReadError::TooLarge { .. },
    docx_deep: docx_body(&"<w:sdt>".repeat(100_000)), "a.docx" => ReadError::TooDeep { .. },
    docx_entities: docx(&format!("<!DOCTYPE x [<!ENTITY a \"{}\">]><w:document {WORD}/>", "ha".repeat(1_000))), "a.docx" => ReadError::Dtd { .. },
    docx_external: docx("<!DOCTYPE x SYSTEM \"file:///etc/passwd\"><x/>"), "a.docx" => ReadError::Dtd { .. },
    docx_cut_xml: docx(&format!("<w:document {WORD}><w:body><w:p>")), "a.docx" => ReadError::Damaged { .. },
    docx_crossed_xml: docx_body("<w:p><w:r></w:p></w:r>"), "a.docx" => ReadError::Damaged { .. },
    docx_not_utf8: package(&[("word/document.xml", b"<a>\xFF\xFF</a>")]), "a.docx" => ReadError::Damaged { .. },
    docx_without_text: docx_body(""), "a.docx" => ReadError::NoText { .. },
    docx_entity_in_styles: package(&[("word/document.xml", b"<a/>"), ("word/styles.xml", b"<!DOCTYPE a><a/>")]), "a.docx" => ReadError::Dtd { .. },
    docx_main_elsewhere: package(&[("_rels/.rels", b"<r><x Type=\"a/officeDocument\" Target=\"../../etc/passwd\"/></r>"), ("word/document2.xml", b"<a/>")]), "a.docx" => ReadError::Damaged { .. },
    docx_many_entries: {
        let names: Vec<String> = (0..20_100).map(|n| format!("word/document{n}")).collect();
        let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &b""[..])).collect();
        package(&parts)
    }, "a.docx" => ReadError::TooLarge { .. },
    odt_encrypted: odt_parts(&[("META-INF/manifest.xml", b"<m><e><encryption-data/></e></m>")]), "a.odt" => ReadError::Encrypted { .. },
    odt_without_content: odt_parts(&[("styles.xml", b"<a/>")]), "a.odt" => ReadError::Damaged { .. },
    odt_deep: odt_body(&"<text:section>".repeat(50_000)), "a.odt" => ReadError::TooDeep { .. },
    odt_entities: odt_parts(&[("content.xml", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>")]), "a.odt" => ReadError::Dtd { .. },
    rtf_braces: format!("{{\\rtf1{}", "{".repeat(100_000)).into_bytes(), "a.rtf" => ReadError::TooDeep { .. },
    rtf_nothing: b"{\\rtf1\\ansi}".to_vec(), "a.rtf" => ReadError::NoText { .. },
    rtf_cut: b"{\\rtf1\\ansi{\\fonttbl".to_vec(), "a.rtf" => ReadError::Damaged { .. },
    rtf_all_binary: b"{\\rtf1\\bin2147483647 tekst}".to_vec(), "a.rtf" => ReadError::Damaged { .. },
    vtt_arrows: format!("WEBVTT\n\n{}", "-->\n\n".repeat(50_000)).into_bytes(), "a.vtt" => ReadError::Damaged { .. },
    vtt_empty: b"WEBVTT\n".to_vec(), "a.vtt" => ReadError::Damaged { .. },
    srt_prose: b"Dette er ikke undertekster.\n".to_vec(), "a.srt" => ReadError::Damaged { .. },
    html_scripts: b"<html><script>while(1){}</script>".to_vec(), "a.html" => ReadError::NoText { .. },
    json_deep: format!("{{\"segments\": {}", "[".repeat(1_000_000)).into_bytes(), "a.json" => ReadError::Damaged { .. } | ReadError::UnknownFormat { .. },
    json_deep_words: format!("{{\"segments\": [{{\"words\": {}", "[{\"start\":".repeat(300_000)).into_bytes(), "a.json" => ReadError::Damaged { .. } | ReadError::UnknownFormat { .. },
    json_numbers: format!("{{\"segments\": [{{\"text\": \"a\", \"start\": 1e{}}}]}}", "9".repeat(100_000)).into_bytes(), "a.json" => ReadError::Damaged { .. },
    json_surrogates: b"{\"segments\": [{\"text\": \"\\ud83d\", \"start\": 1}]}".to_vec(), "a.json" => ReadError::Damaged { .. },
    otr_cut: b"{\"text\": \"<p>ja".to_vec(), "a.otr" => ReadError::Damaged { .. },
    otr_scripts: b"{\"text\": \"<script>alert(1)</script>\"}".to_vec(), "a.otr" => ReadError::NoText { .. },
    eaf_entities: b"<!DOCTYPE a [<!ENTITY b 'c'>]><ANNOTATION_DOCUMENT>&b;</ANNOTATION_DOCUMENT>".to_vec(), "a.eaf" => ReadError::Dtd { .. },
    eaf_deep: format!("<ANNOTATION_DOCUMENT>{}", "<TIER>".repeat(100_000)).into_bytes(), "a.eaf" => ReadError::TooDeep { .. },
    eaf_without_annotations: b"<ANNOTATION_DOCUMENT/>".to_vec(), "a.eaf" => ReadError::NoText { .. },
    tsv_without_rows_that_speak: b"start\tend\ttext\n0\t1\t \n".to_vec(), "a.tsv" => ReadError::NoText { .. },
    csv_open_quote: b"\"$submission_id\";\"$created\";\"recording\"\n\"1;2".to_vec(), "a.csv" => ReadError::Damaged { .. },
    pdf_head: b"%PDF-1.7\n".to_vec(), "a.pdf" => ReadError::Damaged { .. },
    pdf_circle: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 1 0 R/Kids[1 0 R]>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF".to_vec(), "a.pdf" => ReadError::Damaged { .. },
    pdf_arrays: format!("%PDF-1.4\n1 0 obj{}endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF", "[".repeat(200_000)).into_bytes(), "a.pdf" => ReadError::Damaged { .. },
}

survived! {
    text_of_one_line: "å".repeat(3_000_000).into_bytes(), "a.txt" => |i| i.value.structure.blocks.len() == 1;
    text_of_line_ends: "\r\n\r\u{85}".repeat(300_000).into_bytes().into_iter().chain(*b"slutt").collect(), "a.txt" => |i| i.value.text.ends_with("slutt");
    text_with_controls: format!("{}{}", "Ja, slik var det. ".repeat(20), "\u{1}\u{7F}").into_bytes(), "a.txt" => |i| i.losses[0].kind == LossKind::Character && i.losses[0].count == 2;
    text_of_labels: "A: \n".repeat(200_000).into_bytes(), "a.txt" => |i| i.value.structure.turns.len() == 200_000;
    text_of_times: "[00:01:02]".repeat(200_000).into_bytes(), "a.txt" => |i| i.value.structure.times.len() == 200_000;
    text_of_colons: ":1:".repeat(1_000_000).into_bytes(), "a.txt" => |i| i.value.structure.times.is_empty();
    text_of_digits: format!("{}:00", "1".repeat(2_000_000)).into_bytes(), "a.txt" => |i| i.value.structure.times.is_empty();
    html_deep: format!("{}dypt", "<div><b><ul>".repeat(200_000)).into_bytes(), "a.html" => |i| i.value.text == "dypt";
    html_tables: format!("{}x", "<table><tr><td colspan=99999999>".repeat(100_000)).into_bytes(), "a.html" => |i| i.value.text == "x";
    html_attributes: format!("<p {}>x", "a=1 ".repeat(500_000)).into_bytes(), "a.html" => |i| i.value.text == "x";
    html_unclosed_quotes: format!("<html>{}x", "<a b=\"".repeat(100_001)).into_bytes(), "a.html" => |i| !i.value.text.is_empty();
    html_angles: format!("<html>{}x", "<a".repeat(500_000)).into_bytes(), "a.html" => |i| i.value.text.ends_with('x');
    html_comment_open: b"<html><p>ja<!-- nei".to_vec(), "a.html" => |i| i.value.text == "ja";
    html_raw_open: format!("<html>ja{}", "<script><style>".repeat(100_000)).into_bytes(), "a.html" => |i| i.value.text == "ja";
    html_ampersands: format!("<html>{}", "&a&#".repeat(300_000)).into_bytes(), "a.html" => |i| i.value.text.starts_with("&a&#");
    html_numbers: b"<html>&#99999999999999;&#xFFFFFFFFFF;&#0;x".to_vec(), "a.html" => |i| i.value.text.ends_with('x');
    markdown_quotes: format!("{}x", ">".repeat(20_000)).into_bytes(), "a.md" => |i| !i.value.text.is_empty();
    markdown_brackets: format!("{}x", "[".repeat(50_000)).into_bytes(), "a.md" => |i| !i.value.text.is_empty();
    markdown_lists: (0..300).flat_map(|n| ["  ".repeat(n), "- x\n".to_owned()]).collect::<String>().into_bytes(), "a.md" => |i| i.value.text.contains('x');
    markdown_stars: "*a **a ".repeat(20_000).into_bytes(), "a.md" => |i| i.value.text.contains('a');
    markdown_html: format!("<div>\n{}x", "<b><i>".repeat(50_000)).into_bytes(), "a.md" => |i| i.value.text.contains('x');
    docx_wide_cells: docx_body(&"<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val=\"4294967295\"/></w:tcPr><w:p><w:r><w:t>x</w:t></w:r></w:p></w:tc></w:tr></w:tbl>".repeat(1_000)), "a.docx" => |i| i.value.structure.blocks.len() == 1_000;
    docx_styles_in_a_circle: package(&[
        ("word/document.xml", format!("<w:document {WORD}><w:p><w:pPr><w:pStyle w:val=\"a\"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p></w:document>").as_bytes()),
        ("word/styles.xml", format!("<w:styles {WORD}><w:style w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style><w:style w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style></w:styles>").as_bytes()),
    ]), "a.docx" => |i| i.value.text == "x";
    docx_climbing_names: package(&[
        ("word/document.xml", format!("<w:document {WORD}><w:p><w:r><w:t>x</w:t></w:r></w:p></w:document>").as_bytes()),
        ("../../../tmp/climbed", b"x"),
        ("/etc/absolute", b"x"),
        ("C:\\x", b"x"),
    ]), "a.docx" => |i| i.value.text == "x";
    docx_nested_archive: package(&[
        ("word/document.xml", format!("<w:document {WORD}><w:p><w:r><w:t>x</w:t></w:r></w:p></w:document>").as_bytes()),
        ("word/embeddings/inner.docx", &docx_body("<w:p><w:r><w:t>indre</w:t></w:r></w:p>")),
    ]), "a.docx" => |i| i.value.text == "x" && i.losses.iter().any(|l| l.kind == LossKind::Embedded);
    docx_attributes: docx_body(&format!("<w:p {}><w:r><w:t>x</w:t></w:r></w:p>", (0..50_000).flat_map(|n| [" a".to_owned(), n.to_string(), "=\"1\"".to_owned()]).collect::<String>())), "a.docx" => |i| i.value.text == "x";
    odt_many_spaces: odt_body(&"<text:p>a<text:s text:c=\"4294967295\"/>b</text:p>".repeat(500)), "a.odt" => |i| i.value.text.len() == 500 * 1_002 + 499;
    odt_repeated_cells: odt_body("<table:table><table:table-row><table:table-cell table:number-columns-repeated=\"4294967295\"><text:p>a</text:p></table:table-cell><table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"), "a.odt" => |i| i.value.text == "a\tb";
    rtf_numbers: b"{\\rtf1\\uc99999999999 \\u99999999999999?\\li-99999999999 x\\uc0 \\u-2147483648 y}".to_vec(), "a.rtf" => |i| !i.value.text.is_empty();
    rtf_surrogates: b"{\\rtf1\\uc0 \\u55357 \\u55357 \\u56832 \\u56832 x\\u55357 }".to_vec(), "a.rtf" => |i| i.value.text.contains('😀') && i.losses.iter().any(|l| l.kind == LossKind::Character);
    rtf_many_groups: format!("{{\\rtf1 {}x}}", "{\\b}".repeat(500_000)).into_bytes(), "a.rtf" => |i| i.value.text == "x";
    rtf_rows: format!("{{\\rtf1 {}x}}", "\\trowd\\intbl\\cell\\row ".repeat(200_000)).into_bytes(), "a.rtf" => |i| i.value.text == "x";
    vtt_large_times: b"WEBVTT\n\n9999:59:59.999 --> 9999:59:59.999\nx\n".to_vec(), "a.vtt" => |i| i.value.text == "x";
    vtt_angles: format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{}x\n", "<v <v".repeat(100_000)).into_bytes(), "a.vtt" => |i| i.value.text.ends_with('x');
    json_deep_elsewhere: format!("{{\"a\": {}{}, \"segments\": [{{\"start\": 1, \"text\": \"x\"}}]}}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes(), "a.json" => |i| i.value.text == "x";
    json_many_segments: format!("{{\"segments\": [{}{{\"text\": \"x\"}}]}}", "{\"start\": 9, \"end\": 1, \"text\": \"x\", \"speaker\": \"a\"},".repeat(100_000)).into_bytes(), "a.json" => |i| i.value.structure.turns.len() == 1;
    otr_deep: format!("{{\"text\": \"{}x\"}}", "<div><span data-timestamp=1>0:01".repeat(200_000)).into_bytes(), "a.otr" => |i| i.value.text == "0:01x";
    eaf_long_speaker: format!("<ANNOTATION_DOCUMENT><TIER TIER_ID='{}'>{}</TIER></ANNOTATION_DOCUMENT>", "å".repeat(2_000_000), "<ALIGNABLE_ANNOTATION><ANNOTATION_VALUE>x</ANNOTATION_VALUE></ALIGNABLE_ANNOTATION>".repeat(20_000)).into_bytes(), "a.eaf" => |i| i.losses.iter().any(|l| l.kind == LossKind::Damaged && l.count == 20_000);
    tsv_wide_and_long: format!("start\tend\ttext{}\n{}", "\tx".repeat(1_000), "0\t1\tx\n".repeat(100_000)).into_bytes(), "a.tsv" => |i| i.value.structure.blocks.len() == 100_000;
    csv_wide_and_long: format!("$submission_id;$created;recording{}\n{}", ";x".repeat(100_000), "1;2;x\n".repeat(100_000)).into_bytes(), "a.csv" => |i| i.losses[0].kind == LossKind::PersonalMetadata;
    srt_backwards: b"1\n00:00:09,000 --> 00:00:01,000\na\n\n2\n00:00:01,000 --> 00:00:02,000\nb\n".to_vec(), "a.srt" => |i| i.value.text == "a\nb";
}

/// A docx cut at many lengths: an error, or nothing lost in silence.
#[test]
fn cut_packages() {
    let whole = docx_body(&"<w:p><w:r><w:t>Vi begynte i fjor.</w:t></w:r></w:p>".repeat(200));
    let text = import(&whole, "a.docx").unwrap().value.text;
    for length in (0..whole.len()).step_by(7) {
        match import(&whole[..length], "a.docx") {
            Ok(imported) => assert_eq!(imported.value.text, text, "cut at {length}"),
            Err(error) => assert!(!error.to_string().contains("begynte"), "{error}"),
        }
    }
}

/// Each byte of a package changed in turn: never a panic.
#[test]
fn flipped_packages() {
    for whole in
        [docx_body("<w:p><w:r><w:t>Hei</w:t></w:r></w:p>"), odt_body("<text:p>Hei</text:p>")]
    {
        for at in 0..whole.len() {
            let mut flipped = whole.clone();
            flipped[at] ^= 0x55;
            let _outcome = import(&flipped, "a.docx");
        }
    }
}

#[test]
fn a_wrong_encoding_named_by_the_user_is_counted() {
    let hints = Hints { file_name: "a.txt", encoding: Encoding::from_label("utf-16le") };
    let imported = read("bl\u{e5}b\u{e6}r!".as_bytes(), &hints).unwrap();
    assert!(imported.losses.is_empty() || imported.losses[0].kind == LossKind::Character);
}
