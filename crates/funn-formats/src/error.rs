//! [`ReadError`]: why a file could not be read, and what to do about it.

use crate::decode::Candidate;

/// Why nothing usable was read. Messages never hold text of the file.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Neither content nor extension is one that is read here.
    #[error("this is not a format that can be imported{}", looks_like.map(|what| format!(": it looks like {what}")).unwrap_or_default())]
    UnknownFormat {
        /// The file's extension, in lower case; empty when it has none.
        extension: String,
        /// What the first bytes say, where they say something.
        looks_like: Option<&'static str>,
    },
    /// The file holds no bytes, or white space alone.
    #[error("the file is empty")]
    Empty,
    /// The document is well formed, but has no text.
    #[error("the {format} document holds no text")]
    NoText {
        /// The format read.
        format: &'static str,
    },
    /// The document is protected by a password.
    #[error("the {format} document is encrypted")]
    Encrypted {
        /// The format read.
        format: &'static str,
    },
    /// A file said to be text holds other bytes.
    #[error("the file does not hold text: {control} of its {total} bytes are control characters")]
    NotText {
        /// How many bytes are control characters.
        control: usize,
        /// How many bytes the file has.
        total: usize,
    },
    /// The bytes are not UTF-8 and no mark says what they are.
    #[error(
        "the character encoding is not certain: byte {invalid_at} is not valid UTF-8{}",
        list(candidates)
    )]
    UndecidedEncoding {
        /// The first byte that is not UTF-8, from 0.
        invalid_at: usize,
        /// Encodings that would fit, likeliest first; may be empty.
        candidates: Vec<Candidate>,
    },
    /// More than a document may have.
    #[error("{what} is more than the {limit} that are read")]
    TooLarge {
        /// What there is too much of, with its unit.
        what: &'static str,
        /// The most that is read, in that unit.
        limit: u64,
    },
    /// Nested more deeply than any real document.
    #[error("the {format} document is nested more than {limit} levels deep")]
    TooDeep {
        /// The format read.
        format: &'static str,
        /// The most levels that are read.
        limit: usize,
    },
    /// The file does not keep to its format.
    #[error("the {format} document is damaged: {what}{}", at.map(|byte| format!(" (at byte {byte})")).unwrap_or_default())]
    Damaged {
        /// The format read.
        format: &'static str,
        /// What is wrong, and in which part.
        what: String,
        /// Where in that part, where known.
        at: Option<u64>,
    },
    /// XML with a document type, which no office program writes.
    #[error("the part {part} declares a document type, which can be used to attack programs")]
    Dtd {
        /// Which part of the package.
        part: String,
    },
    /// A PDF made of pictures.
    #[error("the pdf has {pages} pages, but no text: it is a scan")]
    ScannedPdf {
        /// How many pages.
        pages: usize,
    },
}

impl ReadError {
    /// What the user can do next, as one sentence.
    pub fn hint(&self) -> &str {
        match self {
            Self::UnknownFormat { looks_like: Some("an old Word document (.doc)"), .. } => {
                "open it in a word processor and save it as docx or odt"
            }
            Self::UnknownFormat { .. } => {
                "save it as txt, md, html, docx, odt, rtf, pdf, vtt or srt and import that"
            }
            Self::Empty => "check that the file was saved or copied completely",
            Self::NoText { .. } => {
                "open it in its own program and check that it has text outside pictures and text boxes"
            }
            Self::Encrypted { .. } => {
                "open it in its own program, remove the password and save a copy"
            }
            Self::NotText { .. } => {
                "give the file the extension of what it holds, or save it as text"
            }
            Self::UndecidedEncoding { candidates, .. } if candidates.is_empty() => {
                "open the file in an editor that shows it rightly and save it as UTF-8"
            }
            Self::UndecidedEncoding { .. } => {
                "name the encoding with --encoding (the likeliest comes first in the message), or save the file as UTF-8"
            }
            Self::TooLarge { .. } => {
                "split the document, or remove its pictures, and import the parts"
            }
            Self::TooDeep { .. } => {
                "open it in its own program and save it again; a real document is not built like this"
            }
            Self::Damaged { .. } => {
                "open it in its own program and save it again, or get a new copy"
            }
            Self::Dtd { .. } => {
                "do not trust the file; if you made it, save it again in a word processor"
            }
            Self::ScannedPdf { .. } => {
                "run character recognition on it first, for example ocrmypdf -l nor IN.pdf OUT.pdf, and import the result"
            }
        }
    }
}

/// The candidates as the end of a sentence.
fn list(candidates: &[Candidate]) -> String {
    let names: Vec<String> = candidates
        .iter()
        .map(|candidate| format!("{} ({})", candidate.encoding.name(), candidate.reason))
        .collect();
    if names.is_empty() { String::new() } else { format!("; it could be {}", names.join(" or ")) }
}
