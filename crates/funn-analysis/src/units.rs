//! Sentences, paragraphs, turns and sections around a position.

use funn_model::{Project, SourceId, Span};
use unicode_segmentation::UnicodeSegmentation as _;

use crate::ground;

/// Abbreviations that do not end a sentence even before a capital letter, without their last
/// full stop. Norwegian, then English.
const ABBREVIATIONS: [&str; 36] = [
    "adm", "bl.a", "ca", "d.v.s", "dvs", "e.l", "eks", "evt", "f.eks", "fhv", "fr", "fung", "gj",
    "inkl", "jf", "kap", "kgl", "kl", "meld", "mht", "nr", "o.l", "ommn", "pga", "pkt", "st",
    "st.meld", "tlf", "vedr", "cf", "dr", "e.g", "i.e", "mr", "mrs", "ms",
];

/// The sentence in which a position lies, without a speaker's label and white space at its ends.
///
/// Sentences are those of Unicode Standard Annex 29 inside the paragraph. Besides its rules, a
/// full stop does not end a sentence after a common abbreviation (`f.eks.`, `bl.a.`, `jf.`,
/// `nr.`), after a single capital letter (`A. Hansen`) or after a number before a small letter
/// (`3. mars`); so a sentence that does end in one of these runs on into the next.
pub fn sentence_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    let mut paragraph = paragraph_at(project, source, position)?;
    let label = project.turn_at(source, position).map(|turn| turn.label);
    if let Some(label) = label.filter(|label| paragraph.contains(*label) && label.end <= position) {
        paragraph.start = label.end;
    }
    let passage = project.source_text(source)?.passage(paragraph);
    sentences(passage)
        .into_iter()
        .map(|span| Span::new(paragraph.start + span.start, paragraph.start + span.end))
        .find(|span| position < span.end)
}

/// The paragraph in which a position lies: a block of the source's structure, or a line where it
/// has none. None on an empty line.
pub fn paragraph_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    let paragraphs = ground::paragraphs(project, project.sources().get(source)?);
    let after = paragraphs.partition_point(|paragraph| paragraph.start <= position);
    let last = after.checked_sub(1).and_then(|place| paragraphs.get(place).copied());
    last.filter(|paragraph| position < paragraph.end)
}

/// The turn in which a position lies, without the speaker's label.
pub fn turn_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    let turn = project.turn_at(source, position)?;
    let words = Span::new(turn.label.end.max(turn.span.start), turn.span.end);
    Some(trimmed(project, source, words))
}

/// The stretch under the nearest heading before a position, without the heading.
pub fn section_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    let sections = ground::sections(project.sources().get(source)?);
    let mut around = sections.into_iter().filter(|(heading, under)| {
        heading.start <= position && position < under.end.max(heading.end)
    });
    around.next_back().map(|(_, under)| trimmed(project, source, under))
}

/// The sentences of a paragraph, in its own positions.
fn sentences(paragraph: &str) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let (mut position, mut runs_on) = (0_u32, false);
    for piece in paragraph.split_sentence_bounds() {
        let length = u32::try_from(piece.chars().count()).unwrap_or_default();
        let (start, end) = (position, position + length);
        position = end;
        match spans.last_mut() {
            Some(last) if runs_on => last.end = end,
            _ => spans.push(Span::new(start, end)),
        }
        let next_is_small = nth_from(paragraph, end).is_some_and(char::is_lowercase);
        runs_on = is_open(piece.trim_end(), next_is_small);
    }
    let trim = |span: &Span| trimmed_in(paragraph, *span);
    spans.iter().map(trim).filter(|span| !span.is_empty()).collect()
}

fn nth_from(text: &str, position: u32) -> Option<char> {
    text.chars().nth(position as usize)
}

/// Whether a piece ends in a full stop that ends no sentence.
fn is_open(piece: &str, next_is_small: bool) -> bool {
    let Some(before) = piece.strip_suffix('.') else { return false };
    let last = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or_default();
    let is_initial = last.chars().count() == 1 && last.chars().all(char::is_uppercase);
    let is_ordinal = !last.is_empty() && last.chars().all(|c| c.is_ascii_digit()) && next_is_small;
    is_initial || is_ordinal || ABBREVIATIONS.contains(&last.to_lowercase().as_str())
}

/// A span without white space at its ends.
pub(crate) fn trimmed(project: &Project, source: SourceId, span: Span) -> Span {
    let Some(text) = project.source_text(source) else { return span };
    let inner = trimmed_in(text.passage(span), Span::new(0, span.len()));
    Span::new(span.start + inner.start, span.start + inner.end)
}

fn trimmed_in(text: &str, span: Span) -> Span {
    let inside = || text.chars().skip(span.start as usize).take(span.len() as usize);
    let blank = |count: usize| u32::try_from(count).unwrap_or_default();
    let leading = blank(inside().take_while(|c| c.is_whitespace()).count());
    if leading == span.len() {
        return Span::new(span.start, span.start);
    }
    let all: Vec<char> = inside().collect();
    let trailing = blank(all.iter().rev().take_while(|c| c.is_whitespace()).count());
    Span::new(span.start + leading, span.end - trailing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expected: &[&str]) {
        let found: Vec<String> = sentences(paragraph)
            .into_iter()
            .map(|s| paragraph.chars().skip(s.start as usize).take(s.len() as usize).collect())
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_of_everyday_norwegian() {
        check(
            "Vi har en plan. Den er god!  Er den?",
            &["Vi har en plan.", "Den er god!", "Er den?"],
        );
        check(
            "Mange, f.eks. Arendal, gjør det. Andre ikke.",
            &["Mange, f.eks. Arendal, gjør det.", "Andre ikke."],
        );
        check("Jf. Meld. St. 10. Se også A. Hansen.", &["Jf. Meld. St. 10.", "Se også A. Hansen."]);
        check("Det var 3. mars. Da kom de.", &["Det var 3. mars.", "Da kom de."]);
        check("", &[]);
    }
}
