//! Labels: whose key seals a content, and where the content stands.
//!
//! The address is `BLAKE3(key of addresses, owner (16) | content)`: equal contents of one owner are
//! kept once, and without the key an address tells nothing.

use funn_model::{ParticipantId, StudyId};

use crate::chain::Reader;
use crate::journal::{BlobKey, BlobKind};
use crate::seal::{self, Key, Kind, Place};

/// Says whose a content is and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Label {
    pub(crate) owner: Option<ParticipantId>,
    pub(crate) address: [u8; 32],
}

impl Label {
    /// The label of a content.
    pub(crate) fn of(addresses: &Key, owner: Option<ParticipantId>, content: &[u8]) -> Self {
        let owner_bytes = owner.map_or([0; 16], |owner| *owner.as_bytes());
        let mut hasher = blake3::Hasher::new_keyed(&addresses.0);
        hasher.update(&owner_bytes).update(content);
        Self { owner, address: *hasher.finalize().as_bytes() }
    }

    /// `has an owner (1) | owner (16) | address (32)`.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        let mut bytes = vec![u8::from(self.owner.is_some())];
        bytes.extend_from_slice(&self.owner.map_or([0; 16], |owner| *owner.as_bytes()));
        bytes.extend_from_slice(&self.address);
        bytes
    }

    pub(crate) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        let [owned] = reader.take()?;
        let owner = ParticipantId::from_bytes(reader.take()?);
        let address = reader.take()?;
        reader.0.is_empty().then_some(Self { owner: (owned != 0).then_some(owner), address })
    }

    /// Where the content stands.
    pub(crate) fn content_key(&self) -> BlobKey {
        BlobKey { kind: BlobKind::Content, id: self.address }
    }

    /// The place that the content's seal is bound to.
    pub(crate) fn content_place(&self, study: StudyId) -> Place {
        Place::new(study, Kind::Content, self.address, 0)
    }
}

/// Where the label of something stands.
pub(crate) fn label_key(id: &[u8; 16]) -> BlobKey {
    BlobKey { kind: BlobKind::Label, id: seal::wide(id) }
}

/// The place that a label's seal is bound to.
pub(crate) fn label_place(study: StudyId, key: BlobKey) -> Place {
    Place::new(study, Kind::Label, key.id, 0)
}

/// Opens a label.
pub(crate) fn open(labels: &Key, study: StudyId, key: BlobKey, sealed: Vec<u8>) -> Option<Label> {
    let opened = seal::open(labels, label_place(study, key), sealed).ok()?;
    Label::from_bytes(&opened)
}
