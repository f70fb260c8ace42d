//! Records of a table as text: cells parted by a character, perhaps in quotation marks.

use std::collections::BTreeSet;

use crate::ReadError;

/// Cells of the rows that are not blank.
pub(super) type Records = Vec<Vec<String>>;

/// Cells as they stand, one row to a line.
pub(super) fn bare(text: &str, delimiter: char) -> Records {
    let rows = text.lines().filter(|line| !line.trim().is_empty());
    rows.map(|line| line.split(delimiter).map(str::to_owned).collect()).collect()
}

/// Cells that may stand in quotation marks, doubled inside, and run over lines (RFC 4180).
pub(super) fn quoted(
    text: &str,
    delimiter: char,
    format: &'static str,
) -> Result<Records, ReadError> {
    let (mut rows, mut row, mut cell) = (Records::new(), Vec::new(), String::new());
    let (mut line, mut opened_in, mut is_quoted, mut is_start) = (1_usize, 1, false, true);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        line += usize::from(letter == '\n');
        match letter {
            '"' if is_quoted && letters.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if is_quoted => is_quoted = false,
            '"' if is_start => (is_quoted, opened_in) = (true, line),
            other if is_quoted => cell.push(other),
            '\n' => {
                row.push(std::mem::take(&mut cell));
                rows.push(std::mem::take(&mut row));
            }
            other if other == delimiter => row.push(std::mem::take(&mut cell)),
            other => cell.push(other),
        }
        is_start = !is_quoted && (letter == delimiter || letter == '\n');
    }
    if is_quoted {
        let what = format!("a quotation mark is never closed (line {opened_in})");
        return Err(ReadError::Damaged { format, what, at: None });
    }
    row.push(cell);
    rows.push(row);
    rows.retain(|row| row.iter().any(|cell| !cell.trim().is_empty()));
    Ok(rows)
}

/// The columns that hold anything.
pub(super) fn filled(rows: &[Vec<String>]) -> BTreeSet<usize> {
    let cells = rows.iter().flat_map(|row| row.iter().enumerate());
    cells.filter(|(_, cell)| !cell.trim().is_empty()).map(|(column, _)| column).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotation_marks_hold_cells_together() {
        let rows = quoted("\"a\";b\n\n\"c \"\"d\"\";\ne\";f \"g\"\n", ';', "csv").unwrap();
        assert_eq!(rows, [vec!["a", "b"], vec!["c \"d\";\ne", "f \"g\""]]);
        assert_eq!(quoted("\"\";x", ';', "csv").unwrap(), [vec!["", "x"]]);
        let error = quoted("a\n\"b", ';', "csv").unwrap_err();
        assert!(error.to_string().contains("line 2"), "{error}");
    }

    #[test]
    fn bare_cells_keep_their_quotation_marks() {
        assert_eq!(bare("a\t\"b\n \nc", '\t'), [vec!["a", "\"b"], vec!["c"]]);
    }
}
