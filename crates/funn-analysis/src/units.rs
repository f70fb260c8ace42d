//! Sentences, paragraphs, turns and sections around a position.

use funn_model::{Project, Source, SourceId, Span};
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
    Units::sentences(project, project.sources().get(source)?).at(position)
}

/// The paragraph in which a position lies: a block of the source's structure, or a line where it
/// has none. None on an empty line.
pub fn paragraph_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    Units::paragraphs(project, project.sources().get(source)?).at(position)
}

/// The turn in which a position lies, without the speaker's label.
pub fn turn_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    Units::turns(project, project.sources().get(source)?).at(position)
}

/// The stretch under the nearest heading before a position, without the heading.
pub fn section_at(project: &Project, source: SourceId, position: u32) -> Option<Span> {
    Units::sections(project, project.sources().get(source)?).at(position)
}

/// The units of one source, worked out once for many positions.
pub(crate) struct Units {
    /// Where a unit is met, and what it is without label and white space; by start. Where one
    /// lies in another, the inner one comes later.
    units: Vec<(Span, Span)>,
}

impl Units {
    pub(crate) fn sentences(project: &Project, source: &Source) -> Self {
        let Some(text) = project.source_text(source.id) else { return Self { units: Vec::new() } };
        let mut units = Vec::new();
        for paragraph in ground::paragraphs(project, source) {
            let label = project.turn_at(source.id, paragraph.start).map(|turn| turn.label);
            let label = label.filter(|label| paragraph.contains(*label));
            let words = Span::new(label.map_or(paragraph.start, |l| l.end), paragraph.end);
            let moved = |span: Span| Span::new(words.start + span.start, words.start + span.end);
            let inside = sentences(text.passage(words)).into_iter();
            units.extend(inside.map(|(whole, words)| (moved(whole), moved(words))));
        }
        Self { units }
    }

    pub(crate) fn paragraphs(project: &Project, source: &Source) -> Self {
        let paragraphs = ground::paragraphs(project, source).into_iter();
        Self { units: paragraphs.map(|paragraph| (paragraph, paragraph)).collect() }
    }

    pub(crate) fn turns(project: &Project, source: &Source) -> Self {
        let turns = source.current().into_iter().flat_map(|revision| &revision.structure.turns);
        let units = turns.map(|turn| {
            let words = Span::new(turn.label.end.max(turn.span.start), turn.span.end);
            (turn.span, trimmed(project, source, words))
        });
        Self { units: units.collect() }
    }

    pub(crate) fn sections(project: &Project, source: &Source) -> Self {
        let sections = ground::sections(source).into_iter();
        let units = sections.map(|(heading, under)| {
            (Span::new(heading.start, under.end), trimmed(project, source, under))
        });
        Self { units: units.collect() }
    }

    /// The innermost unit in which a position lies.
    pub(crate) fn at(&self, position: u32) -> Option<Span> {
        let after = self.units.partition_point(|(whole, _)| whole.start <= position);
        let before = self.units.get(..after)?.iter().rev();
        before.filter(|(whole, _)| position < whole.end).map(|(_, words)| *words).next()
    }
}

/// The sentences of a paragraph, in its own positions: each with the white space after it, and
/// without.
fn sentences(paragraph: &str) -> Vec<(Span, Span)> {
    let mut found = Vec::new();
    let (mut start_byte, mut start) = (0, 0_u32);
    let mut pieces = paragraph.split_sentence_bound_indices().peekable();
    while let Some((byte, piece)) = pieces.next() {
        let next_is_small = pieces
            .peek()
            .is_some_and(|(_, next)| next.chars().next().is_some_and(char::is_lowercase));
        if is_open(piece.trim_end(), next_is_small) && pieces.peek().is_some() {
            continue;
        }
        let end_byte = byte + piece.len();
        let sentence = paragraph.get(start_byte..end_byte).unwrap_or_default();
        let whole = Span::new(start, start + characters(sentence));
        let words = without_blanks(sentence, whole);
        if !words.is_empty() {
            found.push((whole, words));
        }
        (start_byte, start) = (end_byte, whole.end);
    }
    found
}

fn characters(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
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
pub(crate) fn trimmed(project: &Project, source: &Source, span: Span) -> Span {
    let text = project.source_text(source.id);
    text.map_or(span, |text| without_blanks(text.passage(span), span))
}

/// The span of a passage without white space at its ends.
fn without_blanks(passage: &str, span: Span) -> Span {
    let blank = |inner: &str| characters(passage) - characters(inner);
    let start = span.start + blank(passage.trim_start());
    Span::new(start, (span.end - blank(passage.trim_end())).max(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(paragraph: &str, expected: &[&str]) {
        let found: Vec<String> = sentences(paragraph)
            .into_iter()
            .map(|(_, s)| paragraph.chars().skip(s.start as usize).take(s.len() as usize).collect())
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
