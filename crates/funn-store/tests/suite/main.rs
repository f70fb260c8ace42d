//! The store, from outside.
#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "these tests look at the bytes of a study's files"
)]

mod backups;
mod crash;
mod damage;
mod desk;
mod doctor;
mod erasing;
mod fixtures;
mod opening;
mod planted;
mod stories;
mod undo;
mod vault;
