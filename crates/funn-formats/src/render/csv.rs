//! CSV (RFC 4180, UTF-8, LF), guarded against formulas.
//!
//! A spreadsheet runs a cell that begins with `=`, `+`, `-` or `@`. OWASP ASVS 5.0, 1.2.10: such a
//! text gets an apostrophe before it. [`unguarded`] takes it off again, exactly.

use super::{BranchView, CellText, SegmentView, TableView, flat};

/// Whether texts that a spreadsheet would run as formulas are made harmless.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Guard {
    /// An apostrophe goes before them.
    #[default]
    Apostrophe,
    /// Texts stay as they are: for programs that do not run formulas.
    Raw,
}

/// A table.
pub fn table_csv(table: &TableView, guard: Guard) -> String {
    written(table.lines(), guard)
}

/// Passages: `source,start,end,text,codes,cases,speaker`; codes and cases parted by `; `.
pub fn segments_csv(segments: &[SegmentView], guard: Guard) -> String {
    let names = ["source", "start", "end", "text", "codes", "cases", "speaker"];
    let mut lines = vec![names.iter().map(|name| text(name)).collect::<Vec<_>>()];
    lines.extend(segments.iter().map(|segment| {
        vec![
            text(&segment.source),
            CellText::Count(segment.start.into()),
            CellText::Count(segment.end.into()),
            text(&segment.text),
            text(&segment.codes.join("; ")),
            text(&segment.cases.join("; ")),
            text(segment.speaker.as_deref().unwrap_or_default()),
        ]
    }));
    written(lines, guard)
}

/// A tree: `path,depth,count`, from the top.
pub fn tree_csv(roots: &[BranchView], guard: Guard) -> String {
    let mut lines = vec![["path", "depth", "count"].map(text).to_vec()];
    lines.extend(flat(roots).into_iter().map(|(depth, path, branch)| {
        let count = branch.count.map_or(CellText::Empty, CellText::Count);
        vec![text(&path), CellText::Count(depth as u64), count]
    }));
    written(lines, guard)
}

/// A text read back from a guarded CSV.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if is_dangerous(rest) => rest,
        _ => cell,
    }
}

fn text(text: &str) -> CellText {
    CellText::Text(text.to_owned())
}

/// Also texts that begin with apostrophes and then such a sign, so that taking off is exact.
fn is_dangerous(text: &str) -> bool {
    text.trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'])
}

fn written(lines: Vec<Vec<CellText>>, guard: Guard) -> String {
    let mut csv = String::new();
    for line in lines {
        for (index, cell) in line.iter().enumerate() {
            if index > 0 {
                csv.push(',');
            }
            let shown = cell.shown();
            let is_guarded =
                guard == Guard::Apostrophe && !cell.is_number() && is_dangerous(&shown);
            field(&mut csv, if is_guarded { "'" } else { "" }, &shown);
        }
        csv.push('\n');
    }
    csv
}

fn field(csv: &mut String, before: &str, text: &str) {
    if text.contains(['"', ',', '\n', '\r']) || text.starts_with(' ') || text.ends_with(' ') {
        csv.push('"');
        csv.push_str(before);
        csv.push_str(&text.replace('"', "\"\""));
        csv.push('"');
    } else {
        csv.push_str(before);
        csv.push_str(text);
    }
}
