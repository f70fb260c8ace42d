//! Real files, read: what every reader makes of the same interview, and what each one loses.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files of the project, and fail where one is missing"
)]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use funn_formats::{Encoding, Hints, read};
use funn_model::{BlockKind, Imported, SourceDraft};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

fn import(name: &str, encoding: Option<Encoding>) -> Imported<SourceDraft> {
    let bytes = std::fs::read(fixtures().join(name)).unwrap();
    read(&bytes, &Hints { file_name: name, encoding })
        .unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// A draft as a page that a person can check: head, blocks, turns, times, losses.
fn page(imported: &Imported<SourceDraft>) -> String {
    let draft = &imported.value;
    let characters: Vec<char> = draft.text.chars().collect();
    let cut = |span: funn_model::Span| -> String {
        let text: String = characters[span.start as usize..span.end as usize].iter().collect();
        text.replace('\n', "⏎").replace('\t', "⇥")
    };
    let from = &draft.decoded_from;
    let mut page = format!(
        "{} {:?} {} {} bom:{} {:?} {:?}\n",
        draft.name,
        draft.kind,
        from.format,
        from.encoding,
        from.had_bom,
        from.line_ends,
        draft.dated
    );
    for block in &draft.structure.blocks {
        let kind = match block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::ListItem { depth, ordered } => {
                format!("{}{depth}", if ordered { "ol" } else { "ul" })
            }
            BlockKind::TableCell { table, row, column } => format!("cell {table}.{row}.{column}"),
            BlockKind::Quote => "quote".to_owned(),
            BlockKind::PageStart(page) => format!("page {page}"),
        };
        let _ = writeln!(page, "{kind:10} {:9} {}", block.span.to_string(), cut(block.span));
    }
    for turn in &draft.structure.turns {
        let _ = writeln!(
            page,
            "turn {:9} {} [{}]",
            turn.span.to_string(),
            turn.speaker,
            cut(turn.label)
        );
    }
    for mark in &draft.structure.times {
        let _ = writeln!(page, "time {} {}", mark.position, mark.time_ms);
    }
    for loss in &imported.losses {
        let _ = writeln!(
            page,
            "lost {} × {} {:?}: {}",
            loss.count,
            loss.kind.slug(),
            loss.position,
            loss.detail
        );
    }
    page
}

macro_rules! golden {
    ($($name:ident: $file:literal $(as $encoding:literal)?;)*) => {$(
        #[test]
        fn $name() {
            let encoding: Option<&str> = None $(.or(Some($encoding)))?;
            let encoding = encoding.and_then(Encoding::from_label);
            insta::assert_snapshot!(page(&import($file, encoding)));
        }
    )*};
}

golden! {
    interview_docx: "interview.docx";
    interview_odt: "interview.odt";
    interview_rtf: "interview.rtf";
    interview_html: "interview.html";
    interview_txt: "interview.txt";
    notes_md: "notes.md";
    interview_pdf: "interview.pdf";
    pages_pdf: "pages.pdf";
    losses_docx: "losses.docx";
    losses_odt: "losses.odt";
    losses_rtf: "losses.rtf";
    losses_html: "losses.html";
    f4_rtf: "transcripts/f4_transkript.rtf";
    f4_txt: "transcripts/f4_transkript.txt";
    atlas_txt: "transcripts/atlas_hash.txt";
    bracket_txt: "transcripts/bracket.txt";
    teams_vtt: "transcripts/teams.vtt";
    zoom_vtt: "transcripts/zoom.vtt";
    whisper_vtt: "transcripts/intervju_1.vtt";
    whisper_srt: "transcripts/intervju_1.srt";
    whisper_json: "transcripts/intervju_1.json";
    whisper_without_words_json: "transcripts/intervju_1_nowords.json";
    whisperx_json: "transcripts/whisperx_diarised.json";
    whisper_tsv: "transcripts/intervju_1.tsv";
    nvivo_tsv: "transcripts/nvivo_table.tsv";
    otranscribe: "transcripts/otranscribe.otr";
    elan: "transcripts/elan_min.eaf";
    nettskjema_csv: "transcripts/nettskjema_diktafon_csv-report.csv";
    plain_cp1252: "transcripts/plain_cp1252.txt" as "windows-1252";
    plain_utf16: "transcripts/plain_utf16.txt";
    plain_bom_nfd: "transcripts/plain_utf8_bom_nfd.txt";
}

/// Hard files of another project: ligatures, rotation, missing maps, two columns.
#[test]
fn hard_pdfs() {
    let mut shown = String::new();
    let mut names: Vec<_> = std::fs::read_dir(fixtures().join("pdfbox"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort();
    for path in
        names.iter().filter(|path| path.extension().is_some_and(|extension| extension == "pdf"))
    {
        let name = path.file_name().unwrap().to_string_lossy();
        let outcome =
            read(&std::fs::read(path).unwrap(), &Hints { file_name: &name, encoding: None });
        let _ = match outcome {
            Ok(imported) => {
                let text: String = imported.value.text.chars().take(240).collect();
                let length = imported.value.text.chars().count();
                let losses: Vec<_> =
                    imported.losses.iter().map(|l| format!("{} {}", l.count, l.detail)).collect();
                writeln!(shown, "{name}: {length} {losses:?}\n{text}\n")
            }
            Err(error) => writeln!(shown, "{name}: {error}\n"),
        };
    }
    insta::assert_snapshot!(shown);
}

/// One text from every office format: `LibreOffice`'s own text export is the judge.
#[test]
fn all_formats_give_one_text() {
    let words = |name: &str| -> Vec<String> {
        let text = import(name, None).value.text;
        text.split(char::is_whitespace).filter(|word| !word.is_empty()).map(str::to_owned).collect()
    };
    let judge: Vec<String> = words("interview.txt")
        .into_iter()
        .filter(|word| !matches!(word.as_str(), "•" | "1." | "2."))
        .collect();
    assert!(judge.len() > 50);
    for name in ["interview.docx", "interview.odt", "interview.rtf", "interview.html"] {
        assert_eq!(words(name), judge, "{name}");
    }
}

/// Recordings and telephones are named neither in the draft nor in the losses.
#[test]
fn recordings_are_named_nowhere() {
    for name in ["elan_min.eaf", "otranscribe.otr", "nettskjema_diktafon_csv-report.csv"] {
        let shown = page(&import(&format!("transcripts/{name}"), None));
        for told in ["ola.fiktiv", "intervju_1", ".m4a", "a1b2c3d4"] {
            assert!(!shown.contains(told), "{name} shows {told}");
        }
        assert!(shown.contains("personal-metadata"), "{name}");
    }
}

/// Names of people in metadata never reach the draft or the losses.
#[test]
fn stripped_names_are_nowhere() {
    for name in [
        "interview.docx",
        "interview.odt",
        "interview.rtf",
        "losses.docx",
        "losses.odt",
        "losses.rtf",
    ] {
        let shown = page(&import(name, None));
        for person in ["Per Forsker", "Eva Assistent"] {
            assert!(!shown.contains(person), "{name} shows {person}");
        }
        assert!(shown.contains("personal-metadata"), "{name}");
    }
}
