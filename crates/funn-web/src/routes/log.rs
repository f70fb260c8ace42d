//! What was done, and taking it back.

use axum::extract::State;
use funn_workbench::LogLine as Line;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::extract::Params;
use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{ChangeUuid, Id, Summary, Time, UserUuid, Written};

/// Lines answered when no number is given.
const USUAL_LINES: usize = 100;

/// Lines answered at most.
const MOST_LINES: usize = 1000;

/// Which part of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogParams {
    /// Only lines ahead of this place; left out: the newest.
    before: Option<u64>,
    /// At most so many lines, 1 to 1000; left out: 100.
    limit: Option<usize>,
}

/// One line of the log.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LogLine {
    /// Its place in the journal.
    seq: u64,
    id: ChangeUuid,
    at: Time,
    user: UserUuid,
    /// What it amounts to; null when an erasure took it away.
    summary: Option<Summary>,
}

impl From<Line> for LogLine {
    fn from(line: Line) -> Self {
        let Line { position, change, at, user, summary } = line;
        Self {
            seq: position,
            id: Id(change),
            at: Time(at),
            user: Id(user),
            summary: summary.map(Summary::from),
        }
    }
}

/// Newest first.
pub(crate) async fn list(
    State(state): State<AppState>,
    Params(LogParams { before, limit }): Params<LogParams>,
) -> Answer {
    let limit = limit.unwrap_or(USUAL_LINES).clamp(1, MOST_LINES);
    state
        .ask(move |desk| {
            let newest = desk.workbench.position();
            let before = before.unwrap_or(u64::MAX).min(newest.saturating_add(1));
            let first = before.saturating_sub(limit as u64).max(1);
            let wanted = usize::try_from(before.saturating_sub(first)).unwrap_or(limit);
            let mut lines = desk.workbench.log(first, wanted)?;
            lines.reverse();
            Ok(lines.into_iter().map(LogLine::from).collect::<Vec<_>>())
        })
        .await
}

pub(crate) async fn undo(State(state): State<AppState>) -> Answer {
    state.ask(|desk| Ok(Written::from(desk.workbench.undo(desk.user)?))).await
}

pub(crate) async fn redo(State(state): State<AppState>) -> Answer {
    state.ask(|desk| Ok(Written::from(desk.workbench.redo(desk.user)?))).await
}
