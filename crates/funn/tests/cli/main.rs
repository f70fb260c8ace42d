//! The program as its users meet it: whole commands, whole output, exit codes.
#![expect(clippy::disallowed_methods, reason = "tests of files write files")]

mod contract;
mod errors;
mod imports;
mod reference;
mod snapshots;
mod story;
mod support;
