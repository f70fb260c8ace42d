//! Snapshots: the study as it stood, sealed, so that opening need not replay all of the journal.
//!
//! A chunk's seal is bound to the link of the row at which the snapshot was taken, its index and
//! the number of chunks: a snapshot of another history does not open.

use funn_model::{Project, StudyId};
use rayon::prelude::*;

use super::{Store, StudyKeys, Tail};
use crate::chain::Head;
use crate::error::StoreError;
use crate::seal::{self, Kind, Place};
use crate::wire;

/// Changes after which a snapshot saves time.
const DUE_ENTRIES: u64 = 2_000;
/// Bytes of changes after which it does.
const DUE_BYTES: u64 = 8 * 1024 * 1024;

impl Store {
    /// Keeps `project`, which is the study at [`Store::position`], in the place of the snapshot
    /// before. It may be deleted at any time.
    pub fn save_snapshot(&mut self, project: &Project) -> Result<(), StoreError> {
        let chunks = wire::snapshot::write(&project.to_parts())
            .map_err(|error| StoreError::damaged("the study", error.to_string()))?;
        let (study, head, keys) = (self.study_id(), self.head, &self.keys);
        let count = chunks.len();
        let nonces: Vec<_> = chunks.iter().map(|_| seal::nonce(self.random.as_mut())).collect();
        let sealed: Vec<Vec<u8>> = chunks
            .into_par_iter()
            .zip(nonces)
            .enumerate()
            .map(|(index, (chunk, nonce))| {
                seal::seal(&keys.snapshot, place(study, head, index, count), &nonce, &chunk)
            })
            .collect();
        self.journal.put_snapshot(study, head.seq, &sealed)?;
        self.since_snapshot = Tail::default();
        Ok(())
    }

    /// Whether so much was committed since the snapshot that a new one saves time at opening.
    pub fn snapshot_due(&self) -> bool {
        let Tail { entries, bytes } = self.since_snapshot;
        entries >= DUE_ENTRIES || bytes >= DUE_BYTES
    }
}

/// The project of sealed chunks; none when they do not open or are of another format.
pub(super) fn open(
    keys: &StudyKeys,
    study: StudyId,
    salt: [u8; 16],
    head: Head,
    chunks: Vec<Vec<u8>>,
) -> Option<Project> {
    let count = chunks.len();
    let chunks: Option<Vec<Vec<u8>>> = chunks
        .into_par_iter()
        .enumerate()
        .map(|(index, chunk)| {
            let opened = seal::open(&keys.snapshot, place(study, head, index, count), chunk);
            opened.ok().filter(|chunk| wire::snapshot::is_known(chunk))
        })
        .collect();
    let parts = wire::snapshot::read(chunks?).ok()?;
    Project::from_parts(study, salt, parts).ok()
}

fn place(study: StudyId, head: Head, index: usize, count: usize) -> Place {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"funn snapshot v1").update(&head.link.0);
    for number in [index, count] {
        hasher.update(&u64::try_from(number).unwrap_or(u64::MAX).to_le_bytes());
    }
    Place::new(study, Kind::Snapshot, *hasher.finalize().as_bytes(), head.seq.0)
}
