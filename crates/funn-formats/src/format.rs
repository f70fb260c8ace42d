//! [`Format`]: which format a file has, by its content first, then by its extension.

use crate::{ReadError, transcripts};

/// A format of text documents and of transcripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Plain text.
    Txt,
    /// Markdown (`CommonMark` with tables).
    Markdown,
    /// A web page.
    Html,
    /// Office Open XML, as Word writes it.
    Docx,
    /// OpenDocument text, as `LibreOffice` writes it.
    Odt,
    /// Rich Text Format.
    Rtf,
    /// Portable Document Format; its text layer.
    Pdf,
    /// WebVTT captions.
    Vtt,
    /// SubRip captions.
    Srt,
    /// Whisper's json.
    Whisper,
    /// A table of utterances with their times, as Whisper and `NVivo` write it.
    TimedTable,
    /// oTranscribe's own files.
    OTranscribe,
    /// ELAN's annotations.
    Elan,
    /// The report of a Nettskjema dictaphone.
    Nettskjema,
}

impl Format {
    /// All formats, in the order of the documentation.
    pub const ALL: [Self; 14] = [
        Self::Txt,
        Self::Markdown,
        Self::Html,
        Self::Docx,
        Self::Odt,
        Self::Rtf,
        Self::Pdf,
        Self::Vtt,
        Self::Srt,
        Self::Whisper,
        Self::TimedTable,
        Self::OTranscribe,
        Self::Elan,
        Self::Nettskjema,
    ];

    /// The format of a file, if it is one that is read here.
    pub fn detect(bytes: &[u8], file_name: &str) -> Option<Self> {
        let extension = extension(file_name);
        let told = by_content(bytes).or_else(|| transcripts::detect(bytes, &extension));
        told.or_else(|| {
            let by_name = Self::of_extension(&extension)?;
            let is_text = matches!(by_name, Self::Txt | Self::Markdown | Self::Vtt | Self::Srt);
            (!is_text || binary_kind(bytes).is_none()).then_some(by_name)
        })
    }

    /// The extensions of the format, the usual one first, without a full stop.
    pub const fn extensions(self) -> &'static [&'static str] {
        match self {
            Self::Txt => &["txt", "text", "asc"],
            Self::Markdown => &["md", "markdown", "mdown"],
            Self::Html => &["html", "htm", "xhtml"],
            Self::Docx => &["docx", "docm", "dotx"],
            Self::Odt => &["odt", "ott"],
            Self::Rtf => &["rtf"],
            Self::Pdf => &["pdf"],
            Self::Vtt => &["vtt"],
            Self::Srt => &["srt"],
            Self::Whisper => &["json"],
            Self::TimedTable => &["tsv", "tab"],
            Self::OTranscribe => &["otr"],
            Self::Elan => &["eaf"],
            Self::Nettskjema => &["csv"],
        }
    }

    /// Its name for scripts, which is the usual extension.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Txt => "txt",
            Self::Markdown => "md",
            Self::Html => "html",
            Self::Docx => "docx",
            Self::Odt => "odt",
            Self::Rtf => "rtf",
            Self::Pdf => "pdf",
            Self::Vtt => "vtt",
            Self::Srt => "srt",
            Self::Whisper => "json",
            Self::TimedTable => "tsv",
            Self::OTranscribe => "otr",
            Self::Elan => "eaf",
            Self::Nettskjema => "csv",
        }
    }

    fn of_extension(extension: &str) -> Option<Self> {
        if extension.is_empty() {
            return Some(Self::Txt);
        }
        let formats = Self::ALL.into_iter().filter(|format| !format.is_told_by_content_alone());
        formats.into_iter().find(|format| format.extensions().contains(&extension))
    }

    /// Whether the extension says too little: any data may be a json or a table.
    const fn is_told_by_content_alone(self) -> bool {
        matches!(self, Self::Whisper | Self::TimedTable | Self::Nettskjema)
    }
}

/// The error for a file of no known format.
pub(crate) fn unknown(bytes: &[u8], file_name: &str) -> ReadError {
    let looks_like = binary_kind(bytes);
    if looks_like == Some(ENCRYPTED_OFFICE) {
        return ReadError::Encrypted { format: Format::Docx.slug() };
    }
    ReadError::UnknownFormat { extension: extension(file_name), looks_like }
}

/// A file's name without folders and extension.
pub(crate) fn stem(file_name: &str) -> &str {
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match base.rsplit_once('.') {
        Some((stem, _)) if !stem.is_empty() => stem,
        _ => base,
    }
}

/// A file's extension in lower case; empty when it has none.
pub(crate) fn extension(file_name: &str) -> String {
    let base = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    match base.rsplit_once('.') {
        Some((stem, extension)) if !stem.is_empty() => extension.to_lowercase(),
        _ => String::new(),
    }
}

fn by_content(bytes: &[u8]) -> Option<Format> {
    let head = bytes.get(..bytes.len().min(1_024)).unwrap_or_default();
    if find(head, b"%PDF-").is_some() {
        return Some(Format::Pdf);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return packed_format(bytes);
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if text.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if text.starts_with(b"WEBVTT") {
        return Some(Format::Vtt);
    }
    let lower = text.to_ascii_lowercase();
    let is_page = lower.starts_with(b"<!doctype html")
        || lower.starts_with(b"<html")
        || (lower.starts_with(b"<?xml") && find(&lower, b"<html").is_some());
    is_page.then_some(Format::Html)
}

/// What a zip archive holds, by the names in it: they stand in clear before each entry.
fn packed_format(bytes: &[u8]) -> Option<Format> {
    if find(bytes.get(..200).unwrap_or(bytes), b"application/vnd.oasis.opendocument.text").is_some()
    {
        return Some(Format::Odt);
    }
    if find(bytes, b"word/document").is_some() {
        return Some(Format::Docx);
    }
    None
}

const ENCRYPTED_OFFICE: &str = "an encrypted Office document";

/// What bytes that are no text look like.
fn binary_kind(bytes: &[u8]) -> Option<&'static str> {
    let encrypted: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let kinds: [(&[u8], &str); 12] = [
        (b"\x89PNG", "a picture (PNG)"),
        (b"\xFF\xD8\xFF", "a picture (JPEG)"),
        (b"GIF8", "a picture (GIF)"),
        (b"II*\0", "a picture (TIFF)"),
        (b"ID3", "a sound recording (MP3)"),
        (b"RIFF", "a recording (WAV or AVI)"),
        (b"OggS", "a recording (Ogg)"),
        (b"fLaC", "a sound recording (FLAC)"),
        (b"\x1F\x8B", "a compressed file (gzip)"),
        (b"7z\xBC\xAF", "an archive (7z)"),
        (b"SQLite format 3\0", "a database (SQLite)"),
        (b"PK\x03\x04", "an archive or an office document that is not a text"),
    ];
    if bytes.starts_with(b"\xD0\xCF\x11\xE0") {
        let is_encrypted = find(bytes, &encrypted).is_some();
        return Some(if is_encrypted { ENCRYPTED_OFFICE } else { "an old Word document (.doc)" });
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some("a recording (MP4 or M4A)");
    }
    kinds.into_iter().find(|(magic, _)| bytes.starts_with(magic)).map(|(_, kind)| kind)
}

/// Where `needle` first stands.
pub(crate) fn find(haystack: &[u8], needle: &[u8]) -> Option<usize> {
    let first = *needle.first()?;
    let mut from = 0;
    while let Some(at) = haystack.get(from..)?.iter().position(|&byte| byte == first) {
        if haystack.get(from + at..)?.starts_with(needle) {
            return Some(from + at);
        }
        from += at + 1;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn content_goes_before_the_extension() {
        for (bytes, name, format) in [
            (&b"%PDF-1.7"[..], "a.txt", Some(Format::Pdf)),
            (b"\xEF\xBB\xBF{\\rtf1 x}", "a.doc", Some(Format::Rtf)),
            (b"WEBVTT\n", "a", Some(Format::Vtt)),
            (b" <!DOCTYPE html><p>", "a.txt", Some(Format::Html)),
            (b"hei", "mappe.x/notat", Some(Format::Txt)),
            (b"hei", "NOTAT.MD", Some(Format::Markdown)),
            (b"hei", "a.xyz", None),
            (b"\x89PNG\r\n", "a.txt", None),
            (b"PK\x03\x04....xl/workbook.xml", "a.xlsx", None),
        ] {
            assert_eq!(Format::detect(bytes, name), format, "{name}");
        }
    }

    #[test]
    fn unknown_files_are_described() {
        let error = unknown(b"\xD0\xCF\x11\xE0....", "a.doc");
        assert_eq!(
            error.to_string(),
            "this is not a format that can be imported: it looks like an old Word document (.doc)"
        );
        assert!(error.hint().contains("docx"));
        let mut locked = b"\xD0\xCF\x11\xE0".to_vec();
        locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
        assert_eq!(unknown(&locked, "a.docx"), ReadError::Encrypted { format: "docx" });
    }

    #[test]
    fn names() {
        assert_eq!(stem("mappe/Intervju 1.del.docx"), "Intervju 1.del");
        assert_eq!(stem("C:\\x\\.skjult"), ".skjult");
        assert_eq!(extension("x/.skjult"), "");
    }
}
