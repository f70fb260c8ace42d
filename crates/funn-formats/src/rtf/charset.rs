//! Code pages of a document and its fonts. They are declared, never guessed.

use std::collections::BTreeMap;

use encoding_rs::{Encoding, MACINTOSH, WINDOWS_1252};

/// The fonts of a document, by number, and the code page of the rest.
pub(super) struct Fonts {
    document: Option<&'static Encoding>,
    charsets: BTreeMap<i32, Charset>,
    /// The font of the text outside any.
    pub(super) default: Option<i32>,
}

/// What a font's charset number means.
#[derive(Debug, Clone, Copy)]
enum Charset {
    /// The document's own code page.
    Document,
    /// A known code page.
    Known(&'static Encoding),
    /// Signs, or a code page that is not known here.
    Unknown,
}

impl Default for Fonts {
    fn default() -> Self {
        Self { document: Some(WINDOWS_1252), charsets: BTreeMap::new(), default: None }
    }
}

impl Fonts {
    /// `\ansicpg`.
    pub(super) fn set_code_page(&mut self, number: i32) {
        self.document = code_page(number);
    }

    /// `\mac`.
    pub(super) fn set_macintosh(&mut self) {
        self.document = Some(MACINTOSH);
    }

    /// `\fcharset` of a font.
    pub(super) fn set_charset(&mut self, font: i32, charset: i32) {
        self.charsets.insert(font, charset_of(charset));
    }

    /// The name of the document's code page.
    pub(super) fn name(&self) -> &'static str {
        self.document.map_or("unknown", Encoding::name)
    }

    /// The text of bytes in a font, and how many could not be decoded.
    pub(super) fn decode(&self, font: Option<i32>, bytes: &[u8]) -> (String, usize) {
        if bytes.is_ascii() {
            return (bytes.iter().map(|&byte| char::from(byte)).collect(), 0);
        }
        let charset = font.or(self.default).and_then(|font| self.charsets.get(&font));
        let encoding = match charset {
            Some(Charset::Known(encoding)) => Some(*encoding),
            Some(Charset::Unknown) => None,
            Some(Charset::Document) | None => self.document,
        };
        let Some(encoding) = encoding else {
            let undecoded = bytes.iter().filter(|byte| !byte.is_ascii()).count();
            let shown = |byte: &u8| if byte.is_ascii() { char::from(*byte) } else { '\u{FFFD}' };
            return (bytes.iter().map(shown).collect(), undecoded);
        };
        let (text, had_errors) = encoding.decode_without_bom_handling(bytes);
        let undecoded = if had_errors { text.matches('\u{FFFD}').count() } else { 0 };
        (text.into_owned(), undecoded)
    }
}

fn code_page(number: i32) -> Option<&'static Encoding> {
    let label = match number {
        0 => return Some(WINDOWS_1252),
        866 => "ibm866".to_owned(),
        874 => "windows-874".to_owned(),
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10_000 => "macintosh".to_owned(),
        54_936 => "gb18030".to_owned(),
        65_001 => "utf-8".to_owned(),
        1_250..=1_258 => format!("windows-{number}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

fn charset_of(number: i32) -> Charset {
    let page = match number {
        0 | 1 => return Charset::Document,
        77 => 10_000,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1_253,
        162 => 1_254,
        163 => 1_258,
        177 => 1_255,
        178 => 1_256,
        186 => 1_257,
        204 => 1_251,
        222 => 874,
        238 => 1_250,
        _ => return Charset::Unknown,
    };
    code_page(page).map_or(Charset::Unknown, Charset::Known)
}
