//! Passages that stand in a relation to other passages.

use funn_model::{Proximity, Source, Span};

use crate::ground::{Ground, paragraphs};
use crate::query::eval::hits::{Hit, by_source, longest, window};

/// The hits of `left` that stand so to some other hit of `right`. Both are settled.
pub(crate) fn related(ground: &Ground<'_>, left: &[Hit], by: Proximity, right: &[Hit]) -> Vec<Hit> {
    let mut found = Vec::new();
    for (left, right) in by_source(left, right) {
        let source = left.first().and_then(|hit| ground.source(hit.source));
        let Some(source) = source else { continue };
        match by {
            Proximity::Overlapping => keep(left, right, &mut found, Span::overlaps),
            Proximity::Within => keep(left, right, &mut found, |a, b| b.contains(a)),
            Proximity::Containing => keep(left, right, &mut found, Span::contains),
            Proximity::Near(reach) => {
                let paragraphs = paragraphs(ground.project, source);
                keep_by_units(left, right, &mut found, &paragraphs, reach);
            }
            Proximity::SameTurn => keep_by_units(left, right, &mut found, &turns(source), 0),
        }
    }
    found
}

fn turns(source: &Source) -> Vec<Span> {
    let revision = source.current();
    revision.into_iter().flat_map(|r| &r.structure.turns).map(|turn| turn.span).collect()
}

fn keep(left: &[Hit], right: &[Hit], found: &mut Vec<Hit>, stands: impl Fn(Span, Span) -> bool) {
    let longest = longest(right);
    let stands = |hit: &Hit, other: &Hit| stands(hit.span, other.span) && !hit.is_same_find(other);
    let kept = left
        .iter()
        .filter(|hit| window(right, hit.span, longest).iter().any(|other| stands(hit, other)));
    found.extend(kept.cloned());
}

/// Keeps the hits whose units (paragraphs, turns) lie at most `reach` from those of another hit.
fn keep_by_units(left: &[Hit], right: &[Hit], found: &mut Vec<Hit>, units: &[Span], reach: u32) {
    let in_units = |hit: &Hit| touched(units, hit.span).map(|span| Hit { span, ..hit.clone() });
    let right: Vec<(Hit, &Hit)> =
        right.iter().filter_map(|hit| Some((in_units(hit)?, hit))).collect();
    let counted: Vec<Hit> = right.iter().map(|(hit, _)| hit.clone()).collect();
    let longest = longest(&counted);
    for hit in left {
        let Some(Hit { span, .. }) = in_units(hit) else { continue };
        let wide = Span::new(span.start.saturating_sub(reach), span.end.saturating_add(reach));
        let start = counted.partition_point(|h| h.span.start < wide.start.saturating_sub(longest));
        let near = right.iter().skip(start).take_while(|(other, _)| other.span.start < wide.end);
        let mut near = near.filter(|(other, _)| other.span.overlaps(wide));
        if near.any(|(_, other)| !hit.is_same_find(other)) {
            found.push(hit.clone());
        }
    }
}

/// The units that a passage touches, as a span of their places; units are in order.
fn touched(units: &[Span], span: Span) -> Option<Span> {
    let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    let start = units.partition_point(|unit| unit.end <= span.start);
    let end = units.partition_point(|unit| unit.start < span.end);
    (start < end).then(|| Span::new(place(start), place(end)))
}
