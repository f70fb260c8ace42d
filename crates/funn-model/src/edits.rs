//! [`EditMap`]: how one text became the next, and where spans went.

use crate::span::Span;

/// A stretch of the old text that was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Replacement {
    /// What was replaced, in the old text; empty for an insertion.
    pub span: Span,
    /// Length of what stands there now, in Unicode scalar values; 0 for a deletion.
    pub inserted: u32,
}

/// Replacements in order, none overlapping another.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct EditMap {
    replacements: Vec<Replacement>,
}

/// Replacements that overlap or stand out of order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("replacement {index} begins before the one ahead of it ends")]
pub struct EditsOutOfOrder {
    /// Which replacement, from 0.
    pub index: usize,
}

/// Where a span went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moved {
    /// The span in the new text.
    pub span: Span,
    /// Whether all of its text vanished; `span` is then the empty place where it stood.
    pub displaced: bool,
}

impl EditMap {
    /// A map of these replacements.
    pub fn new(replacements: Vec<Replacement>) -> Result<Self, EditsOutOfOrder> {
        for (index, pair) in replacements.windows(2).enumerate() {
            if let [before, after] = pair
                && (after.span.start < before.span.end || after.span.start == before.span.start)
            {
                return Err(EditsOutOfOrder { index: index + 1 });
            }
        }
        Ok(Self { replacements })
    }

    /// The replacements, in order.
    pub fn replacements(&self) -> &[Replacement] {
        &self.replacements
    }

    /// The map from the new text back to the old.
    #[must_use]
    pub fn inverse(&self) -> Self {
        let mut shift = 0_i64;
        let replacements = self
            .replacements
            .iter()
            .map(|replacement| {
                let start = shifted(replacement.span.start, shift);
                shift += i64::from(replacement.inserted) - i64::from(replacement.span.len());
                Replacement {
                    span: Span::new(start, start + replacement.inserted),
                    inserted: replacement.span.len(),
                }
            })
            .collect();
        Self { replacements }
    }

    /// Length of the new text, when the old one has `characters`.
    pub fn new_length(&self, characters: u32) -> u32 {
        let grown: i64 = self
            .replacements
            .iter()
            .map(|replacement| i64::from(replacement.inserted) - i64::from(replacement.span.len()))
            .sum();
        shifted(characters, grown)
    }

    /// Moves a span of the old text to the new one.
    ///
    /// Text inserted at either edge stays outside; text inserted inside is inside. A replaced
    /// stretch that shares text with the span belongs to it wholly.
    pub fn moved(&self, span: Span) -> Moved {
        let first = self.replacements.partition_point(|replacement| {
            replacement.span.end < span.start
                || (replacement.span.end == span.start && !replacement.span.is_empty())
        });
        let shift_before = self.shift_before(first);
        let mut start = shifted(span.start, shift_before);
        let mut end = shifted(span.end, shift_before);
        let mut shift = shift_before;
        for replacement in self.replacements.iter().skip(first) {
            let old = replacement.span;
            let at_start = old.is_empty() && old.start == span.start;
            if !at_start && old.start >= span.end {
                break;
            }
            let grown = i64::from(replacement.inserted) - i64::from(old.len());
            if at_start {
                start = shifted(start, i64::from(replacement.inserted));
                end = shifted(end, i64::from(replacement.inserted));
            } else {
                let new_start = shifted(old.start, shift);
                if old.start < span.start {
                    start = new_start;
                }
                end = if old.end > span.end {
                    new_start + replacement.inserted
                } else {
                    shifted(end, grown)
                };
            }
            shift += grown;
        }
        let moved = Span::new(start, end.max(start));
        Moved { span: moved, displaced: moved.is_empty() && !span.is_empty() }
    }

    fn shift_before(&self, first: usize) -> i64 {
        self.replacements
            .iter()
            .take(first)
            .map(|replacement| i64::from(replacement.inserted) - i64::from(replacement.span.len()))
            .sum()
    }
}

fn shifted(position: u32, by: i64) -> u32 {
    u32::try_from((i64::from(position) + by).max(0)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Marks every new position that belongs to the span, one by one, and takes the hull.
    fn reference(map: &EditMap, span: Span, old_length: u32) -> Option<Span> {
        let mut inside = Vec::new();
        let mut replacements = map.replacements().iter().peekable();
        let mut position = 0;
        loop {
            while let Some(replacement) =
                replacements.next_if(|replacement| replacement.span.start == position)
            {
                let belongs = if replacement.span.is_empty() {
                    span.start < position && position < span.end
                } else {
                    replacement.span.overlaps(span)
                };
                inside.extend((0..replacement.inserted).map(|_| belongs));
                position = replacement.span.end;
                if !replacement.span.is_empty() {
                    break;
                }
            }
            if replacements.peek().is_some_and(|next| next.span.start == position) {
                continue;
            }
            if position >= old_length {
                break;
            }
            inside.push(span.start <= position && position < span.end);
            position += 1;
        }
        let start = inside.iter().position(|&belongs| belongs)?;
        let end = inside.iter().rposition(|&belongs| belongs)? + 1;
        Some(Span::new(u32::try_from(start).unwrap(), u32::try_from(end).unwrap()))
    }

    fn maps(length: u32) -> impl Strategy<Value = EditMap> {
        prop::collection::vec((1..6_u32, 0..5_u32, 0..5_u32), 0..6).prop_map(move |steps| {
            let mut position = 0;
            let mut replacements = Vec::new();
            for (gap, removed, inserted) in steps {
                let start = position + gap - 1;
                let end = start + removed;
                if end > length || (removed == 0 && inserted == 0) {
                    continue;
                }
                position = end + 1;
                replacements.push(Replacement { span: Span::new(start, end), inserted });
            }
            EditMap::new(replacements).unwrap()
        })
    }

    proptest! {
        #[test]
        fn spans_move_as_the_reference_says(
            map in maps(30), a in 0..30_u32, b in 0..30_u32,
        ) {
            let span = Span::new(a, b);
            prop_assume!(!span.is_empty());
            let moved = map.moved(span);
            match reference(&map, span, 30) {
                Some(expected) => prop_assert_eq!(moved, Moved { span: expected, displaced: false }),
                None => prop_assert!(moved.displaced && moved.span.is_empty()),
            }
            prop_assert!(moved.span.end <= map.new_length(30));
        }

        #[test]
        fn inverse_of_inverse_is_the_map(map in maps(30)) {
            prop_assert_eq!(map.inverse().inverse(), map);
        }
    }
}
