//! The snapshot: a project without its texts, in chunks that can be read in parallel.
//!
//! Each chunk is `format (4, little endian) | postcard`. Codings name code, source, coder, round and
//! facet values by their place in the sorted lists of the other chunks, which makes a coding some
//! 40 bytes. A format that is not [`FORMAT`] is ignored and the journal is replayed: a snapshot
//! is a cache.

use funn_model::project::ProjectParts;
use funn_model::{
    Attribute, Case, CaseKind, Checksum, Code, Coding, CodingId, Facet, FacetMark, Guide, Memo,
    Moment, Participant, Relation, Round, SavedQuery, Set, Source, Span, StudyDetails, Tie, User,
};
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::mirror::{ChecksumWire, IdWire};
use super::{Mirror, WireError};

/// The format written, and the only one read.
pub(crate) const FORMAT: u32 = 1;

/// Codings to a chunk.
const CODINGS: usize = 32 * 1024;
/// Sources to a chunk.
const SOURCES: usize = 256;

const MALFORMED: WireError = WireError::Malformed("a snapshot cannot be read");

#[derive(Serialize, Deserialize)]
enum Chunk {
    Rest(Box<Rest>),
    Sources(Vec<<Source as Mirror>::Wire>),
    Codings(Vec<CodingRow>),
}

macro_rules! rest {
    ($($field:ident: $record:ty),+ $(,)?) => {
        /// Everything but sources and codings.
        #[derive(Serialize, Deserialize)]
        struct Rest {
            details: <StudyDetails as Mirror>::Wire,
            $($field: Vec<<$record as Mirror>::Wire>,)+
        }

        impl Rest {
            fn of(parts: &ProjectParts) -> Self {
                Self { details: parts.details.to_wire(), $($field: parts.$field.to_wire(),)+ }
            }

            fn into_parts(self) -> Result<ProjectParts, WireError> {
                Ok(ProjectParts {
                    details: StudyDetails::from_wire(self.details)?,
                    $($field: Vec::from_wire(self.$field)?,)+
                    sources: Vec::new(),
                    codings: Vec::new(),
                })
            }
        }
    };
}
rest! {
    users: User, participants: Participant, codes: Code, facets: Facet, case_kinds: CaseKind,
    cases: Case, attributes: Attribute, ties: Tie, relations: Relation, memos: Memo, sets: Set,
    rounds: Round, guides: Guide, saved_queries: SavedQuery,
}

/// A coding, with places in sorted lists instead of ids.
#[derive(Serialize, Deserialize)]
struct CodingRow {
    id: IdWire,
    code: u32,
    source: u32,
    start: u32,
    length: u32,
    checksum: ChecksumWire,
    coder: u32,
    /// Since the coding before it in the chunk; its own time for the first.
    since: i64,
    round: Option<u32>,
    facets: Vec<(u32, u32)>,
    weight: Option<u8>,
    displaced: bool,
}

/// The chunks of a project.
pub(crate) fn write(parts: &ProjectParts) -> Result<Vec<Vec<u8>>, WireError> {
    let rest = [Ok(Chunk::Rest(Box::new(Rest::of(parts))))];
    let sources = parts
        .sources
        .par_chunks(SOURCES)
        .map(|sources| Ok(Chunk::Sources(sources.iter().map(Mirror::to_wire).collect())));
    let codings = parts.codings.par_chunks(CODINGS).map(|codings| coding_rows(parts, codings));
    rest.into_par_iter().chain(sources).chain(codings).map(|chunk| to_bytes(&chunk?)).collect()
}

/// Whether a chunk is of the format that this program reads.
pub(crate) fn is_known(chunk: &[u8]) -> bool {
    chunk.first_chunk().is_some_and(|format| u32::from_le_bytes(*format) == FORMAT)
}

/// The project of chunks.
pub(crate) fn read(chunks: Vec<Vec<u8>>) -> Result<ProjectParts, WireError> {
    let chunks: Result<Vec<Chunk>, _> = chunks.into_par_iter().map(|c| from_bytes(&c)).collect();
    let mut parts = None;
    let (mut sources, mut codings) = (Vec::new(), Vec::new());
    for chunk in chunks? {
        match chunk {
            Chunk::Rest(rest) => parts = Some(rest.into_parts()?),
            Chunk::Sources(chunk) => sources.push(chunk),
            Chunk::Codings(chunk) => codings.push(chunk),
        }
    }
    let mut parts = parts.ok_or(MALFORMED)?;
    let sources: Result<Vec<Vec<Source>>, _> =
        sources.into_par_iter().map(Vec::from_wire).collect();
    parts.sources = sources?.into_iter().flatten().collect();
    let codings: Result<Vec<Vec<Coding>>, _> =
        codings.into_par_iter().map(|rows| codings_of(&parts, rows)).collect();
    let codings = codings?;
    parts.codings.reserve_exact(codings.iter().map(Vec::len).sum());
    parts.codings.extend(codings.into_iter().flatten());
    Ok(parts)
}

fn to_bytes(chunk: &Chunk) -> Result<Vec<u8>, WireError> {
    postcard::to_extend(chunk, FORMAT.to_le_bytes().to_vec()).map_err(|_unwritable| MALFORMED)
}

fn from_bytes(bytes: &[u8]) -> Result<Chunk, WireError> {
    let (format, rest) = bytes.split_first_chunk().ok_or(MALFORMED)?;
    match u32::from_le_bytes(*format) {
        FORMAT => postcard::from_bytes(rest).map_err(|_malformed| MALFORMED),
        newer => Err(WireError::TooNew(newer)),
    }
}

fn coding_rows(parts: &ProjectParts, codings: &[Coding]) -> Result<Chunk, WireError> {
    let mut before = 0;
    let rows: Option<Vec<CodingRow>> = codings
        .iter()
        .map(|coding| {
            let since = coding.at.0.wrapping_sub(before);
            before = coding.at.0;
            let round = coding.round.map(|round| place(&parts.rounds, round));
            let facets = coding.facets.iter().map(|mark| {
                let facet = place(&parts.facets, mark.facet)?;
                let values = &parts.facets.get(index(facet))?.values;
                let value = values.iter().position(|value| value.id == mark.value)?;
                Some((facet, u32::try_from(value).ok()?))
            });
            Some(CodingRow {
                id: coding.id.to_wire(),
                code: place(&parts.codes, coding.code)?,
                source: place(&parts.sources, coding.source)?,
                start: coding.span.start,
                length: coding.span.len(),
                checksum: coding.checksum.to_wire(),
                coder: place(&parts.users, coding.coder)?,
                since,
                round: round.map_or(Some(None), |round| round.map(Some))?,
                facets: facets.collect::<Option<_>>()?,
                weight: coding.weight,
                displaced: coding.displaced,
            })
        })
        .collect();
    rows.map(Chunk::Codings).ok_or(WireError::Malformed("a coding names what is not there"))
}

fn codings_of(parts: &ProjectParts, rows: Vec<CodingRow>) -> Result<Vec<Coding>, WireError> {
    let mut before = 0_i64;
    let coding = |row: CodingRow| {
        let at = before.wrapping_add(row.since);
        before = at;
        let facets = row.facets.into_iter().map(|(facet, value)| {
            let facet = parts.facets.get(index(facet))?;
            Some(FacetMark { facet: facet.id, value: facet.values.get(index(value))?.id })
        });
        let round = row.round.map(|round| parts.rounds.get(index(round)).map(|round| round.id));
        Some(Coding {
            id: CodingId::from_bytes(row.id.0),
            code: parts.codes.get(index(row.code))?.id,
            source: parts.sources.get(index(row.source))?.id,
            span: Span { start: row.start, end: row.start.checked_add(row.length)? },
            checksum: Checksum(row.checksum.0),
            coder: parts.users.get(index(row.coder))?.id,
            at: Moment(at),
            round: round.map_or(Some(None), |round| round.map(Some))?,
            facets: facets.collect::<Option<_>>()?,
            weight: row.weight,
            displaced: row.displaced,
        })
    };
    rows.into_iter().map(coding).collect::<Option<_>>().ok_or(MALFORMED)
}

fn place<T: funn_model::Record>(sorted: &[T], id: T::Id) -> Option<u32> {
    let place = sorted.binary_search_by_key(&id, funn_model::Record::id).ok()?;
    u32::try_from(place).ok()
}

fn index(place: u32) -> usize {
    usize::try_from(place).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use funn_model::Project;
    use funn_testkit::arbitrary::{Story, story};
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        #[test]
        fn a_project_reads_back(story in story(60)) {
            let parts = story.project.to_parts();
            let read = read(write(&parts).unwrap()).unwrap();
            prop_assert_eq!(&read, &parts);
            let start = Story::start();
            let project = Project::from_parts(start.id(), *start.salt(), read).unwrap();
            prop_assert_eq!(project, story.project);
        }
    }

    #[test]
    fn other_formats_are_not_read() {
        let mut chunks = write(&ProjectParts::default()).unwrap();
        assert!(is_known(&chunks[0]));
        chunks[0][0] = 9;
        assert!(!is_known(&chunks[0]));
        assert_eq!(read(chunks).unwrap_err(), WireError::TooNew(9));
        assert!(read(Vec::new()).is_err());
        assert!(read(vec![vec![1, 0, 0, 0, 0xff]]).is_err());
    }
}
