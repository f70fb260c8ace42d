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
