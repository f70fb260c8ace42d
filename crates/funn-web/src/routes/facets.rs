//! Facets, and rounds of coding.

use axum::extract::State;
use funn_workbench::model::{self, FacetId, Project, RoundId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::state::{AppState, Desk};
use crate::wire::{FacetUuid, FacetValueUuid, Id, Made, Written};

/// A property of codings that the study defines.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Facet {
    id: FacetUuid,
    name: String,
    definition: String,
    values: Vec<FacetValue>,
}

/// One value of a facet.
#[derive(Debug, Serialize, ToSchema)]
struct FacetValue {
    id: FacetValueUuid,
    name: String,
    glyph: Option<Glyph>,
}

/// A shape that shows a facet value where colour alone would not do.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Glyph {
    Up,
    Down,
    Diamond,
    Dot,
    Square,
}

impl From<model::Glyph> for Glyph {
    fn from(glyph: model::Glyph) -> Self {
        match glyph {
            model::Glyph::Up => Self::Up,
            model::Glyph::Down => Self::Down,
            model::Glyph::Diamond => Self::Diamond,
            model::Glyph::Dot => Self::Dot,
            model::Glyph::Square => Self::Square,
        }
    }
}

impl From<Glyph> for model::Glyph {
    fn from(glyph: Glyph) -> Self {
        match glyph {
            Glyph::Up => Self::Up,
            Glyph::Down => Self::Down,
            Glyph::Diamond => Self::Diamond,
            Glyph::Dot => Self::Dot,
            Glyph::Square => Self::Square,
        }
    }
}

impl From<&model::Facet> for Facet {
    fn from(facet: &model::Facet) -> Self {
        let value = |value: &model::FacetValue| FacetValue {
            id: Id(value.id),
            name: value.name.clone(),
            glyph: value.glyph.map(Glyph::from),
        };
        Self {
            id: Id(facet.id),
            name: facet.name.clone(),
            definition: facet.definition.clone(),
            values: facet.values.iter().map(value).collect(),
        }
    }
}

/// Every facet, by name.
pub(crate) fn all(project: &Project) -> Vec<Facet> {
    project
        .facets()
        .sorted_by_key(|facet| facet.name.clone())
        .into_iter()
        .map(Facet::from)
        .collect()
}

/// A facet to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFacet {
    name: String,
    #[serde(default)]
    definition: String,
    #[serde(default)]
    values: Vec<NewFacetValue>,
}

/// A value of a facet; one with an id stays the same value under what may be another name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewFacetValue {
    id: Option<FacetValueUuid>,
    name: String,
    glyph: Option<Glyph>,
}

/// What of a facet is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct FacetPatch {
    name: Option<String>,
    definition: Option<String>,
    /// All values, in order.
    values: Option<Vec<NewFacetValue>>,
}

fn values(desk: &Desk, values: Vec<NewFacetValue>) -> Vec<model::FacetValue> {
    let value = |value: NewFacetValue| model::FacetValue {
        id: value.id.map_or_else(|| desk.workbench.fresh(), |Id(id)| id),
        name: value.name,
        glyph: value.glyph.map(model::Glyph::from),
    };
    values.into_iter().map(value).collect()
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state.ask(|desk| Ok(desk.workbench.read(all))).await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewFacet>) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let NewFacet { name, definition, values: given } = new;
            let facet = model::Facet { id, name, definition, values: values(desk, given) };
            Ok(Made::new(id, desk.workbench.add(desk.user, facet)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<FacetId>,
    Body(patch): Body<FacetPatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let FacetPatch { name, definition, values: given } = patch;
            let new_values = given.map(|given| values(desk, given));
            let committed = desk.workbench.revise::<model::Facet>(desk.user, id, |facet| {
                facet.name = name.unwrap_or_else(|| facet.name.clone());
                facet.definition = definition.unwrap_or_else(|| facet.definition.clone());
                facet.values = new_values.unwrap_or_else(|| facet.values.clone());
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<FacetId>) -> Answer {
    state.ask(move |desk| Ok(Written::from(desk.workbench.remove_facet(desk.user, id)?))).await
}

/// A round to be begun.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRound {
    name: String,
}

pub(crate) async fn add_round(State(state): State<AppState>, Body(new): Body<NewRound>) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let last = desk.workbench.read(|project| {
                project.rounds().iter().map(|round| round.number).max().unwrap_or_default()
            });
            let round = model::Round { id, number: last + 1, name: new.name, closed: None };
            Ok(Made::new(id, desk.workbench.add(desk.user, round)?))
        })
        .await
}

pub(crate) async fn close_round(State(state): State<AppState>, At(id): At<RoundId>) -> Answer {
    state
        .ask(move |desk| {
            let now = desk.workbench.now();
            let committed = desk.workbench.revise::<model::Round>(desk.user, id, |round| {
                round.closed = round.closed.or(Some(now));
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn open_round(State(state): State<AppState>, At(id): At<RoundId>) -> Answer {
    state
        .ask(move |desk| {
            let open = |round: &mut model::Round| round.closed = None;
            Ok(Written::from(desk.workbench.revise::<model::Round>(desk.user, id, open)?))
        })
        .await
}
