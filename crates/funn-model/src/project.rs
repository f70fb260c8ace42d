//! [`Project`]: a whole study as a value.

mod apply;
mod correct;
mod lookup;
mod rules;
mod snapshot;

use std::collections::BTreeMap;

use crate::case::{Attribute, Case, CaseKind, Relation, Tie};
use crate::code::{Code, Facet};
use crate::coding::Coding;
use crate::guide::Guide;
use crate::id::{CodingId, SourceId, StudyId, TextId};
use crate::memo::Memo;
use crate::people::{Participant, Round, User};
use crate::query::SavedQuery;
use crate::shelf::{IdMap, Shelf};
use crate::source::Source;
use crate::study::{Set, StudyDetails};
use crate::text::Text;

pub use apply::Shelved;
pub use rules::{NameScope, Ref};
pub use snapshot::ProjectParts;

/// Where a coding stands in its source.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mark {
    /// First position.
    pub start: u32,
    /// First position after.
    pub end: u32,
    /// The coding.
    pub coding: CodingId,
}

/// A whole study, in memory. Written by [`Project::apply`] alone.
#[derive(Debug, Clone)]
pub struct Project {
    id: StudyId,
    salt: [u8; 16],
    details: StudyDetails,
    users: Shelf<User>,
    participants: Shelf<Participant>,
    sources: Shelf<Source>,
    codes: Shelf<Code>,
    facets: Shelf<Facet>,
    codings: Shelf<Coding>,
    case_kinds: Shelf<CaseKind>,
    cases: Shelf<Case>,
    attributes: Shelf<Attribute>,
    ties: Shelf<Tie>,
    relations: Shelf<Relation>,
    memos: Shelf<Memo>,
    sets: Shelf<Set>,
    rounds: Shelf<Round>,
    guides: Shelf<Guide>,
    saved_queries: Shelf<SavedQuery>,
    texts: IdMap<TextId, Text>,
    marks: IdMap<SourceId, Vec<Mark>>,
    names: BTreeMap<(NameScope, String), [u8; 16]>,
    uses: IdMap<Ref, u32>,
}

impl PartialEq for Project {
    /// Equal when every record is; texts that no source shows any more do not count.
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
            && self.salt == other.salt
            && self.details == other.details
            && self.users == other.users
            && self.participants == other.participants
            && self.sources == other.sources
            && self.codes == other.codes
            && self.facets == other.facets
            && self.codings == other.codings
            && self.case_kinds == other.case_kinds
            && self.cases == other.cases
            && self.attributes == other.attributes
            && self.ties == other.ties
            && self.relations == other.relations
            && self.memos == other.memos
            && self.sets == other.sets
            && self.rounds == other.rounds
            && self.guides == other.guides
            && self.saved_queries == other.saved_queries
    }
}

macro_rules! shelves {
    ($($(#[$doc:meta])* $field:ident: $record:ty)+) => {$(
        $(#[$doc])*
        pub fn $field(&self) -> &Shelf<$record> {
            &self.$field
        }
    )+};
}

impl Project {
    /// An empty study. `salt` is random and stays with the study; it salts passage checksums.
    pub fn new(id: StudyId, salt: [u8; 16]) -> Self {
        Self {
            id,
            salt,
            details: StudyDetails::default(),
            users: Shelf::default(),
            participants: Shelf::default(),
            sources: Shelf::default(),
            codes: Shelf::default(),
            facets: Shelf::default(),
            codings: Shelf::default(),
            case_kinds: Shelf::default(),
            cases: Shelf::default(),
            attributes: Shelf::default(),
            ties: Shelf::default(),
            relations: Shelf::default(),
            memos: Shelf::default(),
            sets: Shelf::default(),
            rounds: Shelf::default(),
            guides: Shelf::default(),
            saved_queries: Shelf::default(),
            texts: IdMap::default(),
            marks: IdMap::default(),
            names: BTreeMap::new(),
            uses: IdMap::default(),
        }
    }

    /// The study's id.
    pub fn id(&self) -> StudyId {
        self.id
    }

    /// The salt of passage checksums.
    pub fn salt(&self) -> &[u8; 16] {
        &self.salt
    }

    /// What is said of the study as a whole.
    pub fn details(&self) -> &StudyDetails {
        &self.details
    }

    shelves! {
        /// Those who work in the study.
        users: User
        /// Those studied, by alias.
        participants: Participant
        /// The sources.
        sources: Source
        /// The codes.
        codes: Code
        /// The facets.
        facets: Facet
        /// The codings.
        codings: Coding
        /// The kinds of case.
        case_kinds: CaseKind
        /// The cases.
        cases: Case
        /// The attributes.
        attributes: Attribute
        /// What ties cases to the material.
        ties: Tie
        /// Relations between cases.
        relations: Relation
        /// The memos.
        memos: Memo
        /// The sets.
        sets: Set
        /// The rounds.
        rounds: Round
        /// The guides, every version.
        guides: Guide
        /// The saved queries.
        saved_queries: SavedQuery
    }

    /// Makes a text known, so that a change can bring in the source that shows it.
    pub fn supply_text(&mut self, id: TextId, text: Text) {
        self.texts.insert(id, text);
    }

    /// A text, whether or not it is the current one of a source.
    pub fn text(&self, id: TextId) -> Option<&Text> {
        self.texts.get(&id)
    }

    /// The current text of a source.
    pub fn source_text(&self, source: SourceId) -> Option<&Text> {
        self.texts.get(&self.sources.get(source)?.text_id()?)
    }

    /// The codings of a source, by start, then end, then id.
    pub fn marks(&self, source: SourceId) -> &[Mark] {
        self.marks.get(&source).map_or(&[], Vec::as_slice)
    }
}
