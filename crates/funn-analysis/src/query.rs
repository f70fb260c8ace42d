//! The query language: [`parse`], [`resolve`], then [`find`] or [`select_codings`].
//!
//! A query goes through types as it goes through stages: text, [`Query<Typed>`] (names),
//! [`Query<Resolved>`] (ids). What it means is told by example in `docs/queries.md`, whose
//! examples are tests.
//!
//! [`Query<Typed>`]: funn_model::Query
//! [`Query<Resolved>`]: funn_model::Query

mod complete;
mod error;
mod eval;
mod fields;
mod lexer;
mod parser;
mod print;
mod resolve;
mod suggest;

use funn_model::{Project, Query, Resolved};

pub use complete::{Completion, CompletionKind, complete};
pub use error::{Problem, QueryError};
pub(crate) use eval::selected_slots;
pub use eval::{find, select_codings};
pub use parser::parse;
pub use print::print;
pub use resolve::resolve;
pub(crate) use resolve::vocabulary::speakers;
pub use suggest::edit_distance;
pub(crate) use suggest::nearest;

/// Reads a query and finds its names, in one step.
pub fn read(text: &str, project: &Project) -> Result<Query<Resolved>, QueryError> {
    resolve(&parse(text)?, project)
}

/// The query in its one printed form.
pub fn normalise(text: &str) -> Result<String, QueryError> {
    parse(text).map(|query| print(&query))
}
