//! Mirrors of the model, versioned: the only things that are serialised.
//!
//! The journal holds version 1 as JSON, in which ids are hexadecimal and every field has its name.
//! What was once written stays readable: a change of the model that changes a mirror needs a new
//! version beside the old one, and `tests/fixtures/v1` shows that the old one still reads.

mod change;
mod mirror;
mod payload;
mod records;
pub(crate) mod snapshot;

pub(crate) use mirror::{Mirror, WireError};
pub(crate) use payload::{Payload, read, write};
