//! [`Store`]: the journal of one study, open.

mod backup;
mod commit;
mod create;
mod doctor;
mod drift;
mod entries;
mod erase;
#[cfg(test)]
mod faults;
mod open;
mod replay;
mod snapshot;
mod texts;
mod undo;
mod verify;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use funn_model::{StudyId, UserId};

use crate::chain::{Head, Seq};
use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::Journal;
use crate::keys::KeyRing;
use crate::random::Randomness;
use crate::seal::Key;

pub(crate) use backup::renew_keys_copy;
pub use backup::{BackupReport, RestoreReport, Restored, backups, restore};
pub use commit::NewText;
pub use create::{Created, NewStudy, create};
pub use doctor::{Finding, Severity};
pub use entries::{Entries, Logged};
pub use erase::Redaction;
pub use open::{OpenNote, Opened};
pub use verify::{Problem, Verification};

/// The journal of one study, held by this program until it is dropped.
pub struct Store {
    dir: PathBuf,
    ring: KeyRing,
    keys: StudyKeys,
    journal: Box<dyn Journal>,
    head: Head,
    random: Box<dyn Randomness + Send>,
    since_snapshot: Tail,
    undo_memory: RefCell<BTreeMap<UserId, undo::Remembered>>,
    _lock: Lock,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Store")
            .field("dir", &self.dir)
            .field("seq", &self.head.seq)
            .finish_non_exhaustive()
    }
}

/// The keys of a study, by purpose.
#[derive(Debug)]
struct StudyKeys {
    journal: Key,
    snapshot: Key,
    labels: Key,
    texts: Key,
    addresses: Key,
}

impl StudyKeys {
    fn of(ring: &KeyRing) -> Self {
        Self {
            journal: ring.purpose("funn 2026-11-23 journal v1"),
            snapshot: ring.purpose("funn 2026-11-23 snapshot v1"),
            labels: ring.purpose("funn 2026-11-23 labels v1"),
            texts: ring.purpose("funn 2026-11-23 texts v1"),
            addresses: ring.purpose("funn 2026-11-23 addresses v1"),
        }
    }
}

/// What was committed since the snapshot.
#[derive(Debug, Clone, Copy, Default)]
struct Tail {
    entries: u64,
    bytes: u64,
}

impl Store {
    /// The study's id.
    pub fn study_id(&self) -> StudyId {
        self.ring.study()
    }

    /// The study's folder.
    pub fn dir(&self) -> &Path {
        &self.dir
    }

    /// The place of the newest change.
    pub fn position(&self) -> Seq {
        self.head.seq
    }

    fn file(&self, name: &str) -> PathBuf {
        self.dir.join(name)
    }

    /// Writes changed keys, and the copy beside the backups, where there is one.
    fn save_keys(&mut self, changed: KeyRing) -> Result<(), StoreError> {
        let place = (self.dir.as_path(), files::STUDY_KEYS);
        self.ring.become_saved(changed, place, self.random.as_mut())
    }
}
