//! [`TextPattern`]: what a search looks for in a text.

/// How the text of a pattern is to be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PatternKind {
    /// Whole words; `*` stands for any letters and digits, also none.
    Words,
    /// A phrase of whole words; `*` is a star.
    Phrase,
    /// These characters, anywhere, also inside a word.
    Literal,
    /// A regular expression; `^` and `$` are the ends of a line.
    Regex,
}

/// What a search looks for. Spaces in all but a regular expression match any white space, and a
/// letter with its accent matches however the text encodes it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextPattern {
    /// How `text` is to be read.
    pub kind: PatternKind,
    /// The words, phrase, characters or expression.
    pub text: String,
    /// Whether small and capital letters differ; they do not unless asked.
    pub case_sensitive: bool,
}

impl TextPattern {
    /// Whole words, with `*` for any letters and digits.
    pub fn words(text: impl Into<String>) -> Self {
        Self { kind: PatternKind::Words, text: text.into(), case_sensitive: false }
    }

    /// A phrase of whole words.
    pub fn phrase(text: impl Into<String>) -> Self {
        Self { kind: PatternKind::Phrase, text: text.into(), case_sensitive: false }
    }

    /// These characters, anywhere.
    pub fn literal(text: impl Into<String>) -> Self {
        Self { kind: PatternKind::Literal, text: text.into(), case_sensitive: false }
    }

    /// A regular expression, in which small and capital letters differ.
    pub fn regex(text: impl Into<String>) -> Self {
        Self { kind: PatternKind::Regex, text: text.into(), case_sensitive: true }
    }
}
