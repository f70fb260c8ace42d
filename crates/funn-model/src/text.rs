//! [`Text`]: an immutable text; [`TextIndex`]: the one place that knows bytes and UTF-16.

use std::sync::{Arc, OnceLock};

use crate::span::Span;

/// Scalar values between two checkpoints of the index.
const STRIDE: u32 = 128;

/// An immutable text, cheap to clone, with its index made on first use.
#[derive(Clone)]
pub struct Text(Arc<Inner>);

struct Inner {
    text: Box<str>,
    index: OnceLock<TextIndex>,
}

impl Text {
    /// Wraps a text.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(Arc::new(Inner { text: text.into(), index: OnceLock::new() }))
    }

    /// All of it.
    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// Conversions between units.
    pub fn index(&self) -> &TextIndex {
        self.0.index.get_or_init(|| TextIndex::new(&self.0.text))
    }

    /// Length in Unicode scalar values.
    pub fn characters(&self) -> u32 {
        self.index().characters
    }

    /// The passage at `span`, cut at the end of the text.
    pub fn passage(&self, span: Span) -> &str {
        let start = self.byte_of(span.start);
        let end = self.byte_of(span.end);
        self.0.text.get(start..end).unwrap_or_default()
    }

    /// The byte where a position lies; the text's length for positions past its end.
    pub fn byte_of(&self, position: u32) -> usize {
        self.index().locate(&self.0.text, position, |point| point.character).byte as usize
    }

    /// The position of a byte (of the scalar value that it belongs to).
    pub fn position_of_byte(&self, byte: usize) -> u32 {
        let byte = u32::try_from(byte).unwrap_or(u32::MAX);
        self.index().locate(&self.0.text, byte, |point| point.byte).character
    }

    /// The position as an offset in UTF-16 code units.
    pub fn utf16_of(&self, position: u32) -> u32 {
        self.index().locate(&self.0.text, position, |point| point.character).utf16
    }

    /// The position of an offset in UTF-16 code units; the inside of a surrogate pair counts as
    /// the scalar value that it belongs to.
    pub fn position_of_utf16(&self, utf16: u32) -> u32 {
        self.index().locate(&self.0.text, utf16, |point| point.utf16).character
    }

    /// The span of a stretch of bytes.
    pub fn span_of_bytes(&self, bytes: std::ops::Range<usize>) -> Span {
        Span::new(self.position_of_byte(bytes.start), self.position_of_byte(bytes.end))
    }
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.0.text == other.0.text
    }
}

impl Eq for Text {}

impl std::fmt::Debug for Text {
    /// Length only: what people said stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Text({} bytes)", self.0.text.len())
    }
}

/// One place of a text in the three units.
#[derive(Debug, Clone, Copy, Default)]
struct Point {
    character: u32,
    byte: u32,
    utf16: u32,
}

/// Conversion between scalar values, bytes and UTF-16 code units, by checkpoints.
#[derive(Debug)]
pub struct TextIndex {
    checkpoints: Vec<Point>,
    characters: u32,
}

impl TextIndex {
    fn new(text: &str) -> Self {
        let mut checkpoints = Vec::with_capacity(text.len() / STRIDE as usize + 1);
        let mut point = Point::default();
        for character in text.chars() {
            if point.character.is_multiple_of(STRIDE) {
                checkpoints.push(point);
            }
            point.advance(character);
        }
        checkpoints.push(point);
        Self { checkpoints, characters: point.character }
    }

    /// The last point whose `unit` is at most `wanted`.
    fn locate(&self, text: &str, wanted: u32, unit: impl Fn(&Point) -> u32) -> Point {
        let after = self.checkpoints.partition_point(|point| unit(point) <= wanted);
        let mut point = self.checkpoints[after.saturating_sub(1)];
        for character in text.get(point.byte as usize..).unwrap_or_default().chars() {
            let mut next = point;
            next.advance(character);
            if unit(&next) > wanted {
                break;
            }
            point = next;
        }
        point
    }
}

impl Point {
    fn advance(&mut self, character: char) {
        self.character += 1;
        self.byte += u32::try_from(character.len_utf8()).unwrap_or(4);
        self.utf16 += u32::try_from(character.len_utf16()).unwrap_or(2);
    }
}

/// Counts words: runs of letters and digits, with the apostrophes, hyphens and combining marks
/// between them ("f.eks." is two words, "e-post" one).
pub fn count_words(text: &str) -> u32 {
    let mut words = 0;
    let mut inside = false;
    let mut joined = false;
    for character in text.chars() {
        if character.is_alphanumeric() {
            if !inside && !joined {
                words += 1;
            }
            (inside, joined) = (true, false);
        } else if inside && is_joiner(character) {
            (inside, joined) = (false, true);
        } else if !(joined || inside) || !is_combining(character) {
            (inside, joined) = (false, false);
        }
    }
    words
}

fn is_joiner(character: char) -> bool {
    matches!(character, '\'' | '’' | '-' | '\u{2010}' | '\u{2011}' | '\u{ad}')
}

fn is_combining(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}' | '\u{fe0f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn three_units_of_one_text() {
        let text = Text::new("a😀æ\u{65}\u{301}z");
        assert_eq!(text.characters(), 6);
        assert_eq!(text.passage(Span::new(1, 3)), "😀æ");
        assert_eq!(text.utf16_of(2), 3);
        assert_eq!(text.position_of_utf16(2), 1, "inside the surrogate pair");
        assert_eq!(text.passage(Span::new(5, 99)), "z");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        assert_eq!(count_words("Vi har, f.eks., e-post -- og 3 møter."), 8);
        assert_eq!(count_words("cafe\u{301}et don’t"), 2);
        assert_eq!(count_words(" -- ... "), 0);
    }

    proptest! {
        #[test]
        fn conversions_agree_with_counting(content in "(\\PC|\n){0,400}", position in 0_u32..400) {
            let text = Text::new(content.as_str());
            let position = position.min(text.characters());
            let before: String = content.chars().take(position as usize).collect();
            prop_assert_eq!(text.byte_of(position), before.len());
            prop_assert_eq!(text.utf16_of(position) as usize, before.encode_utf16().count());
            prop_assert_eq!(text.position_of_byte(before.len()), position);
            prop_assert_eq!(text.position_of_utf16(text.utf16_of(position)), position);
        }
    }
}
