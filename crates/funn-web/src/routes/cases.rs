//! Cases, their kinds and attributes.

use std::collections::BTreeMap;

use axum::extract::State;
use funn_workbench::model::{self, AttributeOwner, CaseId, Project, Ref, Span};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::routes::relations::Relation;
use crate::routes::sources::{fill, read_values, values_of};
use crate::state::AppState;
use crate::wire::{
    AttributeUuid, CaseKindUuid, CaseUuid, Id, Made, SourceUuid, TieUuid, Value, Written,
};

/// Everything about cases.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the contract names the field so")]
pub(crate) struct Cases {
    kinds: Vec<CaseKind>,
    source_attributes: Vec<Attribute>,
    cases: Vec<Case>,
    relations: Vec<Relation>,
}

/// A kind of case that the study defines.
#[derive(Debug, Serialize, ToSchema)]
struct CaseKind {
    id: CaseKindUuid,
    name: String,
    attributes: Vec<Attribute>,
}

/// A named property of cases or sources.
#[derive(Debug, Serialize, ToSchema)]
struct Attribute {
    id: AttributeUuid,
    name: String,
    #[serde(rename = "type")]
    value_type: ValueType,
    /// Of a choice: what may be chosen, in order; else empty.
    choices: Vec<String>,
}

/// The type of an attribute's values.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ValueType {
    Text,
    Number,
    Boolean,
    Date,
    Choice,
}

impl ValueType {
    /// The type as the model has it.
    pub(crate) fn with_choices(self, choices: Vec<String>) -> model::ValueType {
        match self {
            Self::Text => model::ValueType::Text,
            Self::Number => model::ValueType::Number,
            Self::Boolean => model::ValueType::Boolean,
            Self::Date => model::ValueType::Date,
            Self::Choice => model::ValueType::Choice(choices),
        }
    }

    /// The type and the choices, parted.
    pub(crate) fn parted(value_type: &model::ValueType) -> (Self, Vec<String>) {
        match value_type {
            model::ValueType::Text => (Self::Text, Vec::new()),
            model::ValueType::Number => (Self::Number, Vec::new()),
            model::ValueType::Boolean => (Self::Boolean, Vec::new()),
            model::ValueType::Date => (Self::Date, Vec::new()),
            model::ValueType::Choice(choices) => (Self::Choice, choices.clone()),
        }
    }
}

/// A person, place, group or thing that the study compares.
#[derive(Debug, Serialize, ToSchema)]
struct Case {
    id: CaseUuid,
    kind: CaseKindUuid,
    name: String,
    /// Known values, by attribute.
    values: BTreeMap<AttributeUuid, Value>,
    ties: Vec<Tie>,
    /// Codings in what is tied to it, each once.
    codings: usize,
    /// Words of the sources tied to it as a whole.
    words: u64,
}

/// Ties a case to a source, or to a passage of it.
#[derive(Debug, Serialize, ToSchema)]
struct Tie {
    id: TieUuid,
    source: SourceUuid,
    /// Null for the whole source.
    start: Option<u32>,
    end: Option<u32>,
    /// Whether the passage vanished in a correction of the text.
    displaced: bool,
}

/// A case to be made.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCase {
    kind: CaseKindUuid,
    name: String,
    /// Values by attribute.
    #[serde(default)]
    values: BTreeMap<AttributeUuid, Option<Value>>,
}

/// What of a case is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CasePatch {
    name: Option<String>,
    /// Values by attribute; null forgets one.
    #[serde(default)]
    values: BTreeMap<AttributeUuid, Option<Value>>,
}

fn cases(project: &Project) -> Cases {
    let kind = |kind: &model::CaseKind| CaseKind {
        id: Id(kind.id),
        name: kind.name.clone(),
        attributes: attributes(project, AttributeOwner::CaseKind(kind.id)),
    };
    let kinds = project.case_kinds().sorted_by_key(|kind| kind.name.clone());
    let mut ties: BTreeMap<CaseId, Vec<&model::Tie>> = BTreeMap::new();
    for tie in project.ties().by_id() {
        ties.entry(tie.case).or_default().push(tie);
    }
    let sorted = project.cases().sorted_by_key(|case| (case.kind, case.name.clone()));
    let no_ties = Vec::new();
    let with_ties =
        |found: &model::Case| case(project, found, ties.get(&found.id).unwrap_or(&no_ties));
    Cases {
        kinds: kinds.into_iter().map(kind).collect(),
        source_attributes: attributes(project, AttributeOwner::Sources),
        cases: sorted.into_iter().map(with_ties).collect(),
        relations: project.relations().by_id().into_iter().map(Relation::from).collect(),
    }
}

fn attributes(project: &Project, owner: AttributeOwner) -> Vec<Attribute> {
    let own = project.attributes().by_id().into_iter().filter(|known| known.owner == owner);
    own.map(|known| {
        let (value_type, choices) = ValueType::parted(&known.value_type);
        Attribute { id: Id(known.id), name: known.name.clone(), value_type, choices }
    })
    .collect()
}

fn case(project: &Project, case: &model::Case, ties: &[&model::Tie]) -> Case {
    let mut codings = std::collections::BTreeSet::new();
    let mut words = 0;
    for tie in ties {
        let marks = project.marks(tie.source).iter();
        match tie.span {
            None => {
                let text = project.sources().get(tie.source).and_then(model::Source::current);
                words += text.map_or(0, |text| u64::from(text.words));
                codings.extend(marks.map(|mark| mark.coding));
            }
            Some(span) => {
                let shared = marks.filter(|mark| span.overlaps(Span::new(mark.start, mark.end)));
                codings.extend(shared.map(|mark| mark.coding));
            }
        }
    }
    let tie = |tie: &&model::Tie| Tie {
        id: Id(tie.id),
        source: Id(tie.source),
        start: tie.span.map(|span| span.start),
        end: tie.span.map(|span| span.end),
        displaced: tie.displaced,
    };
    Case {
        id: Id(case.id),
        kind: Id(case.kind),
        name: case.name.clone(),
        values: values_of(&case.values),
        ties: ties.iter().map(tie).collect(),
        codings: codings.len(),
        words,
    }
}

pub(crate) async fn list(State(state): State<AppState>) -> Answer {
    state.ask(|desk| Ok(desk.workbench.read(cases))).await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewCase>) -> Answer {
    state
        .ask(move |desk| {
            let id = desk.workbench.fresh();
            let mut values = BTreeMap::new();
            fill(&mut values, read_values(desk, new.values)?);
            let case = model::Case { id, kind: new.kind.0, name: new.name, values };
            Ok(Made::new(id, desk.workbench.add(desk.user, case)?))
        })
        .await
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<CaseId>,
    Body(patch): Body<CasePatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let values = read_values(desk, patch.values)?;
            let committed = desk.workbench.revise::<model::Case>(desk.user, id, |case| {
                case.name = patch.name.unwrap_or_else(|| case.name.clone());
                fill(&mut case.values, values);
            })?;
            Ok(Written::from(committed))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<CaseId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Case>(id)?;
            Ok(Written::from(desk.workbench.delete(desk.user, Ref::Case(id))?))
        })
        .await
}
