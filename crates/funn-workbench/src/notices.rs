//! What those who look on missed: notices of earlier changes, from the journal.

use funn_store::{Logged, Seq};

use crate::error::WorkbenchError;
use crate::summary::{Summary, SummaryIntent};
use crate::workbench::{Notice, Workbench};

impl Workbench {
    /// The notices of changes after a place in the journal, at most `limit`, oldest first. Of what
    /// an erasure took away, only that there was a change is told.
    pub fn notices(&self, after: u64, limit: usize) -> Result<Vec<Notice>, WorkbenchError> {
        let store = self.store();
        let project = self.project();
        let mut notices = Vec::new();
        for entry in store.entries(Seq(after.saturating_add(1))).take(limit) {
            let (Seq(position), logged) = entry?;
            notices.push(match logged {
                Logged::Entry(entry) => Notice::of(position, &entry, &project),
                Logged::Redacted { user, .. } => {
                    let (touched, sources) = (Vec::new(), Vec::new());
                    Notice { position, user, summary: erased(), touched, sources }
                }
            });
        }
        Ok(notices)
    }
}

fn erased() -> Summary {
    let (noun, subject) = (String::new(), String::new());
    Summary { deed: "other", noun, count: 0, subject, intent: SummaryIntent::Do }
}
