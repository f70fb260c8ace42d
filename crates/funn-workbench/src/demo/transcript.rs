//! The example study's interviews: coded text with headings, taken apart.

use funn_formats::notation::{self, CodedText, NotationError};
use funn_model::Span;

/// The interviews, by the file names that the plan uses.
pub(super) const INTERVIEWS: [(&str, &str); 7] = [
    ("interviews/01-arendal.txt", include_str!("../../demo/interviews/01-arendal.txt")),
    ("interviews/02-asker.txt", include_str!("../../demo/interviews/02-asker.txt")),
    ("interviews/03-drammen.txt", include_str!("../../demo/interviews/03-drammen.txt")),
    ("interviews/04-sarpsborg.txt", include_str!("../../demo/interviews/04-sarpsborg.txt")),
    ("interviews/05-stavanger.txt", include_str!("../../demo/interviews/05-stavanger.txt")),
    ("interviews/06-trondheim.txt", include_str!("../../demo/interviews/06-trondheim.txt")),
    ("interviews/07-ostensjo.txt", include_str!("../../demo/interviews/07-ostensjo.txt")),
];

/// An interview with its headings told apart from its text.
pub(super) struct Transcript {
    /// Text and codings; heading marks (`# `) are gone.
    pub(super) coded: CodedText,
    /// Where the headings are.
    pub(super) headings: Vec<Span>,
}

/// Reads one interview.
pub(super) fn read(source: &str) -> Result<Transcript, NotationError> {
    let mut coded = notation::parse(source)?;
    let mut text = String::with_capacity(coded.text.len());
    let mut headings = Vec::new();
    let mut dropped_at = Vec::new();
    let mut position = 0_u32;
    for line in coded.text.split_inclusive('\n') {
        let kept = line.strip_prefix("# ");
        let kept_text = kept.unwrap_or(line);
        let length = u32::try_from(kept_text.trim_end_matches('\n').chars().count()).unwrap_or(0);
        if kept.is_some() {
            headings.push(Span::new(position, position + length));
            dropped_at.push(position);
        }
        position += u32::try_from(kept_text.chars().count()).unwrap_or(0);
        text.push_str(kept_text);
    }
    for mark in &mut coded.marks {
        mark.span = Span::new(
            without_marks(mark.span.start, &dropped_at),
            without_marks(mark.span.end, &dropped_at),
        );
    }
    coded.text = text;
    Ok(Transcript { coded, headings })
}

/// A position after the two characters of each heading mark ahead of it are gone.
fn without_marks(position: u32, dropped_at: &[u32]) -> u32 {
    let mut shift = 0;
    for &dropped in dropped_at {
        if position < dropped + shift + 2 {
            break;
        }
        shift += 2;
    }
    position - shift
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codings_keep_their_words_when_heading_marks_go() {
        let read = read("# One\nR: <a@m>yes</a@m>\n# Two\nR: <b@m>no</b@m>\n").unwrap();
        assert_eq!(read.coded.text, "One\nR: yes\nTwo\nR: no\n");
        let text = funn_model::Text::new(read.coded.text.as_str());
        let words: Vec<&str> = read.coded.marks.iter().map(|m| text.passage(m.span)).collect();
        assert_eq!(words, ["yes", "no"]);
        let headings: Vec<&str> = read.headings.iter().map(|&span| text.passage(span)).collect();
        assert_eq!(headings, ["One", "Two"]);
    }
}
