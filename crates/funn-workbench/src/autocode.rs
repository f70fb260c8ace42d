//! Coding by a rule: shown first, then done in one step, and undone in one.

use funn_analysis::pattern::Matcher;
use funn_analysis::propose::{Proposal, Rule};
use funn_model::query::TextPattern;
use funn_model::{
    CaseId, Change, Checksum, Coding, CodingId, Deed, Edit, FacetMark, Project, RoundId, Span, Tie,
    TieId, UserId,
};

use crate::ask;
use crate::coding::is_same_coding;
use crate::error::WorkbenchError;
use crate::workbench::{Committed, Workbench};

/// Where a rule looks, beyond the rule itself.
#[derive(Debug, Clone, Default)]
pub struct Bounds {
    /// Only inside passages that this query finds.
    pub inside: Option<String>,
    /// Each passage goes on to where this is found next, or to the end of the source.
    pub until: Option<TextPattern>,
}

/// With what passages are coded.
#[derive(Debug, Clone, Default)]
pub struct AutoCoding {
    /// The code's path; made when there is none.
    pub path: String,
    /// The facets of each coding.
    pub facets: Vec<FacetMark>,
    /// The round; none means the newest open one.
    pub round: Option<RoundId>,
}

/// The passages that a rule would code, by source name and position.
pub fn proposals(
    project: &Project,
    rule: &Rule,
    bounds: &Bounds,
) -> Result<Vec<Proposal>, WorkbenchError> {
    let bad_pattern = |error: funn_analysis::pattern::PatternError| {
        let hint = "Write a backslash before a sign that is meant as itself, such as \\( or \\.";
        WorkbenchError::invalid(error.to_string(), hint)
    };
    let mut found = funn_analysis::propose::propose(project, rule).map_err(bad_pattern)?;
    if let Some(until) = &bounds.until {
        let matcher = Matcher::new(until).map_err(bad_pattern)?;
        for proposal in &mut found {
            proposal.span = prolonged(project, proposal, &matcher);
        }
    }
    if let Some(query) = bounds.inside.as_ref().filter(|query| !query.trim().is_empty()) {
        let inside = ask::passages(project, query)?;
        found.retain(|proposal| {
            inside.segments.iter().any(|segment| {
                segment.source == proposal.source && segment.span.contains(proposal.span)
            })
        });
    }
    Ok(found)
}

fn prolonged(project: &Project, proposal: &Proposal, until: &Matcher) -> Span {
    let Some(text) = project.source_text(proposal.source) else { return proposal.span };
    let after = text.byte_of(proposal.span.end);
    let rest = text.as_str().get(after..).unwrap_or_default();
    let end = until.matches(rest).next().map_or(text.as_str().len(), |found| after + found.start);
    let end = text.as_str().get(..end).map_or(end, |kept| kept.trim_end().len());
    Span::new(proposal.span.start, text.position_of_byte(end.max(after)))
}

impl Workbench {
    /// Codes passages, all in one step; those that are coded so already are passed over. Answers
    /// how many codings were made.
    pub fn autocode(
        &self,
        user: UserId,
        passages: &[Proposal],
        coding: &AutoCoding,
    ) -> Result<(usize, Option<Committed>), WorkbenchError> {
        let _turn = self.turn();
        let mut changes = Vec::new();
        let code = match self.find_code(&coding.path) {
            Ok(code) => code,
            Err(_no_such_code) => self.code_for_path(&coding.path, &mut changes)?,
        };
        let at = self.now();
        let mut facets = coding.facets.clone();
        facets.sort_unstable();
        let mut made = Vec::new();
        {
            let project = self.project();
            let round = coding.round.or_else(|| project.open_round());
            for passage in passages {
                let Some(text) = project.source_text(passage.source) else { continue };
                let coding = Coding {
                    id: CodingId::from_bytes(self.new_id()),
                    code,
                    source: passage.source,
                    span: passage.span,
                    checksum: Checksum::of(project.salt(), text.passage(passage.span)),
                    coder: user,
                    at,
                    round,
                    facets: facets.clone(),
                    weight: None,
                    displaced: false,
                };
                let mut there = project.codings_at(passage.source, passage.span);
                if !there.any(|other| is_same_coding(other, &coding)) {
                    made.push(Change::Coding(Edit::Add(coding)));
                }
            }
        }
        let count = made.len();
        if count == 0 {
            return Ok((0, None));
        }
        changes.extend(made);
        let subject = coding.path.clone();
        let change = Change::Batch { deed: Deed::AutoCode, subject, changes };
        Ok((count, Some(self.commit(user, change)?)))
    }

    /// Ties a case to passages, all in one step; those that it is tied to already are passed over.
    /// Answers how many ties were made.
    pub fn tie_passages(
        &self,
        user: UserId,
        case: CaseId,
        passages: &[Proposal],
    ) -> Result<(usize, Option<Committed>), WorkbenchError> {
        let subject = self.find::<funn_model::Case>(case)?.name;
        let changes: Vec<Change> = {
            let project = self.project();
            let tied = |passage: &&Proposal| {
                project.ties().iter().any(|tie| {
                    tie.case == case
                        && tie.source == passage.source
                        && tie.span.is_none_or(|span| span == passage.span)
                })
            };
            let new = passages.iter().filter(|passage| !tied(passage));
            new.map(|passage| {
                let id = TieId::from_bytes(self.new_id());
                let (source, span) = (passage.source, Some(passage.span));
                Change::Tie(Edit::Add(Tie { id, case, source, span, displaced: false }))
            })
            .collect()
        };
        let count = changes.len();
        if count == 0 {
            return Ok((0, None));
        }
        let change = Change::Batch { deed: Deed::Other, subject, changes };
        Ok((count, Some(self.commit(user, change)?)))
    }
}
