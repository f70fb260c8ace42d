//! The three shapes that every question answers in.

use crate::id::{CaseId, CodeId, CodingId, SourceId};
use crate::span::Span;

/// One passage found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Segment {
    /// Its source.
    pub source: SourceId,
    /// Where.
    pub span: Span,
    /// The codings that made it a hit; empty for a hit in the text alone.
    pub codings: Vec<CodingId>,
    /// The codes on it, each once, sorted by path.
    pub codes: Vec<CodeId>,
    /// The cases tied to it, each once, sorted by name.
    pub cases: Vec<CaseId>,
}

/// Passages, in order of source name and position.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segments {
    /// The passages.
    pub segments: Vec<Segment>,
}

/// One cell of a table: a number, and how to get at what it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Cell {
    /// The number.
    pub count: u64,
}

/// Rows by columns. [`Table::codings`] leads from every cell to what it counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// Row names: full paths for codes, `kind=name` for cases.
    pub rows: Vec<String>,
    /// Column names.
    pub cols: Vec<String>,
    /// Cells, row by row.
    pub cells: Vec<Cell>,
    /// For each row, what it counts in all columns together, each thing once: less than the sum
    /// of its cells where one passage counts in several columns.
    pub row_totals: Vec<u64>,
    /// For each column, what it counts in all rows together, each thing once.
    pub col_totals: Vec<u64>,
    /// What the table counts, each thing once.
    pub total: u64,
    /// The codings behind each cell.
    pub evidence: Evidence,
}

/// The codings behind the cells of a table, each stored once per group that it falls into.
///
/// The groups make a grid of *base* rows and columns. A row or column shown counts one or more
/// base ones: a code counts its descendants'.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// All codings counted, by base row, then base column; within a group in no set order.
    pub codings: Vec<CodingId>,
    /// Where each group begins in `codings`, base row by base row, and one more for the end.
    pub starts: Vec<u32>,
    /// How many base columns there are.
    pub base_cols: u32,
    /// For each row shown, the base rows that it counts.
    pub rows: Vec<Vec<u32>>,
    /// For each column shown, the base columns that it counts.
    pub cols: Vec<Vec<u32>>,
}

impl Evidence {
    /// Where a group stands in [`Evidence::codings`]; empty outside the grid.
    pub fn range(&self, base_row: u32, base_col: u32) -> std::ops::Range<usize> {
        let group = base_row as usize * self.base_cols as usize + base_col as usize;
        let bounds = (self.starts.get(group), self.starts.get(group + 1));
        let (Some(&start), Some(&end)) = bounds else { return 0..0 };
        start as usize..end as usize
    }

    /// The codings in a group.
    pub fn group(&self, base_row: u32, base_col: u32) -> &[CodingId] {
        self.codings.get(self.range(base_row, base_col)).unwrap_or(&[])
    }
}

impl Table {
    /// The cell in a row and a column.
    pub fn cell(&self, row: usize, col: usize) -> Option<Cell> {
        (col < self.cols.len()).then(|| self.cells.get(row * self.cols.len() + col).copied())?
    }

    /// The count in a row and a column; 0 outside the table.
    pub fn count(&self, row: usize, col: usize) -> u64 {
        self.cell(row, col).map_or(0, |cell| cell.count)
    }

    /// The counts, row by row.
    pub fn counts(&self) -> Vec<Vec<u64>> {
        let row = |row| (0..self.cols.len()).map(|col| self.count(row, col)).collect();
        (0..self.rows.len()).map(row).collect()
    }

    /// The table with rows for columns.
    #[must_use]
    pub fn transposed(&self) -> Self {
        let cells = (0..self.cols.len())
            .flat_map(|col| (0..self.rows.len()).map(move |row| (row, col)))
            .map(|(row, col)| self.cell(row, col).unwrap_or_default())
            .collect();
        Self {
            rows: self.cols.clone(),
            cols: self.rows.clone(),
            cells,
            row_totals: self.col_totals.clone(),
            col_totals: self.row_totals.clone(),
            total: self.total,
            evidence: self.evidence.transposed(),
        }
    }

    /// The codings that a cell counts, sorted by id, each once.
    pub fn codings(&self, row: usize, col: usize) -> Vec<CodingId> {
        let rows = self.evidence.rows.get(row).map_or(&[][..], Vec::as_slice);
        let cols = self.evidence.cols.get(col).map_or(&[][..], Vec::as_slice);
        let mut found = Vec::new();
        for &base_row in rows {
            for &base_col in cols {
                found.extend_from_slice(self.evidence.group(base_row, base_col));
            }
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}

impl Evidence {
    fn transposed(&self) -> Self {
        let groups = u32::try_from(self.starts.len().saturating_sub(1)).unwrap_or(u32::MAX);
        let base_rows = groups.checked_div(self.base_cols).unwrap_or_default();
        let mut codings = Vec::with_capacity(self.codings.len());
        let mut starts = vec![0];
        for base_col in 0..self.base_cols {
            for base_row in 0..base_rows {
                codings.extend_from_slice(self.group(base_row, base_col));
                starts.push(u32::try_from(codings.len()).unwrap_or(u32::MAX));
            }
        }
        Self {
            codings,
            starts,
            base_cols: base_rows,
            rows: self.cols.clone(),
            cols: self.rows.clone(),
        }
    }
}

/// A node of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TreeNode {
    /// Its name.
    pub name: String,
    /// The code it stands for, in a tree of codes.
    pub code: Option<CodeId>,
    /// Its number.
    pub count: u64,
    /// What stands under it.
    pub children: Vec<TreeNode>,
}

/// A hierarchy, such as the codebook with counts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tree {
    /// The topmost nodes.
    pub roots: Vec<TreeNode>,
}
