//! Codings: a code applied to a passage by somebody.

use std::hash::Hasher as _;

use siphasher::sip::SipHasher24;

use crate::id::{CodeId, CodingId, FacetId, FacetValueId, RoundId, SourceId, UserId};
use crate::shelf::record;
use crate::span::Span;
use crate::time::Moment;

/// A salted checksum of a passage: tells drift, reveals nothing without the study's salt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Checksum(pub u64);

impl Checksum {
    /// The checksum of `passage` (SipHash-2-4; Aumasson & Bernstein 2012) under the study's salt.
    pub fn of(salt: &[u8; 16], passage: &str) -> Self {
        let mut hasher = SipHasher24::new_with_key(salt);
        hasher.write(passage.as_bytes());
        Self(hasher.finish())
    }
}

/// One facet of a coding, with its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FacetMark {
    /// The facet.
    pub facet: FacetId,
    /// The value chosen.
    pub value: FacetValueId,
}

/// One application of a code to a passage.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coding {
    /// Its id.
    pub id: CodingId,
    /// The code.
    pub code: CodeId,
    /// The source.
    pub source: SourceId,
    /// The passage, in the source's current text.
    pub span: Span,
    /// The checksum of the passage.
    pub checksum: Checksum,
    /// Who coded.
    pub coder: UserId,
    /// When.
    pub at: Moment,
    /// In which round.
    pub round: Option<RoundId>,
    /// Its facets, sorted by facet, each facet at most once.
    pub facets: Vec<FacetMark>,
    /// A weight, where the study uses one (0 to 100).
    pub weight: Option<u8>,
    /// Whether the passage vanished in a correction of the text.
    pub displaced: bool,
}
record!(Coding, CodingId, "coding");

impl Coding {
    /// The value of a facet, if marked.
    pub fn facet(&self, facet: FacetId) -> Option<FacetValueId> {
        self.facets.iter().find(|mark| mark.facet == facet).map(|mark| mark.value)
    }
}
