//! Line ends to LF; control characters out, counted.

use std::borrow::Cow;

use funn_model::LineEnds;

/// A text made clean.
#[derive(Debug)]
pub(crate) struct Cleaned {
    pub(crate) text: String,
    pub(crate) line_ends: LineEnds,
    /// Positions after each form feed; empty when there was none.
    pub(crate) page_starts: Vec<u32>,
    pub(crate) dropped: Dropped,
}

/// Control characters taken out.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Dropped {
    pub(crate) count: usize,
    /// Where the first stood, as a position in the text made clean.
    pub(crate) first: Option<u32>,
}

/// Whether a text must not hold the character: control characters but tab and line feed.
pub(crate) const fn is_dropped(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}'..='\u{1F}' | '\u{7F}'..='\u{9F}')
}

/// CR, CRLF, NEL and vertical tab become LF; a form feed becomes a page start.
pub(crate) fn clean(raw: Cow<'_, str>) -> Cleaned {
    if is_clean(raw.as_bytes()) {
        return Cleaned {
            text: raw.into_owned(),
            line_ends: LineEnds::Lf,
            page_starts: Vec::new(),
            dropped: Dropped::default(),
        };
    }
    let mut cleaner = Cleaner::default();
    let mut characters = raw.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {
                characters.next();
                cleaner.line_end(LineEnds::CrLf);
            }
            '\r' => cleaner.line_end(LineEnds::Cr),
            '\n' => cleaner.line_end(LineEnds::Lf),
            '\u{85}' | '\u{B}' => cleaner.line_end(LineEnds::Mixed),
            '\u{C}' => cleaner.page(),
            other if is_dropped(other) => cleaner.drop(),
            other => cleaner.push(other),
        }
    }
    Cleaned {
        text: cleaner.text,
        line_ends: cleaner.line_ends.unwrap_or(LineEnds::Lf),
        page_starts: cleaner.page_starts,
        dropped: cleaner.dropped,
    }
}

#[derive(Default)]
struct Cleaner {
    text: String,
    position: u32,
    line_ends: Option<LineEnds>,
    page_starts: Vec<u32>,
    dropped: Dropped,
}

impl Cleaner {
    fn push(&mut self, character: char) {
        self.text.push(character);
        self.position += 1;
    }

    fn line_end(&mut self, kind: LineEnds) {
        self.push('\n');
        self.line_ends = match self.line_ends {
            None => Some(kind),
            Some(before) if before == kind => Some(kind),
            Some(_) => Some(LineEnds::Mixed),
        };
    }

    fn page(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.push('\n');
        }
        self.page_starts.push(self.position);
    }

    fn drop(&mut self) {
        self.dropped.count += 1;
        self.dropped.first.get_or_insert(self.position);
    }
}

/// Whether nothing needs to change: a scan by bytes, as nearly all files pass it.
fn is_clean(bytes: &[u8]) -> bool {
    let ascii =
        bytes.iter().all(|&byte| byte >= 0x20 && byte != 0x7F || byte == b'\n' || byte == b'\t');
    ascii && !bytes.windows(2).any(|pair| matches!(pair, [0xC2, 0x80..=0x9F]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_are_remembered() {
        for (raw, text, ends) in [
            ("a\r\nb\r\n", "a\nb\n", LineEnds::CrLf),
            ("a\rb", "a\nb", LineEnds::Cr),
            ("a\nb", "a\nb", LineEnds::Lf),
            ("a\r\nb\nc", "a\nb\nc", LineEnds::Mixed),
            ("a\u{85}b\u{2028}c", "a\nb\u{2028}c", LineEnds::Mixed),
        ] {
            let cleaned = clean(Cow::Borrowed(raw));
            assert_eq!((cleaned.text.as_str(), cleaned.line_ends), (text, ends), "{raw:?}");
        }
    }

    #[test]
    fn control_characters_are_counted_and_pages_kept() {
        let cleaned = clean(Cow::Borrowed("æ\0b\u{7}\u{C}c"));
        assert_eq!(cleaned.text, "æb\nc");
        assert_eq!((cleaned.dropped.count, cleaned.dropped.first), (2, Some(1)));
        assert_eq!(cleaned.page_starts, [3]);
    }

    #[test]
    fn composition_stays_as_it_is() {
        let decomposed = "A\u{30A}lesund";
        assert_eq!(clean(Cow::Borrowed(decomposed)).text, decomposed);
    }
}
