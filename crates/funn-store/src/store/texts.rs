//! Texts: sealed with the key of whose words they are, addressed by a keyed hash.
//!
//! A label, under the text's id, says whose key seals the content and where it is; the content
//! stands under its address.

use std::collections::BTreeMap;
use std::sync::Mutex;

use funn_model::{ParticipantId, StudyId, Text, TextId};
use rayon::prelude::*;

use super::commit::NewText;
use super::{Store, StudyKeys};
use crate::error::StoreError;
use crate::journal::{BlobKey, BlobKind, Journal, SealedBlob};
use crate::keys::KeyRing;
use crate::label::{self, Label};
use crate::random::Randomness;
use crate::seal::{self, Key};

/// Bytes of texts that are opened at a time.
const BATCH: usize = 8 * 1024 * 1024;

/// Every text of a study, and those that did not open.
#[derive(Debug, Default)]
pub(super) struct Texts {
    pub(super) texts: Vec<(TextId, Text)>,
    pub(super) lost: Vec<LostText>,
}

/// A text that cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct LostText {
    pub(super) id: TextId,
    pub(super) why: WhyLost,
}

/// Why.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum WhyLost {
    /// The key of whose words they were was destroyed.
    KeyDestroyed(ParticipantId),
    /// The content is not there.
    Missing,
    /// The content does not open, or is not text.
    Damaged,
}

/// The key that seals a content; none when it was destroyed.
fn key_of<'k>(label: &Label, ring: &'k KeyRing, keys: &'k StudyKeys) -> Option<&'k Key> {
    match label.owner {
        None => Some(&keys.texts),
        Some(owner) => ring.participant(owner),
    }
}

/// The labels and contents of new texts.
pub(super) fn seal_texts(
    ring: &KeyRing,
    keys: &StudyKeys,
    texts: &[NewText<'_>],
    random: &mut dyn Randomness,
) -> Result<Vec<SealedBlob>, StoreError> {
    let study = ring.study();
    let nonces: Vec<_> = texts.iter().map(|_| (seal::nonce(random), seal::nonce(random))).collect();
    let sealed: Result<Vec<[SealedBlob; 2]>, StoreError> = texts
        .par_iter()
        .zip(nonces)
        .map(|(new, (for_label, for_content))| {
            let bytes = new.text.as_bytes();
            let label = Label::of(&keys.addresses, new.owner, bytes);
            let key = key_of(&label, ring, keys)
                .ok_or_else(|| StoreError::damaged("the keys file", "a participant has no key"))?;
            let label_key = label::label_key(new.id.as_bytes());
            let label_place = label::label_place(study, label_key);
            let sealed_label = seal::seal(&keys.labels, label_place, &for_label, &label.to_bytes());
            let content = seal::seal(key, label.content_place(study), &for_content, bytes);
            Ok([
                SealedBlob { key: label_key, sealed: sealed_label },
                SealedBlob { key: label.content_key(), sealed: content },
            ])
        })
        .collect();
    Ok(sealed?.into_iter().flatten().collect())
}

impl Store {
    /// Every text, opened in parallel while the file is read. `meanwhile` runs beside it.
    pub(super) fn texts_and<R: Send>(
        &self,
        meanwhile: impl FnOnce() -> R + Send,
    ) -> Result<(Texts, R), StoreError> {
        let labels = self.labels()?;
        let mut by_address: BTreeMap<[u8; 32], Labels> = BTreeMap::new();
        for (id, label) in labels {
            by_address.entry(label.address).or_default().push((id, label));
        }
        let (ring, keys, study) = (&self.ring, &self.keys, self.study_id());
        let opened = Mutex::new(Texts::default());
        let mut aside = None;
        let journal = self.journal.as_ref();
        let read = rayon::in_place_scope(|scope| {
            let (opened, aside) = (&opened, &mut aside);
            scope.spawn(move |_| *aside = Some(meanwhile()));
            read_batches(journal, study, &mut |batch: Vec<Sealed>| {
                let batch: Vec<_> = batch
                    .into_iter()
                    .filter_map(|(address, sealed)| Some((by_address.remove(&address)?, sealed)))
                    .collect();
                scope.spawn(move |_| {
                    let batch = open_batch(study, ring, keys, batch);
                    if let Ok(mut opened) = opened.lock() {
                        opened.texts.extend(batch.texts);
                        opened.lost.extend(batch.lost);
                    }
                });
            })
        });
        read?;
        let mut texts = opened.into_inner().unwrap_or_default();
        for (id, label) in by_address.into_values().flatten() {
            let why = match (label.owner, key_of(&label, ring, keys)) {
                (Some(owner), None) => WhyLost::KeyDestroyed(owner),
                _ => WhyLost::Missing,
            };
            texts.lost.push(LostText { id, why });
        }
        texts.texts.sort_unstable_by_key(|(id, _)| *id);
        texts.lost.sort_unstable();
        let aside = aside.ok_or_else(|| StoreError::damaged("the study", "it was not read"))?;
        Ok((texts, aside))
    }

    /// Every label, by text.
    pub(super) fn labels(&self) -> Result<Labels, StoreError> {
        let study = self.study_id();
        let mut labels = Vec::new();
        self.journal.visit_blobs(study, BlobKind::Label, &mut |id, sealed| {
            let key = BlobKey { kind: BlobKind::Label, id };
            let label = label::open(&self.keys.labels, study, key, sealed);
            let (Some(label), Some(text)) = (label, id.first_chunk()) else {
                return Err(StoreError::damaged("the list of texts", "a label does not open"));
            };
            labels.push((TextId::from_bytes(*text), label));
            Ok(())
        })?;
        Ok(labels)
    }
}

type Sealed = ([u8; 32], Vec<u8>);
type Labels = Vec<(TextId, Label)>;

fn read_batches(
    journal: &dyn Journal,
    study: StudyId,
    hand_over: &mut dyn FnMut(Vec<Sealed>),
) -> Result<(), StoreError> {
    let (mut batch, mut bytes) = (Vec::new(), 0);
    journal.visit_blobs(study, BlobKind::Content, &mut |address, sealed| {
        bytes += sealed.len();
        batch.push((address, sealed));
        if bytes >= BATCH {
            hand_over(std::mem::take(&mut batch));
            bytes = 0;
        }
        Ok(())
    })?;
    hand_over(batch);
    Ok(())
}

fn open_batch(
    study: StudyId,
    ring: &KeyRing,
    keys: &StudyKeys,
    batch: Vec<(Labels, Vec<u8>)>,
) -> Texts {
    let mut opened = Texts::default();
    for (labels, sealed) in batch {
        let Some((_, label)) = labels.first() else { continue };
        let text = match (key_of(label, ring, keys), label.owner) {
            (None, Some(owner)) => Err(WhyLost::KeyDestroyed(owner)),
            (None, None) => Err(WhyLost::Damaged),
            (Some(key), _) => seal::open(key, label.content_place(study), sealed)
                .ok()
                .and_then(|bytes| String::from_utf8(bytes).ok())
                .map(Text::new)
                .ok_or(WhyLost::Damaged),
        };
        match text {
            Ok(text) => opened.texts.extend(labels.iter().map(|(id, _)| (*id, text.clone()))),
            Err(why) => opened.lost.extend(labels.iter().map(|(id, _)| LostText { id: *id, why })),
        }
    }
    opened
}
