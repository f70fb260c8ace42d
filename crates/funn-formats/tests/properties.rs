//! What holds for every file that is read, whatever it holds.

#![expect(clippy::unwrap_used, reason = "a test may fail")]

use funn_formats::{Encoding, Hints, read};
use funn_model::{BlockKind, Imported, SourceDraft, Span};
use proptest::prelude::*;
use serde_json::json;

const NAMES: [&str; 14] = [
    "a.txt", "a.md", "a.html", "a.docx", "a.odt", "a.rtf", "a.pdf", "a.vtt", "a.srt", "a.json",
    "a.tsv", "a.otr", "a.eaf", "a.csv",
];

/// Spans lie inside, blocks and times are sorted, turns do not overlap, the text is clean.
fn check(imported: &Imported<SourceDraft>) {
    let draft = &imported.value;
    let end = u32::try_from(draft.text.chars().count()).unwrap();
    let whole = Span::new(0, end);
    let structure = &draft.structure;
    for pair in structure.blocks.windows(2) {
        assert!(pair[0].span.start <= pair[1].span.start, "blocks are sorted");
        let is_page = matches!(pair[0].kind, BlockKind::PageStart(_))
            || matches!(pair[1].kind, BlockKind::PageStart(_));
        assert!(is_page || pair[0].span.end <= pair[1].span.start, "blocks do not overlap");
    }
    for block in &structure.blocks {
        assert!(whole.contains(block.span) && block.span.start <= block.span.end);
        assert_eq!(block.span.is_empty(), matches!(block.kind, BlockKind::PageStart(_)));
    }
    for pair in structure.turns.windows(2) {
        assert!(pair[0].span.end <= pair[1].span.start, "turns do not overlap");
    }
    for turn in &structure.turns {
        assert!(whole.contains(turn.span) && turn.span.contains(turn.label));
        assert!(!turn.speaker.is_empty());
    }
    for pair in structure.times.windows(2) {
        assert!(pair[0].position <= pair[1].position, "times are sorted");
    }
    assert!(structure.times.iter().all(|mark| mark.position <= end));
    assert!(
        imported
            .losses
            .iter()
            .all(|loss| loss.count > 0 && loss.position.is_none_or(|at| at <= end))
    );
    assert!(!draft.text.contains(|c: char| c.is_control() && c != '\n' && c != '\t'));
    assert!(!draft.text.trim().is_empty());
}

fn read_as_all(bytes: &[u8]) {
    for name in NAMES {
        for encoding in [None, Some(Encoding::WINDOWS_1252)] {
            if let Ok(imported) = read(bytes, &Hints { file_name: name, encoding }) {
                check(&imported);
            }
        }
    }
}

/// Pieces that mean something to one reader or another.
fn soup() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "I: ",
        "R1:",
        "Kari Nordmann:",
        " ",
        "\n",
        "\r\n",
        "\u{c}",
        "æøå",
        "😀",
        "\u{301}",
        "[00:01:02]",
        "#00:01:02-3#",
        "0:03",
        "<p>",
        "</p>",
        "<b>",
        "</b>",
        "<table>",
        "<tr>",
        "<td>",
        "<br>",
        "<pre>",
        "<ul>",
        "<li>",
        "<h1>",
        "<!--",
        "-->",
        "<script>",
        "&amp;",
        "&",
        "<",
        "# ",
        "- ",
        "1. ",
        "2019. ",
        "> ",
        "| a | b |\n|--|--|\n",
        "**",
        "`",
        "[x](y)",
        "![x](y)",
        "[^1]",
        "WEBVTT\n\n",
        "00:01.000 --> 00:02.000\n",
        "<v Kari>",
        "{\\rtf1 ",
        "{",
        "}",
        "\\par ",
        "\\b ",
        "\\u229?",
        "\\'e5",
        "\\cell ",
        "\\row ",
        "\\intbl ",
        "{\\pict ",
        "\\v ",
        "\0",
        "\u{85}",
        "--- \n",
    ]);
    proptest::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_bytes(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        read_as_all(&bytes);
    }

    #[test]
    fn any_soup(text in soup()) {
        read_as_all(text.as_bytes());
        read_as_all(format!("{{\\rtf1\\ansi {text}}}").as_bytes());
        read_as_all(format!("WEBVTT\n\n00:01.000 --> 00:02.000\n{text}").as_bytes());
        read_as_all(format!("<!doctype html>{text}").as_bytes());
    }

    /// The same pieces where transcripts hold what was said, with times in any order.
    #[test]
    fn any_soup_in_transcripts(text in soup(), speaker in soup(), start in -1.0..9.0, end in -1.0..9.0) {
        let said = |text: &str, speaker: Option<&str>| {
            json!({"start": start, "end": end, "text": text, "speaker": speaker})
        };
        let segments = [said(&text, Some(&speaker)), said("ja", None), said(&speaker, Some("A"))];
        read_as_all(json!({ "segments": segments }).to_string().as_bytes());
        read_as_all(json!({"text": text, "media-time": 0}).to_string().as_bytes());
        read_as_all(format!("start\tend\ttext\tspeaker\n{start}\t{end}\t{text}\n1\t2\tja\tA").as_bytes());
        read_as_all(format!("Timespan\tContent\n0:{start} - 0:{end}\t{text}\n0:01\tja").as_bytes());
        read_as_all(format!("\"$submission_id\";\"$created\";\"recording\"\n{text};{speaker}").as_bytes());
        let text = text.replace('&', "&amp;").replace('<', "&lt;");
        read_as_all(format!(
            "<ANNOTATION_DOCUMENT><TIME_ORDER><TIME_SLOT TIME_SLOT_ID='a' TIME_VALUE='7'/>\
             <TIME_SLOT TIME_SLOT_ID='b'/></TIME_ORDER><TIER TIER_ID='K'><ALIGNABLE_ANNOTATION \
             TIME_SLOT_REF1='b' TIME_SLOT_REF2='a'><ANNOTATION_VALUE>{text}</ANNOTATION_VALUE>\
             </ALIGNABLE_ANNOTATION></TIER></ANNOTATION_DOCUMENT>"
        ).as_bytes());
    }

    /// What was encoded is decoded, and a plain text is kept to the letter.
    #[test]
    fn encoding_and_decoding(text in "[a-zæøåÆØÅ «»–é€\n]{1,200}", which in 0_usize..5) {
        prop_assume!(!text.trim().is_empty());
        let utf16: Vec<u16> = text.encode_utf16().collect();
        let (bytes, encoding) = match which {
            0 => (text.clone().into_bytes(), None),
            1 => ([&b"\xEF\xBB\xBF"[..], text.as_bytes()].concat(), None),
            2 => ([vec![0xFF, 0xFE], utf16.iter().flat_map(|u| u.to_le_bytes()).collect()].concat(), None),
            3 => ([vec![0xFE, 0xFF], utf16.iter().flat_map(|u| u.to_be_bytes()).collect()].concat(), None),
            _ => {
                let table = |c: char| match c { '€' => 0x80, '–' => 0x96, c => u8::try_from(u32::from(c)).unwrap() };
                (text.chars().map(table).collect(), Some(Encoding::WINDOWS_1252))
            }
        };
        let imported = read(&bytes, &Hints { file_name: "a.txt", encoding }).unwrap();
        prop_assert_eq!(&imported.value.text, &text);
        check(&imported);
    }
}
