//! Codings: those of a source, making, changing, recoding and removing them.

use std::collections::BTreeMap;

use axum::extract::State;
use funn_workbench::model::{self, CodingId, FacetMark, Project, SourceId, Span, Target};
use funn_workbench::{CodingPatch as Patch, CodingRequest, CodingsMade};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::{At, Body};
use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{
    CodeUuid, CodingUuid, FacetUuid, FacetValueUuid, Id, RoundUuid, SourceUuid, Time, UserUuid,
    Written, given,
};

/// A facet and the value chosen.
pub(crate) type Mark = (FacetUuid, FacetValueUuid);

/// One application of a code to a passage.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Coding {
    id: CodingUuid,
    code: CodeUuid,
    start: u32,
    end: u32,
    coder: UserUuid,
    round: Option<RoundUuid>,
    /// Pairs of facet and value.
    #[schema(value_type = Vec<Vec<FacetUuid>>)]
    facets: Vec<Mark>,
    /// 0 to 100, where the study uses weights.
    weight: Option<u8>,
    /// Whether the passage vanished in a correction of the text.
    displaced: bool,
    at: Time,
    /// How many memos are about it.
    memos: usize,
}

/// A passage to be coded, with one or more codes, in one step.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewCodings {
    source: SourceUuid,
    start: u32,
    end: u32,
    #[serde(default)]
    codes: Vec<CodeUuid>,
    /// Codes by path; what does not exist is made.
    #[serde(default)]
    paths: Vec<String>,
    /// Pairs of facet and value.
    #[serde(default)]
    #[schema(value_type = Vec<Vec<FacetUuid>>)]
    facets: Vec<Mark>,
    weight: Option<u8>,
    /// Left out: the newest open round.
    round: Option<RoundUuid>,
    /// Several passages to be coded alike, in one step, in place of the one above.
    #[serde(default)]
    passages: Vec<PassagePlace>,
}

/// Where a passage is.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PassagePlace {
    source: SourceUuid,
    start: u32,
    end: u32,
}

/// What of a coding is to change; what is left out stays.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CodingPatch {
    code: Option<CodeUuid>,
    start: Option<u32>,
    end: Option<u32>,
    /// All facets, as pairs of facet and value.
    #[schema(value_type = Option<Vec<Vec<FacetUuid>>>)]
    facets: Option<Vec<Mark>>,
    /// Null takes the weight away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<u8>)]
    #[expect(clippy::option_option, reason = "left out, null and a value differ")]
    weight: Option<Option<u8>>,
}

/// Codings to be removed.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Uncode {
    codings: Vec<CodingUuid>,
}

/// Codings to be given another code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Recode {
    codings: Vec<CodingUuid>,
    code: CodeUuid,
}

/// What coding answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct CodedPassage {
    #[serde(flatten)]
    written: Written,
    /// The codings made, in the order of the codes.
    codings: Vec<CodingUuid>,
}

/// Facets as the model has them.
pub(crate) fn marks(pairs: Vec<Mark>) -> Vec<FacetMark> {
    let mark = |(Id(facet), Id(value))| FacetMark { facet, value };
    pairs.into_iter().map(mark).collect()
}

/// Ids as the model has them.
pub(crate) fn plain<T>(ids: Vec<Id<T>>) -> Vec<T> {
    ids.into_iter().map(|Id(id)| id).collect()
}

fn coding(coding: &model::Coding, memos: &BTreeMap<CodingId, usize>) -> Coding {
    Coding {
        id: Id(coding.id),
        code: Id(coding.code),
        start: coding.span.start,
        end: coding.span.end,
        coder: Id(coding.coder),
        round: coding.round.map(Id),
        facets: coding.facets.iter().map(|mark| (Id(mark.facet), Id(mark.value))).collect(),
        weight: coding.weight,
        displaced: coding.displaced,
        at: Time(coding.at),
        memos: memos.get(&coding.id).copied().unwrap_or_default(),
    }
}

/// How many memos each coding has.
fn memos_of(project: &Project) -> BTreeMap<CodingId, usize> {
    let mut memos = BTreeMap::new();
    for memo in project.memos() {
        if let Target::Coding(coding) = memo.target {
            *memos.entry(coding).or_default() += 1;
        }
    }
    memos
}

pub(crate) async fn list(State(state): State<AppState>, At(id): At<SourceId>) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.find::<model::Source>(id)?;
            Ok(desk.workbench.read(|project| {
                let memos = memos_of(project);
                let codings = project.marks(id).iter();
                codings
                    .filter_map(|mark| project.codings().get(mark.coding))
                    .map(|found| coding(found, &memos))
                    .collect::<Vec<_>>()
            }))
        })
        .await
}

pub(crate) async fn add(State(state): State<AppState>, Body(new): Body<NewCodings>) -> Answer {
    if new.codes.is_empty() && new.paths.is_empty() {
        return Err(ApiError::invalid("no code was named", "Name one in codes or in paths."));
    }
    let span_of_one = span(new.start, new.end)?;
    let more = new
        .passages
        .iter()
        .map(|passage| Ok((passage.source.0, span(passage.start, passage.end)?)));
    let more = more.collect::<Result<Vec<_>, ApiError>>()?;
    state
        .ask(move |desk| {
            let request = CodingRequest {
                source: new.source.0,
                span: span_of_one,
                codes: plain(new.codes),
                paths: new.paths,
                facets: marks(new.facets),
                weight: new.weight,
                round: new.round.map(|Id(id)| id),
            };
            let passages: Vec<(SourceId, Span)> =
                if more.is_empty() { vec![(request.source, request.span)] } else { more };
            let CodingsMade { committed, codings } =
                desk.workbench.code_passages(desk.user, &passages, &request)?;
            let codings = codings.into_iter().map(Id).collect();
            Ok(CodedPassage { written: committed.into(), codings })
        })
        .await
}

/// A span whose end does not stand before its start.
pub(crate) fn span(start: u32, end: u32) -> Result<Span, ApiError> {
    if start <= end {
        return Ok(Span::new(start, end));
    }
    let message = format!("the passage ends at {end}, before it starts at {start}");
    Err(ApiError::invalid(&message, "Positions count characters from 0; the end lies after."))
}

pub(crate) async fn change(
    State(state): State<AppState>,
    At(id): At<CodingId>,
    Body(patch): Body<CodingPatch>,
) -> Answer {
    state
        .ask(move |desk| {
            let before = desk.workbench.find::<model::Coding>(id)?.span;
            let CodingPatch { code, start, end, facets, weight } = patch;
            let new_span = if start.is_some() || end.is_some() {
                Some(span(start.unwrap_or(before.start), end.unwrap_or(before.end))?)
            } else {
                None
            };
            let code = code.map(|Id(id)| id);
            let patch = Patch { code, span: new_span, facets: facets.map(marks), weight };
            Ok(Written::from(desk.workbench.change_coding(desk.user, id, patch)?))
        })
        .await
}

pub(crate) async fn remove(State(state): State<AppState>, At(id): At<CodingId>) -> Answer {
    state.ask(move |desk| Ok(Written::from(desk.workbench.uncode(desk.user, &[id])?))).await
}

pub(crate) async fn uncode(State(state): State<AppState>, Body(wanted): Body<Uncode>) -> Answer {
    state
        .ask(move |desk| {
            let codings = plain(wanted.codings);
            Ok(Written::from(desk.workbench.uncode(desk.user, &codings)?))
        })
        .await
}

pub(crate) async fn recode(State(state): State<AppState>, Body(wanted): Body<Recode>) -> Answer {
    state
        .ask(move |desk| {
            let codings = plain(wanted.codings);
            Ok(Written::from(desk.workbench.recode(desk.user, &codings, wanted.code.0)?))
        })
        .await
}
