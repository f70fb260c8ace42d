//! Mirrors of changes.

use funn_model::change::Anchor;
use funn_model::{
    Attribute, Case, CaseKind, Change, Checksum, Code, Coding, CodingId, Deed, Edit, Facet, Guide,
    Memo, MemoId, Participant, Record, Relation, Revision, Round, SavedQuery, Set, Source,
    SourceId, Span, StudyDetails, TextRevision, Tie, TieId, User,
};
use serde::{Deserialize, Serialize};

use super::mirror::{mirror_enum, mirror_struct};
use super::{Mirror, WireError};

/// What happens to one record.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum EditWire<W, I> {
    Add(W),
    Replace(W),
    Remove(I),
}

impl<T: Record + Mirror> Mirror for Edit<T>
where
    T::Id: Mirror,
{
    type Wire = EditWire<T::Wire, <T::Id as Mirror>::Wire>;
    fn to_wire(&self) -> Self::Wire {
        match self {
            Self::Add(record) => EditWire::Add(record.to_wire()),
            Self::Replace(record) => EditWire::Replace(record.to_wire()),
            Self::Remove(id) => EditWire::Remove(id.to_wire()),
        }
    }
    fn from_wire(wire: Self::Wire) -> Result<Self, WireError> {
        Ok(match wire {
            EditWire::Add(record) => Self::Add(T::from_wire(record)?),
            EditWire::Replace(record) => Self::Replace(T::from_wire(record)?),
            EditWire::Remove(id) => Self::Remove(T::Id::from_wire(id)?),
        })
    }
}

mirror_enum!(Deed as DeedWire {
    Import, Code, AutoCode, Uncode, Recode, MergeCodes, SplitCode, DeleteCode, DeleteSource,
    DeleteCase, ImportCodebook, ImportAttributes, CorrectText, SetUp, Other,
});
mirror_struct!(TextRevision as TextRevisionWire { source: SourceId, revision: Revision });
mirror_enum!(Anchor as AnchorWire {
    Coding(id: CodingId, span: Span, displaced: bool, checksum: Checksum),
    Tie(id: TieId, span: Span, displaced: bool),
    Memo(id: MemoId, span: Span, displaced: bool),
});
mirror_enum!(Change as ChangeWire {
    Study(details: StudyDetails),
    User(edit: Edit<User>),
    Participant(edit: Edit<Participant>),
    Source(edit: Edit<Source>),
    Code(edit: Edit<Code>),
    Facet(edit: Edit<Facet>),
    Coding(edit: Edit<Coding>),
    CaseKind(edit: Edit<CaseKind>),
    Case(edit: Edit<Case>),
    Attribute(edit: Edit<Attribute>),
    Tie(edit: Edit<Tie>),
    Relation(edit: Edit<Relation>),
    Memo(edit: Edit<Memo>),
    Set(edit: Edit<Set>),
    Round(edit: Edit<Round>),
    Guide(edit: Edit<Guide>),
    SavedQuery(edit: Edit<SavedQuery>),
    ReviseText(revision: TextRevision),
    UnreviseText { source: SourceId, anchors: Vec<Anchor> },
    Batch { deed: Deed, subject: String, changes: Vec<Change> },
});
