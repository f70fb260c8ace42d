//! Tables of any dimension by any other: code × case, facet × attribute, speaker × round.

mod axis;
mod dimension;
mod grid;
mod measure;
mod statistics;

use funn_model::{Cell, CodingId, Evidence, Project, Query, Resolved, Span, Table};
use rayon::prelude::*;

use crate::cooccurrence::{CooccurrenceSpec, cooccurrence};
use crate::ground::Ground;
use crate::query::selected_slots;
use axis::Axis;
use grid::Grid;

pub use dimension::{Dimension, DimensionError};
pub use measure::Measure;
pub use statistics::{Margins, col_percent, expected, residual, row_percent};

/// What a matrix is made of.
#[derive(Debug, Clone, PartialEq)]
pub struct MatrixSpec {
    /// What stands in the rows.
    pub rows: Dimension,
    /// What stands in the columns.
    pub cols: Dimension,
    /// Which codings are counted; all where there is no filter.
    pub filter: Option<Query<Resolved>>,
    /// What is counted.
    pub measure: Measure,
    /// Whether a code counts its own codings alone, without those of the codes under it.
    pub exact: bool,
    /// Whether rows and columns that count nothing are left out.
    pub nonzero: bool,
}

impl MatrixSpec {
    /// Codings in every row and column, codes with all under them.
    pub fn new(rows: Dimension, cols: Dimension) -> Self {
        let measure = Measure::Codings;
        Self { rows, cols, filter: None, measure, exact: false, nonzero: false }
    }
}

/// Counts codings by row and column. A coding counts in every row and column that it belongs to:
/// a passage tied to three cases in three columns, a passage across two turns for two speakers. A
/// code counts the codings of all under it, each once, unless the matrix is exact. Code by code
/// counts pairs of codings that share text: see [`cooccurrence`].
pub fn matrix(project: &Project, spec: &MatrixSpec) -> Table {
    let table = if spec.rows == Dimension::Code && spec.cols == Dimension::Code {
        let filter = spec.filter.clone();
        cooccurrence(project, &CooccurrenceSpec { filter, exact: spec.exact, evidence: true })
    } else {
        counted(project, spec)
    };
    if spec.nonzero { without_empty(table) } else { table }
}

fn counted(project: &Project, spec: &MatrixSpec) -> Table {
    let ground = Ground::new(project);
    let rows = Axis::new(&ground, &spec.rows, spec.exact);
    let cols = Axis::new(&ground, &spec.cols, spec.exact);
    let selected = spec.filter.as_ref().map(|filter| selected_slots(project, filter));
    let grid = Grid::fill(&ground, &rows, &cols, selected.as_deref());
    let mut table = Table {
        cells: Vec::new(),
        rows: rows.names,
        cols: cols.names,
        evidence: Evidence {
            codings: grid.codings,
            starts: grid.starts,
            base_cols: cols.base,
            rows: rows.members,
            cols: cols.members,
        },
        ..Table::default()
    };
    match (spec.measure, grid.each_once) {
        (Measure::Codings, true) => {
            count_groups(&mut table);
            let sums = Margins::of_groups(&table.evidence);
            (table.row_totals, table.col_totals, table.total) = (sums.rows, sums.cols, sums.total);
        }
        (Measure::Codings, false) => {
            count_groups(&mut table);
            let codings = std::mem::take(&mut table.evidence.codings);
            count_totals(&mut table, &codings, &|codings: &mut Vec<CodingId>| {
                codings.sort_unstable();
                codings.dedup();
                codings.len() as u64
            });
            table.evidence.codings = codings;
        }
        (measure, _) => measure_groups(&ground, &mut table, measure),
    }
    without_idle(table, &rows.idle, &cols.idle)
}

/// Cells that are sums of their groups.
fn count_groups(table: &mut Table) {
    let evidence = &table.evidence;
    let size = |row: u32, col: u32| evidence.group(row, col).len() as u64;
    let simple_cols = evidence.cols.iter().zip(0_u32..).all(|(members, col)| members == &[col]);
    table.cells = evidence
        .rows
        .par_iter()
        .flat_map_iter(|rows| {
            let mut counts = vec![0_u64; evidence.cols.len()];
            for &row in rows {
                if simple_cols {
                    let first = row as usize * evidence.base_cols as usize;
                    let starts = evidence.starts.get(first..).unwrap_or_default();
                    for (count, bounds) in counts.iter_mut().zip(starts.windows(2)) {
                        *count += u64::from(bounds[1] - bounds[0]);
                    }
                } else {
                    for (count, cols) in counts.iter_mut().zip(&evidence.cols) {
                        *count += cols.iter().map(|&col| size(row, col)).sum::<u64>();
                    }
                }
            }
            counts.into_iter().map(|count| Cell { count })
        })
        .collect();
}

/// Cells of which each thing counts once, whatever group it is in.
fn measure_groups(ground: &Ground<'_>, table: &mut Table, measure: Measure) {
    let place = |&id: &CodingId| {
        let coding = ground.project.codings().get(id);
        coding.map_or((u32::MAX, Span::default()), |c| (ground.rank(c.source), c.span))
    };
    let places: Vec<(u32, Span)> = table.evidence.codings.par_iter().map(place).collect();
    let words = measure.words(ground, &places);
    let count = |places: &mut Vec<(u32, Span)>| measure.of(ground, &words, places);
    let evidence = &table.evidence;
    let cells = evidence.rows.par_iter().flat_map_iter(|rows| {
        let cells = evidence.cols.iter().map(|cols| {
            let groups = rows.iter().flat_map(|&row| cols.iter().map(move |&col| (row, col)));
            Cell { count: count(&mut gathered(evidence, &places, groups)) }
        });
        cells.collect::<Vec<_>>()
    });
    table.cells = cells.collect();
    count_totals(table, &places, &count);
}

/// What belongs to the codings of some groups; `items` run along `evidence.codings`.
fn gathered<T: Copy>(
    evidence: &Evidence,
    items: &[T],
    groups: impl Iterator<Item = (u32, u32)>,
) -> Vec<T> {
    let slices = groups.map(|(row, col)| items.get(evidence.range(row, col)).unwrap_or_default());
    slices.flatten().copied().collect()
}

/// Totals in which each thing counts once; `items` run along the codings of the evidence.
fn count_totals<T: Copy + Send + Sync>(
    table: &mut Table,
    items: &[T],
    count: &(impl Fn(&mut Vec<T>) -> u64 + Sync),
) {
    let evidence = &table.evidence;
    let base_cols = evidence.base_cols;
    let groups = u32::try_from(evidence.starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let base_rows = groups.checked_div(base_cols).unwrap_or_default();
    let of_row = |rows: &Vec<u32>| {
        let groups = rows.iter().flat_map(|&row| (0..base_cols).map(move |col| (row, col)));
        count(&mut gathered(evidence, items, groups))
    };
    let of_col = |cols: &Vec<u32>| {
        let groups = (0..base_rows).flat_map(|row| cols.iter().map(move |&col| (row, col)));
        count(&mut gathered(evidence, items, groups))
    };
    let row_totals = evidence.rows.par_iter().map(of_row).collect();
    let col_totals = evidence.cols.par_iter().map(of_col).collect();
    let total = count(&mut items.to_vec());
    (table.row_totals, table.col_totals, table.total) = (row_totals, col_totals, total);
}

/// Leaves out the rows and columns for what has no value, where they count nothing.
fn without_idle(table: Table, idle_rows: &[usize], idle_cols: &[usize]) -> Table {
    let row_total = |row: usize| table.row_totals.get(row).copied().unwrap_or_default();
    let col_total = |col: usize| table.col_totals.get(col).copied().unwrap_or_default();
    let rows: Vec<usize> = (0..table.rows.len())
        .filter(|row| row_total(*row) > 0 || !idle_rows.contains(row))
        .collect();
    let cols: Vec<usize> = (0..table.cols.len())
        .filter(|col| col_total(*col) > 0 || !idle_cols.contains(col))
        .collect();
    picked(table, &rows, &cols)
}

fn without_empty(table: Table) -> Table {
    let filled = |totals: &[u64]| -> Vec<usize> {
        (0..totals.len()).filter(|&at| totals.get(at).is_some_and(|&total| total > 0)).collect()
    };
    let (rows, cols) = (filled(&table.row_totals), filled(&table.col_totals));
    picked(table, &rows, &cols)
}

/// The table with these rows and columns alone.
fn picked(table: Table, rows: &[usize], cols: &[usize]) -> Table {
    if rows.len() == table.rows.len() && cols.len() == table.cols.len() {
        return table;
    }
    fn pick<T: Clone>(from: &[T], places: &[usize]) -> Vec<T> {
        places.iter().filter_map(|&place| from.get(place).cloned()).collect()
    }
    let cells = rows.iter().flat_map(|&row| cols.iter().map(move |&col| (row, col)));
    let cells = cells.filter_map(|(row, col)| table.cell(row, col)).collect();
    Table {
        cells,
        rows: pick(&table.rows, rows),
        cols: pick(&table.cols, cols),
        row_totals: pick(&table.row_totals, rows),
        col_totals: pick(&table.col_totals, cols),
        total: table.total,
        evidence: Evidence {
            rows: pick(&table.evidence.rows, rows),
            cols: pick(&table.evidence.cols, cols),
            ..table.evidence
        },
    }
}
