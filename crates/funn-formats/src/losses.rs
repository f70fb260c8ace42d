//! [`Losses`]: what a reader could not keep, counted by kind and detail.

use std::collections::BTreeMap;

use funn_model::{Loss, LossKind};

/// Losses gathered while reading; equal ones are counted, the first place is remembered.
#[derive(Debug, Default, Clone)]
pub(crate) struct Losses(BTreeMap<(LossKind, String), Seen>);

#[derive(Debug, Clone, Copy)]
struct Seen {
    count: u32,
    position: Option<u32>,
}

impl Losses {
    /// Counts `count` more of this loss; none when `count` is 0.
    pub(crate) fn add(
        &mut self,
        kind: LossKind,
        detail: impl Into<String>,
        count: usize,
        position: Option<u32>,
    ) {
        if count == 0 {
            return;
        }
        let count = u32::try_from(count).unwrap_or(u32::MAX);
        let seen = self.0.entry((kind, detail.into())).or_insert(Seen { count: 0, position });
        seen.count = seen.count.saturating_add(count);
    }

    /// How many of one kind.
    #[cfg(test)]
    pub(crate) fn count(&self, kind: LossKind) -> u32 {
        self.0
            .iter()
            .filter(|((of, _), _)| *of == kind)
            .fold(0, |sum, (_, seen)| sum.saturating_add(seen.count))
    }

    /// Takes over all of another's.
    pub(crate) fn append(&mut self, other: Self) {
        for ((kind, detail), seen) in other.0 {
            self.add(kind, detail, seen.count as usize, seen.position);
        }
    }

    /// The same without places: they were places of the file, not of the text.
    pub(crate) fn without_places(mut self) -> Self {
        for seen in self.0.values_mut() {
            seen.position = None;
        }
        self
    }

    /// No place behind the end of the text: it is where text was taken back.
    pub(crate) fn keep_within(&mut self, end: u32) {
        for seen in self.0.values_mut() {
            seen.position = seen.position.map(|position| position.min(end));
        }
    }

    /// The losses in order of place; those of the whole document first.
    pub(crate) fn into_sorted(self) -> Vec<Loss> {
        let mut losses: Vec<Loss> = self
            .0
            .into_iter()
            .map(|((kind, detail), seen)| Loss {
                kind,
                detail,
                count: seen.count,
                position: seen.position,
            })
            .collect();
        losses
            .sort_by(|a, b| (a.position, a.kind, &a.detail).cmp(&(b.position, b.kind, &b.detail)));
        losses
    }
}
