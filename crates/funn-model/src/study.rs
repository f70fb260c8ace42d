//! What is said of the study as a whole, and sets.

use crate::id::{CaseId, CodeId, MemoId, SetId, SourceId};
use crate::shelf::record;

/// The study as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct StudyDetails {
    /// Its title.
    pub title: String,
    /// Its research question.
    pub question: String,
    /// The language of its material and of what Funn writes for it, as BCP 47: `nb`, `nn`, `en`.
    pub language: String,
    /// What a newcomer is told on the first screen; empty in most studies.
    pub welcome: String,
}

/// Something that a set holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum SetMember {
    /// A source.
    Source(SourceId),
    /// A code.
    Code(CodeId),
    /// A case.
    Case(CaseId),
    /// A memo.
    Memo(MemoId),
}

/// A named collection of sources, codes, cases and memos.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Set {
    /// Its id.
    pub id: SetId,
    /// Its name; unique.
    pub name: String,
    /// Its members, each once, in order.
    pub members: Vec<SetMember>,
}
record!(Set, SetId, "set");
