//! Making a study.

use std::path::Path;

use funn_model::{Moment, StudyId};
use zeroize::Zeroizing;

use super::{Store, StudyKeys, Tail};
use crate::chain::Head;
use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::Journal as _;
use crate::journal::sqlite::SqliteJournal;
use crate::keys::{Cost, KeyRing, RecoveryKey, Role};
use crate::random::{Randomness, SeededRandomness};
use crate::vault;

/// What a study is made of.
pub struct NewStudy {
    /// Its id.
    pub id: StudyId,
    /// The salt of its passage checksums; random.
    pub salt: [u8; 16],
    /// What opens the study.
    pub passphrase: Zeroizing<String>,
    /// What opens its vault.
    pub vault_passphrase: Zeroizing<String>,
    /// What trying a passphrase costs.
    pub cost: Cost,
    /// When it is made.
    pub now: Moment,
}

/// A study just made.
#[derive(Debug)]
pub struct Created {
    /// The study, open and empty.
    pub store: Store,
    /// Opens the study when its passphrase is forgotten; kept nowhere else.
    pub recovery: RecoveryKey,
    /// The same for the vault.
    pub vault_recovery: RecoveryKey,
}

/// Makes a study in a folder that is empty or not there yet.
pub fn create(
    dir: &Path,
    new: NewStudy,
    random: &mut dyn Randomness,
) -> Result<Created, StoreError> {
    let NewStudy { id, salt, passphrase, vault_passphrase, cost, now: _ } = new;
    let (ring, recovery) = KeyRing::create(Role::Study, id, salt, (&passphrase, cost), random)?;
    let (vault_ring, vault_recovery) =
        KeyRing::create(Role::Vault, id, salt, (&vault_passphrase, cost), random)?;
    refuse_what_is_there(dir)?;
    files::make_dir(dir)?;
    let lock = Lock::take(dir, files::STUDY_LOCK)?;
    files::make_dir(&dir.join(files::MEDIA))?;
    files::make_dir(&dir.join(files::BACKUPS))?;
    vault::create(dir, &vault_ring, random)?;
    ring.save(&dir.join(files::STUDY_KEYS), random)?;
    let mut random = SeededRandomness::seeded_by(random);
    let keys = StudyKeys::of(&ring);
    let head = Head::start(id);
    let mut journal = SqliteJournal::create(&dir.join(files::STUDY_DB))?;
    journal.begin(id, &super::commit::seal_head(&keys, id, head, &mut random))?;
    let store = Store {
        dir: dir.to_owned(),
        ring,
        keys,
        journal: Box::new(journal),
        head,
        random: Box::new(random),
        since_snapshot: Tail::default(),
        undo_memory: std::cell::RefCell::default(),
        _lock: lock,
    };
    Ok(Created { store, recovery, vault_recovery })
}

fn refuse_what_is_there(dir: &Path) -> Result<(), StoreError> {
    let exists = || StoreError::Exists { dir: dir.to_owned() };
    match std::fs::read_dir(dir) {
        Ok(mut entries) => entries.next().map_or(Ok(()), |_something| Err(exists())),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(()),
        Err(error) if error.kind() == std::io::ErrorKind::NotADirectory => Err(exists()),
        Err(error) => Err(StoreError::io("reading", dir, error)),
    }
}
