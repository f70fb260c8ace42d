//! [`Change`]: the one way to write a study.

use crate::case::{Attribute, Case, CaseKind, Relation, Tie};
use crate::code::{Code, Facet};
use crate::coding::{Checksum, Coding};
use crate::guide::Guide;
use crate::id::{CodingId, MemoId, SourceId, TieId};
use crate::memo::Memo;
use crate::people::{Participant, Round, User};
use crate::query::SavedQuery;
use crate::shelf::Record;
use crate::source::{Revision, Source};
use crate::span::Span;
use crate::study::{Set, StudyDetails};

/// What happens to one record.
#[derive(Debug, Clone, PartialEq)]
pub enum Edit<T: Record> {
    /// It is added.
    Add(T),
    /// It takes the place of the one with the same id.
    Replace(T),
    /// It is removed; nothing may refer to it any more.
    Remove(T::Id),
}

impl<T: Record> Edit<T> {
    /// The id of the record.
    pub fn id(&self) -> T::Id {
        match self {
            Self::Add(record) | Self::Replace(record) => record.id(),
            Self::Remove(id) => *id,
        }
    }
}

/// What a batch of changes amounts to, for people.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    /// Sources were imported.
    Import,
    /// Passages were coded by hand.
    Code,
    /// Passages were coded by a rule.
    AutoCode,
    /// Codings were removed.
    Uncode,
    /// Codings were given another code.
    Recode,
    /// One code was merged into another.
    MergeCodes,
    /// A code's passages were shared out to new codes.
    SplitCode,
    /// A code, with all under it and all its codings, was deleted.
    DeleteCode,
    /// A source, with all that was tied to it, was deleted.
    DeleteSource,
    /// A case, with all that was tied to it, was deleted.
    DeleteCase,
    /// A codebook was read.
    ImportCodebook,
    /// Attributes were filled from a table.
    ImportAttributes,
    /// Text was corrected.
    CorrectText,
    /// A study was set up.
    SetUp,
    /// Anything else; the subject says what.
    Other,
}

/// A correction of a source's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextRevision {
    /// The source.
    pub source: SourceId,
    /// The new revision; its edits lead from the current one.
    pub revision: Revision,
}

/// Where an anchored record stood before a correction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// A coding.
    Coding(CodingId, Span, bool, Checksum),
    /// A tie of a case to a passage.
    Tie(TieId, Span, bool),
    /// A memo on a passage.
    Memo(MemoId, Span, bool),
}

/// One recorded edit of a study.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// What is said of the study as a whole.
    Study(StudyDetails),
    /// A user.
    User(Edit<User>),
    /// A participant.
    Participant(Edit<Participant>),
    /// A source.
    Source(Edit<Source>),
    /// A code.
    Code(Edit<Code>),
    /// A facet.
    Facet(Edit<Facet>),
    /// A coding.
    Coding(Edit<Coding>),
    /// A kind of case.
    CaseKind(Edit<CaseKind>),
    /// A case.
    Case(Edit<Case>),
    /// An attribute's definition.
    Attribute(Edit<Attribute>),
    /// A tie of a case to the material.
    Tie(Edit<Tie>),
    /// A relation between cases.
    Relation(Edit<Relation>),
    /// A memo.
    Memo(Edit<Memo>),
    /// A set.
    Set(Edit<Set>),
    /// A round.
    Round(Edit<Round>),
    /// A guide.
    Guide(Edit<Guide>),
    /// A saved query.
    SavedQuery(Edit<SavedQuery>),
    /// A text is corrected; every span on it moves.
    ReviseText(TextRevision),
    /// The newest correction of a text is taken back; the anchors stand where they stood.
    UnreviseText {
        /// The source.
        source: SourceId,
        /// The anchors that the correction's inverse would not bring back by itself.
        anchors: Vec<Anchor>,
    },
    /// Several changes that stand or fall together.
    Batch {
        /// What they amount to.
        deed: Deed,
        /// What they concern, by name; may be empty.
        subject: String,
        /// The changes, in order.
        changes: Vec<Self>,
    },
}

/// Why a change cannot be made. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ChangeError {
    /// Something named by id is not in the study.
    #[error("the {noun} {id} is not in this study")]
    Missing {
        /// What sort of thing.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// Something with this id is there already.
    #[error("the {noun} {id} is in this study already")]
    Exists {
        /// What sort of thing.
        noun: &'static str,
        /// Its id.
        id: String,
    },
    /// The name is taken.
    #[error("there is a {noun} named \"{name}\" already")]
    NameTaken {
        /// What sort of thing.
        noun: &'static str,
        /// The name.
        name: String,
    },
    /// A name is empty or holds what it may not.
    #[error("\"{name}\" cannot be the name of a {noun}: {reason}")]
    BadName {
        /// What sort of thing.
        noun: &'static str,
        /// The name.
        name: String,
        /// Why.
        reason: &'static str,
    },
    /// Other things still refer to it.
    #[error("the {noun} \"{name}\" is still used {uses} times")]
    InUse {
        /// What sort of thing.
        noun: &'static str,
        /// Its name or id.
        name: String,
        /// How many references there are.
        uses: u32,
    },
    /// A span does not lie in its text, or is empty where it may not be.
    #[error("the passage {span} does not lie in the text, which has {characters} characters")]
    BadSpan {
        /// The span.
        span: Span,
        /// The length of the text.
        characters: u32,
    },
    /// The passage is not the one that was meant.
    #[error("the passage {span} is not the text that was meant; the text has changed since")]
    PassageChanged {
        /// The span.
        span: Span,
    },
    /// A code would stand under itself.
    #[error("the code \"{name}\" cannot stand under itself")]
    Cycle {
        /// The code's name.
        name: String,
    },
    /// The code is a heading only.
    #[error("the code \"{name}\" is a heading; passages are coded with the codes under it")]
    NotCodable {
        /// The code's name.
        name: String,
    },
    /// The round is closed.
    #[error("round {number} is closed")]
    RoundClosed {
        /// The round's number.
        number: u32,
    },
    /// A value does not fit its attribute.
    #[error("\"{value}\" is not a value of the attribute \"{attribute}\"")]
    BadValue {
        /// The attribute's name.
        attribute: String,
        /// The value.
        value: String,
    },
    /// A record breaks a rule of its kind.
    #[error("the {noun} cannot be kept: {reason}")]
    Malformed {
        /// What sort of thing.
        noun: &'static str,
        /// Which rule.
        reason: &'static str,
    },
}

impl Change {
    /// The record that a change of one record touches, as noun and id.
    pub fn record(&self) -> Option<(&'static str, String)> {
        macro_rules! touched {
            ($($variant:ident)+) => {
                match self {
                    $(Self::$variant(edit) => Some((crate::$variant::NOUN, edit.id().to_string())),)+
                    Self::Study(_) => Some(("study", String::new())),
                    Self::ReviseText(revision) => Some(("text", revision.source.to_string())),
                    Self::UnreviseText { source, .. } => Some(("text", source.to_string())),
                    Self::Batch { .. } => None,
                }
            };
        }
        touched!(User Participant Source Code Facet Coding CaseKind Case Attribute Tie Relation
                 Memo Set Round Guide SavedQuery)
    }
}
