//! Keys: a ring of random keys in one small file, opened by any of its slots.
//!
//! The ring is sealed with a wrapping key that is new each time the file is written. Each slot
//! wraps that key for one secret: a passphrase (Argon2id) or the recovery key. The keys of the
//! slots stand inside the ring, so that whoever has it open can write it anew for every slot.

mod file;
mod recovery;

use std::collections::BTreeMap;
use std::path::Path;

use argon2::{Algorithm, Argon2, Params, Version};
use funn_model::{ParticipantId, StudyId};
use zeroize::Zeroizing;

use crate::error::StoreError;
use crate::files;
use crate::random::{self, Randomness};
use crate::seal::Key;
use crate::store::renew_keys_copy;

pub use recovery::RecoveryKey;

/// What opens a study or a vault.
#[derive(Clone)]
pub enum Secret {
    /// What its people remember.
    Passphrase(Zeroizing<String>),
    /// What was shown once, when it was made.
    RecoveryKey(Zeroizing<String>),
}

impl Secret {
    /// A passphrase.
    pub fn passphrase(passphrase: impl Into<String>) -> Self {
        Self::Passphrase(Zeroizing::new(passphrase.into()))
    }

    /// A recovery key, as it was shown.
    pub fn recovery_key(key: impl Into<String>) -> Self {
        Self::RecoveryKey(Zeroizing::new(key.into()))
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret")
    }
}

/// What it costs to try one passphrase (Argon2id, RFC 9106, one lane).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over that memory.
    pub passes: u32,
}

impl Default for Cost {
    /// 64 MiB and 3 passes, about 0.3 s.
    fn default() -> Self {
        Self { memory_kib: 64 * 1024, passes: 3 }
    }
}

impl Cost {
    /// As cheap as can be; for tests only.
    pub const LEAST: Self = Self { memory_kib: 8, passes: 1 };

    fn slot_key(self, passphrase: &str, salt: &[u8; 16]) -> Result<Key, StoreError> {
        if self.memory_kib > 4 * 1024 * 1024 || self.passes > 64 {
            return Err(StoreError::BadCost);
        }
        let params = Params::new(self.memory_kib, self.passes, 1, Some(32));
        let params = params.map_err(|_out_of_range| StoreError::BadCost)?;
        let mut key = Key([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(passphrase.as_bytes(), salt, &mut key.0)
            .map_err(|_out_of_range| StoreError::BadCost)?;
        Ok(key)
    }
}

/// For what a ring is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Role {
    Study = 1,
    Vault = 2,
}

/// How a slot's key comes about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Passphrase(Cost),
    Recovery,
}

/// One secret's way into the ring.
#[derive(Debug, Clone)]
struct Slot {
    way: Way,
    salt: [u8; 16],
    key: Key,
}

/// The keys of a study or of a vault, open.
#[derive(Debug, Clone)]
pub(crate) struct KeyRing {
    role: Role,
    study: StudyId,
    slots: Vec<Slot>,
    root: Key,
    salt: [u8; 16],
    participants: BTreeMap<ParticipantId, Key>,
}

impl KeyRing {
    /// A new ring with two slots; the recovery key is made here.
    pub(crate) fn create(
        role: Role,
        study: StudyId,
        salt: [u8; 16],
        (passphrase, cost): (&str, Cost),
        random: &mut dyn Randomness,
    ) -> Result<(Self, RecoveryKey), StoreError> {
        let recovery = RecoveryKey::random(random);
        let passphrase = passphrase_slot(passphrase, cost, random)?;
        let recovery_salt = random::bytes(random);
        let by_recovery = Slot {
            way: Way::Recovery,
            salt: recovery_salt,
            key: recovery.slot_key(&recovery_salt),
        };
        let slots = vec![passphrase, by_recovery];
        let root = Key::random(random);
        let ring = Self { role, study, slots, root, salt, participants: BTreeMap::new() };
        Ok((ring, recovery))
    }

    /// Reads the ring with a secret.
    pub(crate) fn open(path: &Path, role: Role, secret: &Secret) -> Result<Self, StoreError> {
        file::open(&files::read_limited(path, file::LARGEST)?, role, secret)
    }

    /// Writes the ring with a new wrapping key in the place of the old file.
    pub(crate) fn save(&self, path: &Path, random: &mut dyn Randomness) -> Result<(), StoreError> {
        files::replace(path, &file::sealed(self, random))
    }

    /// Writes `changed` in the place of this ring and becomes it; the copy beside the backups
    /// follows. However this fails, the ring here is the one in the file.
    pub(crate) fn become_saved(
        &mut self,
        changed: Self,
        (dir, name): (&Path, &str),
        random: &mut dyn Randomness,
    ) -> Result<(), StoreError> {
        let replaced = files::put(&dir.join(name), &file::sealed(&changed, random))?;
        *self = changed;
        replaced.finish()?;
        renew_keys_copy(dir, name)
    }

    pub(crate) fn study(&self) -> StudyId {
        self.study
    }

    /// The salt of passage checksums.
    pub(crate) fn salt(&self) -> [u8; 16] {
        self.salt
    }

    /// A key for one purpose.
    pub(crate) fn purpose(&self, purpose: &str) -> Key {
        self.root.derive(purpose)
    }

    pub(crate) fn participant(&self, id: ParticipantId) -> Option<&Key> {
        self.participants.get(&id)
    }

    /// Makes a key for each participant who has none.
    pub(crate) fn ensure(
        &mut self,
        ids: impl IntoIterator<Item = ParticipantId>,
        random: &mut dyn Randomness,
    ) {
        for id in ids {
            self.participants.entry(id).or_insert_with(|| Key::random(random));
        }
    }

    /// Forgets a participant's key; answers whether there was one.
    pub(crate) fn forget(&mut self, id: ParticipantId) -> bool {
        self.participants.remove(&id).is_some()
    }

    /// Puts a new passphrase in the place of the old one; the recovery key stays.
    pub(crate) fn set_passphrase(
        &mut self,
        passphrase: &str,
        cost: Cost,
        random: &mut dyn Randomness,
    ) -> Result<(), StoreError> {
        let slot = passphrase_slot(passphrase, cost, random)?;
        self.slots.retain(|slot| slot.way == Way::Recovery);
        self.slots.insert(0, slot);
        Ok(())
    }

    /// The cost of the passphrase in use.
    pub(crate) fn cost(&self) -> Cost {
        let mut costs = self.slots.iter().filter_map(|slot| match slot.way {
            Way::Passphrase(cost) => Some(cost),
            Way::Recovery => None,
        });
        costs.next().unwrap_or_default()
    }
}

fn passphrase_slot(
    passphrase: &str,
    cost: Cost,
    random: &mut dyn Randomness,
) -> Result<Slot, StoreError> {
    if passphrase.is_empty() {
        return Err(StoreError::EmptyPassphrase);
    }
    let salt = random::bytes(random);
    Ok(Slot { way: Way::Passphrase(cost), salt, key: cost.slot_key(passphrase, &salt)? })
}
