//! What was done, taking it back, and the study as it was.

use funn_model::{Change, ChangeId, Deed, Edit, Intent, Moment, Project, UserId};
use funn_store::{Logged, Seq};

use crate::error::WorkbenchError;
use crate::summary::Summary;
use crate::workbench::{Committed, Workbench};

/// One line of the log.
#[derive(Debug, Clone, PartialEq)]
pub struct LogLine {
    /// Its place in the journal.
    pub position: u64,
    /// The change.
    pub change: ChangeId,
    /// When it was made.
    pub at: Moment,
    /// Who made it.
    pub user: UserId,
    /// What it amounts to; none when an erasure took it away.
    pub summary: Option<Summary>,
}

impl Workbench {
    /// Takes back the newest change of a user that is not taken back already.
    pub fn undo(&self, user: UserId) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let entry = self.store().last_undoable(user)?;
        let entry = entry.filter(|entry| !is_beginning(entry));
        let entry = entry.ok_or(WorkbenchError::NothingTo { what: "undo" })?;
        if !self.project().still_stands(&entry.change) {
            let subject = Summary::of(&entry, &self.project()).subject;
            return Err(WorkbenchError::ChangedSince { subject });
        }
        self.commit_with_texts(user, Intent::Undo(entry.id), entry.inverse, &[])
    }

    /// Makes the change again that the user took back last.
    pub fn redo(&self, user: UserId) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let entry = self.store().last_redoable(user)?;
        let entry = entry.ok_or(WorkbenchError::NothingTo { what: "redo" })?;
        if !self.project().still_stands(&entry.inverse) {
            let subject = Summary::of(&entry, &self.project()).subject;
            return Err(WorkbenchError::ChangedSince { subject });
        }
        self.commit_with_texts(user, Intent::Redo(entry.id), entry.change, &[])
    }

    /// What `undo` and `redo` would do.
    pub fn undo_and_redo(
        &self,
        user: UserId,
    ) -> Result<(Option<Summary>, Option<Summary>), WorkbenchError> {
        let (undoable, redoable) = {
            let store = self.store();
            (store.last_undoable(user)?, store.last_redoable(user)?)
        };
        let undoable = undoable.filter(|entry| !is_beginning(entry));
        let project = self.project();
        let summary = |entry: &funn_model::Entry| Summary::of(entry, &project);
        Ok((undoable.as_ref().map(summary), redoable.as_ref().map(summary)))
    }

    /// The journal from a place on, at most `limit` lines, oldest first.
    pub fn log(&self, from: u64, limit: usize) -> Result<Vec<LogLine>, WorkbenchError> {
        let store = self.store();
        let project = self.project();
        let mut lines = Vec::new();
        for entry in store.entries(Seq(from)).take(limit) {
            let (Seq(position), logged) = entry?;
            lines.push(match logged {
                Logged::Entry(entry) => LogLine {
                    position,
                    change: entry.id,
                    at: entry.at,
                    user: entry.user,
                    summary: Some(Summary::of(&entry, &project)),
                },
                Logged::Redacted { id, at, user, .. } => {
                    LogLine { position, change: id, at, user, summary: None }
                }
            });
        }
        Ok(lines)
    }

    /// The study as it was at a moment.
    pub fn at(&self, moment: Moment) -> Result<Project, WorkbenchError> {
        Ok(self.store().project_at(moment)?)
    }
}

/// Whether an entry made the study, or the user whose it is: nothing lies behind it.
fn is_beginning(entry: &funn_model::Entry) -> bool {
    match &entry.change {
        Change::User(Edit::Add(user)) => user.id == entry.user,
        Change::Batch { deed: Deed::SetUp, changes, .. } => {
            changes.iter().any(|change| matches!(change, Change::User(Edit::Add(_))))
        }
        _ => false,
    }
}
