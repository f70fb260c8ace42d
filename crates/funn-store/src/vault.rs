//! [`Vault`]: who the participants are, kept apart from what they said.
//!
//! The vault has its own file, its own keys and its own passphrase. What concerns one participant
//! is sealed with a key of that participant's, so that destroying the key forgets the person.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use funn_model::{ParticipantId, SourceId, StudyId};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::sqlite::SqliteJournal;
use crate::journal::{BlobKey, BlobKind, Journal, SealedBlob};
use crate::keys::{Cost, KeyRing, Role, Secret};
use crate::label::{self, Label};
use crate::random::Randomness;
use crate::seal::{self, Key, Kind, Place};

/// Who a participant is.
#[derive(Clone, PartialEq, Eq, Default, Zeroize, ZeroizeOnDrop)]
pub struct Identity {
    /// Their name.
    pub name: String,
    /// How to reach them.
    pub contact: String,
    /// What else the study must know of them.
    pub notes: String,
}

impl std::fmt::Debug for Identity {
    /// Says nothing: who people are stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Identity")
    }
}

/// A file as it was handed in, with what its metadata said of people.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Original {
    /// Metadata that names people, such as `file`, `author`, `last editor`.
    pub metadata: BTreeMap<String, String>,
    /// Its bytes; may be empty when only the metadata is kept.
    pub bytes: Vec<u8>,
}

impl std::fmt::Debug for Original {
    /// Length only.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Original({} bytes)", self.bytes.len())
    }
}

#[derive(Serialize, Deserialize)]
struct IdentityWire<'a> {
    v: u32,
    name: std::borrow::Cow<'a, str>,
    contact: std::borrow::Cow<'a, str>,
    notes: std::borrow::Cow<'a, str>,
}

/// Who the participants of a study are, held by this program until it is dropped.
pub struct Vault {
    dir: PathBuf,
    ring: KeyRing,
    journal: Box<dyn Journal>,
    random: Box<dyn Randomness + Send>,
    _lock: Lock,
}

impl std::fmt::Debug for Vault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Vault").field("dir", &self.dir).finish_non_exhaustive()
    }
}

/// Makes an empty vault.
pub(crate) fn create(
    dir: &Path,
    ring: &KeyRing,
    random: &mut dyn Randomness,
) -> Result<(), StoreError> {
    ring.save(&dir.join(files::VAULT_KEYS), random)?;
    SqliteJournal::create(&dir.join(files::VAULT_DB)).map(drop)
}

impl Vault {
    /// Opens the vault of a study.
    pub fn open(
        dir: &Path,
        secret: &Secret,
        random: Box<dyn Randomness + Send>,
    ) -> Result<Self, StoreError> {
        for missing in [files::VAULT_KEYS, files::VAULT_DB] {
            if !dir.join(missing).is_file() {
                return Err(StoreError::NotAStudy { dir: dir.to_owned(), missing });
            }
        }
        let lock = Lock::take(dir, files::VAULT_LOCK)?;
        for leftover in files::leftovers(dir, true) {
            files::remove(&leftover)?;
        }
        let ring = KeyRing::open(&dir.join(files::VAULT_KEYS), Role::Vault, secret)?;
        let journal = Box::new(SqliteJournal::open(&dir.join(files::VAULT_DB))?);
        Ok(Self { dir: dir.to_owned(), ring, journal, random, _lock: lock })
    }

    /// The study's id.
    pub fn study_id(&self) -> StudyId {
        self.ring.study()
    }

    /// Keeps who a participant is, in the place of what was known before.
    pub fn put_identity(
        &mut self,
        participant: ParticipantId,
        identity: &Identity,
    ) -> Result<(), StoreError> {
        let Identity { name, contact, notes } = identity;
        let wire =
            IdentityWire { v: 1, name: name.into(), contact: contact.into(), notes: notes.into() };
        let json = serde_json::to_vec(&wire)
            .map_err(|_unwritable| StoreError::damaged("the vault", "an identity"))?;
        let json = Zeroizing::new(json);
        self.ensure_key(Some(participant))?;
        let place = self.identity_place(participant);
        let nonce = seal::nonce(self.random.as_mut());
        let sealed = seal::seal(self.key(Some(participant))?, place, &nonce, &json);
        let key = identity_key(participant);
        self.journal.put_blobs(self.study_id(), &[SealedBlob { key, sealed }])
    }

    /// Who a participant is, if that is known.
    pub fn identity(&self, participant: ParticipantId) -> Result<Option<Identity>, StoreError> {
        let sealed = self.journal.blob(self.study_id(), identity_key(participant))?;
        sealed.map(|sealed| self.open_identity(participant, sealed)).transpose()
    }

    /// Everybody who is known, by id.
    pub fn identities(&self) -> Result<BTreeMap<ParticipantId, Identity>, StoreError> {
        let mut identities = BTreeMap::new();
        let study = self.study_id();
        self.journal.visit_blobs(study, BlobKind::Identity, &mut |id, sealed| {
            let id = id.first_chunk().copied().unwrap_or_default();
            let participant = ParticipantId::from_bytes(id);
            identities.insert(participant, self.open_identity(participant, sealed)?);
            Ok(())
        })?;
        Ok(identities)
    }

    /// Keeps the original of a source, in the place of what was kept before. `participant` is whose
    /// it is, if one person's: their key seals it.
    pub fn put_original(
        &mut self,
        source: SourceId,
        participant: Option<ParticipantId>,
        original: &Original,
    ) -> Result<(), StoreError> {
        self.ensure_key(participant)?;
        self.delete_original(source)?;
        let study = self.study_id();
        let content = Zeroizing::new(original_bytes(original)?);
        let label = Label::of(&self.addresses(), participant, &content);
        let label_key = label::label_key(source.as_bytes());
        let (for_label, for_content) =
            (seal::nonce(self.random.as_mut()), seal::nonce(self.random.as_mut()));
        let sealed_label = seal::seal(
            &self.labels(),
            label::label_place(study, label_key),
            &for_label,
            &label.to_bytes(),
        );
        let key = self.content_key(participant)?;
        let sealed = seal::seal(&key, label.content_place(study), &for_content, &content);
        let blobs = [
            SealedBlob { key: label.content_key(), sealed },
            SealedBlob { key: label_key, sealed: sealed_label },
        ];
        self.journal.put_blobs(study, &blobs)
    }

    /// The original of a source, if one is kept.
    pub fn original(&self, source: SourceId) -> Result<Option<Original>, StoreError> {
        let study = self.study_id();
        let Some(label) = self.label(source)? else { return Ok(None) };
        let Some(sealed) = self.journal.blob(study, label.content_key())? else { return Ok(None) };
        let damaged = || StoreError::damaged("the vault", "an original does not open");
        let key = self.content_key(label.owner)?;
        let content =
            seal::open(&key, label.content_place(study), sealed).map_err(|_forged| damaged())?;
        read_original(&Zeroizing::new(content)).map(Some).ok_or_else(damaged)
    }

    /// Deletes the original of a source; answers whether one was kept.
    pub fn delete_original(&mut self, source: SourceId) -> Result<bool, StoreError> {
        let Some(label) = self.label(source)? else { return Ok(false) };
        let own = label::label_key(source.as_bytes());
        let mut shared = false;
        let (study, labels) = (self.study_id(), self.labels());
        self.journal.visit_blobs(study, BlobKind::Label, &mut |id, sealed| {
            let key = BlobKey { kind: BlobKind::Label, id };
            let other = label::open(&labels, study, key, sealed);
            shared |= key != own && other.is_some_and(|other| other.address == label.address);
            Ok(())
        })?;
        let keys = [own, label.content_key()];
        let keys = if shared { keys.get(..1) } else { keys.get(..) };
        self.journal.delete_blobs(study, keys.unwrap_or_default())?;
        self.journal.wipe()?;
        Ok(true)
    }

    /// Destroys a participant's key and deletes what it sealed. No copy that Funn made, backups
    /// among them, opens after this. Answers whether there was a key.
    pub fn destroy_key(&mut self, participant: ParticipantId) -> Result<bool, StoreError> {
        let study = self.study_id();
        let mut keys = vec![identity_key(participant)];
        let labels = self.labels();
        self.journal.visit_blobs(study, BlobKind::Label, &mut |id, sealed| {
            let key = BlobKey { kind: BlobKind::Label, id };
            if let Some(label) = label::open(&labels, study, key, sealed)
                && label.owner == Some(participant)
            {
                keys.extend([key, label.content_key()]);
            }
            Ok(())
        })?;
        let mut changed = self.ring.clone();
        let had_key = changed.forget(participant);
        self.save_keys(changed)?;
        self.journal.delete_blobs(study, &keys)?;
        self.journal.wipe()?;
        Ok(had_key)
    }

    /// Puts a new passphrase in the place of the old one. The recovery key stays as it is.
    pub fn change_passphrase(
        &mut self,
        new: &Zeroizing<String>,
        cost: Option<Cost>,
    ) -> Result<(), StoreError> {
        let cost = cost.unwrap_or_else(|| self.ring.cost());
        let mut changed = self.ring.clone();
        changed.set_passphrase(new, cost, self.random.as_mut())?;
        self.save_keys(changed)
    }

    fn open_identity(
        &self,
        participant: ParticipantId,
        sealed: Vec<u8>,
    ) -> Result<Identity, StoreError> {
        let damaged = || StoreError::damaged("the vault", "an identity does not open");
        let key = self.key(Some(participant))?;
        let json = seal::open(key, self.identity_place(participant), sealed);
        let json = Zeroizing::new(json.map_err(|_forged| damaged())?);
        let wire: IdentityWire<'_> =
            serde_json::from_slice(&json).map_err(|_malformed| damaged())?;
        match wire.v {
            1 => Ok(Identity {
                name: wire.name.into_owned(),
                contact: wire.contact.into_owned(),
                notes: wire.notes.into_owned(),
            }),
            version => Err(StoreError::TooNew { version }),
        }
    }

    fn label(&self, source: SourceId) -> Result<Option<Label>, StoreError> {
        let key = label::label_key(source.as_bytes());
        let sealed = self.journal.blob(self.study_id(), key)?;
        let opened = sealed.map(|sealed| label::open(&self.labels(), self.study_id(), key, sealed));
        match opened {
            None => Ok(None),
            Some(Some(label)) => Ok(Some(label)),
            Some(None) => Err(StoreError::damaged("the vault", "a label does not open")),
        }
    }

    fn ensure_key(&mut self, participant: Option<ParticipantId>) -> Result<(), StoreError> {
        if participant.is_none_or(|id| self.ring.participant(id).is_some()) {
            return Ok(());
        }
        let mut changed = self.ring.clone();
        changed.ensure(participant, self.random.as_mut());
        self.save_keys(changed)
    }

    fn save_keys(&mut self, changed: KeyRing) -> Result<(), StoreError> {
        let place = (self.dir.as_path(), files::VAULT_KEYS);
        self.ring.become_saved(changed, place, self.random.as_mut())
    }

    fn key(&self, participant: Option<ParticipantId>) -> Result<&Key, StoreError> {
        participant
            .and_then(|participant| self.ring.participant(participant))
            .ok_or_else(|| StoreError::damaged("the vault", "a participant's key is not there"))
    }

    fn content_key(&self, participant: Option<ParticipantId>) -> Result<Key, StoreError> {
        match participant {
            None => Ok(self.ring.purpose("funn 2026-11-23 originals v1")),
            Some(_) => self.key(participant).cloned(),
        }
    }

    fn labels(&self) -> Key {
        self.ring.purpose("funn 2026-11-23 vault labels v1")
    }

    fn addresses(&self) -> Key {
        self.ring.purpose("funn 2026-11-23 vault addresses v1")
    }

    fn identity_place(&self, participant: ParticipantId) -> Place {
        let id = seal::wide(participant.as_bytes());
        Place::new(self.study_id(), Kind::Identity, id, 0)
    }
}

fn identity_key(participant: ParticipantId) -> BlobKey {
    BlobKey { kind: BlobKind::Identity, id: seal::wide(participant.as_bytes()) }
}

/// `format (1) | length of the metadata (4, little endian) | metadata as JSON | bytes`.
fn original_bytes(original: &Original) -> Result<Vec<u8>, StoreError> {
    let unwritable = || StoreError::damaged("the vault", "metadata that cannot be written");
    let metadata = serde_json::to_vec(&original.metadata).map_err(|_unwritable| unwritable())?;
    let length = u32::try_from(metadata.len()).map_err(|_too_long| unwritable())?;
    let mut content = vec![1];
    content.extend_from_slice(&length.to_le_bytes());
    content.extend_from_slice(&metadata);
    content.extend_from_slice(&original.bytes);
    Ok(content)
}

fn read_original(content: &[u8]) -> Option<Original> {
    let (&[1], rest) = content.split_first_chunk::<1>()? else { return None };
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
    let (metadata, bytes) = rest.split_at_checked(length)?;
    let metadata = serde_json::from_slice(metadata).ok()?;
    Some(Original { metadata, bytes: bytes.to_vec() })
}
