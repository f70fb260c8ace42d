//! Sources: the list, one with its text, changing and deleting.

use std::collections::{BTreeMap, BTreeSet};

use axum::extract::State;
use funn_workbench::WorkbenchError;
use funn_workbench::model::{
    self, AttributeId, CaseId, ChangeError, MemoId, Project, Ref, SourceId, Target,
};
use funn_workbench::read_value;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::state::{AppState, Desk};
use crate::structure::{Block, TimeMark, Turn};
use crate::wire::{AttributeUuid, CaseUuid, Id, SourceUuid, Time, Value, Written};

/// What sort of material a source is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum SourceKind {
    Transcript,
    Document,
    FieldNote,
    SurveyAnswer,
}

impl From<model::SourceKind> for SourceKind {
    fn from(kind: model::SourceKind) -> Self {
        match kind {
            model::SourceKind::Transcript => Self::Transcript,
            model::SourceKind::Document => Self::Document,
            model::SourceKind::FieldNote => Self::FieldNote,
            model::SourceKind::SurveyAnswer => Self::SurveyAnswer,
        }
    }
}

impl From<SourceKind> for model::SourceKind {
    fn from(kind: SourceKind) -> Self {
        match kind {
            SourceKind::Transcript => Self::Transcript,
            SourceKind::Document => Self::Document,
            SourceKind::FieldNote => Self::FieldNote,
            SourceKind::SurveyAnswer => Self::SurveyAnswer,
        }
    }
}

/// A source, without its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Source {
    id: SourceUuid,
    name: String,
    kind: SourceKind,
    /// Length in Unicode scalar values.
    characters: u32,
    words: u32,
    codings: usize,
    /// Memos on it or on passages of it.
    memos: usize,
    /// Whose words these are, by alias.
    participant: Option<String>,
    /// The cases tied to it or to passages of it.
    cases: Vec<CaseUuid>,
    /// Known values, by attribute.
    values: BTreeMap<AttributeUuid, Value>,
    added: Time,
    /// The format read, such as `docx`.
    format: String,
    /// The character encoding read.
    encoding: String,
}

/// A source with its text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceText {
    #[serde(flatten)]
    source: Source,
    /// The current text. Positions count its Unicode scalar values.
    text: String,
    blocks: Vec<Block>,
    turns: Vec<Turn>,
    times: Vec<TimeMark>,
    /// Which revision of the text this is, from 1.
    revision: usize,
}

/// What of a source is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct SourcePatch {
    name: Option<String>,
    kind: Option<SourceKind>,
    /// Values by attribute; null forgets one.
    values: Option<BTreeMap<AttributeUuid, Option<Value>>>,
}

/// What hangs on sources, gathered in one pass.
#[derive(Default)]
struct Hanging {
    cases: BTreeMap<SourceId, BTreeSet<CaseId>>,
    memos: BTreeMap<SourceId, BTreeSet<MemoId>>,
}

impl Hanging {
    fn of(project: &Project) -> Self {
        let mut hanging = Self::default();
        for tie in project.ties() {
            hanging.cases.entry(tie.source).or_default().insert(tie.case);
        }
        for memo in project.memos() {
            if let Target::Source(source) | Target::Passage(source, _) = memo.target {
                hanging.memos.entry(source).or_default().insert(memo.id);
            }
        }
        hanging
    }

    fn source(&self, project: &Project, source: &model::Source) -> Source {
        let current = source.current();
        let participant = source.participant.and_then(|id| project.participants().get(id));
        Source {
            id: Id(source.id),
            name: source.name.clone(),
            kind: source.kind.into(),
            characters: source.characters(),
            words: current.map_or(0, |text| text.words),
            codings: project.marks(source.id).len(),
            memos: self.memos.get(&source.id).map_or(0, BTreeSet::len),
            participant: participant.map(|participant| participant.alias.clone()),
            cases: self.cases.get(&source.id).into_iter().flatten().copied().map(Id).collect(),
            values: values_of(&source.values),
            added: Time(source.added),
            format: source.decoded_from.format.clone(),
            encoding: source.decoded_from.encoding.clone(),
        }
    }
}

/// Values as JSON has them.
pub(crate) fn values_of(
    values: &BTreeMap<AttributeId, model::Value>,
) -> BTreeMap<AttributeUuid, Value> {
    values.iter().map(|(&id, value)| (Id(id), Value::from(value))).collect()
}

/// Values as JSON has them, read as their attributes' types; none forgets one.
pub(crate) fn read_values(
    desk: &Desk,
    given: BTreeMap<AttributeUuid, Option<Value>>,
) -> Result<BTreeMap<AttributeId, Option<model::Value>>, WorkbenchError> {
    let read = |(Id(id), value): (AttributeUuid, Option<Value>)| {
        let attribute = desk.workbench.find::<model::Attribute>(id)?;
        let written = value.map(|value| value.to_string()).unwrap_or_default();
        Ok((id, read_value(&attribute, &written)?))
    };
    given.into_iter().map(read).collect()
}

/// Puts values in place; none forgets one.
pub(crate) fn fill(
    values: &mut BTreeMap<AttributeId, model::Value>,
    new: BTreeMap<AttributeId, Option<model::Value>>,
) {
    for (id, value) in new {
        match value {
            Some(value) => values.insert(id, value),
            None => values.remove(&id),
        };
    }
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state
        .ask(|desk| {
            Ok(desk.workbench.read(|project| {
                let hanging = Hanging::of(project);
                let sources = project.sources().sorted_by_key(|source| source.name.clone());
                sources
                    .into_iter()
                    .map(|source| hanging.source(project, source))
                    .collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn read(State(state): State<AppState>, At(id): At<SourceId>) -> Answer {
    state.ask(move |desk| desk.workbench.read(|project| with_text(project, id))).await
}

fn with_text(project: &Project, id: SourceId) -> Result<SourceText, ApiError> {
    let missing =
        || WorkbenchError::from(ChangeError::Missing { noun: "source", id: id.to_string() });
    let source = project.sources().get(id).ok_or_else(missing)?;
    let text = project.source_text(id).ok_or_else(missing)?;
    let revision = source.current().ok_or_else(missing)?;
    let structure = &revision.structure;
    Ok(SourceText {
        source: Hanging::of(project).source(project, source),
        text: text.as_str().to_owned(),
        blocks: structure.blocks.iter().map(Block::from).collect(),
        turns: structure.turns.iter().map(Turn::from).collect(),
        times: structure.times.iter().map(TimeMark::from).collect(),
        revision: source.revisions.len(),
    })
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<SourceId>,
    Body(patch): Body<SourcePatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let values = read_values(desk, patch.values.unwrap_or_default())?;
            let committed = desk.workbench.revise::<model::Source>(desk.user, id, |source| {
                source.name = patch.name.unwrap_or_else(|| source.name.clone());
                source.kind = patch.kind.map_or(source.kind, model::SourceKind::from);
                fill(&mut source.values, values);
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<SourceId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Source>(id)?;
            Ok(Written::from(desk.workbench.delete(desk.user, Ref::Source(id))?))
        })
        .await
}
