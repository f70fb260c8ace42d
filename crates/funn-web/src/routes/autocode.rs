//! Coding by a rule: shown first, then done in one step.

use std::collections::BTreeSet;

use axum::extract::State;
use funn_workbench::analysis::{self, Proposal, RuleBy};
use funn_workbench::evidence::passage_at;
use funn_workbench::model::{CodeId, Project, TextPattern};
use funn_workbench::{AutoCoding, Bounds, WorkbenchError, proposals};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::extract::Body;
use crate::routes::Answer;
use crate::routes::codings::{Mark, marks, plain};
use crate::segment::{Segment, segment};
use crate::state::AppState;
use crate::wire::{FacetUuid, RoundUuid, SourceUuid, Written};

/// A rule that finds passages to code.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct Rule {
    by: By,
    /// Words (`*` for any letters), an expression, a speaker's name, or what a heading holds.
    pattern: String,
    #[serde(default)]
    extend: Extend,
    /// Left out or empty: all sources.
    #[serde(default)]
    sources: Vec<SourceUuid>,
    /// Only inside passages that this query finds.
    #[serde(rename = "where")]
    filter: Option<String>,
    /// Each passage goes on to where this expression is found next, or to the source's end.
    until: Option<String>,
}

/// What a rule looks for.
#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum By {
    Text,
    Regex,
    Speaker,
    Heading,
}

/// How far around what was found a passage reaches.
#[derive(Debug, Clone, Copy, Default, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum Extend {
    #[default]
    None,
    Sentence,
    Paragraph,
    Turn,
    Section,
}

/// A rule to be tried.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct PreviewRequest {
    rule: Rule,
}

/// The passages that a rule would code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Preview {
    segments: Vec<Segment>,
    total: usize,
}

/// A rule to be carried out.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct AutoCodeRequest {
    rule: Rule,
    /// A code's id, or a path; what does not exist is made.
    code: String,
    /// Places in the preview, from 0, that are not to be coded.
    #[serde(default)]
    except: BTreeSet<usize>,
    /// Pairs of facet and value.
    #[serde(default)]
    #[schema(value_type = Vec<Vec<FacetUuid>>)]
    facets: Vec<Mark>,
    /// Left out: the newest open round.
    round: Option<RoundUuid>,
}

/// What coding by a rule answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct AutoCoded {
    /// The change; left out when every passage was coded so already.
    #[serde(flatten)]
    written: Option<Written>,
    /// How many codings were made.
    codings: usize,
}

impl Rule {
    fn passages(self, project: &Project) -> Result<Vec<Proposal>, WorkbenchError> {
        let rule = analysis::Rule {
            by: match self.by {
                By::Text => RuleBy::Text(TextPattern::words(self.pattern)),
                By::Regex => RuleBy::Text(TextPattern::regex(self.pattern)),
                By::Speaker => RuleBy::Speaker(self.pattern),
                By::Heading => RuleBy::Heading(TextPattern::literal(self.pattern)),
            },
            extend: match self.extend {
                Extend::None => analysis::Extend::Exact,
                Extend::Sentence => analysis::Extend::Sentence,
                Extend::Paragraph => analysis::Extend::Paragraph,
                Extend::Turn => analysis::Extend::Turn,
                Extend::Section => analysis::Extend::Section,
            },
            sources: plain(self.sources),
        };
        let until = self.until.filter(|until| !until.is_empty()).map(TextPattern::regex);
        proposals(project, &rule, &Bounds { inside: self.filter, until })
    }
}

pub(crate) async fn preview(
    State(state): State<AppState>,
    Body(PreviewRequest { rule }): Body<PreviewRequest>,
) -> Answer {
    ensure_pattern(&rule)?;
    state
        .ask(move |desk| {
            desk.workbench.read(|project| {
                let found = rule.passages(project)?;
                let shown = |found: &Proposal| {
                    segment(project, &passage_at(project, found.source, found.span))
                };
                let segments: Vec<Segment> = found.iter().map(shown).collect();
                Ok(Preview { total: segments.len(), segments })
            })
        })
        .await
}

pub(crate) async fn code(
    State(state): State<AppState>,
    Body(request): Body<AutoCodeRequest>,
) -> Answer {
    ensure_pattern(&request.rule)?;
    state
        .ask(move |desk| {
            let AutoCodeRequest { rule, code, except, facets, round } = request;
            let found = desk.workbench.read(|project| rule.passages(project))?;
            let wanted = found.into_iter().enumerate().filter(|(place, _)| !except.contains(place));
            let passages: Vec<Proposal> = wanted.map(|(_, passage)| passage).collect();
            let path = match code.parse::<CodeId>() {
                Ok(id) => {
                    desk.workbench.find::<funn_workbench::model::Code>(id)?;
                    desk.workbench.read(|project| project.code_path(id))
                }
                Err(_not_an_id) => code,
            };
            let round = round.map(|round| round.0);
            let coding = AutoCoding { path, facets: marks(facets), round };
            let (codings, committed) = desk.workbench.autocode(desk.user, &passages, &coding)?;
            Ok(AutoCoded { written: committed.map(Written::from), codings })
        })
        .await
}

fn ensure_pattern(rule: &Rule) -> Result<(), ApiError> {
    if rule.pattern.trim().is_empty() {
        let hint = "Write what the rule is to look for.";
        return Err(ApiError::invalid("the rule looks for nothing", hint));
    }
    Ok(())
}
