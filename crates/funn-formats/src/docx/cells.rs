//! The present cell while walking through tables in tables; also for odt.

use funn_model::BlockKind;

/// Tables that are open, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    open: Vec<Cell>,
    next_table: u32,
}

#[derive(Debug, Clone, Copy)]
struct Cell {
    table: u32,
    /// Rows begun.
    rows: u32,
    /// Columns begun in this row.
    columns: u32,
    /// The column after the present cell.
    next_column: u32,
    is_inside: bool,
}

impl Cells {
    pub(crate) fn open_table(&mut self) {
        let table = self.next_table;
        self.next_table += 1;
        self.open.push(Cell { table, rows: 0, columns: 0, next_column: 0, is_inside: false });
    }

    pub(crate) fn close_table(&mut self) {
        self.open.pop();
    }

    pub(crate) fn open_row(&mut self) {
        if let Some(cell) = self.open.last_mut() {
            *cell =
                Cell { rows: cell.rows + 1, columns: 0, next_column: 0, is_inside: false, ..*cell };
        }
    }

    /// Begins a cell `span` columns wide.
    pub(crate) fn open_cell(&mut self, span: u32) {
        if let Some(cell) = self.open.last_mut() {
            cell.columns = cell.next_column;
            cell.next_column = cell.next_column.saturating_add(span.clamp(1, 1_000));
            cell.is_inside = true;
        }
    }

    /// Makes the present cell wider than one column: its width is told inside it.
    pub(crate) fn widen(&mut self, span: u32) {
        if let Some(cell) = self.open.last_mut() {
            cell.next_column = cell.columns.saturating_add(span.clamp(1, 1_000));
        }
    }

    pub(crate) fn close_cell(&mut self) {
        if let Some(cell) = self.open.last_mut() {
            cell.is_inside = false;
        }
    }

    /// The kind of a block inside the present cell; none outside tables.
    pub(crate) fn kind(&self) -> Option<BlockKind> {
        let cell = self.open.last().filter(|cell| cell.is_inside)?;
        Some(BlockKind::TableCell {
            table: cell.table,
            row: cell.rows.saturating_sub(1),
            column: cell.columns,
        })
    }
}
