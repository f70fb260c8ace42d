//! The workbench over HTTP, asked as a browser asks it.
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    reason = "a test may stop at what it does not expect"
)]

#[path = "http/bench.rs"]
mod bench;
#[path = "http/documents.rs"]
mod documents;
#[path = "http/events.rs"]
mod events;
#[path = "http/gate.rs"]
mod gate;
#[path = "http/nouns.rs"]
mod nouns;
#[path = "http/pages.rs"]
mod pages;
#[path = "http/problems.rs"]
mod problems;
#[path = "http/questions.rs"]
mod questions;
#[path = "http/server.rs"]
mod server;
