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
    /// The codings that each cell counts, in source and position order, row by row.
    pub evidence: Evidence,
}

/// The codings behind the cells of a table, each stored once.
///
/// A table has *base rows*: the groups that codings fall into, each coding into one. A row shown
/// counts one or more base rows (a code counts its descendants').
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Evidence {
    /// All codings counted, grouped by base row, then column.
    pub codings: Vec<CodingId>,
    /// Where each base cell's codings begin in `codings`, row by row, and one more for the end.
    pub starts: Vec<u32>,
    /// For each row shown, the base rows that it counts.
    pub members: Vec<Vec<u32>>,
}

impl Table {
    /// The cell in a row and a column.
    pub fn cell(&self, row: usize, col: usize) -> Option<Cell> {
        (col < self.cols.len()).then(|| self.cells.get(row * self.cols.len() + col).copied())?
    }

    /// The codings that a cell counts, sorted by id, each once.
    pub fn codings(&self, row: usize, col: usize) -> Vec<CodingId> {
        let mut found = Vec::new();
        for &base in self.evidence.members.get(row).into_iter().flatten() {
            let cell = base as usize * self.cols.len() + col;
            let bounds = (self.evidence.starts.get(cell), self.evidence.starts.get(cell + 1));
            if let (Some(&start), Some(&end)) = bounds {
                found.extend(
                    self.evidence.codings.get(start as usize..end as usize).into_iter().flatten(),
                );
            }
        }
        found.sort_unstable();
        found.dedup();
        found
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
