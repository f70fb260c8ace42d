//! Sealing: XChaCha20-Poly1305, with what a thing is and where it belongs bound in.
//!
//! A sealed thing is `version (1) | nonce (24) | ciphertext | tag (16)`. The associated data is
//! `"funn" | version | study id (16) | kind (1) | id (32) | sequence (8, little endian)`, so that a
//! thing opens only in the study, the role and the place for which it was sealed.

use chacha20poly1305::aead::{AeadInPlace as _, KeyInit as _};
use chacha20poly1305::{Tag, XChaCha20Poly1305, XNonce};
use funn_model::StudyId;
use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::random::{self, Randomness};

/// The only version of sealing so far.
const VERSION: u8 = 1;
const NONCE: usize = 24;
const TAG: usize = 16;
const AHEAD: usize = 1 + NONCE;

/// Bytes that sealing adds.
pub(crate) const OVERHEAD: usize = AHEAD + TAG;

/// A secret key of 256 bits, wiped when it goes.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub(crate) struct Key(pub(crate) [u8; 32]);

impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key")
    }
}

impl Key {
    /// A new one.
    pub(crate) fn random(random: &mut dyn Randomness) -> Self {
        Self(random::bytes(random))
    }

    /// A key for one purpose, from this one (BLAKE3 `derive_key`).
    pub(crate) fn derive(&self, purpose: &str) -> Self {
        Self(blake3::derive_key(purpose, &self.0))
    }
}

/// What a sealed thing is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Kind {
    KeySlot = 1,
    KeyBody = 2,
    Header = 3,
    Payload = 4,
    Head = 5,
    Snapshot = 6,
    Label = 7,
    Content = 8,
    Identity = 9,
    Redaction = 10,
}

/// What a thing is and where it belongs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place {
    pub(crate) study: StudyId,
    pub(crate) kind: Kind,
    pub(crate) id: [u8; 32],
    pub(crate) seq: u64,
}

impl Place {
    pub(crate) fn new(study: StudyId, kind: Kind, id: [u8; 32], seq: u64) -> Self {
        Self { study, kind, id, seq }
    }

    fn associated(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(62);
        bytes.extend_from_slice(b"funn");
        bytes.push(VERSION);
        bytes.extend_from_slice(self.study.as_bytes());
        #[expect(clippy::as_conversions, reason = "the discriminant is the wire number")]
        bytes.push(self.kind as u8);
        bytes.extend_from_slice(&self.id);
        bytes.extend_from_slice(&self.seq.to_le_bytes());
        bytes
    }
}

/// A 16-byte id as the 32 bytes that a place has.
pub(crate) fn wide(id: &[u8; 16]) -> [u8; 32] {
    let mut bytes = [0; 32];
    if let Some(start) = bytes.first_chunk_mut() {
        *start = *id;
    }
    bytes
}

/// Why something did not open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unopened {
    /// Wrong key, wrong place, or changed bytes.
    NotGenuine,
    /// A version that this program does not know.
    TooNew(u8),
}

/// A nonce, drawn apart so that sealing can go on in parallel.
pub(crate) fn nonce(random: &mut dyn Randomness) -> [u8; NONCE] {
    random::bytes(random)
}

/// Seals `plain`.
pub(crate) fn seal(key: &Key, place: Place, nonce: &[u8; NONCE], plain: &[u8]) -> Vec<u8> {
    let mut sealed = Vec::with_capacity(plain.len() + OVERHEAD);
    sealed.push(VERSION);
    sealed.extend_from_slice(nonce);
    sealed.extend_from_slice(plain);
    let cipher = XChaCha20Poly1305::new((&key.0).into());
    let body = sealed.get_mut(AHEAD..).unwrap_or_default();
    // Fails only for more bytes than a computer has: the tag of such a thing would not open.
    let tag = cipher
        .encrypt_in_place_detached(XNonce::from_slice(nonce), &place.associated(), body)
        .unwrap_or_default();
    sealed.extend_from_slice(&tag);
    sealed
}

/// Opens what [`seal`] sealed.
pub(crate) fn open(key: &Key, place: Place, mut sealed: Vec<u8>) -> Result<Vec<u8>, Unopened> {
    let length = open_in_place(key, place, &mut sealed)?.len();
    sealed.drain(..AHEAD);
    sealed.truncate(length);
    Ok(sealed)
}

/// Opens what [`seal`] sealed, where it stands.
fn open_in_place<'s>(key: &Key, place: Place, sealed: &'s mut [u8]) -> Result<&'s [u8], Unopened> {
    match sealed.first() {
        Some(&VERSION) => {}
        Some(&version) if version > VERSION => return Err(Unopened::TooNew(version)),
        _ => return Err(Unopened::NotGenuine),
    }
    let (rest, tag) = sealed.split_last_chunk_mut::<TAG>().ok_or(Unopened::NotGenuine)?;
    let (ahead, body) = rest.split_at_mut_checked(AHEAD).ok_or(Unopened::NotGenuine)?;
    let nonce = ahead.get(1..).unwrap_or_default();
    let cipher = XChaCha20Poly1305::new((&key.0).into());
    cipher
        .decrypt_in_place_detached(
            XNonce::from_slice(nonce),
            &place.associated(),
            body,
            Tag::from_slice(tag),
        )
        .map_err(|_forged| Unopened::NotGenuine)?;
    Ok(body)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandomness;

    fn place(seq: u64) -> Place {
        Place::new(StudyId::from_number(1), Kind::Payload, [2; 32], seq)
    }

    #[test]
    fn opens_in_its_place_only() {
        let mut random = SeededRandomness::from_number(1);
        let key = Key::random(&mut random);
        let sealed = seal(&key, place(3), &nonce(&mut random), b"words");
        assert_eq!(sealed.len(), 5 + OVERHEAD);
        assert_eq!(open(&key, place(3), sealed.clone()).unwrap(), b"words");
        let elsewhere = [
            place(4),
            Place { kind: Kind::Header, ..place(3) },
            Place { study: StudyId::from_number(2), ..place(3) },
            Place { id: [3; 32], ..place(3) },
        ];
        for wrong in elsewhere {
            assert_eq!(open(&key, wrong, sealed.clone()), Err(Unopened::NotGenuine));
        }
        let other = Key::random(&mut random);
        assert_eq!(open(&other, place(3), sealed), Err(Unopened::NotGenuine));
    }

    #[test]
    fn every_flipped_byte_and_every_cut_is_seen() {
        let key = Key([5; 32]);
        let sealed = seal(&key, place(0), &[9; NONCE], b"words");
        for at in 0..sealed.len() {
            let mut flipped = sealed.clone();
            flipped[at] ^= 0x40;
            assert!(open(&key, place(0), flipped).is_err(), "byte {at}");
            assert!(open(&key, place(0), sealed[..at].to_vec()).is_err(), "cut at {at}");
        }
    }

    #[test]
    fn nothing_at_all_can_be_sealed() {
        let key = Key([5; 32]);
        let sealed = seal(&key, place(0), &[9; NONCE], b"");
        assert_eq!(open(&key, place(0), sealed).unwrap(), b"");
    }
}
