//! Finding passages: by query, and words in their context.

use axum::extract::State;
use funn_workbench::ask;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::extract::Params;
use crate::routes::Answer;
use crate::segment::Found;
use crate::state::AppState;

/// Passages answered when no number is given.
const USUAL_PASSAGES: usize = 200;

/// Passages answered at most.
const MOST_PASSAGES: usize = 1000;

/// What is to be found.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindParams {
    /// The query.
    #[serde(default)]
    q: String,
    /// Passages to leave out at the start.
    offset: Option<usize>,
    /// At most so many passages, up to 1000; left out: 200.
    limit: Option<usize>,
}

/// A part of the passages, as offset and number.
pub(crate) fn window(offset: Option<usize>, limit: Option<usize>) -> (usize, usize) {
    (offset.unwrap_or_default(), limit.unwrap_or(USUAL_PASSAGES).min(MOST_PASSAGES))
}

pub(crate) async fn find(
    State(state): State<AppState>,
    Params(FindParams { q, offset, limit }): Params<FindParams>,
) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.read(|project| {
                let found = ask::passages(project, &q)?;
                Ok(Found::page(project, q, &found, window(offset, limit)))
            })
        })
        .await
}
