//! The payload of a journal row: a change and what takes it back, as JSON.

use funn_model::Change;
use serde::{Deserialize, Serialize};

use super::change::ChangeWire;
use super::{Mirror as _, WireError};

/// The version written.
const VERSION: u32 = 1;

/// What a journal row did.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Payload {
    pub(crate) change: Change,
    pub(crate) inverse: Change,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PayloadWire {
    v: u32,
    change: ChangeWire,
    inverse: ChangeWire,
}

#[derive(Deserialize)]
struct Versioned {
    v: u32,
}

/// The JSON of a change and its inverse.
pub(crate) fn write(change: &Change, inverse: &Change) -> Result<Vec<u8>, WireError> {
    let (change, inverse) = (change.to_wire(), inverse.to_wire());
    serde_json::to_vec(&PayloadWire { v: VERSION, change, inverse })
        .map_err(|_unwritable| WireError::Malformed("a change cannot be written"))
}

/// Reads any version that was ever written.
pub(crate) fn read(json: &[u8]) -> Result<Payload, WireError> {
    let malformed = |_error| WireError::Malformed("a change cannot be read");
    let wire: PayloadWire = match serde_json::from_slice(json) {
        Ok(wire) => wire,
        Err(error) => {
            let Versioned { v } = serde_json::from_slice(json).map_err(malformed)?;
            if v > VERSION {
                return Err(WireError::TooNew(v));
            }
            return Err(malformed(error));
        }
    };
    if wire.v != VERSION {
        return Err(WireError::TooNew(wire.v));
    }
    Ok(Payload {
        change: Change::from_wire(wire.change)?,
        inverse: Change::from_wire(wire.inverse)?,
    })
}
