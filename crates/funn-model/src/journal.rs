//! One line of the journal: who changed what, when, and how to take it back.

use crate::change::Change;
use crate::id::{ChangeId, UserId};
use crate::time::Moment;

/// Why a change was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Intent {
    /// New work.
    Do,
    /// Takes back an earlier change.
    Undo(ChangeId),
    /// Makes an undone change again.
    Redo(ChangeId),
}

/// One recorded change.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// Its id.
    pub id: ChangeId,
    /// When.
    pub at: Moment,
    /// Who.
    pub user: UserId,
    /// Why.
    pub intent: Intent,
    /// What.
    pub change: Change,
    /// What takes it back, worked out when it was made.
    pub inverse: Change,
}
