//! Passages found so far, and how lists of them are put together.

use funn_model::Span;

/// A passage found: where, and the codings that together make it a hit.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Hit {
    /// Rank of the source.
    pub(crate) source: u32,
    pub(crate) span: Span,
    pub(crate) codings: Together,
}

/// Slots of codings.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Together {
    /// A hit in the text, or a passage marked otherwise.
    None,
    One(u32),
    /// Sorted, each once, two or more.
    Many(Vec<u32>),
}

impl Together {
    pub(crate) fn slots(&self) -> &[u32] {
        match self {
            Self::None => &[],
            Self::One(slot) => std::slice::from_ref(slot),
            Self::Many(slots) => slots,
        }
    }

    fn with(&self, other: &Self) -> Self {
        match (self, other) {
            (Self::None, slots) | (slots, Self::None) => slots.clone(),
            (Self::One(a), Self::One(b)) if a == b => Self::One(*a),
            _ => {
                let mut slots = [self.slots(), other.slots()].concat();
                slots.sort_unstable();
                slots.dedup();
                Self::Many(slots)
            }
        }
    }

    fn shares(&self, other: &Self) -> bool {
        self.slots().iter().any(|slot| other.slots().contains(slot))
    }
}

impl Hit {
    /// Whether two hits are the same find, so that one cannot stand near the other.
    pub(crate) fn is_same_find(&self, other: &Self) -> bool {
        match (&self.codings, &other.codings) {
            (Together::None, Together::None) => self == other,
            (ours, theirs) => ours.shares(theirs),
        }
    }
}

/// Sorts by place and drops what is there twice.
pub(crate) fn settle(hits: &mut Vec<Hit>) {
    hits.sort_unstable();
    hits.dedup();
}

/// The stretches where a hit of one list and a hit of the other share text. Both are settled.
pub(crate) fn joined(left: &[Hit], right: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (left, right) in by_source(left, right) {
        let longest = longest(right);
        for hit in left {
            for other in window(right, hit.span, longest) {
                if let Some(span) = hit.span.intersection(other.span) {
                    let codings = hit.codings.with(&other.codings);
                    found.push(Hit { source: hit.source, span, codings });
                }
            }
        }
    }
    settle(&mut found);
    found
}

/// The hits of one list that share text with none of the other. Both are settled.
pub(crate) fn without(hits: Vec<Hit>, excluded: &[Hit]) -> Vec<Hit> {
    let mut covered = Coverage::default();
    for hit in excluded {
        covered.add(hit.source, hit.span);
    }
    hits.into_iter().filter(|hit| !covered.touches(hit.source, hit.span)).collect()
}

/// The runs of two settled lists that lie in the same source.
pub(crate) fn by_source<'a>(
    left: &'a [Hit],
    right: &'a [Hit],
) -> impl Iterator<Item = (&'a [Hit], &'a [Hit])> {
    left.chunk_by(|a, b| a.source == b.source).filter_map(move |run| {
        let source = run.first()?.source;
        let start = right.partition_point(|hit| hit.source < source);
        let end = right.partition_point(|hit| hit.source <= source);
        Some((run, right.get(start..end)?)).filter(|(_, other)| !other.is_empty())
    })
}

/// Length of the longest passage.
pub(crate) fn longest(hits: &[Hit]) -> u32 {
    hits.iter().map(|hit| hit.span.len()).max().unwrap_or_default()
}

/// The hits of one source that begin before `span` ends, and could reach into it.
pub(crate) fn window(hits: &[Hit], span: Span, longest: u32) -> &[Hit] {
    let reach = span.start.saturating_sub(longest);
    let start = hits.partition_point(|hit| hit.span.start < reach);
    let end = hits.partition_point(|hit| hit.span.start < span.end);
    hits.get(start..end).unwrap_or(&[])
}

/// Stretches of text in many sources, overlapping ones melted together.
#[derive(Debug, Default)]
struct Coverage {
    stretches: Vec<(u32, Span)>,
}

impl Coverage {
    /// Adds a stretch; sources come in order, and starts within a source.
    fn add(&mut self, source: u32, span: Span) {
        match self.stretches.last_mut() {
            Some((last, stretch)) if *last == source && span.start <= stretch.end => {
                stretch.end = stretch.end.max(span.end);
            }
            _ => self.stretches.push((source, span)),
        }
    }

    fn touches(&self, source: u32, span: Span) -> bool {
        let before = |(other, stretch): &(u32, Span)| (*other, stretch.start) < (source, span.end);
        let after = self.stretches.partition_point(before);
        let last = after.checked_sub(1).and_then(|place| self.stretches.get(place));
        last.is_some_and(|(other, stretch)| *other == source && stretch.overlaps(span))
    }
}
