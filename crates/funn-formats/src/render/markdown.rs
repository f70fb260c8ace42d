//! Markdown for reports: tables, quotations, lists; the texts are escaped.

use std::fmt::Write as _;

use super::{BranchView, CellText, SegmentView, TableView, flat};

/// A table of GitHub's kind, numbers to the right.
pub fn table_markdown(table: &TableView) -> String {
    let lines = table.lines();
    let mut markdown = String::new();
    for (index, line) in lines.iter().enumerate() {
        let cells: Vec<String> = line.iter().map(|cell| in_cell(&cell.shown())).collect();
        let _infallible = writeln!(markdown, "| {} |", cells.join(" | "));
        if index == 0 {
            let rules: Vec<&str> = (0..line.len()).map(|at| rule(&lines, at)).collect();
            let _infallible = writeln!(markdown, "| {} |", rules.join(" | "));
        }
    }
    markdown
}

fn rule(lines: &[Vec<CellText>], column: usize) -> &'static str {
    let mut cells = lines.iter().skip(1).filter_map(|line| line.get(column));
    let is_numeric = column > 0 && cells.all(|cell| cell.is_number() || *cell == CellText::Empty);
    if is_numeric { "---:" } else { "---" }
}

/// Passages as quotations, each followed by where it stands.
pub fn segments_markdown(segments: &[SegmentView]) -> String {
    let mut markdown = String::new();
    for segment in segments {
        for line in segment.text.lines() {
            let line = format!("> {}", escaped(line));
            markdown.push_str(line.trim_end());
            markdown.push('\n');
        }
        let mut parts: Vec<String> = Vec::new();
        parts.extend(segment.speaker.as_ref().map(|speaker| escaped(speaker)));
        parts.push(format!("{} {}–{}", escaped(&segment.source), segment.start, segment.end));
        if !segment.codes.is_empty() {
            parts.push(escaped(&segment.codes.join("; ")));
        }
        if !segment.cases.is_empty() {
            parts.push(escaped(&segment.cases.join("; ")));
        }
        let _infallible = write!(markdown, "\n— {}\n\n", parts.join(" · "));
    }
    markdown.truncate(markdown.trim_end().len() + usize::from(!markdown.is_empty()));
    markdown
}

/// A tree as a nested list.
pub fn tree_markdown(roots: &[BranchView]) -> String {
    let mut markdown = String::new();
    for (depth, _, branch) in flat(roots) {
        let count = branch.count.map(|count| format!(" ({count})")).unwrap_or_default();
        let indent = "  ".repeat(depth);
        let _infallible = writeln!(markdown, "{indent}- {}{count}", escaped(&branch.name));
    }
    markdown
}

fn in_cell(text: &str) -> String {
    escaped(text).replace('\n', "<br>")
}

/// Signs that Markdown or HTML would read, with a backslash before them.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for (index, character) in text.chars().enumerate() {
        let is_sign =
            matches!(character, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '|' | '~' | '&');
        let begins_block = index == 0 && matches!(character, '#' | '>' | '-' | '+' | '=');
        if is_sign || begins_block {
            out.push('\\');
        }
        out.push(character);
    }
    out
}
