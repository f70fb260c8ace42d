//! Bytes to nouns and nouns to bytes: documents become source drafts, results become text.
//!
//! [`read`] takes the bytes of a text document and gives a [`SourceDraft`] with its typed losses,
//! or a [`ReadError`] that says what to do. Nothing here opens a file, and no name found in an
//! archive is ever used as one. [`render`] writes tables, segments and trees; [`notation`] reads
//! and writes coded text.

use funn_model::{DecodedFrom, Imported, LineEnds, Moment, SourceDraft};

mod assembly;
mod captions;
mod decode;
mod docx;
mod error;
mod format;
mod html;
mod limits;
mod losses;
mod markdown;
pub mod notation;
mod odt;
mod package;
mod pdf;
pub mod refi;
pub mod render;
mod rtf;
mod structure;
mod transcripts;
mod xml;

pub use decode::{Candidate, Encoding};
pub use error::ReadError;
pub use format::Format;

use assembly::{Assembled, Assembly};

/// What the caller knows of a file.
#[derive(Debug, Clone, Copy)]
pub struct Hints<'a> {
    /// The file's name, with or without folders; never opened.
    pub file_name: &'a str,
    /// The encoding that the user named; none when the user said nothing.
    pub encoding: Option<Encoding>,
}

/// Reads a document: its format is told by its content first, then by its extension.
pub fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Imported<SourceDraft>, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if bytes.len() > limits::FILE_BYTES {
        let limit = limits::FILE_BYTES as u64;
        return Err(ReadError::TooLarge { what: "the file in bytes", limit });
    }
    let Some(format) = Format::detect(bytes, hints.file_name) else {
        return Err(format::unknown(bytes, hints.file_name));
    };
    let read = match format {
        Format::Txt => plain(bytes, hints)?,
        Format::Markdown => markdown::read(bytes, hints)?,
        Format::Html => html::read(bytes, hints)?,
        Format::Docx => docx::read(bytes)?,
        Format::Odt => odt::read(bytes)?,
        Format::Rtf => rtf::read(bytes)?,
        Format::Pdf => pdf::read(bytes)?,
        Format::Vtt => captions::read_vtt(bytes, hints)?,
        Format::Srt => captions::read_srt(bytes, hints)?,
        Format::Whisper => transcripts::whisper::read(bytes, hints)?,
        Format::TimedTable => transcripts::timed_table::read(bytes, hints)?,
        Format::OTranscribe => transcripts::otranscribe::read(bytes, hints)?,
        Format::Elan => transcripts::elan::read(bytes)?,
        Format::Nettskjema => transcripts::nettskjema::read(bytes, hints)?,
    };
    let Assembled { text, structure, kind, losses } = read.assembly.finish();
    if text.trim().is_empty() {
        return Err(match format {
            Format::Txt => ReadError::Empty,
            other => ReadError::NoText { format: other.slug() },
        });
    }
    let decoded_from = DecodedFrom {
        format: format.slug().to_owned(),
        encoding: read.encoding,
        had_bom: read.had_bom,
        line_ends: read.line_ends,
    };
    let name = format::stem(hints.file_name).to_owned();
    let value = SourceDraft { name, kind, text, structure, decoded_from, dated: read.dated };
    Ok(Imported { value, losses: losses.into_sorted() })
}

/// What a reader of one format hands back.
struct Reading {
    assembly: Assembly,
    encoding: String,
    had_bom: bool,
    line_ends: LineEnds,
    dated: Option<Moment>,
}

impl Reading {
    /// Of a packed or binary format, whose text has no line ends of its own.
    fn of_package(assembly: Assembly, encoding: &str, dated: Option<Moment>) -> Self {
        Self {
            assembly,
            encoding: encoding.to_owned(),
            had_bom: false,
            line_ends: LineEnds::Lf,
            dated,
        }
    }

    /// Of a text format; the losses of decoding join those of the assembly.
    fn of_text(mut assembly: Assembly, decoded: decode::Decoded) -> Self {
        assembly.losses.append(decoded.losses.without_places());
        Self {
            assembly,
            encoding: decoded.encoding.name().to_owned(),
            had_bom: decoded.had_bom,
            line_ends: decoded.line_ends,
            dated: None,
        }
    }
}

fn plain(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let mut decoded = decode::decode(bytes, hints.encoding)?;
    let text = std::mem::take(&mut decoded.text);
    let mut assembly = Assembly::of_lines(text, &decoded.page_starts);
    structure::wraps::join(&mut assembly.blocks);
    assembly.losses.append(std::mem::take(&mut decoded.losses));
    Ok(Reading::of_text(assembly, decoded))
}
