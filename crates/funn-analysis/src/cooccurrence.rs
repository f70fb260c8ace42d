//! Which codes meet on the same text.

use funn_model::shelf::IdMap;
use funn_model::{Cell, CodeId, CodingId, Evidence, Project, Query, Resolved, Source, Table};
use rayon::prelude::*;

use crate::query::selected_slots;

/// What is held together.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CooccurrenceSpec {
    /// Which codings are counted; all where there is no filter.
    pub filter: Option<Query<Resolved>>,
    /// Whether a code counts its own codings alone, without those of the codes under it.
    pub exact: bool,
    /// Whether the codings behind each cell are kept.
    pub evidence: bool,
}

/// Code by code, in the order of the codebook: how many pairs of different codings, one of the
/// row's code and one of the column's, share text. The table is symmetric; where a code meets
/// itself, or one that stands under it, each pair still counts once. A total is how many of the
/// row's codings take part in a pair.
pub fn cooccurrence(project: &Project, spec: &CooccurrenceSpec) -> Table {
    let tree = project.code_tree();
    let places: IdMap<CodeId, u32> = tree.iter().map(|(_, code)| code.id).zip(0..).collect();
    let selected = spec.filter.as_ref().map(|filter| {
        let mut kept = vec![false; project.codings().len()];
        for slot in selected_slots(project, filter) {
            if let Some(kept) = kept.get_mut(slot as usize) {
                *kept = true;
            }
        }
        kept
    });
    let sweep =
        Sweep { project, places: &places, selected: selected.as_deref(), keep: spec.evidence };
    let met = sweep.all();
    let members: Vec<Vec<u32>> = tree
        .iter()
        .zip(0_u32..)
        .map(|((depth, _), at)| {
            let below = tree.iter().skip(at as usize + 1);
            let under = below.take_while(|(below, _)| below > depth && !spec.exact).count();
            (at..=at + u32::try_from(under).unwrap_or_default()).collect()
        })
        .collect();
    let names: Vec<String> = tree.iter().map(|(_, code)| project.code_path(code.id)).collect();
    let size = names.len();
    let cells = met.cells(size, &members);
    let evidence = met.evidence(size, members);
    let mut table = Table { cells, rows: names.clone(), cols: names, evidence, ..Table::default() };
    if spec.evidence {
        count_totals(&mut table);
    }
    table
}

/// Pairs met while going through the sources.
struct Met {
    /// Ordered pairs by code and code: each pair counts both ways round.
    pairs: Vec<u64>,
    /// Codings of the first code that meet the second.
    behind: Vec<(u32, CodingId)>,
}

struct Sweep<'a> {
    project: &'a Project,
    places: &'a IdMap<CodeId, u32>,
    selected: Option<&'a [bool]>,
    keep: bool,
}

/// A coding that may still meet others: its end, the place of its code, its id.
type Ahead = (u32, u32, CodingId);

impl Sweep<'_> {
    fn all(&self) -> Met {
        let sources = self.project.sources().by_id();
        let share = sources.len().div_ceil(rayon::current_num_threads().max(1) * 2).max(1);
        let size = self.places.len();
        let empty = || Met { pairs: vec![0; size * size], behind: Vec::new() };
        let parts = sources.par_chunks(share).map(|sources| {
            let mut met = empty();
            let mut ahead = Vec::new();
            for source in sources {
                self.source(source, &mut met, &mut ahead);
            }
            met
        });
        let mut met = parts.reduce(empty, |mut a, b| {
            a.pairs.iter_mut().zip(&b.pairs).for_each(|(sum, count)| *sum += count);
            a.behind.extend(b.behind);
            a
        });
        met.behind.par_sort_unstable();
        met.behind.dedup();
        met
    }

    /// Codings come by start, so each meets those before it that have not ended.
    fn source(&self, source: &Source, met: &mut Met, ahead: &mut Vec<Ahead>) {
        ahead.clear();
        let size = self.places.len();
        for mark in self.project.marks(source.id) {
            let codings = self.project.codings();
            let kept = self.selected.is_none_or(|kept| {
                let slot = codings.slot(mark.coding);
                slot.and_then(|slot| kept.get(slot).copied()).unwrap_or_default()
            });
            let place = codings.get(mark.coding).and_then(|coding| self.places.get(&coding.code));
            let Some(&place) = place.filter(|_| kept && mark.start < mark.end) else { continue };
            ahead.retain(|(end, ..)| *end > mark.start);
            for &(_, other, coding) in ahead.iter() {
                for (a, b, id) in [(place, other, mark.coding), (other, place, coding)] {
                    let cell = a as usize * size + b as usize;
                    if let Some(count) = met.pairs.get_mut(cell) {
                        *count += 1;
                    }
                    if self.keep {
                        met.behind.push((u32::try_from(cell).unwrap_or(u32::MAX), id));
                    }
                }
            }
            ahead.push((mark.end, place, mark.coding));
        }
    }
}

impl Met {
    /// The cells. Members are runs of the tree, so two of them are apart or one holds the other;
    /// pairs inside the smaller one were met both ways round.
    fn cells(&self, size: usize, members: &[Vec<u32>]) -> Vec<Cell> {
        let summed = Summed::new(&self.pairs, size);
        let cell = |rows: &Vec<u32>, cols: &Vec<u32>| {
            let bounds = |run: &[u32]| {
                let first = run.first().copied().unwrap_or_default() as usize;
                first..first + run.len()
            };
            let (rows, cols) = (bounds(rows), bounds(cols));
            let shared = rows.start.max(cols.start)..rows.end.min(cols.end);
            let both_ways = if shared.is_empty() { 0 } else { summed.sum(&shared, &shared) };
            Cell { count: summed.sum(&rows, &cols) - both_ways / 2 }
        };
        let row = |rows: &Vec<u32>| members.iter().map(|cols| cell(rows, cols)).collect::<Vec<_>>();
        members.par_iter().flat_map_iter(row).collect()
    }

    fn evidence(self, size: usize, members: Vec<Vec<u32>>) -> Evidence {
        let mut starts = vec![0_u32; size * size + 1];
        for (cell, _) in &self.behind {
            if let Some(count) = starts.get_mut(*cell as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        Evidence {
            codings: self.behind.into_iter().map(|(_, id)| id).collect(),
            starts,
            base_cols: u32::try_from(size).unwrap_or(u32::MAX),
            rows: members.clone(),
            cols: members,
        }
    }
}

/// Sums of rectangles of a square table, from sums of all that begin in the corner.
struct Summed {
    sums: Vec<u64>,
    width: usize,
}

impl Summed {
    fn new(values: &[u64], size: usize) -> Self {
        let width = size + 1;
        let mut sums = vec![0; width * width];
        for row in 0..size {
            let mut in_row = 0;
            for col in 0..size {
                in_row += values[row * size + col];
                sums[(row + 1) * width + col + 1] = sums[row * width + col + 1] + in_row;
            }
        }
        Self { sums, width }
    }

    fn sum(&self, rows: &std::ops::Range<usize>, cols: &std::ops::Range<usize>) -> u64 {
        let at = |row: usize, col: usize| self.sums[row * self.width + col];
        at(rows.end, cols.end) + at(rows.start, cols.start)
            - at(rows.start, cols.end)
            - at(rows.end, cols.start)
    }
}

fn count_totals(table: &mut Table) {
    let evidence = &table.evidence;
    let distinct = |rows: &Vec<u32>| {
        let groups = rows.iter().flat_map(|&row| {
            (0..evidence.base_cols).flat_map(move |col| evidence.group(row, col).iter().copied())
        });
        let mut codings: Vec<CodingId> = groups.collect();
        codings.sort_unstable();
        codings.dedup();
        codings.len() as u64
    };
    let totals: Vec<u64> = evidence.rows.par_iter().map(distinct).collect();
    let mut all = evidence.codings.clone();
    all.par_sort_unstable();
    all.dedup();
    (table.total, table.row_totals, table.col_totals) = (all.len() as u64, totals.clone(), totals);
}
