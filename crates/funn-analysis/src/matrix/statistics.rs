//! Percentages, expected counts and residuals of a table.

use funn_model::{Evidence, Table};

/// Sums along the edges of a table of codings, by group: a coding counts once for each row and
/// column that it belongs to, and a code's codings count in the rows of all codes above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Margins {
    /// One sum a row.
    pub rows: Vec<u64>,
    /// One sum a column.
    pub cols: Vec<u64>,
    /// The sum of all groups.
    pub total: u64,
}

impl Margins {
    /// The sums of a table whose cells count codings; none for a table that counts another thing
    /// (words, sources), where shares of a sum would mean nothing.
    pub fn of(table: &Table) -> Option<Self> {
        let evidence = &table.evidence;
        let group = |row: u32, col: u32| evidence.group(row, col).len() as u64;
        let is_count = evidence.rows.iter().enumerate().all(|(row, rows)| {
            evidence.cols.iter().enumerate().all(|(col, cols)| {
                let sum: u64 =
                    rows.iter().flat_map(|&r| cols.iter().map(move |&c| group(r, c))).sum();
                sum == table.count(row, col)
            })
        });
        is_count.then(|| Self::of_groups(evidence))
    }

    /// The sums of groups of codings.
    pub(super) fn of_groups(evidence: &Evidence) -> Self {
        let width = (evidence.base_cols as usize).max(1);
        let sizes: Vec<u64> =
            evidence.starts.windows(2).map(|bounds| u64::from(bounds[1] - bounds[0])).collect();
        let base_rows: Vec<u64> = sizes.chunks(width).map(|row| row.iter().sum()).collect();
        let mut base_cols = vec![0; width];
        for row in sizes.chunks(width) {
            base_cols.iter_mut().zip(row).for_each(|(sum, size)| *sum += size);
        }
        let sums = |members: &[Vec<u32>], base: &[u64]| -> Vec<u64> {
            let sum = |of: &Vec<u32>| of.iter().filter_map(|&at| base.get(at as usize)).sum();
            members.iter().map(sum).collect()
        };
        Self {
            rows: sums(&evidence.rows, &base_rows),
            cols: sums(&evidence.cols, &base_cols),
            total: base_rows.iter().sum(),
        }
    }
}

/// Each cell as a share of its row's total, in percent; none in a row that counts nothing.
pub fn row_percent(table: &Table) -> Vec<Vec<Option<f64>>> {
    cells(table, |row, col| percent(table.count(row, col), *table.row_totals.get(row)?))
}

/// Each cell as a share of its column's total, in percent; none in a column that counts nothing.
pub fn col_percent(table: &Table) -> Vec<Vec<Option<f64>>> {
    cells(table, |row, col| percent(table.count(row, col), *table.col_totals.get(col)?))
}

/// The counts that rows and columns would have were they unrelated: row sum × column sum ÷ total
/// (Agresti 2013, Categorical Data Analysis, 3rd ed., section 3.2.1). None for a table that does
/// not count codings. Where a code counts those under it, each row is held against all others.
pub fn expected(table: &Table) -> Option<Vec<Vec<Option<f64>>>> {
    let margins = Margins::of(table)?;
    Some(cells(table, |row, col| margins.expected(row, col)))
}

/// Adjusted residuals: (count − expected) ÷ √(expected × (1 − row share) × (1 − column share)),
/// about standard normal where rows and columns are unrelated; beyond ±2 is worth a look
/// (Haberman 1973, Biometrics 29: 205–220; Agresti 2013, section 3.3.1). None in a cell where the
/// root is 0, and for a table that does not count codings.
pub fn residual(table: &Table) -> Option<Vec<Vec<Option<f64>>>> {
    let margins = Margins::of(table)?;
    Some(cells(table, |row, col| {
        let expected = margins.expected(row, col)?;
        let total = real(margins.total);
        let row_share = real(*margins.rows.get(row)?) / total;
        let col_share = real(*margins.cols.get(col)?) / total;
        let spread = (expected * (1.0 - row_share) * (1.0 - col_share)).sqrt();
        (spread > 0.0).then(|| (real(table.count(row, col)) - expected) / spread)
    }))
}

impl Margins {
    fn expected(&self, row: usize, col: usize) -> Option<f64> {
        if self.total == 0 {
            return None;
        }
        Some(real(*self.rows.get(row)?) * real(*self.cols.get(col)?) / real(self.total))
    }
}

fn cells(table: &Table, of: impl Fn(usize, usize) -> Option<f64>) -> Vec<Vec<Option<f64>>> {
    let row = |row| (0..table.cols.len()).map(|col| of(row, col)).collect();
    (0..table.rows.len()).map(row).collect()
}

fn percent(count: u64, total: u64) -> Option<f64> {
    (total > 0).then(|| 100.0 * real(count) / real(total))
}

#[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
fn real(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use funn_model::{Cell, CodingId};

    use super::*;

    fn table(counts: [[u32; 3]; 3]) -> Table {
        let flat: Vec<u32> = counts.concat();
        let mut starts = vec![0];
        for count in &flat {
            starts.push(starts.last().unwrap() + count);
        }
        let total = starts.last().copied().unwrap();
        let codings = (0..total).map(|n| CodingId::from_number(u128::from(n))).collect();
        let members: Vec<Vec<u32>> = (0..3).map(|at| vec![at]).collect();
        let evidence =
            Evidence { codings, starts, base_cols: 3, rows: members.clone(), cols: members };
        let sums = Margins::of_groups(&evidence);
        Table {
            rows: vec![String::new(); 3],
            cols: vec![String::new(); 3],
            cells: flat.iter().map(|&count| Cell { count: u64::from(count) }).collect(),
            row_totals: sums.rows,
            col_totals: sums.cols,
            total: sums.total,
            evidence,
        }
    }

    /// Education by religious beliefs, General Social Survey 1996: Agresti 2007, An Introduction
    /// to Categorical Data Analysis, 2nd ed., section 2.4.5, table 2.5 and its residuals.
    #[test]
    fn residuals_are_those_of_agresti() {
        let table = table([[178, 138, 108], [570, 648, 442], [138, 252, 252]]);
        let tenths = |value: &Option<f64>| format!("{:.1}", value.unwrap());
        let residuals: Vec<Vec<String>> =
            residual(&table).unwrap().iter().map(|row| row.iter().map(tenths).collect()).collect();
        assert_eq!(
            residuals,
            [["4.5", "-2.6", "-1.9"], ["2.6", "1.3", "-4.0"], ["-6.8", "0.7", "6.3"]]
        );
        let expected = expected(&table).unwrap();
        assert_eq!(tenths(&expected[0][0]), "137.8");
        assert_eq!(tenths(&row_percent(&table)[0][0]), "42.0");
        assert_eq!(tenths(&col_percent(&table)[0][0]), "20.1");
    }

    #[test]
    fn nothing_is_undefined_not_zero() {
        let empty = table([[0, 0, 0], [0, 5, 0], [0, 0, 0]]);
        assert_eq!(row_percent(&empty)[0], [None, None, None]);
        assert_eq!(residual(&empty).unwrap()[1][1], None);
        assert_eq!(expected(&table([[0; 3]; 3])).unwrap()[0][0], None);
    }

    #[test]
    fn a_table_of_words_has_no_expected_counts() {
        let mut words = table([[1, 2, 3], [4, 5, 6], [7, 8, 9]]);
        words.cells[0].count = 40;
        assert_eq!(expected(&words), None);
    }
}
