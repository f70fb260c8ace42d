//! [`Journal`]: the seam between a study and where its sealed rows are kept.
//!
//! A home of rows is blind: it sees study ids, places, kinds and sealed bytes. Every key begins with
//! the study id, nothing leans on triggers or on foreign keys, and each method is one transaction,
//! so that a home may be one file for one study or a server for many.

#[cfg(test)]
mod conformance;
pub mod memory;
pub mod sqlite;

use funn_model::StudyId;

use crate::chain::Seq;
use crate::error::StoreError;

/// One row of the journal, sealed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRow {
    /// Its place.
    pub seq: Seq,
    /// Who, when, why and the chain.
    pub header: Vec<u8>,
    /// What, and what takes it back; empty where it was not asked for.
    pub payload: Vec<u8>,
}

/// What sort of blob.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum BlobKind {
    /// Says of one text or file where its content is and whose key seals it.
    Label,
    /// A content, addressed by a keyed hash of it.
    Content,
    /// Who a participant is.
    Identity,
}

impl BlobKind {
    /// The number that stands in the rows.
    pub const fn number(self) -> u8 {
        match self {
            Self::Label => 1,
            Self::Content => 2,
            Self::Identity => 3,
        }
    }
}

/// Which blob, within a study.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct BlobKey {
    /// What sort.
    pub kind: BlobKind,
    /// An address, or a 16-byte id followed by zeros.
    pub id: [u8; 32],
}

/// A blob to be kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedBlob {
    /// Which.
    pub key: BlobKey,
    /// Its sealed bytes.
    pub sealed: Vec<u8>,
}

/// What one commit brings.
#[derive(Debug, Clone)]
pub struct Append<'a> {
    /// The row; its place must be the one after the last.
    pub row: &'a SealedRow,
    /// Blobs; one that is there already is left as it is.
    pub blobs: &'a [SealedBlob],
    /// The new head.
    pub head: &'a [u8],
}

/// How much of a row to read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The header alone.
    Header,
    /// Header and payload.
    Whole,
}

/// How many of each there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows of the journal.
    pub rows: u64,
    /// Blobs.
    pub blobs: u64,
    /// Chunks of snapshots.
    pub chunks: u64,
}

/// Called with each blob in turn; an error ends the visit.
pub type BlobVisitor<'a> = dyn FnMut([u8; 32], Vec<u8>) -> Result<(), StoreError> + 'a;

/// The chunks of a snapshot, and the place at which it was taken.
pub type SealedSnapshot = (Seq, Vec<Vec<u8>>);

/// About how many bytes of rows are read at a time.
pub const READ_BYTES: usize = 16 * 1024 * 1024;

/// A home of sealed rows. A write that answers with an error has changed nothing; one that answers
/// without has reached the disk.
pub trait Journal: Send {
    /// Makes room for a study: its head, when its journal is empty.
    fn begin(&mut self, study: StudyId, head: &[u8]) -> Result<(), StoreError>;

    /// Adds a row, blobs and the new head, together. [`StoreError::Outpaced`] when the row's place
    /// is not the next one.
    fn append(&mut self, study: StudyId, append: &Append<'_>) -> Result<(), StoreError>;

    /// Up to `limit` rows from `from` on, in order; fewer, but at least one, where they come to
    /// more than [`READ_BYTES`].
    fn rows(
        &self,
        study: StudyId,
        from: Seq,
        limit: usize,
        part: Part,
    ) -> Result<Vec<SealedRow>, StoreError>;

    /// Puts other bytes in the place of rows that are there; used by redaction alone.
    fn replace_rows(&mut self, study: StudyId, rows: &[SealedRow]) -> Result<(), StoreError>;

    /// The head.
    fn head(&self, study: StudyId) -> Result<Option<Vec<u8>>, StoreError>;

    /// How many of each there are.
    fn counts(&self, study: StudyId) -> Result<Counts, StoreError>;

    /// One blob.
    fn blob(&self, study: StudyId, key: BlobKey) -> Result<Option<Vec<u8>>, StoreError>;

    /// Every blob of a kind, by id.
    fn visit_blobs(
        &self,
        study: StudyId,
        kind: BlobKind,
        visit: &mut BlobVisitor<'_>,
    ) -> Result<(), StoreError>;

    /// Keeps blobs; one that is there already is replaced.
    fn put_blobs(&mut self, study: StudyId, blobs: &[SealedBlob]) -> Result<(), StoreError>;

    /// Deletes blobs; one that is not there is no error.
    fn delete_blobs(&mut self, study: StudyId, keys: &[BlobKey]) -> Result<(), StoreError>;

    /// Keeps a snapshot taken at `seq`, in the place of any other.
    fn put_snapshot(
        &mut self,
        study: StudyId,
        seq: Seq,
        chunks: &[Vec<u8>],
    ) -> Result<(), StoreError>;

    /// The snapshot, if there is one.
    fn snapshot(&self, study: StudyId) -> Result<Option<SealedSnapshot>, StoreError>;

    /// Deletes the snapshot, if there is one.
    fn delete_snapshot(&mut self, study: StudyId) -> Result<(), StoreError>;

    /// Makes sure that bytes of what was deleted or replaced are nowhere any more.
    fn wipe(&mut self) -> Result<(), StoreError>;
}
