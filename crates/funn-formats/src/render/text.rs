//! Aligned text for terminals.

use unicode_width::UnicodeWidthStr as _;

use super::{BranchView, CellText, SegmentView, TableView, flat};

/// A table with columns aligned by their shown width, numbers to the right.
pub fn table_text(table: &TableView) -> String {
    let lines = table.lines();
    let shown: Vec<Vec<String>> = lines
        .iter()
        .map(|line| line.iter().map(|cell| one_line(&cell.shown())).collect())
        .collect();
    let columns = table.cols.len() + 1 + usize::from(table.totals.is_some());
    let widths: Vec<usize> = (0..columns)
        .map(|at| shown.iter().filter_map(|line| line.get(at)).map(|cell| cell.width()).max())
        .map(Option::unwrap_or_default)
        .collect();
    let to_right: Vec<bool> = (0..columns).map(|at| is_numeric(&lines, at)).collect();
    let mut text = String::new();
    for (index, line) in shown.iter().enumerate() {
        let cells: Vec<String> = line
            .iter()
            .zip(&widths)
            .zip(&to_right)
            .map(|((cell, &width), &right)| padded(cell, width, right))
            .collect();
        text.push_str(cells.join("  ").trim_end());
        text.push('\n');
        let is_before_totals = table.totals.is_some() && index + 2 == shown.len();
        if index == 0 || (is_before_totals && index > 0) {
            let rules: Vec<String> = widths.iter().map(|&width| "─".repeat(width)).collect();
            text.push_str(&rules.join("  "));
            text.push('\n');
        }
    }
    text
}

/// Whether a column holds numbers alone below its name.
fn is_numeric(lines: &[Vec<CellText>], column: usize) -> bool {
    let mut cells = lines.iter().skip(1).filter_map(|line| line.get(column));
    column > 0 && cells.all(|cell| cell.is_number() || *cell == CellText::Empty)
}

fn padded(cell: &str, width: usize, to_right: bool) -> String {
    let blank = " ".repeat(width.saturating_sub(cell.width()));
    if to_right { format!("{blank}{cell}") } else { format!("{cell}{blank}") }
}

/// Passages, each with a line that says where it stands, indented text below.
pub fn segments_text(segments: &[SegmentView]) -> String {
    let mut text = String::new();
    for segment in segments {
        let mut parts =
            vec![format!("{} {}..{}", one_line(&segment.source), segment.start, segment.end)];
        parts.extend(segment.speaker.as_ref().map(|speaker| one_line(speaker)));
        if !segment.codes.is_empty() {
            parts.push(format!("[{}]", segment.codes.join("; ")));
        }
        if !segment.cases.is_empty() {
            parts.push(format!("({})", segment.cases.join("; ")));
        }
        text.push_str(&parts.join("  "));
        for line in segment.text.lines() {
            text.push_str("\n    ");
            text.push_str(&without_controls(line));
        }
        text.push_str("\n\n");
    }
    text.truncate(text.trim_end().len() + usize::from(!text.is_empty()));
    text
}

/// A tree with branches drawn, counts to the right of the names.
pub fn tree_text(roots: &[BranchView]) -> String {
    let mut lines = Vec::new();
    for (depth, _, branch) in flat(roots) {
        let name = format!("{}{}", "  ".repeat(depth), one_line(&branch.name));
        lines.push((name, branch.count));
    }
    let width = lines.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
    let longest = |count: Option<u64>| count.map_or(0, |count| count.to_string().len());
    let digits = lines.iter().map(|(_, count)| longest(*count)).max().unwrap_or(0);
    let mut text = String::new();
    for (name, count) in lines {
        let line = match count {
            Some(count) => format!("{}  {count:>digits$}", padded(&name, width, false)),
            None => name,
        };
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

/// On one line, and without what could steer a terminal.
fn one_line(text: &str) -> String {
    without_controls(&text.replace(['\n', '\t', '\u{2028}', '\u{2029}'], " "))
}

fn without_controls(text: &str) -> String {
    text.chars().filter(|character| !character.is_control() || *character == '\t').collect()
}
