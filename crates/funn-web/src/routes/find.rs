//! Finding passages: by query, and words in their context.

use axum::extract::State;
use funn_workbench::analysis::{self, CompletionKind as Kind, KwicOptions, KwicSort};
use funn_workbench::model::{Project, TextPattern};
use funn_workbench::{WorkbenchError, ask};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::extract::Params;
use crate::routes::Answer;
use crate::segment::Found;
use crate::state::AppState;
use crate::wire::{Id, SourceUuid, is_on};

/// Passages answered when no number is given.
const USUAL_PASSAGES: usize = 200;

/// Passages answered at most.
const MOST_PASSAGES: usize = 1000;

/// What is to be found.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct FindParams {
    /// The query.
    #[serde(default)]
    q: String,
    /// Passages to leave out at the start.
    offset: Option<usize>,
    /// At most so many passages, up to 1000; left out: 200.
    limit: Option<usize>,
}

/// A query being typed.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct CompleteParams {
    /// The text so far.
    #[serde(default)]
    q: String,
    /// Where the cursor stands, in Unicode scalar values.
    cursor: u32,
}

/// How a query may go on.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Completion {
    /// What is put in.
    insert: String,
    /// What is shown.
    label: String,
    kind: CompletionKind,
    /// What it takes the place of, as start and end.
    replace: [u32; 2],
    /// More about it; may be empty.
    detail: String,
}

/// What a proposal is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum CompletionKind {
    Field,
    Value,
    Operator,
}

/// Which concordance.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct KwicParams {
    /// Words, with `*` for any letters; or a regular expression.
    pattern: String,
    /// `1`: the pattern is a regular expression.
    regex: Option<String>,
    /// `position` (left out), `left` or `right`.
    sort: Option<String>,
    /// Characters of context on either side, up to 500; left out: 60.
    context: Option<usize>,
    /// Only inside passages that this query finds.
    #[serde(rename = "where")]
    filter: Option<String>,
    /// Rows to leave out at the start.
    offset: Option<usize>,
    /// At most so many rows, up to 10,000; left out: 1000.
    limit: Option<usize>,
}

/// A part of a concordance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Kwic {
    rows: Vec<KwicRow>,
    /// How many rows there are in all.
    total: usize,
}

/// One line of a concordance.
#[derive(Debug, Serialize, ToSchema)]
struct KwicRow {
    source: SourceUuid,
    source_name: String,
    start: u32,
    end: u32,
    left: String,
    #[serde(rename = "match")]
    found: String,
    right: String,
    speaker: Option<String>,
}

/// A part of the passages, as offset and number.
pub(crate) fn window(offset: Option<usize>, limit: Option<usize>) -> (usize, usize) {
    (offset.unwrap_or_default(), limit.unwrap_or(USUAL_PASSAGES).min(MOST_PASSAGES))
}

pub(crate) async fn find(
    State(state): State<AppState>,
    Params(FindParams { q, offset, limit }): Params<FindParams>,
) -> Answer {
    state
        .ask(move |desk| {
            desk.workbench.read(|project| {
                let found = ask::passages(project, &q)?;
                Ok(Found::page(project, q, &found, window(offset, limit)))
            })
        })
        .await
}

pub(crate) async fn complete(
    State(state): State<AppState>,
    Params(CompleteParams { q, cursor }): Params<CompleteParams>,
) -> Answer {
    let mirror = |proposal: analysis::Completion| Completion {
        label: proposal.text.clone(),
        insert: proposal.text,
        kind: match proposal.kind {
            Kind::Field => CompletionKind::Field,
            Kind::Value => CompletionKind::Value,
            Kind::Joint => CompletionKind::Operator,
        },
        replace: [proposal.replaces.start, proposal.replaces.end],
        detail: String::new(),
    };
    state
        .ask(move |desk| {
            let proposals = desk.workbench.read(|project| analysis::complete(&q, cursor, project));
            Ok(proposals.into_iter().map(mirror).collect::<Vec<_>>())
        })
        .await
}

pub(crate) async fn kwic(
    State(state): State<AppState>,
    Params(params): Params<KwicParams>,
) -> Answer {
    if params.pattern.trim().is_empty() {
        return Err(ApiError::invalid("there is no pattern", "Write a word to look for."));
    }
    let sort = match params.sort.as_deref() {
        Some("position" | "") | None => KwicSort::Position,
        Some("left") => KwicSort::Left,
        Some("right") => KwicSort::Right,
        Some(_) => {
            let hint = "Sort by position, left or right.";
            return Err(ApiError::invalid("there is no such order", hint));
        }
    };
    let is_regex = is_on(params.regex.as_deref())?;
    state
        .ask(move |desk| {
            desk.workbench.read(|project| concordance(project, params, is_regex, sort))
        })
        .await
}

fn concordance(
    project: &Project,
    params: KwicParams,
    is_regex: bool,
    sort: KwicSort,
) -> Result<Kwic, ApiError> {
    let KwicParams { pattern, context, filter, offset, limit, .. } = params;
    let pattern = if is_regex { TextPattern::regex(pattern) } else { TextPattern::words(pattern) };
    let filter = filter.filter(|query| !query.trim().is_empty());
    let filter = filter.map(|query| ask::resolve(project, &query)).transpose()?;
    let context = context.unwrap_or(60).min(500);
    let found = analysis::kwic(project, &pattern, &KwicOptions { context, sort, filter });
    let found = found.map_err(|error| WorkbenchError::Invalid {
        message: error.to_string(),
        hint: "Write a backslash before a sign that is meant as itself.".to_owned(),
    })?;
    let total = found.len();
    let name = |id| project.sources().get(id).map_or_else(String::new, |s| s.name.clone());
    let part = found.into_iter().skip(offset.unwrap_or_default());
    let rows = part.take(limit.unwrap_or(1000).min(10_000)).map(|row| KwicRow {
        source: Id(row.source),
        source_name: name(row.source),
        start: row.span.start,
        end: row.span.end,
        left: row.left,
        found: row.found,
        right: row.right,
        speaker: row.speaker,
    });
    Ok(Kwic { rows: rows.collect(), total })
}
