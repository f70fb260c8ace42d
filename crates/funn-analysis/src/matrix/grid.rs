//! [`Grid`]: the codings of a study, sorted into the groups of two axes.

use funn_model::CodingId;
use rayon::prelude::*;

use crate::ground::Ground;
use crate::matrix::axis::{Axis, Ranks};

/// Codings looked at in one go by one thread.
const BATCH: usize = 32_768;

/// Codings by base row, then base column.
pub(super) struct Grid {
    pub(super) codings: Vec<CodingId>,
    /// Where each group begins, and one more for the end.
    pub(super) starts: Vec<u32>,
    /// Whether no coding is in two groups.
    pub(super) each_once: bool,
}

impl Grid {
    /// Sorts codings (those in `selected` slots, or all) into groups.
    pub(super) fn fill(
        ground: &Ground<'_>,
        rows: &Axis,
        cols: &Axis,
        selected: Option<&[u32]>,
    ) -> Self {
        let count = selected.map_or(ground.project.codings().len(), <[u32]>::len);
        let batches: Vec<Batch> = (0..count.div_ceil(BATCH))
            .into_par_iter()
            .map(|batch| {
                let places = batch * BATCH..((batch + 1) * BATCH).min(count);
                match selected {
                    Some(slots) => {
                        let slots = slots.get(places).unwrap_or_default();
                        placed(ground, rows, cols, slots.iter().map(|&slot| slot as usize))
                    }
                    None => placed(ground, rows, cols, places),
                }
            })
            .collect();
        gathered(&batches, rows.base as usize * cols.base as usize)
    }
}

/// Codings with their groups.
struct Batch {
    placed: Vec<(u32, CodingId)>,
    each_once: bool,
}

/// The groups of some codings, each with the coding.
fn placed(
    ground: &Ground<'_>,
    rows: &Axis,
    cols: &Axis,
    slots: impl ExactSizeIterator<Item = usize>,
) -> Batch {
    let mut each_once = true;
    let mut placed = Vec::with_capacity(slots.len());
    let (mut in_rows, mut in_cols) = (Vec::new(), Vec::new());
    let mut ranks = Ranks::new(ground);
    let needs_rank = rows.needs_rank() || cols.needs_rank();
    for coding in slots.filter_map(|slot| ground.project.codings().at(slot)) {
        let rank = if needs_rank { ranks.of(coding.source) } else { 0 };
        rows.groups_of(rank, coding, &mut in_rows);
        cols.groups_of(rank, coding, &mut in_cols);
        each_once &= in_rows.len() * in_cols.len() <= 1;
        for &row in &in_rows {
            for &col in &in_cols {
                placed.push((row * cols.base + col, coding.id));
            }
        }
    }
    Batch { placed, each_once }
}

/// Counting sort. Threads share the groups out among them, so that none writes into another's.
fn gathered(batches: &[Batch], groups: usize) -> Grid {
    let mut starts = vec![0_u32; groups + 1];
    for (group, _) in batches.iter().flat_map(|batch| &batch.placed) {
        if let Some(count) = starts.get_mut(*group as usize + 1) {
            *count += 1;
        }
    }
    let mut sum = 0;
    for start in &mut starts {
        sum += *start;
        *start = sum;
    }
    let mut codings = vec![CodingId::from_number(0); sum as usize];
    let mut shares = Vec::new();
    let mut rest = codings.as_mut_slice();
    let threads = rayon::current_num_threads().max(1);
    let mut first = 0;
    for thread in 0..threads {
        let target = u32::try_from((thread + 1) * sum as usize / threads).unwrap_or(sum);
        let end = if thread + 1 == threads {
            groups
        } else {
            starts.partition_point(|start| *start < target).clamp(first, groups)
        };
        let length = starts[end] - starts[first];
        let (mine, others) = rest.split_at_mut(length as usize);
        shares.push((first..end, mine));
        (rest, first) = (others, end);
    }
    shares.into_par_iter().for_each(|(groups, mine)| {
        let offset = starts[groups.start];
        let mut next: Vec<u32> =
            starts[groups.clone()].iter().map(|start| start - offset).collect();
        for &(group, coding) in batches.iter().flat_map(|batch| &batch.placed) {
            let group = group as usize;
            if groups.contains(&group) {
                let place = &mut next[group - groups.start];
                mine[*place as usize] = coding;
                *place += 1;
            }
        }
    });
    let each_once = batches.iter().all(|batch| batch.each_once);
    Grid { codings, starts, each_once }
}
