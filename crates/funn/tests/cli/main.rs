//! The program as its users meet it: whole commands, whole output, exit codes.
#![expect(clippy::disallowed_methods, reason = "tests of files write files")]
#![expect(clippy::unwrap_used, reason = "a test stops where something is not as it should be")]
#![expect(clippy::format_push_string, reason = "snapshots are put together as text")]

mod contract;
mod errors;
mod imports;
mod reference;
mod serving;
mod snapshots;
mod story;
mod support;
mod tour;
