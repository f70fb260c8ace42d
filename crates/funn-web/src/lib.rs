//! The browser workbench: HTTP over a [`funn_workbench::Workbench`], live events, and the user
//! interface.
//!
//! [`serve`] listens on a loopback port and answers who comes with a session. Nothing here decides
//! anything about a study: a handler parses, asks the workbench, and mirrors the answer as JSON.
//! Nothing here writes a log.

mod app;
mod error;
mod extract;
mod gate;
mod openapi;
mod pages;
mod router;
mod routes;
mod segment;
mod server;
mod state;
mod structure;
mod wire;

pub use app::{App, build};
pub use openapi::{openapi, openapi_json};
pub use pages::ui_files;
pub use router::routes;
pub use server::{Running, ServerConfig, WebError, serve};
