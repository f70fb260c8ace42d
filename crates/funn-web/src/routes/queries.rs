//! Saved queries.

use axum::extract::State;
use funn_workbench::model::{SavedQuery as Saved, SavedQueryId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{Id, Made, SavedQueryUuid, Written};

/// A query kept under a name.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SavedQuery {
    id: SavedQueryUuid,
    name: String,
    /// As typed.
    text: String,
}

/// A query to be saved.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewQuery {
    name: String,
    text: String,
}

/// What of a saved query is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct QueryPatch {
    name: Option<String>,
    text: Option<String>,
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    let mirror = |saved: &Saved| SavedQuery {
        id: Id(saved.id),
        name: saved.name.clone(),
        text: saved.text.clone(),
    };
    state
        .ask(move |desk| {
            Ok(desk.workbench.read(|project| {
                let saved = project.saved_queries().sorted_by_key(|saved| saved.name.clone());
                saved.into_iter().map(mirror).collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewQuery>) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let saved = Saved { id, name: new.name, text: new.text };
            Ok(Made::new(id, desk.workbench.add(desk.user, saved)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<SavedQueryId>,
    Body(patch): Body<QueryPatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let committed = desk.workbench.revise::<Saved>(desk.user, id, |saved| {
                saved.name = patch.name.unwrap_or_else(|| saved.name.clone());
                saved.text = patch.text.unwrap_or_else(|| saved.text.clone());
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<SavedQueryId>) -> Answer {
    state.ask(move |desk| Ok(Written::from(desk.workbench.remove::<Saved>(desk.user, id)?))).await
}
