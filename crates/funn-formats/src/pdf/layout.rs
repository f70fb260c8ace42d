//! Lines to paragraphs and headings.
//!
//! Joining is cautious: a line goes on in the next where it is full, where the next is not indented
//! and stands at the usual distance. A word divided at the end of a line stays as it stands (no one
//! can tell `sam-arbeid` from `for- og etterarbeid`) and is counted; a soft hyphen is taken out.

use std::collections::BTreeMap;

use funn_model::{BlockKind, LossKind};

use super::glyphs::{Glyphs, Line};
use crate::assembly::Assembly;

/// A page with its lines.
pub(super) struct Page {
    number: u32,
    pub(super) lines: Vec<Line>,
    /// The lines have places; without, each line is a paragraph.
    has_layout: bool,
}

impl Page {
    pub(super) fn of_glyphs(number: u32, glyphs: Glyphs) -> Self {
        Self { number, lines: glyphs.into_lines(), has_layout: true }
    }

    pub(super) fn of_text(number: u32, text: &str) -> Self {
        let lines = text.lines().filter(|line| !line.trim().is_empty());
        let lines = lines.map(|line| Line { text: line.to_owned(), ..Line::default() }).collect();
        Self { number, lines, has_layout: false }
    }

    pub(super) const fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    pub(super) fn characters(&self) -> usize {
        self.lines.iter().map(|line| line.text.len()).sum()
    }
}

/// What is usual in the document.
struct Usual {
    /// Sizes of headings, largest first.
    headings: Vec<f64>,
    /// From one line to the next, in sizes of letters.
    leading: f64,
}

/// Writes the pages into the assembly.
pub(super) fn fill(pages: &[Page], assembly: &mut Assembly) {
    let usual = usual(pages);
    for page in pages {
        assembly.begin_page(page.number);
        let columns = Columns::of(&page.lines);
        let mut before: Option<&Line> = None;
        for line in &page.lines {
            let goes_on = page.has_layout
                && before.is_some_and(|before| goes_on(before, line, &columns, &usual));
            write(line, goes_on, assembly, &usual);
            before = Some(line);
        }
        assembly.end();
    }
}

fn write(line: &Line, goes_on: bool, assembly: &mut Assembly, usual: &Usual) {
    let text = line.text.trim();
    if goes_on && assembly.is_open() {
        if assembly.text.ends_with('\u{AD}') {
            assembly.drop_last();
        } else if is_divided(&assembly.text, text) {
            assembly.lose(
                LossKind::Formatting,
                "words divided at the end of a line (kept as they stand)",
            );
            assembly.push("\n", false);
        } else {
            assembly.push(if may_be_label(text) { "\n" } else { " " }, false);
        }
    } else {
        if let Some(item) = without_bullet(text) {
            assembly.begin(BlockKind::ListItem { depth: 0, ordered: false });
            assembly.push(item, false);
            return;
        }
        assembly.begin(kind(line, usual));
    }
    assembly.push(text, false);
}

/// Whether the line may begin a speaker's turn, so that it must stay a line.
fn may_be_label(text: &str) -> bool {
    let label = text.split_once(": ").map_or("", |(label, _)| label);
    !label.is_empty() && label.len() <= 40 && label.starts_with(char::is_uppercase)
}

/// The text after a bullet; symbol fonts have theirs among the private characters.
fn without_bullet(text: &str) -> Option<&str> {
    let is_bullet =
        |sign: char| matches!(sign, '•' | '▪' | '◦' | '‣' | '●' | '■' | '\u{F000}'..='\u{F0FF}');
    let rest = text.strip_prefix(is_bullet)?;
    let item = rest.trim_start();
    (item.len() < rest.len() && !item.is_empty()).then_some(item)
}

fn is_divided(before: &str, after: &str) -> bool {
    let Some(stem) = before.strip_suffix(['-', '\u{2010}']) else { return false };
    stem.ends_with(char::is_alphabetic) && after.starts_with(char::is_lowercase)
}

fn kind(line: &Line, usual: &Usual) -> BlockKind {
    let level = usual.headings.iter().position(|size| (size - line.size).abs() < 0.3);
    match level {
        Some(level) if line.text.chars().count() <= 160 => {
            BlockKind::Heading(u8::try_from(level + 1).unwrap_or(6).min(6))
        }
        _ => BlockKind::Paragraph,
    }
}

fn goes_on(before: &Line, line: &Line, columns: &Columns, usual: &Usual) -> bool {
    let size = before.size.max(0.1);
    let step = (before.height - line.height) / size;
    let is_near = step > 0.3 && step < usual.leading * 1.3;
    let is_alike = (before.size - line.size).abs() < size * 0.08;
    let is_heading = matches!(kind(before, usual), BlockKind::Heading(_));
    let indent = line.start - before.start;
    let is_flush = indent < size * 0.8 && indent > size * -4.0;
    is_near
        && is_alike
        && is_flush
        && !before.text.contains('\t')
        && (is_heading || is_full(before, line, columns))
}

/// Whether the first word of the next line would not have fitted.
fn is_full(before: &Line, line: &Line, columns: &Columns) -> bool {
    let right = columns.right_of(before);
    let characters = line.text.chars().count().max(1);
    let word = line.text.split_whitespace().next().map_or(0, |word| word.chars().count());
    #[expect(clippy::cast_precision_loss, reason = "lines are short")]
    let width = (line.end - line.start) / characters as f64 * (word + 1) as f64;
    before.end + width * 0.9 > right
}

/// How far right the lines reach that begin at about the same place.
struct Columns(BTreeMap<i64, f64>);

impl Columns {
    /// Points within which lines begin at the same place.
    const WIDTH: f64 = 36.0;

    fn of(lines: &[Line]) -> Self {
        let mut columns = BTreeMap::new();
        for line in lines {
            let right = columns.entry(Self::step(line)).or_insert(line.end);
            *right = line.end.max(*right);
        }
        Self(columns)
    }

    fn right_of(&self, line: &Line) -> f64 {
        let step = Self::step(line);
        let near = self.0.range(step.saturating_sub(1)..=step.saturating_add(1));
        near.map(|(_, right)| *right).fold(line.end, f64::max)
    }

    #[expect(clippy::cast_possible_truncation, reason = "pages are narrow; what is not is cut")]
    fn step(line: &Line) -> i64 {
        (line.start / Self::WIDTH).floor() as i64
    }
}

fn usual(pages: &[Page]) -> Usual {
    let mut sizes: Vec<(f64, usize)> = Vec::new();
    let mut steps: Vec<f64> = Vec::new();
    for page in pages.iter().filter(|page| page.has_layout) {
        for line in &page.lines {
            let has_room = sizes.len() < 200;
            match sizes.iter_mut().find(|(size, _)| (size - line.size).abs() < 0.3) {
                Some((_, characters)) => *characters += line.text.len(),
                None if has_room => sizes.push((line.size, line.text.len())),
                None => {}
            }
        }
        for pair in page.lines.windows(2) {
            if let [before, line] = pair {
                let step = (before.height - line.height) / before.size.max(0.1);
                if step > 0.8 && step < 3.0 {
                    steps.push(step);
                }
            }
        }
    }
    steps.sort_by(f64::total_cmp);
    let body =
        sizes.iter().max_by_key(|(_, characters)| *characters).map_or(0.0, |(size, _)| *size);
    let mut headings: Vec<f64> = sizes
        .iter()
        .map(|(size, _)| *size)
        .filter(|size| body > 0.0 && *size > body * 1.15)
        .collect();
    headings.sort_by(|a, b| b.total_cmp(a));
    headings.truncate(6);
    let leading = steps.get(steps.len() / 2).copied().unwrap_or(1.2).clamp(1.0, 2.2);
    Usual { headings, leading }
}
