//! Memos: writing about anything in the study.

use crate::id::{CaseId, CodeId, CodingId, MemoId, SetId, SourceId, UserId};
use crate::shelf::record;
use crate::span::Span;
use crate::time::Moment;

/// What a memo is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Target {
    /// The study as a whole.
    Study,
    /// A source.
    Source(SourceId),
    /// A passage of a source, in its current text.
    Passage(SourceId, Span),
    /// A code.
    Code(CodeId),
    /// One coding.
    Coding(CodingId),
    /// A case.
    Case(CaseId),
    /// A set.
    Set(SetId),
    /// Another memo.
    Memo(MemoId),
}

/// What sort of writing a memo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MemoKind {
    /// Any note.
    Note,
    /// About theory.
    Theory,
    /// About method.
    Method,
    /// A reflection.
    Reflection,
    /// Something to do.
    ToDo,
}

/// Writing about anything in the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Memo {
    /// Its id.
    pub id: MemoId,
    /// What it is about.
    pub target: Target,
    /// What sort.
    pub kind: MemoKind,
    /// Its title; may be empty.
    pub title: String,
    /// Its text, in markdown.
    pub body: String,
    /// Who wrote it.
    pub user: UserId,
    /// When it was first written.
    pub created: Moment,
    /// When it was last changed.
    pub modified: Moment,
    /// Whether its passage vanished in a correction of the text.
    pub displaced: bool,
}
record!(Memo, MemoId, "memo");
