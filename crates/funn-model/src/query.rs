//! Queries: saved under a name, as typed (names), and as resolved (ids).

mod ast;
mod pattern;

use crate::id::SavedQueryId;
use crate::shelf::record;

pub use ast::{
    At, Comparison, Expr, FieldName, Operand, Proximity, Query, Resolved, ResolvedAtom, Stage,
    Typed, TypedAtom, Wanted,
};
pub use pattern::{PatternKind, TextPattern};

/// A query kept under a name: re-run, compared, cited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SavedQuery {
    /// Its id.
    pub id: SavedQueryId,
    /// Its name; unique.
    pub name: String,
    /// Its text, as typed.
    pub text: String,
}
record!(SavedQuery, SavedQueryId, "saved query");
