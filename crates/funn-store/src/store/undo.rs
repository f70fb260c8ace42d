//! What a user can undo and redo, found by walking the journal backwards.
//!
//! Whether a change stands is decided by the newest undo or redo of it. New work after an undo
//! clears what could be redone. Nothing is kept in memory that a restart could lose.

use std::collections::BTreeSet;

use funn_model::{ChangeId, Entry, Intent, UserId};

use super::{Logged, Store};
use crate::chain::Seq;
use crate::error::StoreError;

/// Where the answers of the last walk stand, until the user's next change.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Remembered {
    undoable: Memory,
    redoable: Memory,
}

/// Whether the journal was walked, and what was found.
#[derive(Debug, Clone, Copy, Default)]
enum Memory {
    #[default]
    Unknown,
    Nothing,
    Found(Found),
}

impl From<Option<Found>> for Memory {
    fn from(found: Option<Found>) -> Self {
        found.map_or(Self::Nothing, Self::Found)
    }
}

/// A change, and the undo or redo that decided about it last.
#[derive(Debug, Clone, Copy)]
struct Found {
    change: Seq,
    decided_by: Option<Seq>,
}

impl Store {
    /// The newest change of a user that still stands. Its inverse is the one worked out when it was
    /// last made (or made again).
    pub fn last_undoable(&self, user: UserId) -> Result<Option<Entry>, StoreError> {
        let found = match self.remembered(user).undoable {
            Memory::Found(found) => Some(found),
            Memory::Nothing => None,
            Memory::Unknown => self.walk(user, Looking::Undoable)?,
        };
        self.remember(user, |memory| memory.undoable = found.into());
        self.fetch(found, |entry, redo| entry.inverse = redo.inverse)
    }

    /// The change that the user's last undo took back, when no new work came after it. Its change
    /// is the one that leads back from the undo.
    pub fn last_redoable(&self, user: UserId) -> Result<Option<Entry>, StoreError> {
        let found = match self.remembered(user).redoable {
            Memory::Found(found) => Some(found),
            Memory::Nothing => None,
            Memory::Unknown => self.walk(user, Looking::Redoable)?,
        };
        self.remember(user, |memory| memory.redoable = found.into());
        self.fetch(found, |entry, undo| entry.change = undo.inverse)
    }

    fn remembered(&self, user: UserId) -> Remembered {
        self.undo_memory.borrow().get(&user).copied().unwrap_or_default()
    }

    fn remember(&self, user: UserId, note: impl FnOnce(&mut Remembered)) {
        note(self.undo_memory.borrow_mut().entry(user).or_default());
    }

    fn walk(&self, user: UserId, looking: Looking) -> Result<Option<Found>, StoreError> {
        let mut decided = BTreeSet::new();
        let mut wanted: Option<(ChangeId, Seq)> = None;
        for header in self.headers_backwards() {
            let (seq, header) = header?;
            if let Some((id, decided_by)) = wanted {
                if header.id == id {
                    let found = Found { change: seq, decided_by: Some(decided_by) };
                    return Ok((!header.redacted).then_some(found));
                }
                continue;
            }
            if header.user != user {
                continue;
            }
            match (header.intent, looking) {
                (Intent::Do, Looking::Redoable) => return Ok(None),
                (Intent::Do, Looking::Undoable) => {
                    if !decided.contains(&header.id) && !header.redacted {
                        return Ok(Some(Found { change: seq, decided_by: None }));
                    }
                }
                (Intent::Undo(id), _) => {
                    let newest = decided.insert(id);
                    if newest && looking == Looking::Redoable {
                        wanted = Some((id, seq));
                    }
                }
                (Intent::Redo(id), _) => {
                    let newest = decided.insert(id);
                    if newest && looking == Looking::Undoable {
                        wanted = Some((id, seq));
                    }
                }
            }
        }
        Ok(None)
    }

    fn fetch(
        &self,
        found: Option<Found>,
        update: impl FnOnce(&mut Entry, Entry),
    ) -> Result<Option<Entry>, StoreError> {
        let Some(found) = found else { return Ok(None) };
        let Some(Logged::Entry(mut entry)) = self.entry(found.change)? else { return Ok(None) };
        if let Some(seq) = found.decided_by
            && let Some(Logged::Entry(deciding)) = self.entry(seq)?
        {
            update(&mut entry, deciding);
        }
        Ok(Some(entry))
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Looking {
    Undoable,
    Redoable,
}
