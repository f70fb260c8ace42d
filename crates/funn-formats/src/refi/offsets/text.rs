//! [`ForeignText`]: a text as it stands in the archive and as it is kept here.

use crate::decode::{self, Encoding};
use crate::refi::RefiError;
use crate::{ReadError, limits};

/// A decoded text. Positions of a tool are places in [`Self::raw`], spans are places in
/// [`Self::text`].
#[derive(Debug, Clone)]
pub struct ForeignText {
    raw: Option<String>,
    text: String,
    encoding: Encoding,
    had_bom: bool,
}

impl ForeignText {
    /// Decodes a file: by its mark, as UTF-16 without one, as UTF-8, else as Windows-1252.
    pub fn decode(bytes: &[u8]) -> Result<Self, RefiError> {
        if bytes.len() as u64 > limits::PART_BYTES {
            let what = "a text of the archive in bytes";
            return Err(RefiError::TooLarge { what, limit: limits::PART_BYTES });
        }
        let (encoding, rest, had_bom) = match bytes {
            [0xEF, 0xBB, 0xBF, rest @ ..] => (Encoding::UTF_8, rest, true),
            [0xFF, 0xFE, rest @ ..] => (Self::labelled("utf-16le"), rest, true),
            [0xFE, 0xFF, rest @ ..] => (Self::labelled("utf-16be"), rest, true),
            _ => (Self::unmarked(bytes)?, bytes, false),
        };
        let (raw, _replaced) = encoding.decode(rest);
        Ok(Self::from_raw(raw.into_owned(), encoding, had_bom))
    }

    /// Takes a text that stands in the XML; its line ends are what the parser gave.
    pub fn inline(content: &str) -> Self {
        let (rest, had_bom) = match content.strip_prefix('\u{FEFF}') {
            Some(rest) => (rest, true),
            None => (content, false),
        };
        Self::from_raw(rest.to_owned(), Encoding::UTF_8, had_bom)
    }

    /// Without a byte order mark, line ends and control characters as in the file.
    pub fn raw(&self) -> &str {
        self.raw.as_deref().unwrap_or(&self.text)
    }

    /// With LF line ends, without control characters.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How the bytes were decoded.
    pub const fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// Whether a byte order mark stood at the start.
    pub const fn had_bom(&self) -> bool {
        self.had_bom
    }

    /// Whether the text that is kept differs from the one in the file.
    pub(super) const fn differs(&self) -> bool {
        self.raw.is_some()
    }

    fn from_raw(raw: String, encoding: Encoding, had_bom: bool) -> Self {
        let mut text = String::with_capacity(raw.len());
        for (character, kept) in widths(&raw) {
            if kept {
                text.push(if is_line_end(character) { '\n' } else { character });
            }
        }
        let raw = (raw != text).then_some(raw);
        Self { raw, text, encoding, had_bom }
    }

    fn unmarked(bytes: &[u8]) -> Result<Encoding, RefiError> {
        match decode::decode(bytes, None) {
            Ok(decoded) => Ok(decoded.encoding),
            Err(ReadError::Empty) => Ok(Encoding::UTF_8),
            Err(ReadError::UndecidedEncoding { .. }) => Ok(Encoding::WINDOWS_1252),
            Err(_) => Err(RefiError::NotText),
        }
    }

    fn labelled(label: &str) -> Encoding {
        Encoding::from_label(label).unwrap_or(Encoding::UTF_8)
    }
}

/// The characters of a raw text, each with whether it stands in the text that is kept.
pub(super) fn widths(raw: &str) -> impl Iterator<Item = (char, bool)> {
    let mut characters = raw.chars().peekable();
    std::iter::from_fn(move || {
        let character = characters.next()?;
        let kept = match character {
            '\r' => characters.peek() != Some(&'\n'),
            other => is_line_end(other) || !decode::is_dropped(other),
        };
        Some((character, kept))
    })
}

/// Characters that become LF, as in every other text that is read.
const fn is_line_end(character: char) -> bool {
    matches!(character, '\n' | '\r' | '\u{85}' | '\u{B}' | '\u{C}')
}
