//! Tables as text: columns that line up.

/// Rows under a heading; columns that hold numbers alone stand to the right.
pub(crate) fn aligned(heading: &[&str], rows: &[Vec<String>]) -> String {
    let columns = heading.len();
    let mut widths: Vec<usize> = heading.iter().map(|cell| width(cell)).collect();
    for row in rows {
        for (column, cell) in row.iter().enumerate().take(columns) {
            if let Some(widest) = widths.get_mut(column) {
                *widest = (*widest).max(width(cell));
            }
        }
    }
    let is_number: Vec<bool> = (0..columns)
        .map(|column| {
            !rows.is_empty()
                && rows.iter().all(|row| row.get(column).is_some_and(|cell| looks_numeric(cell)))
        })
        .collect();
    let mut text = String::new();
    let heading: Vec<String> = heading.iter().map(|&cell| cell.to_owned()).collect();
    for row in std::iter::once(&heading).chain(rows) {
        let mut line = String::new();
        for (column, cell) in row.iter().enumerate() {
            let room = widths.get(column).copied().unwrap_or_default();
            let pad = " ".repeat(room.saturating_sub(width(cell)));
            if column > 0 {
                line.push_str("  ");
            }
            if is_number.get(column).copied().unwrap_or_default() {
                line.push_str(&pad);
                line.push_str(cell);
            } else {
                line.push_str(cell);
                line.push_str(&pad);
            }
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn width(cell: &str) -> usize {
    cell.chars().count()
}

fn looks_numeric(cell: &str) -> bool {
    cell.is_empty() || cell.trim_end_matches('%').trim().parse::<f64>().is_ok()
}

/// A text on one line, at most `limit` characters, with an ellipsis where it was cut.
pub(crate) fn one_line(text: &str, limit: usize) -> String {
    let flat = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if flat.chars().count() <= limit {
        return flat;
    }
    let kept: String = flat.chars().take(limit.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_to_the_right() {
        let rows = vec![
            vec!["Ærlighet".to_owned(), "7".to_owned()],
            vec!["Tid".to_owned(), "120".to_owned()],
        ];
        assert_eq!(aligned(&["code", "n"], &rows), "code        n\nÆrlighet    7\nTid       120\n");
    }

    #[test]
    fn long_texts_are_cut_with_a_sign() {
        assert_eq!(one_line("a  b\nc", 5), "a b c");
        assert_eq!(one_line("abcdef", 4), "abc…");
    }
}
