//! Queries, and queries that were saved.

use crate::id::SavedQueryId;
use crate::shelf::record;

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
