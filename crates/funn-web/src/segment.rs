//! Passages that a question found, with their text and what stands around it.

use funn_workbench::evidence::Passages;
use funn_workbench::model::{self, Project, Segments, Span};
use serde::Serialize;
use utoipa::ToSchema;

use crate::wire::{CaseUuid, CodeUuid, CodingUuid, Id, SourceUuid};

/// So many Unicode scalar values are shown before and after a passage.
const CONTEXT: u32 = 80;

/// A passage found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Segment {
    source: SourceUuid,
    source_name: String,
    start: u32,
    end: u32,
    text: String,
    /// The 80 characters before it, or as many as there are.
    before: String,
    /// The 80 characters after it, or as many as there are.
    after: String,
    /// The codings that made it a hit.
    codings: Vec<CodingUuid>,
    /// The codes on it.
    codes: Vec<CodeUuid>,
    /// The cases tied to it.
    cases: Vec<CaseUuid>,
    /// Who speaks where it begins.
    speaker: Option<String>,
}

/// A part of the passages that a query found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Found {
    /// The query.
    query: String,
    /// How many passages there are in all.
    total: usize,
    segments: Vec<Segment>,
}

impl Found {
    /// The passages from `offset` on, at most `limit`.
    pub(crate) fn page(
        project: &Project,
        query: String,
        found: &Segments,
        (offset, limit): (usize, usize),
    ) -> Self {
        let shown = found.segments.iter().skip(offset).take(limit);
        let segments = shown.map(|found| segment(project, found)).collect();
        Self { query, total: found.segments.len(), segments }
    }

    /// A part that was cut already.
    pub(crate) fn part(project: &Project, query: String, part: &Passages) -> Self {
        let segments = part.segments.segments.iter().map(|found| segment(project, found));
        Self { query, total: part.total, segments: segments.collect() }
    }
}

/// A passage with its text and surroundings.
pub(crate) fn segment(project: &Project, found: &model::Segment) -> Segment {
    let Span { start, end } = found.span;
    let source = project.sources().get(found.source);
    let text = project.source_text(found.source);
    let passage = |start, end| {
        text.map_or_else(String::new, |text| text.passage(Span::new(start, end)).to_owned())
    };
    let characters = text.map_or(end, model::Text::characters);
    Segment {
        source: Id(found.source),
        source_name: source.map_or_else(String::new, |source| source.name.clone()),
        start,
        end,
        text: passage(start, end),
        before: passage(start.saturating_sub(CONTEXT), start),
        after: passage(end, end.saturating_add(CONTEXT).min(characters)),
        codings: found.codings.iter().copied().map(Id).collect(),
        codes: found.codes.iter().copied().map(Id).collect(),
        cases: found.cases.iter().copied().map(Id).collect(),
        speaker: project.turn_at(found.source, start).map(|turn| turn.speaker.clone()),
    }
}
