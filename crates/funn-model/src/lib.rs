//! The nouns of a qualitative study, and [`Change`], the one way to write them.
//!
//! A [`Project`] is a value held in memory. Nothing here reads a file, a clock, the environment or
//! a random number: time and ids come in as arguments. Positions are Unicode scalar values
//! ([`Span`]); bytes and UTF-16 exist in [`TextIndex`] alone.

pub mod case;
pub mod change;
pub mod code;
pub mod coding;
pub mod draft;
pub mod edits;
pub mod guide;
pub mod id;
pub mod journal;
pub mod memo;
pub mod people;
pub mod project;
pub mod query;
pub mod results;
pub mod shelf;
pub mod source;
pub mod span;
pub mod study;
pub mod text;
pub mod time;

pub use case::{
    Attribute, AttributeOwner, Case, CaseKind, Direction, Relation, Tie, Value, ValueType,
};
pub use change::{Change, ChangeError, Deed, Edit, TextRevision};
pub use code::{Code, Colour, Facet, FacetValue, Glyph};
pub use coding::{Checksum, Coding, FacetMark};
pub use draft::{Imported, Loss, LossKind, SourceDraft};
pub use edits::{EditMap, Moved, Replacement};
pub use guide::{Guide, GuideBlock, GuideQuestion};
pub use id::{
    AttributeId, CaseId, CaseKindId, ChangeId, CodeId, CodingId, FacetId, FacetValueId, GuideId,
    MemoId, ParticipantId, RelationId, RoundId, SavedQueryId, SetId, SourceId, StudyId, TextId,
    TieId, UserId,
};
pub use journal::{Entry, Intent};
pub use memo::{Memo, MemoKind, Target};
pub use people::{Participant, Round, User};
pub use project::{Project, ProjectParts, Ref, Shelved};
pub use query::{
    Comparison, Expr, PatternKind, Proximity, Query, Resolved, ResolvedAtom, SavedQuery,
    TextPattern, Typed,
};
pub use results::{Cell, Evidence, Segment, Segments, Table, Tree, TreeNode};
pub use shelf::{Record, Shelf};
pub use source::{
    Block, BlockKind, DecodedFrom, LineEnds, Revision, Source, SourceKind, Structure, TimeMark,
    Turn,
};
pub use span::Span;
pub use study::{Set, SetMember, StudyDetails};
pub use text::{Text, TextIndex, count_words};
pub use time::Moment;
