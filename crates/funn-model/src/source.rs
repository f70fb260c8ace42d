//! Sources: texts of the study, their revisions and their structure.

use std::collections::BTreeMap;

use crate::case::Value;
use crate::edits::EditMap;
use crate::id::{AttributeId, ParticipantId, SourceId, TextId};
use crate::shelf::record;
use crate::span::Span;
use crate::time::Moment;

/// What sort of material a source is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SourceKind {
    /// A transcript of an interview or another recording.
    Transcript,
    /// Any other document.
    Document,
    /// Field notes.
    FieldNote,
    /// An answer to an open question of a survey.
    SurveyAnswer,
}

/// The line ends that a file had before they became LF.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineEnds {
    /// Line feed alone, or no line end at all.
    Lf,
    /// Carriage return and line feed.
    CrLf,
    /// Carriage return alone.
    Cr,
    /// More than one sort.
    Mixed,
}

/// How the bytes of a file became text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecodedFrom {
    /// The format read: `txt`, `docx`, `pdf`.
    pub format: String,
    /// The character encoding, as the WHATWG names it: `UTF-8`, `windows-1252`.
    pub encoding: String,
    /// Whether a byte order mark was dropped.
    pub had_bom: bool,
    /// The line ends before they became LF.
    pub line_ends: LineEnds,
}

/// What a block of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BlockKind {
    /// An ordinary paragraph.
    Paragraph,
    /// A heading, level 1 to 6.
    Heading(u8),
    /// An item of a list, `depth` from 0.
    ListItem {
        /// How deep the list is nested, from 0.
        depth: u8,
        /// Whether the list is numbered.
        ordered: bool,
    },
    /// A cell of a table.
    TableCell {
        /// Which table of the source, from 0.
        table: u32,
        /// Row from 0.
        row: u32,
        /// Column from 0.
        column: u32,
    },
    /// A quotation set apart.
    Quote,
    /// The start of a page of a paged source; an empty span.
    PageStart(u32),
}

/// A paragraph-like stretch of the text, without its line end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Where.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One speaker's turn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Turn {
    /// The whole turn, with its label.
    pub span: Span,
    /// The label in the text, such as `R1:`; empty when the label is not part of the text.
    pub label: Span,
    /// The speaker's name as the source has it.
    pub speaker: String,
}

/// A moment of the recording, tied to a position of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TimeMark {
    /// Position in the text.
    pub position: u32,
    /// Time in the recording, in milliseconds.
    pub time_ms: u64,
}

/// The structure of a text: kept beside it, never in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Structure {
    /// Paragraphs, headings, list items, table cells, sorted by start.
    pub blocks: Vec<Block>,
    /// Turns, sorted by start, none overlapping.
    pub turns: Vec<Turn>,
    /// Time marks, sorted by position.
    pub times: Vec<TimeMark>,
}

/// One immutable text of a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revision {
    /// The text.
    pub text: TextId,
    /// Its length in Unicode scalar values.
    pub characters: u32,
    /// Its number of words, as [`crate::count_words`] counts.
    pub words: u32,
    /// Its structure.
    pub structure: Structure,
    /// When it was made.
    pub at: Moment,
    /// How the revision before it became this one; none for the first.
    pub edits: Option<EditMap>,
}

/// A text of the study.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its name; unique.
    pub name: String,
    /// What sort of material.
    pub kind: SourceKind,
    /// Whose words these are, if one person's; their key seals the text.
    pub participant: Option<ParticipantId>,
    /// How it was read.
    pub decoded_from: DecodedFrom,
    /// Its revisions, oldest first; never empty; the last is current.
    pub revisions: Vec<Revision>,
    /// Known values of the attributes defined for sources.
    pub values: BTreeMap<AttributeId, Value>,
    /// When it was added.
    pub added: Moment,
}
record!(Source, SourceId, "source");

impl Source {
    /// The current revision; none only where a change was not validated.
    pub fn current(&self) -> Option<&Revision> {
        self.revisions.last()
    }

    /// The current text's id.
    pub fn text_id(&self) -> Option<TextId> {
        self.current().map(|revision| revision.text)
    }

    /// Length of the current text in Unicode scalar values.
    pub fn characters(&self) -> u32 {
        self.current().map_or(0, |revision| revision.characters)
    }
}
