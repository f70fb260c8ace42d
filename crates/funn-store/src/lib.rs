//! The journal, sealing, backups: the only SQL and the only cryptography.
//!
//! A study is a folder. Everything in it is sealed before it reaches a file: whoever has the folder
//! without a key sees counts, sizes and times, nothing else (`docs/file-format.md` says what
//! exactly). [`Store`] keeps the journal of a study, [`Vault`] keeps who its participants are.
#![expect(clippy::disallowed_methods, reason = "the store is one of the few that touch files")]

mod chain;
mod error;
mod files;
pub mod journal;
mod keys;
mod label;
mod random;
mod seal;
mod store;
mod vault;
mod wire;

pub use chain::Seq;
pub use error::StoreError;
pub use keys::{Cost, RecoveryKey, Secret};
pub use random::{Randomness, SeededRandomness, SystemRandomness};
pub use store::{
    BackupReport, Created, Entries, Finding, Logged, NewStudy, NewText, OpenNote, Opened, Problem,
    Redaction, RestoreReport, Restored, Severity, Store, Verification, backups, create, restore,
};
pub use vault::{Identity, Original, Vault};

/// Reads the payload of a journal row, as change and inverse; for checks of old payloads.
pub fn read_payload(json: &[u8]) -> Result<(funn_model::Change, funn_model::Change), StoreError> {
    let read = wire::read(json);
    let wire::Payload { change, inverse } = read.map_err(|error| match error {
        wire::WireError::TooNew(version) => StoreError::TooNew { version },
        wire::WireError::Malformed(what) => StoreError::damaged("a payload", what),
    })?;
    Ok((change, inverse))
}

/// Writes the payload of a journal row: the change and its inverse as JSON, in today's version.
pub fn write_payload(
    change: &funn_model::Change,
    inverse: &funn_model::Change,
) -> Result<Vec<u8>, StoreError> {
    wire::write(change, inverse)
        .map_err(|error| StoreError::damaged("a payload", error.to_string()))
}
