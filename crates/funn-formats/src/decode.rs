//! Bytes to text, strictly: a byte order mark, valid UTF-8, or the user's word. Never a guess.
//!
//! 1. A byte order mark decides.
//! 2. The user's choice decides next.
//! 3. UTF-16 without a mark is recognised by its NUL bytes and reported as assumed.
//! 4. Valid UTF-8 is UTF-8.
//! 5. What the file declares (an HTML `meta`) decides next.
//! 6. Anything else is an error that names what would fit.

use std::borrow::Cow;

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE};
use funn_model::{LineEnds, LossKind};

use crate::ReadError;
use crate::limits;
use crate::losses::Losses;

mod candidates;
mod clean;

pub use candidates::Candidate;
pub(crate) use clean::{Cleaned, clean, is_dropped};

/// A character encoding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Encoding(Kind);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Known(&'static encoding_rs::Encoding),
    Utf32 { big_endian: bool },
}

impl Encoding {
    /// UTF-8.
    pub const UTF_8: Self = Self(Kind::Known(UTF_8));
    /// What Windows programs of western Europe wrote before UTF-8.
    pub const WINDOWS_1252: Self = Self(Kind::Known(encoding_rs::WINDOWS_1252));

    /// The encoding with a label of the WHATWG (`utf-8`, `latin1`, `windows-1252`, `macintosh`),
    /// or `utf-32le`, `utf-32be`.
    pub fn from_label(label: &str) -> Option<Self> {
        match label.trim().to_ascii_lowercase().as_str() {
            "utf-32le" => Some(Self(Kind::Utf32 { big_endian: false })),
            "utf-32be" => Some(Self(Kind::Utf32 { big_endian: true })),
            label => encoding_rs::Encoding::for_label_no_replacement(label.as_bytes())
                .map(|known| Self(Kind::Known(known))),
        }
    }

    /// Its name, as the WHATWG writes it: `UTF-8`, `windows-1252`.
    pub fn name(self) -> &'static str {
        match self.0 {
            Kind::Known(known) => known.name(),
            Kind::Utf32 { big_endian: false } => "UTF-32LE",
            Kind::Utf32 { big_endian: true } => "UTF-32BE",
        }
    }

    /// Whether its text looks like ASCII (ISO-2022-JP), so that valid UTF-8 says nothing.
    fn hides_in_ascii(self) -> bool {
        matches!(self.0, Kind::Known(known) if known == encoding_rs::ISO_2022_JP)
    }

    /// The text of `bytes`, with U+FFFD for what cannot be decoded, and whether there was any.
    pub(crate) fn decode(self, bytes: &[u8]) -> (Cow<'_, str>, bool) {
        match self.0 {
            Kind::Known(known) => known.decode_without_bom_handling(bytes),
            Kind::Utf32 { big_endian } => decode_utf32(bytes, big_endian),
        }
    }
}

/// A decoded file.
#[derive(Debug)]
pub(crate) struct Decoded {
    /// The text with LF line ends and without control characters or page breaks.
    pub(crate) text: String,
    /// Where pages began in files with form feeds, as positions in the text.
    pub(crate) page_starts: Vec<u32>,
    pub(crate) encoding: Encoding,
    pub(crate) had_bom: bool,
    pub(crate) line_ends: LineEnds,
    pub(crate) losses: Losses,
}

/// Decodes a file; `choice` is what the user said.
pub(crate) fn decode(bytes: &[u8], choice: Option<Encoding>) -> Result<Decoded, ReadError> {
    decode_declared(bytes, choice, None)
}

/// Decodes a file that may declare its encoding (an HTML `meta`); the user's choice goes first.
pub(crate) fn decode_declared(
    bytes: &[u8],
    choice: Option<Encoding>,
    declared: Option<Encoding>,
) -> Result<Decoded, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > limits::FILE_BYTES {
        return Err(ReadError::TooLarge {
            what: "the file in bytes",
            limit: limits::FILE_BYTES as u64,
        });
    }
    let mut losses = Losses::default();
    if let Some((encoding, length)) = mark_of(bytes) {
        let rest = bytes.get(length..).unwrap_or_default();
        return finish(encoding, rest, true, losses);
    }
    if let Some(encoding) = choice {
        return finish(encoding, bytes, false, losses);
    }
    if let Some(encoding) = candidates::unmarked_utf16(bytes) {
        let detail = format!("no byte order mark; every second byte says {}", encoding.name());
        losses.add(LossKind::AssumedEncoding, detail, 1, None);
        return finish(encoding, bytes, false, losses);
    }
    let declared = declared.filter(|encoding| *encoding != Encoding::UTF_8);
    match (std::str::from_utf8(bytes), declared) {
        (Err(error), None) => Err(candidates::undecided(bytes, error.valid_up_to())),
        (Err(_), Some(encoding)) => finish(encoding, bytes, false, losses),
        (Ok(_), Some(encoding)) if encoding.hides_in_ascii() => {
            finish(encoding, bytes, false, losses)
        }
        (Ok(_), other) => {
            if let Some(encoding) = other.filter(|_| !bytes.is_ascii()) {
                let detail = format!("the file declares {}, but is valid UTF-8", encoding.name());
                losses.add(LossKind::AssumedEncoding, detail, 1, None);
            }
            finish(Encoding::UTF_8, bytes, false, losses)
        }
    }
}

fn finish(
    encoding: Encoding,
    bytes: &[u8],
    had_bom: bool,
    mut losses: Losses,
) -> Result<Decoded, ReadError> {
    let (raw, had_errors) = encoding.decode(bytes);
    if had_errors {
        let position = raw.chars().position(|character| character == '\u{FFFD}');
        losses.add(
            LossKind::Character,
            format!("bytes that are not valid {} (shown as \u{FFFD})", encoding.name()),
            raw.matches('\u{FFFD}').count(),
            position.and_then(|at| u32::try_from(at).ok()),
        );
    }
    let Cleaned { text, line_ends, page_starts, dropped } = clean(raw);
    if dropped.count * 10 > bytes.len() {
        return Err(ReadError::NotText { control: dropped.count, total: bytes.len() });
    }
    losses.add(LossKind::Character, "control characters", dropped.count, dropped.first);
    Ok(Decoded { text, page_starts, encoding, had_bom, line_ends, losses })
}

/// The encoding that a byte order mark names, and the mark's length.
fn mark_of(bytes: &[u8]) -> Option<(Encoding, usize)> {
    let utf32 = |big_endian| Encoding(Kind::Utf32 { big_endian });
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] if bytes.len().is_multiple_of(4) => Some((utf32(false), 4)),
        [0, 0, 0xFE, 0xFF, ..] => Some((utf32(true), 4)),
        [0xEF, 0xBB, 0xBF, ..] => Some((Encoding::UTF_8, 3)),
        [0xFF, 0xFE, ..] => Some((Encoding(Kind::Known(UTF_16LE)), 2)),
        [0xFE, 0xFF, ..] => Some((Encoding(Kind::Known(UTF_16BE)), 2)),
        _ => None,
    }
}

fn decode_utf32(bytes: &[u8], big_endian: bool) -> (Cow<'_, str>, bool) {
    let mut had_errors = !bytes.len().is_multiple_of(4);
    let mut text = String::with_capacity(bytes.len() / 4);
    for unit in bytes.chunks(4) {
        let number = <[u8; 4]>::try_from(unit).map(|unit| {
            if big_endian { u32::from_be_bytes(unit) } else { u32::from_le_bytes(unit) }
        });
        let character = number.ok().and_then(char::from_u32);
        had_errors |= character.is_none();
        text.push(character.unwrap_or('\u{FFFD}'));
    }
    (Cow::Owned(text), had_errors)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, mark: bool) -> Vec<u8> {
        let mark: &[u8] = if mark { &[0xFF, 0xFE] } else { &[] };
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        mark.iter().copied().chain(units).collect()
    }

    #[test]
    fn a_mark_decides_and_is_dropped() {
        let decoded = decode(&utf16("æøå 😀", true), Some(Encoding::WINDOWS_1252)).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.had_bom), ("æøå 😀", true));
        assert_eq!(decoded.encoding.name(), "UTF-16LE");
        let decoded = decode(b"\xEF\xBB\xBFhei", None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.had_bom), ("hei", true));
        let utf32: Vec<u8> = "\u{FEFF}å😀".chars().flat_map(|c| (c as u32).to_be_bytes()).collect();
        let decoded = decode(&utf32, None).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding.name()), ("å😀", "UTF-32BE"));
    }

    #[test]
    fn utf16_without_a_mark_is_reported_as_assumed() {
        let decoded = decode(&utf16("Ja, det var slik vi gjorde det på Sørøya.", false), None);
        let decoded = decoded.unwrap();
        assert_eq!(decoded.text, "Ja, det var slik vi gjorde det på Sørøya.");
        assert_eq!(decoded.losses.count(LossKind::AssumedEncoding), 1);
    }

    #[test]
    fn windows_1252_is_named_and_not_guessed() {
        let bytes = b"P\xE5 S\xF8r\xF8ya sa de \xABja\xBB";
        let error = decode(bytes, None).unwrap_err();
        let ReadError::UndecidedEncoding { invalid_at, candidates } = error.clone() else {
            panic!("{error}");
        };
        assert_eq!(invalid_at, 1);
        assert_eq!(candidates[0].encoding, Encoding::WINDOWS_1252);
        assert!(error.to_string().contains("windows-1252"), "{error}");
        let decoded = decode(bytes, Some(Encoding::WINDOWS_1252)).unwrap();
        assert_eq!(decoded.text, "På Sørøya sa de «ja»");
        assert!(decoded.losses.into_sorted().is_empty());
    }

    #[test]
    fn a_wrong_choice_loses_characters_and_says_so() {
        let decoded = decode(b"p\xE5 S\xF8r", Some(Encoding::UTF_8)).unwrap();
        assert_eq!(decoded.losses.count(LossKind::Character), 2);
    }

    #[test]
    fn utf8_is_never_something_else() {
        for text in ["“curly” quotes – and…", "Straße, Kraków, Ærø", "a\u{301}\u{1F468}\u{200D}"]
        {
            assert_eq!(decode(text.as_bytes(), None).unwrap().text, text);
        }
    }

    #[test]
    fn bytes_that_are_no_text_are_refused() {
        let bytes: Vec<u8> = (0_u8..32).cycle().take(4_000).collect();
        assert!(matches!(decode(&bytes, None), Err(ReadError::NotText { .. })));
        assert_eq!(decode(b"", None).unwrap_err(), ReadError::Empty);
    }

    #[test]
    fn labels() {
        assert_eq!(Encoding::from_label(" Latin1 "), Some(Encoding::WINDOWS_1252));
        assert_eq!(Encoding::from_label("klingon"), None);
        assert_eq!(Encoding::from_label("replacement"), None);
    }
}
