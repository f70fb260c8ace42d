//! How fast documents are read, on one core: `cargo run --release -p funn-formats --example import_speed`.
//!
//! A thousand interviews of 60 kB as plain text and as docx, the sizes of the budget table; and the
//! fixtures of the other formats, many times over.

#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a program for developers, which reads fixtures and prints a table"
)]

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use std::path::Path;
use std::time::Instant;

use funn_formats::{Hints, read};
use zip::write::{SimpleFileOptions, ZipWriter};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

fn main() -> Outcome<()> {
    let interview = interview();
    measure("a.txt", interview.as_bytes(), 1_000)?;
    measure("a.docx", &docx(&interview)?, 1_000)?;
    let fixtures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    for name in
        ["interview.docx", "interview.odt", "interview.rtf", "interview.html", "interview.pdf"]
    {
        measure(name, &std::fs::read(fixtures.join(name))?, 100)?;
    }
    measure("teams.vtt", &std::fs::read(fixtures.join("transcripts/teams.vtt"))?, 1_000)
}

fn measure(name: &str, bytes: &[u8], times: u32) -> Outcome<()> {
    let started = Instant::now();
    let mut characters = 0;
    for _ in 0..times {
        let imported = read(bytes, &Hints { file_name: name, encoding: None })?;
        characters = imported.value.text.chars().count();
    }
    let each = started.elapsed() / times;
    let all = each * 1_000;
    println!(
        "{name:16} {:>8} bytes {characters:>7} characters {each:>10.1?} each {all:>9.2?} a thousand",
        bytes.len()
    );
    Ok(())
}

/// Sixty kilobytes of turns.
fn interview() -> String {
    let mut text = String::new();
    for turn in 0.. {
        if text.len() >= 60_000 {
            break;
        }
        let speaker = if turn % 2 == 0 { "I" } else { "Informant 1" };
        let _ = writeln!(
            text,
            "{speaker}: Vi begynte på Sørøya i 2019, og «alle» sa ja – det var tur nummer {turn}.\n"
        );
    }
    text
}

fn docx(text: &str) -> Outcome<Vec<u8>> {
    let mut document = String::from(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>",
    );
    for line in text.lines().filter(|line| !line.is_empty()) {
        let (label, said) = line.split_once(' ').unwrap_or((line, ""));
        let _ = write!(
            document,
            "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr><w:t>{label}</w:t></w:r>\
             <w:r><w:rPr><w:lang w:val=\"nb-NO\"/></w:rPr><w:t xml:space=\"preserve\"> {said}</w:t></w:r></w:p>"
        );
    }
    document.push_str("</w:body></w:document>");
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    writer.start_file("word/document.xml", SimpleFileOptions::default())?;
    writer.write_all(document.as_bytes())?;
    Ok(writer.finish()?.into_inner())
}
