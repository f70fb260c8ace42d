//! The header of a journal row, and the hash chain that runs through all of them.
//!
//! `digest = BLAKE3("funn payload v1" | salt | payload)`, with a salt of 32 random bytes that is
//! sealed together with the payload: when a payload is redacted its salt goes too, so the digest
//! that stays proves nothing about what was there, while the chain still verifies.
//! `link = BLAKE3("funn link v1" | study | link before | seq | id | at | user | intent | digest)`.

use funn_model::{ChangeId, Intent, Moment, StudyId, UserId};

/// A place in the journal: the first change is 1; 0 is before any.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Seq(pub u64);

impl Seq {
    /// The place after this one.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

impl std::fmt::Display for Seq {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// A hash that stands for the whole journal up to a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Link(pub(crate) [u8; 32]);

/// Where the journal ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Head {
    pub(crate) seq: Seq,
    pub(crate) link: Link,
}

impl Head {
    /// Of an empty journal.
    pub(crate) fn start(study: StudyId) -> Self {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"funn start v1").update(study.as_bytes());
        Self { seq: Seq(0), link: Link(*hasher.finalize().as_bytes()) }
    }

    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = self.seq.0.to_le_bytes().to_vec();
        bytes.extend_from_slice(&self.link.0);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let head = Self { seq: Seq(reader.number()?), link: Link(reader.take()?) };
        reader.0.is_empty().then_some(head)
    }
}

/// What a journal row says without its payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Header {
    pub(crate) id: ChangeId,
    pub(crate) at: Moment,
    pub(crate) user: UserId,
    pub(crate) intent: Intent,
    pub(crate) digest: [u8; 32],
    pub(crate) link: Link,
    pub(crate) redacted: bool,
}

/// Format of a header; other numbers are newer.
const HEADER: u8 = 1;

impl Header {
    /// Completes the chain: the link of a row, from the link before it and all that it says.
    pub(crate) fn link(&self, study: StudyId, before: &Link, seq: Seq) -> Link {
        let mut hasher = blake3::Hasher::new();
        hasher.update(b"funn link v1").update(study.as_bytes()).update(&before.0);
        hasher.update(&seq.0.to_le_bytes()).update(self.id.as_bytes());
        hasher.update(&self.at.0.to_le_bytes()).update(self.user.as_bytes());
        hasher.update(&intent_bytes(self.intent)).update(&self.digest);
        Link(*hasher.finalize().as_bytes())
    }

    /// `format (1) | redacted (1) | id (16) | at (8) | user (16) | intent (17) | digest (32) | link (32)`.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = vec![HEADER, u8::from(self.redacted)];
        bytes.extend_from_slice(self.id.as_bytes());
        bytes.extend_from_slice(&self.at.0.to_le_bytes());
        bytes.extend_from_slice(self.user.as_bytes());
        bytes.extend_from_slice(&intent_bytes(self.intent));
        bytes.extend_from_slice(&self.digest);
        bytes.extend_from_slice(&self.link.0);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Result<Self, BadHeader> {
        let mut reader = Reader(bytes);
        let [format] = reader.take().ok_or(BadHeader::Malformed)?;
        if format > HEADER {
            return Err(BadHeader::TooNew(format));
        }
        Self::read(&mut reader)
            .filter(|_| format == HEADER && reader.0.is_empty())
            .ok_or(BadHeader::Malformed)
    }

    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let [redacted] = reader.take()?;
        let id = ChangeId::from_bytes(reader.take()?);
        let at = Moment(i64::from_le_bytes(reader.take()?));
        let user = UserId::from_bytes(reader.take()?);
        let [intent] = reader.take()?;
        let target = ChangeId::from_bytes(reader.take()?);
        let intent = match intent {
            0 => Intent::Do,
            1 => Intent::Undo(target),
            2 => Intent::Redo(target),
            _ => return None,
        };
        let (digest, link) = (reader.take()?, Link(reader.take()?));
        Some(Self { id, at, user, intent, digest, link, redacted: redacted != 0 })
    }
}

/// Why a header could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BadHeader {
    Malformed,
    TooNew(u8),
}

/// The salted hash of a payload.
pub(crate) fn digest(salt: &[u8; 32], payload: &[u8]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(b"funn payload v1").update(salt).update(payload);
    *hasher.finalize().as_bytes()
}

fn intent_bytes(intent: Intent) -> [u8; 17] {
    let (tag, target) = match intent {
        Intent::Do => (0, [0; 16]),
        Intent::Undo(id) => (1, *id.as_bytes()),
        Intent::Redo(id) => (2, *id.as_bytes()),
    };
    let mut bytes = [tag; 17];
    if let Some(rest) = bytes.last_chunk_mut() {
        *rest = target;
    }
    bytes
}

/// Takes bytes from the front.
pub(crate) struct Reader<'a>(pub(crate) &'a [u8]);

impl Reader<'_> {
    pub(crate) fn take<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (taken, rest) = self.0.split_first_chunk()?;
        self.0 = rest;
        Some(*taken)
    }

    pub(crate) fn number(&mut self) -> Option<u64> {
        self.take().map(u64::from_le_bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn header() -> Header {
        Header {
            id: ChangeId::from_number(1),
            at: Moment(-5),
            user: UserId::from_number(2),
            intent: Intent::Redo(ChangeId::from_number(3)),
            digest: [4; 32],
            link: Link([5; 32]),
            redacted: true,
        }
    }

    #[test]
    fn headers_read_back() {
        let bytes = header().to_bytes();
        assert_eq!(bytes.len(), 123);
        assert_eq!(Header::from_bytes(&bytes), Ok(header()));
        assert_eq!(Header::from_bytes(&bytes[..122]), Err(BadHeader::Malformed));
        let newer = [&[9], &bytes[1..]].concat();
        assert_eq!(Header::from_bytes(&newer), Err(BadHeader::TooNew(9)));
    }

    #[test]
    fn the_link_hangs_on_everything_but_redaction() {
        let study = StudyId::from_number(1);
        let before = Link([0; 32]);
        let link = |header: &Header| header.link(study, &before, Seq(7));
        let plain = link(&header());
        assert_eq!(link(&Header { redacted: false, ..header() }), plain);
        let others = [
            Header { id: ChangeId::from_number(9), ..header() },
            Header { at: Moment(0), ..header() },
            Header { user: UserId::from_number(9), ..header() },
            Header { intent: Intent::Do, ..header() },
            Header { digest: [9; 32], ..header() },
        ];
        assert!(others.iter().all(|other| link(other) != plain));
        assert_ne!(header().link(study, &before, Seq(8)), plain);
        assert_ne!(header().link(study, &Link([1; 32]), Seq(7)), plain);
        assert_ne!(header().link(StudyId::from_number(2), &before, Seq(7)), plain);
    }
}
