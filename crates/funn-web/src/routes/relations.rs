//! What ties cases to the material, and relations between cases.

use axum::extract::State;
use funn_workbench::model::{self, RelationId, TieId};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::routes::codings::span;
use crate::state::AppState;
use crate::wire::{CaseUuid, Id, Made, RelationUuid, SourceUuid, Written};

/// Whether a relation has a direction.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Direction {
    /// From the first case to the second.
    OneWay,
    /// Both ways.
    Mutual,
}

/// A relation between two cases.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Relation {
    id: RelationUuid,
    /// What relation: agreement, partnership, grant.
    kind: String,
    from: CaseUuid,
    to: CaseUuid,
    direction: Direction,
    /// First day, such as `2019-01-01`, if known.
    since: Option<String>,
    /// Last day, if it ended and that is known.
    until: Option<String>,
}

impl From<&model::Relation> for Relation {
    fn from(relation: &model::Relation) -> Self {
        Self {
            id: Id(relation.id),
            kind: relation.kind.clone(),
            from: Id(relation.from),
            to: Id(relation.to),
            direction: match relation.direction {
                model::Direction::OneWay => Direction::OneWay,
                model::Direction::Mutual => Direction::Mutual,
            },
            since: relation.since.map(|day| day.to_string()),
            until: relation.until.map(|day| day.to_string()),
        }
    }
}

/// A relation to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewRelation {
    kind: String,
    from: CaseUuid,
    to: CaseUuid,
    direction: Direction,
    since: Option<String>,
    until: Option<String>,
}

/// A tie to be made; without positions, to the whole source.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewTie {
    case: CaseUuid,
    source: SourceUuid,
    start: Option<u32>,
    end: Option<u32>,
}

pub(crate) async fn tie(State(state): State<AppState>, Body(new): Body<NewTie>) -> Answer {
    let passage = match (new.start, new.end) {
        (Some(start), Some(end)) => Some(span(start, end)?),
        (None, None) => None,
        (Some(_), None) | (None, Some(_)) => {
            let hint = "Give both start and end, or neither for the whole source.";
            return Err(ApiError::invalid("the passage has only one end", hint));
        }
    };
    state
        .ask(move |desk| {
            let (case, source) = (new.case.0, new.source.0);
            let (id, committed) = desk.workbench.tie(desk.user, case, source, passage)?;
            Ok(Made::new(id, committed))
        })
        .await
}

pub(crate) async fn untie(State(state): State<AppState>, At(id): At<TieId>) -> Answer {
    state
        .ask(move |desk| Ok(Written::from(desk.workbench.remove::<model::Tie>(desk.user, id)?)))
        .await
}

fn day(text: Option<String>) -> Result<Option<Date>, ApiError> {
    let text = text.filter(|text| !text.is_empty());
    text.map(|text| text.parse()).transpose().map_err(|_not_a_date: jiff::Error| {
        ApiError::invalid("a date is malformed", "Write year-month-day, such as 2023-02-14.")
    })
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewRelation>) -> Answer {
    let (since, until) = (day(new.since)?, day(new.until)?);
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let relation = model::Relation {
                id,
                kind: new.kind,
                from: new.from.0,
                to: new.to.0,
                direction: match new.direction {
                    Direction::OneWay => model::Direction::OneWay,
                    Direction::Mutual => model::Direction::Mutual,
                },
                since,
                until,
            };
            Ok(Made::new(id, desk.workbench.add(desk.user, relation)?))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<RelationId>) -> Answer {
    state
        .ask(move |desk| {
            Ok(Written::from(desk.workbench.remove::<model::Relation>(desk.user, id)?))
        })
        .await
}
