//! Results as text, CSV and Markdown: pure functions from plain structures to strings.
//!
//! The structures hold names, not ids, so that nothing here needs a project. JSON is made by the
//! doors, which know their contract.

mod csv;
mod markdown;
mod text;

pub use csv::{Guard, segments_csv, table_csv, tree_csv, unguarded};
pub use markdown::{segments_markdown, table_markdown, tree_markdown};
pub use text::{segments_text, table_text, tree_text};

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum CellText {
    /// Nothing.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A count.
    Count(u64),
    /// A number with its digits after the point.
    Number {
        /// The number.
        value: f64,
        /// Digits after the point.
        digits: u8,
    },
}

impl CellText {
    /// As it is shown; a number that is not finite is empty.
    pub fn shown(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Count(count) => count.to_string(),
            Self::Number { value, digits } if value.is_finite() => {
                format!("{value:.digits$}", digits = usize::from(*digits))
            }
            Self::Empty | Self::Number { .. } => String::new(),
        }
    }

    /// Whether it is a number, set to the right.
    pub const fn is_number(&self) -> bool {
        matches!(self, Self::Count(_) | Self::Number { .. })
    }
}

/// Sums beside and below a table.
#[derive(Debug, Clone, PartialEq)]
pub struct Totals {
    /// What the sums are called.
    pub label: String,
    /// One for each row.
    pub rows: Vec<CellText>,
    /// One for each column.
    pub cols: Vec<CellText>,
    /// Of everything.
    pub all: CellText,
}

/// A table to be shown.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableView {
    /// What rows and columns are, in the upper left corner.
    pub corner: String,
    /// Row names.
    pub rows: Vec<String>,
    /// Column names.
    pub cols: Vec<String>,
    /// Cells by row; missing ones are empty.
    pub cells: Vec<Vec<CellText>>,
    /// Sums, where there are any.
    pub totals: Option<Totals>,
}

impl TableView {
    /// All lines of the table as cells: the names first, then the rows, then the sums.
    fn lines(&self) -> Vec<Vec<CellText>> {
        let text = |text: &String| CellText::Text(text.clone());
        let totals = self.totals.as_ref();
        let mut lines = Vec::with_capacity(self.rows.len() + 2);
        let mut head = vec![text(&self.corner)];
        head.extend(self.cols.iter().map(text));
        head.extend(totals.map(|totals| text(&totals.label)));
        lines.push(head);
        for (index, name) in self.rows.iter().enumerate() {
            let mut line = vec![text(name)];
            let cells = self.cells.get(index).map_or(&[][..], Vec::as_slice);
            line.extend((0..self.cols.len()).map(|at| cells.get(at).cloned().unwrap_or_default()));
            line.extend(totals.map(|totals| totals.rows.get(index).cloned().unwrap_or_default()));
            lines.push(line);
        }
        if let Some(totals) = totals {
            let mut line = vec![text(&totals.label)];
            let sums = &totals.cols;
            line.extend((0..self.cols.len()).map(|at| sums.get(at).cloned().unwrap_or_default()));
            line.push(totals.all.clone());
            lines.push(line);
        }
        lines
    }
}

/// A passage to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SegmentView {
    /// Its source's name.
    pub source: String,
    /// First position, in Unicode scalar values.
    pub start: u32,
    /// First position after it.
    pub end: u32,
    /// Its text.
    pub text: String,
    /// Paths of its codes.
    pub codes: Vec<String>,
    /// Its cases, as `kind=name`.
    pub cases: Vec<String>,
    /// Who speaks, where known.
    pub speaker: Option<String>,
}

/// A branch of a tree to be shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct BranchView {
    /// Its name.
    pub name: String,
    /// Its number, where it has one.
    pub count: Option<u64>,
    /// What stands under it.
    pub children: Vec<BranchView>,
}

/// Each branch with its depth and full path, from the top.
fn flat(roots: &[BranchView]) -> Vec<(usize, String, &BranchView)> {
    let mut flat = Vec::new();
    let mut waiting: Vec<(usize, String, &BranchView)> =
        roots.iter().rev().map(|root| (0, root.name.clone(), root)).collect();
    while let Some((depth, path, branch)) = waiting.pop() {
        let children = branch.children.iter().rev();
        waiting.extend(children.map(|child| (depth + 1, format!("{path}/{}", child.name), child)));
        flat.push((depth, path, branch));
    }
    flat
}

#[cfg(test)]
mod tests;
