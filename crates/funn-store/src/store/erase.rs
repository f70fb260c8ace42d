//! Forgetting: passphrases, keys of participants, and the content of changes.

use std::collections::BTreeMap;

use funn_model::{Change, ChangeId, ParticipantId};
use zeroize::Zeroizing;

use super::{Store, Tail};
use crate::chain::{Header, Seq};
use crate::error::StoreError;
use crate::journal::{SealedBlob, SealedRow};
use crate::keys::Cost;
use crate::label::{self, Label};
use crate::seal::{self, Kind, Place};
use crate::wire;

/// A change whose content is to be erased.
#[derive(Debug, Clone, PartialEq)]
pub struct Redaction {
    /// The change.
    pub id: ChangeId,
    /// What may remain of it, as change and inverse.
    pub keep: Option<(Change, Change)>,
}

impl Store {
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

    /// Destroys the key of a participant's texts and deletes the texts. No copy that Funn made,
    /// backups among them, opens after this. That there was a text of theirs stays known, so that
    /// its absence is no damage. Answers whether there was a key.
    pub fn destroy_text_key(&mut self, participant: ParticipantId) -> Result<bool, StoreError> {
        let labels = self.labels()?;
        let mut changed = self.ring.clone();
        let had_key = changed.forget(participant);
        self.save_keys(changed)?;
        let study = self.study_id();
        let owned = labels.iter().filter(|(_, label)| label.owner == Some(participant));
        let contents: Vec<_> = owned.clone().map(|(_, label)| label.content_key()).collect();
        let mut emptied = Vec::new();
        for (id, _) in owned {
            let label = Label { owner: Some(participant), address: [0; 32] };
            let key = label::label_key(id.as_bytes());
            let nonce = seal::nonce(self.random.as_mut());
            let place = label::label_place(study, key);
            let sealed = seal::seal(&self.keys.labels, place, &nonce, &label.to_bytes());
            emptied.push(SealedBlob { key, sealed });
        }
        self.journal.put_blobs(study, &emptied)?;
        self.journal.delete_blobs(study, &contents)?;
        self.journal.wipe()?;
        Ok(had_key)
    }

    /// Erases the content of changes; the chain still verifies. The snapshot goes as well, since it
    /// may hold what was erased: save a new one.
    pub fn redact(&mut self, redactions: &[Redaction]) -> Result<(), StoreError> {
        let mut wanted: BTreeMap<ChangeId, &Redaction> =
            redactions.iter().map(|redaction| (redaction.id, redaction)).collect();
        let mut found: Vec<(Seq, Header, &Redaction)> = Vec::new();
        for header in self.headers_backwards() {
            if wanted.is_empty() {
                break;
            }
            let (seq, header) = header?;
            if let Some(redaction) = wanted.remove(&header.id) {
                found.push((seq, header, redaction));
            }
        }
        if let Some(id) = wanted.keys().next() {
            return Err(StoreError::NoSuchChange { id: id.to_string() });
        }
        let rows: Result<Vec<SealedRow>, StoreError> = found
            .into_iter()
            .map(|(seq, header, redaction)| self.redacted_row(seq, &header, redaction))
            .collect();
        let study = self.study_id();
        self.journal.delete_snapshot(study)?;
        self.since_snapshot = Tail { entries: self.head.seq.0, bytes: 0 };
        self.undo_memory.get_mut().clear();
        self.journal.replace_rows(study, &rows?)?;
        self.journal.wipe()
    }

    fn redacted_row(
        &mut self,
        seq: Seq,
        header: &Header,
        redaction: &Redaction,
    ) -> Result<SealedRow, StoreError> {
        let kept = match &redaction.keep {
            None => Vec::new(),
            Some((change, inverse)) => wire::write(change, inverse)
                .map_err(|error| StoreError::damaged("the change", error.to_string()))?,
        };
        let study = self.study_id();
        let id = seal::wide(header.id.as_bytes());
        let place = Place::new(study, Kind::Redaction, id, seq.0);
        let payload =
            seal::seal(&self.keys.journal, place, &seal::nonce(self.random.as_mut()), &kept);
        let header = Header { redacted: true, ..header.clone() };
        let header =
            super::commit::seal_header(&self.keys, study, seq, &header, self.random.as_mut());
        Ok(SealedRow { seq, header, payload })
    }
}
