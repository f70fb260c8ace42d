//! The bytes of a keys file.
//!
//! `"FUNNKEYS" | format (1) | role (1) | study id (16) | number of slots (1) | slots | length of the
//! ring (4) | ring, sealed | BLAKE3 of all before (32)`. A slot is `way (1: 1 passphrase, 2 recovery)
//! | memory in KiB (4) | passes (4) | salt (16) | wrapping key, sealed (73)`. Numbers are little
//! endian. The hash tells damage from a wrong secret; the seal of the ring covers all before it.

use std::collections::BTreeMap;

use funn_model::{ParticipantId, StudyId};
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, Zeroizing};

use super::{Cost, KeyRing, RecoveryKey, Role, Secret, Slot, Way};
use crate::chain::Reader;
use crate::error::StoreError;
use crate::random::Randomness;
use crate::seal::{self, Key, Kind, OVERHEAD, Place};

/// More than the keys of a million participants.
pub(super) const LARGEST: u64 = 64 * 1024 * 1024;

const MAGIC: &[u8; 8] = b"FUNNKEYS";
const FORMAT: u8 = 1;
const HASH: usize = 32;
const WRAPPED: usize = 32 + OVERHEAD;

/// The ring as it is sealed.
#[derive(Serialize, Deserialize, Zeroize)]
struct Body {
    root: [u8; 32],
    salt: [u8; 16],
    slots: Vec<[u8; 32]>,
    participants: Vec<([u8; 16], [u8; 32])>,
}

/// A slot as it stands in the file.
struct Wrapped {
    way: Way,
    salt: [u8; 16],
    sealed_key: Vec<u8>,
}

/// The file's bytes, under a new wrapping key.
pub(super) fn sealed(ring: &KeyRing, random: &mut dyn Randomness) -> Vec<u8> {
    let wrapping = Key::random(random);
    let mut bytes = MAGIC.to_vec();
    #[expect(clippy::as_conversions, reason = "the discriminant is the wire number")]
    bytes.extend_from_slice(&[FORMAT, ring.role as u8]);
    bytes.extend_from_slice(ring.study.as_bytes());
    bytes.push(u8::try_from(ring.slots.len()).unwrap_or(u8::MAX));
    for slot in &ring.slots {
        let described = described(slot.way, &slot.salt);
        let place = slot_place(ring.role, ring.study, &described);
        bytes.extend_from_slice(&described);
        bytes.extend(seal::seal(&slot.key, place, &seal::nonce(random), &wrapping.0));
    }
    let body = Zeroizing::new(Body {
        root: ring.root.0,
        salt: ring.salt,
        slots: ring.slots.iter().map(|slot| slot.key.0).collect(),
        participants: ring.participants.iter().map(|(id, key)| (*id.as_bytes(), key.0)).collect(),
    });
    // Serialising plain arrays into memory cannot fail; an empty ring would not open again.
    let body = Zeroizing::new(postcard::to_stdvec(&*body).unwrap_or_default());
    let place = body_place(ring.study, &bytes);
    let body = seal::seal(&wrapping, place, &seal::nonce(random), &body);
    bytes.extend_from_slice(&u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    bytes.extend(body);
    let hash = *blake3::hash(&bytes).as_bytes();
    bytes.extend_from_slice(&hash);
    bytes
}

/// Opens the file with a secret.
pub(super) fn open(bytes: &[u8], role: Role, secret: &Secret) -> Result<KeyRing, StoreError> {
    let damaged = |place: &str| StoreError::damaged("the keys file", place);
    let mut reader = Reader(bytes);
    if reader.take() != Some(*MAGIC) {
        return Err(damaged("it does not begin as a keys file does"));
    }
    match reader.take() {
        Some([FORMAT]) => {}
        Some([newer]) if newer > FORMAT => {
            return Err(StoreError::TooNew { version: newer.into() });
        }
        _ => return Err(damaged("its format is unknown")),
    }
    let (content, hash) =
        bytes.split_last_chunk::<HASH>().ok_or_else(|| damaged("it is cut short"))?;
    if blake3::hash(content) != *hash {
        return Err(damaged("its bytes are not those that were written"));
    }
    #[expect(clippy::as_conversions, reason = "the discriminant is the wire number")]
    if reader.take() != Some([role as u8]) {
        return Err(damaged("it belongs to another part of the study"));
    }
    let (study, slots) = slots(&mut reader).ok_or_else(|| damaged("its slots cannot be read"))?;
    let ahead = content.get(..content.len().saturating_sub(reader.0.len().saturating_sub(HASH)));
    let body = reader.0.split_first_chunk::<4>().and_then(|(length, rest)| {
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        rest.get(..length).filter(|_| rest.len() == length + HASH)
    });
    let (Some(ahead), Some(body)) = (ahead, body) else { return Err(damaged("it is cut short")) };
    let wrapping = unwrap(role, study, &slots, secret)?;
    let body = seal::open(&wrapping, body_place(study, ahead), body.to_vec())
        .map_err(|_forged| damaged("its ring does not open"))?;
    let body = Zeroizing::new(body);
    let body: Body =
        postcard::from_bytes(&body).map_err(|_malformed| damaged("its ring cannot be read"))?;
    ring(role, study, slots, body).ok_or_else(|| damaged("its slots do not match its ring"))
}

fn ring(role: Role, study: StudyId, slots: Vec<Wrapped>, body: Body) -> Option<KeyRing> {
    let body = Zeroizing::new(body);
    if slots.len() != body.slots.len() {
        return None;
    }
    let slots = slots.into_iter().zip(&body.slots);
    let participants: BTreeMap<_, _> = body
        .participants
        .iter()
        .map(|(id, key)| (ParticipantId::from_bytes(*id), Key(*key)))
        .collect();
    Some(KeyRing {
        role,
        study,
        slots: slots
            .map(|(slot, key)| Slot { way: slot.way, salt: slot.salt, key: Key(*key) })
            .collect(),
        root: Key(body.root),
        salt: body.salt,
        participants,
    })
}

fn slots(reader: &mut Reader<'_>) -> Option<(StudyId, Vec<Wrapped>)> {
    let study = StudyId::from_bytes(reader.take()?);
    let [count] = reader.take()?;
    let mut slots = Vec::new();
    for _ in 0..count {
        let [way] = reader.take()?;
        let memory_kib = u32::from_le_bytes(reader.take()?);
        let passes = u32::from_le_bytes(reader.take()?);
        let way = match way {
            1 => Way::Passphrase(Cost { memory_kib, passes }),
            2 => Way::Recovery,
            _ => return None,
        };
        let (salt, sealed_key) = (reader.take()?, reader.take::<WRAPPED>()?.to_vec());
        slots.push(Wrapped { way, salt, sealed_key });
    }
    Some((study, slots))
}

/// The wrapping key, from the first slot that the secret opens.
fn unwrap(
    role: Role,
    study: StudyId,
    slots: &[Wrapped],
    secret: &Secret,
) -> Result<Key, StoreError> {
    for slot in slots {
        let key = match (slot.way, secret) {
            (Way::Passphrase(cost), Secret::Passphrase(text)) => cost.slot_key(text, &slot.salt)?,
            (Way::Recovery, Secret::RecoveryKey(text)) => {
                RecoveryKey::parse(text)?.slot_key(&slot.salt)
            }
            _ => continue,
        };
        let place = slot_place(role, study, &described(slot.way, &slot.salt));
        let wrapping = seal::open(&key, place, slot.sealed_key.clone()).map(Zeroizing::new);
        if let Some(key) = wrapping.ok().and_then(|bytes| bytes.first_chunk().copied()) {
            return Ok(Key(key));
        }
    }
    Err(StoreError::WrongSecret)
}

fn described(way: Way, salt: &[u8; 16]) -> Vec<u8> {
    let (way, cost) = match way {
        Way::Passphrase(cost) => (1, cost),
        Way::Recovery => (2, Cost { memory_kib: 0, passes: 0 }),
    };
    let mut bytes = vec![way];
    bytes.extend_from_slice(&cost.memory_kib.to_le_bytes());
    bytes.extend_from_slice(&cost.passes.to_le_bytes());
    bytes.extend_from_slice(salt);
    bytes
}

fn slot_place(role: Role, study: StudyId, described: &[u8]) -> Place {
    #[expect(clippy::as_conversions, reason = "the discriminant is the wire number")]
    let role = u64::from(role as u8);
    Place::new(study, Kind::KeySlot, *blake3::hash(described).as_bytes(), role)
}

fn body_place(study: StudyId, ahead: &[u8]) -> Place {
    Place::new(study, Kind::KeyBody, *blake3::hash(ahead).as_bytes(), 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandomness;

    fn ring() -> (KeyRing, RecoveryKey, SeededRandomness) {
        let mut random = SeededRandomness::from_number(3);
        let study = StudyId::from_number(4);
        let (mut ring, recovery) =
            KeyRing::create(Role::Study, study, [5; 16], ("open sesame", Cost::LEAST), &mut random)
                .unwrap();
        ring.ensure([ParticipantId::from_number(6), ParticipantId::from_number(7)], &mut random);
        (ring, recovery, random)
    }

    #[test]
    fn opens_with_either_secret_and_no_other() {
        let (ring, recovery, mut random) = ring();
        let bytes = sealed(&ring, &mut random);
        let shown = recovery.to_string();
        for secret in [Secret::passphrase("open sesame"), Secret::recovery_key(shown)] {
            let opened = open(&bytes, Role::Study, &secret).unwrap();
            assert_eq!(opened.study(), ring.study());
            assert_eq!(opened.salt(), [5; 16]);
            let participant = ParticipantId::from_number(6);
            assert!(opened.participant(participant) == ring.participant(participant));
            assert!(opened.purpose("x") == ring.purpose("x"));
        }
        let other = RecoveryKey::random(&mut random).to_string();
        for secret in [Secret::passphrase("open sesam"), Secret::recovery_key(other)] {
            assert!(matches!(open(&bytes, Role::Study, &secret), Err(StoreError::WrongSecret)));
        }
        let vault = open(&bytes, Role::Vault, &Secret::passphrase("open sesame"));
        assert!(matches!(vault, Err(StoreError::Damaged { .. })));
    }

    #[test]
    fn each_writing_has_its_own_wrapping_and_all_slots_follow() {
        let (mut ring, recovery, mut random) = ring();
        ring.set_passphrase("new words", Cost::LEAST, &mut random).unwrap();
        ring.forget(ParticipantId::from_number(6));
        let bytes = sealed(&ring, &mut random);
        assert_ne!(bytes, sealed(&ring, &mut random));
        let old = open(&bytes, Role::Study, &Secret::passphrase("open sesame"));
        assert!(matches!(old, Err(StoreError::WrongSecret)));
        for secret in [Secret::passphrase("new words"), Secret::recovery_key(recovery.to_string())]
        {
            let opened = open(&bytes, Role::Study, &secret).unwrap();
            assert!(opened.participant(ParticipantId::from_number(6)).is_none());
            assert!(opened.participant(ParticipantId::from_number(7)).is_some());
        }
    }

    #[test]
    fn every_flipped_byte_and_every_cut_is_damage() {
        let (ring, _, mut random) = ring();
        let bytes = sealed(&ring, &mut random);
        let secret = Secret::passphrase("open sesame");
        for at in 0..bytes.len() {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1;
            let error = open(&flipped, Role::Study, &secret).unwrap_err();
            assert!(
                matches!(error, StoreError::Damaged { .. } | StoreError::TooNew { .. }),
                "byte {at}: {error}"
            );
            let cut = open(&bytes[..at], Role::Study, &secret);
            assert!(matches!(cut, Err(StoreError::Damaged { .. })), "cut at {at}");
        }
    }

    #[test]
    fn a_rewritten_hash_does_not_hide_a_changed_ring() {
        let (ring, _, mut random) = ring();
        let mut bytes = sealed(&ring, &mut random);
        let at = bytes.len() - 60;
        bytes[at] ^= 1;
        let end = bytes.len() - 32;
        let hash = *blake3::hash(&bytes[..end]).as_bytes();
        bytes[end..].copy_from_slice(&hash);
        let error = open(&bytes, Role::Study, &Secret::passphrase("open sesame")).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }));
    }

    #[test]
    fn absurd_costs_are_refused() {
        let (mut ring, _, mut random) = ring();
        let absurd = Cost { memory_kib: u32::MAX, passes: 3 };
        let refused = ring.set_passphrase("x", absurd, &mut random);
        assert!(matches!(refused, Err(StoreError::BadCost)));
        let refused = ring.set_passphrase("", Cost::LEAST, &mut random);
        assert!(matches!(refused, Err(StoreError::EmptyPassphrase)));
    }
}
