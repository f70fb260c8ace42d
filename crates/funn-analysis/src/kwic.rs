//! Keyword in context.

use std::ops::Range;

use funn_model::{Project, Query, Resolved, SourceId, Span, TextPattern};

use crate::pattern::{Matcher, PatternError, folded};
use crate::query::find;
use crate::search::{after, before, matches_of};

/// How a concordance is made.
#[derive(Debug, Clone, PartialEq)]
pub struct KwicOptions {
    /// Unicode scalar values of context on either side, at most; cut at the ends of the text.
    pub context: usize,
    /// The order of the rows.
    pub sort: KwicSort,
    /// Only what is found wholly inside passages that this query finds; everywhere without it.
    pub filter: Option<Query<Resolved>>,
}

impl Default for KwicOptions {
    /// 40 characters on either side, in the order of the texts.
    fn default() -> Self {
        Self { context: 40, sort: KwicSort::Position, filter: None }
    }
}

/// The order of a concordance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum KwicSort {
    /// By source name and position.
    #[default]
    Position,
    /// By what stands to the left, the nearest word first.
    Left,
    /// By what stands to the right.
    Right,
}

/// One line of a concordance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KwicRow {
    /// What stands before, line ends as spaces.
    pub left: String,
    /// What was found.
    pub found: String,
    /// What stands after, line ends as spaces.
    pub right: String,
    /// The source.
    pub source: SourceId,
    /// Where.
    pub span: Span,
    /// Who speaks where it begins, if the source has turns.
    pub speaker: Option<String>,
}

/// Every match of a pattern with what stands around it.
pub fn kwic(
    project: &Project,
    pattern: &TextPattern,
    options: &KwicOptions,
) -> Result<Vec<KwicRow>, PatternError> {
    let matcher = Matcher::new(pattern)?;
    let allowed = options.filter.as_ref().map(|filter| {
        let mut passages: Vec<(SourceId, Span)> =
            find(project, filter).segments.iter().map(|s| (s.source, s.span)).collect();
        passages.sort_unstable();
        passages
    });
    let mut rows = Vec::new();
    for source in project.sources().sorted_by_key(|source| source.name.clone()) {
        let Some(text) = project.source_text(source.id) else { continue };
        let passages = allowed.as_ref().map(|all| {
            let from = all.partition_point(|(id, _)| *id < source.id);
            let of_source = all.iter().skip(from).take_while(|(id, _)| *id == source.id);
            of_source.map(|(_, span)| *span).collect::<Vec<Span>>()
        });
        for (bytes, span) in matches_of(&matcher, text.as_str()) {
            let inside = |passages: &Vec<Span>| passages.iter().any(|p| p.contains(span));
            if passages.as_ref().is_none_or(inside) {
                let turn = project.turn_at(source.id, span.start);
                let speaker = turn.map(|turn| turn.speaker.clone());
                rows.push(row(text.as_str(), bytes, options.context, source.id, (span, speaker)));
            }
        }
    }
    match options.sort {
        KwicSort::Position => {}
        KwicSort::Left => rows.sort_by_cached_key(|row| {
            folded(&row.left).split(' ').rev().map(str::to_owned).collect::<Vec<_>>()
        }),
        KwicSort::Right => rows.sort_by_cached_key(|row| (folded(&row.right), folded(&row.found))),
    }
    Ok(rows)
}

fn row(
    text: &str,
    bytes: Range<usize>,
    context: usize,
    source: SourceId,
    (span, speaker): (Span, Option<String>),
) -> KwicRow {
    let flat = |text: &str| text.replace(['\n', '\t'], " ");
    KwicRow {
        left: flat(before(text, bytes.start, context)),
        right: flat(after(text, bytes.end, context)),
        found: flat(text.get(bytes).unwrap_or_default()),
        source,
        span,
        speaker,
    }
}
