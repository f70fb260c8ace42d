//! [`Places`]: a condition on where a passage stands, worked out for every source ahead of time.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use funn_model::query::{ResolvedAtom, Wanted};
use funn_model::{
    AttributeId, CaseId, Comparison, Memo, Project, Source, Span, Target, TextPattern, Value,
};

use crate::ground::{Ground, sections};
use crate::pattern::{Matcher, folded, glob};
use crate::search::{in_each, matches_of};

/// Where a condition holds: in whole sources, and in stretches of others.
#[derive(Debug, Clone, Default)]
pub(crate) struct Places {
    /// By rank.
    whole: Vec<bool>,
    /// By rank, in order, none overlapping another; empty when there are no stretches at all.
    parts: Vec<Vec<Span>>,
    how: How,
}

/// How a passage must stand to a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum How {
    /// It shares text with it.
    #[default]
    Overlaps,
    /// It begins in it.
    Begins,
    /// It holds it wholly.
    Contains,
}

impl Places {
    pub(crate) fn hold(&self, source: u32, span: Span) -> bool {
        if self.whole.get(source as usize).copied().unwrap_or_default() {
            return true;
        }
        let Some(parts) = self.parts.get(source as usize) else { return false };
        match self.how {
            How::Contains => {
                let first = parts.partition_point(|part| part.start < span.start);
                parts.get(first).is_some_and(|part| part.end <= span.end)
            }
            How::Overlaps | How::Begins => {
                let wanted = if self.how == How::Begins {
                    Span::new(span.start, span.start.saturating_add(1))
                } else {
                    span
                };
                let after = parts.partition_point(|part| part.start < wanted.end);
                let last = after.checked_sub(1).and_then(|place| parts.get(place));
                last.is_some_and(|part| part.overlaps(wanted))
            }
        }
    }

    /// Where these whole sources are.
    fn sources(ground: &Ground<'_>, holds: impl Fn(&Source) -> bool) -> Self {
        let whole = ground.sources.iter().map(|source| holds(source)).collect();
        Self { whole, ..Self::default() }
    }

    /// Where these stretches are, in each source.
    fn stretches(ground: &Ground<'_>, how: How, parts: impl Fn(&Source) -> Vec<Span>) -> Self {
        let parts = ground.sources.iter().map(|source| melted(parts(source))).collect();
        Self { whole: Vec::new(), parts, how }
    }

    /// Where cases are tied.
    pub(crate) fn cases(ground: &Ground<'_>, holds: impl Fn(CaseId) -> bool) -> Self {
        let mut places = Self::default();
        for tied in ground.ties() {
            places.whole.push(tied.whole.iter().any(|&case| holds(case)));
            let parts = tied.parts.iter().filter(|(_, case)| holds(*case));
            places.parts.push(melted(parts.map(|(span, _)| *span).collect()));
        }
        places
    }

    /// Where a text is found.
    pub(crate) fn text(ground: &Ground<'_>, pattern: &TextPattern) -> Self {
        let Ok(matcher) = Matcher::new(pattern) else { return Self::default() };
        let parts = in_each(&ground.sources, &matcher, |matcher, source| {
            let text = ground.project.source_text(source.id);
            text.map(|text| matches_of(matcher, text.as_str()).map(|(_, span)| span).collect())
                .unwrap_or_default()
        });
        Self { whole: Vec::new(), parts, how: How::Contains }
    }

    /// The stretches of one source.
    pub(crate) fn parts(&self, source: u32) -> &[Span] {
        self.parts.get(source as usize).map_or(&[], Vec::as_slice)
    }

    /// Where a condition that does not concern codings holds; none for one that does.
    pub(crate) fn of(ground: &Ground<'_>, atom: &ResolvedAtom) -> Option<Self> {
        let project = ground.project;
        let places = match atom {
            ResolvedAtom::Codes(_)
            | ResolvedAtom::Facet(..)
            | ResolvedAtom::Coders(_)
            | ResolvedAtom::Rounds(_)
            | ResolvedAtom::Weight(_)
            | ResolvedAtom::Memo(_) => return None,
            ResolvedAtom::Cases(cases) => {
                Self::cases(ground, |case| cases.binary_search(&case).is_ok())
            }
            ResolvedAtom::CaseAttribute(..) => {
                let cases = cases_where(project, atom);
                Self::cases(ground, |case| cases.contains(&case))
            }
            ResolvedAtom::AnyCase => Self::cases(ground, |_any| true),
            ResolvedAtom::Sources(ids) => {
                Self::sources(ground, |source| ids.binary_search(&source.id).is_ok())
            }
            ResolvedAtom::SourceAttribute(attribute, comparison, wanted) => {
                Self::sources(ground, |source| {
                    let value = source.values.get(attribute);
                    holds(project, *attribute, value, *comparison, wanted)
                })
            }
            ResolvedAtom::SourceKind(kind) => Self::sources(ground, |source| source.kind == *kind),
            ResolvedAtom::Speakers(names) => Self::stretches(ground, How::Overlaps, |source| {
                let turns = source.current().into_iter().flat_map(|r| &r.structure.turns);
                turns.filter(|t| names.contains(&t.speaker)).map(|t| t.span).collect()
            }),
            ResolvedAtom::Heading(pattern) => headed(ground, pattern),
        };
        Some(places)
    }

    /// Where memos on passages hold this text.
    pub(crate) fn memos(ground: &Ground<'_>, pattern: Option<&Matcher>) -> Self {
        let mut parts = vec![Vec::new(); ground.sources.len()];
        for memo in ground.project.memos() {
            if let Target::Passage(source, span) = memo.target
                && memo_holds(memo, pattern)
                && let Some(parts) = parts.get_mut(ground.rank(source) as usize)
            {
                parts.push(span);
            }
        }
        let parts = parts.into_iter().map(melted).collect();
        Self { whole: Vec::new(), parts, how: How::Overlaps }
    }
}

/// Whether a memo holds this text in its title or body.
pub(crate) fn memo_holds(memo: &Memo, pattern: Option<&Matcher>) -> bool {
    pattern.is_none_or(|matcher| {
        [&memo.title, &memo.body].into_iter().any(|text| matcher.matches(text).next().is_some())
    })
}

/// The cases that meet a condition on an attribute.
pub(crate) fn cases_where(project: &Project, atom: &ResolvedAtom) -> BTreeSet<CaseId> {
    let ResolvedAtom::CaseAttribute(attribute, comparison, wanted) = atom else {
        return BTreeSet::new();
    };
    let owner = project.attributes().get(*attribute).map(|attribute| attribute.owner);
    let owned = project
        .cases()
        .iter()
        .filter(|case| owner == Some(funn_model::AttributeOwner::CaseKind(case.kind)));
    let meeting = owned
        .filter(|case| holds(project, *attribute, case.values.get(attribute), *comparison, wanted));
    meeting.map(|case| case.id).collect()
}

/// Whether a value compares as wanted. A missing value meets `= missing` alone.
fn holds(
    project: &Project,
    attribute: AttributeId,
    value: Option<&Value>,
    comparison: Comparison,
    wanted: &Wanted,
) -> bool {
    let negated = comparison == Comparison::NotEqual;
    let Some(value) = value else { return matches!(wanted, Wanted::Missing) && !negated };
    match wanted {
        Wanted::Missing => negated,
        Wanted::Part(part) => glob(&format!("*{}*", folded(part)), &folded(&value.to_string())),
        Wanted::Value(wanted) => {
            ordering(value, wanted).is_some_and(|ordering| comparison.holds(ordering))
        }
        Wanted::Place(wanted) => {
            let choices = match project.attributes().get(attribute).map(|a| &a.value_type) {
                Some(funn_model::ValueType::Choice(choices)) => choices.as_slice(),
                _ => &[],
            };
            let text = value.to_string();
            let place = choices.iter().zip(0_u32..).find(|(choice, _)| **choice == text);
            place.is_some_and(|(_, place)| comparison.holds(place.cmp(wanted)))
        }
    }
}

fn ordering(value: &Value, wanted: &Value) -> Option<Ordering> {
    match (value, wanted) {
        (Value::Text(a), Value::Text(b)) => Some(folded(a).cmp(&folded(b))),
        (Value::Number(a), Value::Number(b)) => a.partial_cmp(b),
        (Value::Boolean(a), Value::Boolean(b)) => Some(a.cmp(b)),
        (Value::Date(a), Value::Date(b)) => Some(a.cmp(b)),
        _ => None,
    }
}

fn headed(ground: &Ground<'_>, pattern: &TextPattern) -> Places {
    let Ok(matcher) = Matcher::new(pattern) else { return Places::default() };
    Places::stretches(ground, How::Begins, |source| {
        let Some(text) = ground.project.source_text(source.id) else { return Vec::new() };
        sections(source)
            .into_iter()
            .filter(|(heading, _)| matcher.matches(text.passage(*heading)).next().is_some())
            .map(|(heading, under)| Span::new(heading.start, under.end))
            .collect()
    })
}

/// Sorted, with overlapping and touching stretches made one.
fn melted(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    let mut melted: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match melted.last_mut() {
            Some(last) if span.start <= last.end => last.end = last.end.max(span.end),
            _ => melted.push(span),
        }
    }
    melted
}
