//! Coded text, written in the text itself.
//!
//! `<trust@anna>never <cost@ben>trusted</trust@anna> them</cost@ben>` is the text
//! `never trusted them` with two marks that overlap. A mark names a code (a path; spaces are
//! allowed), perhaps a coder after `@`, perhaps facets:
//! `<Forankring/Ledelse@anna valence=barrier scope="very general">`. The closing mark repeats the
//! code, with or without the coder, and closes the last such mark that is open. Where one code
//! overlaps itself, `#` and a number tell the marks apart: `<a#1>x<a#2>y</a#1>z</a#2>`. A backslash
//! takes the meaning from the sign after it.

use funn_model::Span;

mod parse;
mod write;

pub use parse::parse;
pub use write::write;

/// A text with marks on it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedText {
    /// The text without its marks.
    pub text: String,
    /// The marks, in the order of their beginnings.
    pub marks: Vec<Mark>,
}

/// A mark: a code on a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// The code's path, such as `Forankring/Ledelse`.
    pub name: String,
    /// Who coded, where it says.
    pub coder: Option<String>,
    /// Facets and their values, in the order written.
    pub facets: Vec<(String, String)>,
    /// The passage, in Unicode scalar values of the text.
    pub span: Span,
}

/// Why a notation could not be read, and where.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{fault} at line {line}, column {column}")]
pub struct NotationError {
    /// What is wrong.
    pub fault: NotationFault,
    /// The place in the notation, in Unicode scalar values from 0.
    pub position: u32,
    /// The line, from 1.
    pub line: u32,
    /// The column, from 1.
    pub column: u32,
}

/// What is wrong with a notation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotationFault {
    /// `<` without `>`.
    #[error("a mark that never ends; write \\< for the sign itself")]
    UnendedMark,
    /// `<>` or `<@anna>`.
    #[error("a mark without a code")]
    NoCode,
    /// `name=` without a name or a value.
    #[error("a facet without a name or a value")]
    BadFacet,
    /// `</x>` where no x is open.
    #[error("a closing mark for a code that is not open")]
    NotOpen,
    /// `<x>` that is never closed.
    #[error("a mark that is never closed")]
    NeverClosed,
    /// A backslash at the end.
    #[error("a backslash with nothing after it")]
    LoneBackslash,
}

#[cfg(test)]
mod tests;
