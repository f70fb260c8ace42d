//! Kinds of case, and the attributes of cases and sources.

use axum::extract::State;
use funn_workbench::model::{self, AttributeId, AttributeOwner, CaseKindId};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::routes::cases::ValueType;
use crate::state::AppState;
use crate::wire::{Made, Written};

/// A kind of case to be made, or its new name.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CaseKindName {
    name: String,
}

/// An attribute to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewAttribute {
    /// The id of a kind of case, or `sources`.
    owner: String,
    name: String,
    #[serde(rename = "type")]
    value_type: ValueType,
    /// Of a choice: what may be chosen, in order.
    #[serde(default)]
    choices: Vec<String>,
}

/// What of an attribute is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AttributePatch {
    name: Option<String>,
    #[serde(rename = "type")]
    value_type: Option<ValueType>,
    choices: Option<Vec<String>>,
}

pub(crate) async fn add_kind(
    State(state): State<AppState>,
    Body(CaseKindName { name }): Body<CaseKindName>,
) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            Ok(Made::new(id, desk.workbench.add(desk.user, model::CaseKind { id, name })?))
        })
        .await
}

pub(crate) async fn rename_kind(
    State(state): State<AppState>,
    At(id): At<CaseKindId>,
    Body(CaseKindName { name }): Body<CaseKindName>,
) -> Answer {
    state
        .ask(move |desk| {
            let rename = |kind: &mut model::CaseKind| kind.name = name;
            Ok(Written::from(desk.workbench.revise::<model::CaseKind>(desk.user, id, rename)?))
        })
        .await
}

pub(crate) async fn remove_kind(State(state): State<AppState>, At(id): At<CaseKindId>) -> Answer {
    state
        .ask(move |desk| {
            Ok(Written::from(desk.workbench.remove::<model::CaseKind>(desk.user, id)?))
        })
        .await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewAttribute>) -> Answer {
    let owner = match new.owner.as_str() {
        "sources" => AttributeOwner::Sources,
        kind => AttributeOwner::CaseKind(kind.parse().map_err(|_not_an_id| {
            let hint = "Give the id of a kind of case, or \"sources\".";
            ApiError::invalid("the attribute's owner is malformed", hint)
        })?),
    };
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let value_type = new.value_type.with_choices(new.choices);
            let attribute = model::Attribute { id, owner, name: new.name, value_type };
            Ok(Made::new(id, desk.workbench.add(desk.user, attribute)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<AttributeId>,
    Body(patch): Body<AttributePatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let AttributePatch { name, value_type, choices } = patch;
            let committed = desk.workbench.revise::<model::Attribute>(desk.user, id, |known| {
                let (old_type, old_choices) = ValueType::parted(&known.value_type);
                let value_type = value_type.unwrap_or(old_type);
                known.value_type = value_type.with_choices(choices.unwrap_or(old_choices));
                known.name = name.unwrap_or_else(|| known.name.clone());
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<AttributeId>) -> Answer {
    state.ask(move |desk| Ok(Written::from(desk.workbench.remove_attribute(desk.user, id)?))).await
}
