//! Committing a change.

use funn_model::{Entry, ParticipantId, StudyId, TextId};

use super::texts::seal_texts;
use super::{Store, StudyKeys};
use crate::chain::{self, Head, Header, Link, Seq};
use crate::error::StoreError;
use crate::journal::{Append, SealedRow};
use crate::random::{self, Randomness};
use crate::seal::{self, Kind, Place};
use crate::wire;

/// The largest payload that a row takes, in bytes: SQLite's own limit, less what sealing adds.
const LARGEST: usize = 999_000_000;

/// A text that a change brings.
#[derive(Clone, Copy)]
pub struct NewText<'a> {
    /// Its id, as the change names it.
    pub id: TextId,
    /// Whose words these are, if one person's: their key seals it.
    pub owner: Option<ParticipantId>,
    /// The text.
    pub text: &'a str,
}

impl std::fmt::Debug for NewText<'_> {
    /// Length only: what people said stays out of logs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "NewText({}, {} bytes)", self.id, self.text.len())
    }
}

impl Store {
    /// Records a change with the texts that it brings, in one transaction that has reached the disk
    /// when this answers. The caller has validated the change. On an error nothing is written.
    pub fn commit(&mut self, entry: &Entry, texts: &[NewText<'_>]) -> Result<Seq, StoreError> {
        let payload = wire::write(&entry.change, &entry.inverse)
            .map_err(|error| StoreError::damaged("the change", error.to_string()))?;
        if payload.len() > LARGEST {
            return Err(StoreError::TooLarge { bytes: payload.len() });
        }
        let owners = texts.iter().filter_map(|text| text.owner);
        if owners.clone().any(|owner| self.ring.participant(owner).is_none()) {
            let mut changed = self.ring.clone();
            changed.ensure(owners, self.random.as_mut());
            self.save_keys(changed)?;
        }
        let study = self.study_id();
        let blobs = seal_texts(&self.ring, &self.keys, texts, self.random.as_mut())?;
        let head = self.head;
        let (row, next) =
            seal_row(&self.keys, (study, head), entry, &payload, self.random.as_mut());
        let sealed_head = seal_head(&self.keys, study, next, self.random.as_mut());
        let append = Append { row: &row, blobs: &blobs, head: &sealed_head };
        self.journal.append(study, &append)?;
        self.head = next;
        self.since_snapshot.entries += 1;
        self.since_snapshot.bytes += u64::try_from(row.payload.len()).unwrap_or_default();
        self.undo_memory.get_mut().remove(&entry.user);
        Ok(next.seq)
    }
}

/// The row of an entry, and where the journal ends with it.
fn seal_row(
    keys: &StudyKeys,
    (study, head): (StudyId, Head),
    entry: &Entry,
    payload: &[u8],
    random: &mut dyn Randomness,
) -> (SealedRow, Head) {
    let seq = head.seq.next();
    let salt: [u8; 32] = random::bytes(random);
    let mut header = Header {
        id: entry.id,
        at: entry.at,
        user: entry.user,
        intent: entry.intent,
        digest: chain::digest(&salt, payload),
        link: Link([0; 32]),
        redacted: false,
    };
    header.link = header.link(study, &head.link, seq);
    let salted = [salt.as_slice(), payload].concat();
    let place = Place::new(study, Kind::Payload, seal::wide(entry.id.as_bytes()), seq.0);
    let payload = seal::seal(&keys.journal, place, &seal::nonce(random), &salted);
    let sealed = seal_header(keys, study, seq, &header, random);
    (SealedRow { seq, header: sealed, payload }, Head { seq, link: header.link })
}

pub(super) fn seal_header(
    keys: &StudyKeys,
    study: StudyId,
    seq: Seq,
    header: &Header,
    random: &mut dyn Randomness,
) -> Vec<u8> {
    let place = Place::new(study, Kind::Header, [0; 32], seq.0);
    seal::seal(&keys.journal, place, &seal::nonce(random), &header.to_bytes())
}

pub(super) fn seal_head(
    keys: &StudyKeys,
    study: StudyId,
    head: Head,
    random: &mut dyn Randomness,
) -> Vec<u8> {
    let place = Place::new(study, Kind::Head, [0; 32], 0);
    seal::seal(&keys.journal, place, &seal::nonce(random), &head.to_bytes())
}
