//! Passages that a rule would code: shown first, coded afterwards.

use funn_model::{Project, Source, SourceId, Span, TextPattern};
use rayon::prelude::*;

use crate::ground::sections;
use crate::pattern::{Matcher, PatternError};
use crate::search::matches_of;
use crate::units::{Units, trimmed};

/// A rule that finds passages to code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// What is looked for.
    pub by: RuleBy,
    /// How far around what was found a passage reaches.
    pub extend: Extend,
    /// In which sources; in all where there are none.
    pub sources: Vec<SourceId>,
}

/// What a rule looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RuleBy {
    /// Each turn of this speaker, without its label.
    Speaker(String),
    /// All that stands under headings in which this is found, without the heading.
    Heading(TextPattern),
    /// Each place where this text or expression is found.
    Text(TextPattern),
}

/// How far around what was found a passage reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Extend {
    /// What was found and no more.
    #[default]
    Exact,
    /// The whole of each sentence that it touches; see [`crate::units::sentence_at`].
    Sentence,
    /// The whole of each paragraph (block or line) that it touches.
    Paragraph,
    /// The whole of each speaker's turn that it touches, without labels.
    Turn,
    /// All that stands under the nearest heading.
    Section,
}

impl Extend {
    /// Reads `none`, `sentence`, `paragraph` (or `block`), `turn` or `section`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "none" | "exact" => Some(Self::Exact),
            "sentence" => Some(Self::Sentence),
            "paragraph" | "block" => Some(Self::Paragraph),
            "turn" => Some(Self::Turn),
            "section" => Some(Self::Section),
            _ => None,
        }
    }
}

/// A passage that a rule would code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// Its source.
    pub source: SourceId,
    /// Where.
    pub span: Span,
}

/// The passages that a rule finds, by source name and position. Passages that would overlap are
/// one; where a unit asked for is not there (no turn, no heading), what was found stands alone.
pub fn propose(project: &Project, rule: &Rule) -> Result<Vec<Proposal>, PatternError> {
    let matcher = match &rule.by {
        RuleBy::Speaker(_) => None,
        RuleBy::Heading(pattern) | RuleBy::Text(pattern) => Some(Matcher::new(pattern)?),
    };
    let sources = project.sources().sorted_by_key(|source| source.name.clone());
    let wanted = |source: &&&Source| rule.sources.is_empty() || rule.sources.contains(&source.id);
    let per_source: Vec<Vec<Proposal>> = sources
        .par_iter()
        .filter(wanted)
        .map(|source| {
            let found = found_in(project, source, &rule.by, matcher.as_ref());
            let units = units(project, source, rule.extend);
            let extended = found.into_iter().map(|span| extended(span, units.as_ref()));
            let kept = melted(extended.filter(|span| !span.is_empty()).collect());
            kept.into_iter().map(|span| Proposal { source: source.id, span }).collect()
        })
        .collect();
    Ok(per_source.into_iter().flatten().collect())
}

fn found_in(
    project: &Project,
    source: &Source,
    by: &RuleBy,
    matcher: Option<&Matcher>,
) -> Vec<Span> {
    let Some(text) = project.source_text(source.id) else { return Vec::new() };
    match (by, matcher) {
        (RuleBy::Speaker(name), _) => {
            let turns = source.current().into_iter().flat_map(|revision| &revision.structure.turns);
            let theirs = turns.filter(|turn| turn.speaker == *name);
            let units = Units::turns(project, source);
            theirs.filter_map(|turn| units.at(turn.span.start)).collect()
        }
        (RuleBy::Heading(_), Some(matcher)) => sections(source)
            .into_iter()
            .filter(|(heading, _)| matcher.matches(text.passage(*heading)).next().is_some())
            .map(|(_, under)| trimmed(project, source, under))
            .collect(),
        (RuleBy::Text(_), Some(matcher)) => {
            matches_of(matcher, text.as_str()).map(|(_, span)| span).collect()
        }
        (_, None) => Vec::new(),
    }
}

/// The units that passages of a source are grown to; none where they stay as they are.
fn units(project: &Project, source: &Source, extend: Extend) -> Option<Units> {
    match extend {
        Extend::Exact => None,
        Extend::Sentence => Some(Units::sentences(project, source)),
        Extend::Paragraph => Some(Units::paragraphs(project, source)),
        Extend::Turn => Some(Units::turns(project, source)),
        Extend::Section => Some(Units::sections(project, source)),
    }
}

/// A span grown to the units at its ends.
fn extended(span: Span, units: Option<&Units>) -> Span {
    let Some(units) = units else { return span };
    let start = units.at(span.start).map_or(span.start, |unit| unit.start);
    let last = span.end.saturating_sub(1).max(span.start);
    let end = units.at(last).map_or(span.end, |unit| unit.end);
    // A label stands outside its turn, so the turn may begin after what was found in the label.
    Span::new(start, end.max(start))
}

/// Sorted, with overlapping spans made one; those that only touch stay two.
fn melted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut melted: Vec<Span> = Vec::new();
    for span in spans {
        match melted.last_mut() {
            Some(last) if span.start < last.end => last.end = last.end.max(span.end),
            _ => melted.push(span),
        }
    }
    melted
}
