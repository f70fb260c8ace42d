//! Memos.

use axum::extract::State;
use funn_workbench::model::{self, MemoId, Project, Ref, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::routes::codings::span;
use crate::state::AppState;
use crate::wire::{Id, Made, MemoUuid, Time, UserUuid, Written};

/// Writing about anything in the study.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Memo {
    id: MemoUuid,
    target: Target,
    /// What it is about, by name; empty for the study.
    target_name: String,
    kind: MemoKind,
    title: String,
    /// In markdown.
    body: String,
    user: UserUuid,
    created: Time,
    modified: Time,
    /// Whether its passage vanished in a correction of the text.
    displaced: bool,
}

/// What sort of writing a memo is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum MemoKind {
    Note,
    Theory,
    Method,
    Reflection,
    ToDo,
}

impl From<model::MemoKind> for MemoKind {
    fn from(kind: model::MemoKind) -> Self {
        match kind {
            model::MemoKind::Note => Self::Note,
            model::MemoKind::Theory => Self::Theory,
            model::MemoKind::Method => Self::Method,
            model::MemoKind::Reflection => Self::Reflection,
            model::MemoKind::ToDo => Self::ToDo,
        }
    }
}

impl From<MemoKind> for model::MemoKind {
    fn from(kind: MemoKind) -> Self {
        match kind {
            MemoKind::Note => Self::Note,
            MemoKind::Theory => Self::Theory,
            MemoKind::Method => Self::Method,
            MemoKind::Reflection => Self::Reflection,
            MemoKind::ToDo => Self::ToDo,
        }
    }
}

/// What a memo is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Target {
    #[serde(rename = "type")]
    noun: TargetNoun,
    /// Left out for the study.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<MemoUuid>,
    /// Of a passage.
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    end: Option<u32>,
}

/// What sort of thing a memo is about.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum TargetNoun {
    Study,
    Source,
    Passage,
    Code,
    Coding,
    Case,
    Set,
    Memo,
}

impl From<model::Target> for Target {
    fn from(target: model::Target) -> Self {
        let whole = |noun, bytes: &[u8; 16]| Self {
            noun,
            id: Some(Id(MemoId::from_bytes(*bytes))),
            start: None,
            end: None,
        };
        match target {
            model::Target::Study => {
                Self { noun: TargetNoun::Study, id: None, start: None, end: None }
            }
            model::Target::Source(id) => whole(TargetNoun::Source, id.as_bytes()),
            model::Target::Passage(id, span) => {
                let (start, end) = (Some(span.start), Some(span.end));
                Self { start, end, ..whole(TargetNoun::Passage, id.as_bytes()) }
            }
            model::Target::Code(id) => whole(TargetNoun::Code, id.as_bytes()),
            model::Target::Coding(id) => whole(TargetNoun::Coding, id.as_bytes()),
            model::Target::Case(id) => whole(TargetNoun::Case, id.as_bytes()),
            model::Target::Set(id) => whole(TargetNoun::Set, id.as_bytes()),
            model::Target::Memo(id) => whole(TargetNoun::Memo, id.as_bytes()),
        }
    }
}

impl TryFrom<Target> for model::Target {
    type Error = ApiError;

    fn try_from(target: Target) -> Result<Self, ApiError> {
        let incomplete = || {
            let hint = "A passage needs id, start and end; everything but the study needs id.";
            ApiError::invalid("the target of the memo is incomplete", hint)
        };
        let passage = || -> Result<Span, ApiError> {
            span(target.start.ok_or_else(incomplete)?, target.end.ok_or_else(incomplete)?)
        };
        let id = || Ok::<_, ApiError>(*target.id.ok_or_else(incomplete)?.0.as_bytes());
        Ok(match target.noun {
            TargetNoun::Study => Self::Study,
            TargetNoun::Source => Self::Source(id()?.into()),
            TargetNoun::Passage => Self::Passage(id()?.into(), passage()?),
            TargetNoun::Code => Self::Code(id()?.into()),
            TargetNoun::Coding => Self::Coding(id()?.into()),
            TargetNoun::Case => Self::Case(id()?.into()),
            TargetNoun::Set => Self::Set(id()?.into()),
            TargetNoun::Memo => Self::Memo(id()?.into()),
        })
    }
}

/// A memo to be written.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewMemo {
    target: Target,
    kind: MemoKind,
    #[serde(default)]
    title: String,
    #[serde(default)]
    body: String,
}

/// What of a memo is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct MemoPatch {
    target: Option<Target>,
    kind: Option<MemoKind>,
    title: Option<String>,
    body: Option<String>,
}

fn target_name(project: &Project, target: model::Target) -> String {
    let source = |id| project.sources().get(id).map(|source| source.name.clone());
    let name = match target {
        model::Target::Study => None,
        model::Target::Source(id) | model::Target::Passage(id, _) => source(id),
        model::Target::Code(id) => Some(project.code_path(id)),
        model::Target::Coding(id) => project.codings().get(id).map(|coding| {
            let source = source(coding.source).unwrap_or_default();
            format!("{} · {source}", project.code_path(coding.code))
        }),
        model::Target::Case(id) => project.cases().get(id).map(|case| case.name.clone()),
        model::Target::Set(id) => project.sets().get(id).map(|set| set.name.clone()),
        model::Target::Memo(id) => project.memos().get(id).map(|memo| memo.title.clone()),
    };
    name.unwrap_or_default()
}

fn memo(project: &Project, memo: &model::Memo) -> Memo {
    Memo {
        id: Id(memo.id),
        target: memo.target.into(),
        target_name: target_name(project, memo.target),
        kind: memo.kind.into(),
        title: memo.title.clone(),
        body: memo.body.clone(),
        user: Id(memo.user),
        created: Time(memo.created),
        modified: Time(memo.modified),
        displaced: memo.displaced,
    }
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state
        .ask(|desk| {
            Ok(desk.workbench.read(|project| {
                let memos = project.memos().sorted_by_key(|memo| std::cmp::Reverse(memo.modified));
                memos.into_iter().map(|found| memo(project, found)).collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewMemo>) -> Answer {
    let target = new.target.try_into()?;
    state
        .ask(move |desk| {
            let (id, now) = (desk.workbench.fresh(), desk.workbench.now());
            let memo = model::Memo {
                id,
                target,
                kind: new.kind.into(),
                title: new.title,
                body: new.body,
                user: desk.user,
                created: now,
                modified: now,
                displaced: false,
            };
            Ok(Made::new(id, desk.workbench.add(desk.user, memo)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<MemoId>,
    Body(patch): Body<MemoPatch>,
) -> Answer {
    let target = patch.target.map(model::Target::try_from).transpose()?;
    state
        .ask(move |desk| {
            let now = desk.workbench.now();
            let MemoPatch { target: _, kind, title, body } = patch;
            let committed = desk.workbench.revise::<model::Memo>(desk.user, id, |memo| {
                let before = memo.clone();
                if let Some(target) = target {
                    (memo.target, memo.displaced) = (target, false);
                }
                memo.kind = kind.map_or(memo.kind, model::MemoKind::from);
                memo.title = title.unwrap_or_else(|| memo.title.clone());
                memo.body = body.unwrap_or_else(|| memo.body.clone());
                if *memo != before {
                    memo.modified = now;
                }
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<MemoId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Memo>(id)?;
            Ok(Written::from(desk.workbench.delete(desk.user, Ref::Memo(id))?))
        })
        .await
}
