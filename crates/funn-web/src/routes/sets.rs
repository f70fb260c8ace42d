//! Sets of sources, codes, cases and memos.

use axum::extract::State;
use funn_workbench::model::{self, Ref, SetId, SetMember};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{Id, Made, SetUuid, Written};

/// A named collection.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Set {
    id: SetUuid,
    name: String,
    members: Vec<Member>,
}

/// Something that a set holds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Member {
    #[serde(rename = "type")]
    noun: MemberNoun,
    id: SetUuid,
}

/// What sort of thing a set holds.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum MemberNoun {
    Source,
    Code,
    Case,
    Memo,
}

impl From<SetMember> for Member {
    fn from(member: SetMember) -> Self {
        let (noun, bytes) = match member {
            SetMember::Source(id) => (MemberNoun::Source, *id.as_bytes()),
            SetMember::Code(id) => (MemberNoun::Code, *id.as_bytes()),
            SetMember::Case(id) => (MemberNoun::Case, *id.as_bytes()),
            SetMember::Memo(id) => (MemberNoun::Memo, *id.as_bytes()),
        };
        Self { noun, id: Id(bytes.into()) }
    }
}

impl From<Member> for SetMember {
    fn from(member: Member) -> Self {
        let bytes = *member.id.0.as_bytes();
        match member.noun {
            MemberNoun::Source => Self::Source(bytes.into()),
            MemberNoun::Code => Self::Code(bytes.into()),
            MemberNoun::Case => Self::Case(bytes.into()),
            MemberNoun::Memo => Self::Memo(bytes.into()),
        }
    }
}

/// A set to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewSet {
    name: String,
    #[serde(default)]
    members: Vec<Member>,
}

/// What of a set is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SetPatch {
    name: Option<String>,
    /// All members, in order.
    members: Option<Vec<Member>>,
}

fn members(members: Vec<Member>) -> Vec<SetMember> {
    members.into_iter().map(SetMember::from).collect()
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    let mirror = |set: &model::Set| Set {
        id: Id(set.id),
        name: set.name.clone(),
        members: set.members.iter().copied().map(Member::from).collect(),
    };
    state
        .ask(move |desk| {
            Ok(desk.workbench.read(|project| {
                let sets = project.sets().sorted_by_key(|set| set.name.clone());
                sets.into_iter().map(mirror).collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewSet>) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let set = model::Set { id, name: new.name, members: members(new.members) };
            Ok(Made::new(id, desk.workbench.add(desk.user, set)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<SetId>,
    Body(patch): Body<SetPatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let committed = desk.workbench.revise::<model::Set>(desk.user, id, |set| {
                set.name = patch.name.unwrap_or_else(|| set.name.clone());
                set.members = patch.members.map_or_else(|| set.members.clone(), members);
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<SetId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Set>(id)?;
            Ok(Written::from(desk.workbench.delete(desk.user, Ref::Set(id))?))
        })
        .await
}
