//! [`Assembly`]: paragraph by paragraph, a text with its structure; all readers build on it.

use std::borrow::Cow;
use std::ops::Range;

use funn_model::{Block, BlockKind, LossKind, SourceKind, Span, Structure, TimeMark};

use crate::decode::is_dropped;
use crate::losses::Losses;
use crate::structure;

/// A block while the text is being built: with its bytes as well as its positions.
#[derive(Debug, Clone)]
pub(crate) struct RawBlock {
    pub(crate) kind: BlockKind,
    pub(crate) bytes: Range<usize>,
    pub(crate) span: Span,
}

/// Bold text at the start of a line: perhaps a speaker's name.
#[derive(Debug, Clone, Copy)]
pub(crate) struct BoldLead {
    /// First byte of the line.
    pub(crate) line: usize,
    /// Bytes of the line that are bold, from its start.
    pub(crate) length: usize,
}

/// A speaker named outside the text, as in a caption's voice; from the block on.
#[derive(Debug, Clone)]
pub(crate) struct Voice {
    /// Index of the first block.
    pub(crate) block: usize,
    /// None where the captions name nobody.
    pub(crate) speaker: Option<String>,
}

/// A text in the making.
#[derive(Debug, Default)]
pub(crate) struct Assembly {
    pub(crate) text: String,
    pub(crate) blocks: Vec<RawBlock>,
    pub(crate) bold_leads: Vec<BoldLead>,
    pub(crate) voices: Vec<Voice>,
    pub(crate) times: Vec<TimeMark>,
    pub(crate) losses: Losses,
    characters: u32,
    open: Option<Open>,
    line_start: usize,
    lead_is_open: bool,
    /// Pages that begin with the next block.
    waiting_pages: Vec<u32>,
}

#[derive(Debug)]
struct Open {
    kind: BlockKind,
    /// Lengths to go back to when the block turns out to be empty.
    before: (usize, u32),
    start: (usize, u32),
}

/// What an assembly becomes.
pub(crate) struct Assembled {
    pub(crate) text: String,
    pub(crate) structure: Structure,
    pub(crate) kind: SourceKind,
    pub(crate) losses: Losses,
}

impl Assembly {
    /// A plain text as it is: each line that is not blank is a paragraph.
    pub(crate) fn of_lines(text: String, page_starts: &[u32]) -> Self {
        let mut assembly = Self::default();
        let mut pages = page_starts.iter().copied().zip(2_u32..).peekable();
        if !page_starts.is_empty() {
            assembly.mark_page(0, 0, 1);
        }
        let (mut byte, mut position) = (0, 0);
        for line in text.split_inclusive('\n') {
            while let Some((_, page)) = pages.next_if(|(at, _)| *at <= position) {
                assembly.mark_page(byte, position, page);
            }
            let content = line.strip_suffix('\n').unwrap_or(line);
            let length = count(content);
            if !content.trim().is_empty() {
                assembly.blocks.push(RawBlock {
                    kind: BlockKind::Paragraph,
                    bytes: byte..byte + content.len(),
                    span: Span::new(position, position + length),
                });
            }
            byte += line.len();
            position += length + u32::from(content.len() < line.len());
        }
        for (at, page) in pages {
            assembly.mark_page(byte, at.min(position), page);
        }
        assembly.characters = position;
        assembly.text = text;
        assembly
    }

    fn mark_page(&mut self, byte: usize, position: u32, page: u32) {
        self.blocks.push(RawBlock {
            kind: BlockKind::PageStart(page),
            bytes: byte..byte,
            span: Span::new(position, position),
        });
    }

    /// Begins a block; ends the one that is open.
    pub(crate) fn begin(&mut self, kind: BlockKind) {
        self.end();
        let before = (self.text.len(), self.characters);
        if let Some(last) = self.blocks.iter().rev().find(|block| !is_page(block.kind)) {
            let separator = if is_same_row(last.kind, kind) { '\t' } else { '\n' };
            self.text.push(separator);
            self.characters += 1;
        }
        self.line_start = self.text.len();
        self.lead_is_open = true;
        self.open = Some(Open { kind, before, start: (self.text.len(), self.characters) });
    }

    /// Whether a block is open.
    pub(crate) const fn is_open(&self) -> bool {
        self.open.is_some()
    }

    /// Whether the block that is open has no text yet, or none is open.
    pub(crate) fn is_at_start(&self) -> bool {
        self.open.as_ref().is_none_or(|open| open.start.0 == self.text.len())
    }

    /// Adds text to the open block; opens a paragraph when none is.
    pub(crate) fn push(&mut self, text: &str, is_bold: bool) {
        if text.is_empty() {
            return;
        }
        if self.open.is_none() {
            self.begin(BlockKind::Paragraph);
        }
        let text = self.without_controls(text);
        self.text.push_str(&text);
        self.characters += count(&text);
        if let Some(last) = text.rfind('\n') {
            self.line_start = self.text.len() - text.len() + last + 1;
            self.lead_is_open = true;
        } else if self.lead_is_open && is_bold {
            self.extend_lead();
        } else if !text.trim().is_empty() {
            self.lead_is_open = false;
        }
    }

    /// Takes back the last character of the open block.
    pub(crate) fn drop_last(&mut self) {
        let start = self.open.as_ref().map_or(usize::MAX, |open| open.start.0);
        if self.text.len() > start && self.text.pop().is_some() {
            self.characters -= 1;
        }
    }

    /// Takes back white space at the end of the open block.
    pub(crate) fn trim_end(&mut self) {
        let Some(open) = &self.open else { return };
        let kept = self.text.trim_end_matches([' ', '\t', '\n']).len().max(open.start.0);
        let removed = self.text.len() - kept;
        self.text.truncate(kept);
        self.characters -= u32::try_from(removed).unwrap_or(0);
        self.line_start = self.line_start.min(kept);
    }

    /// Ends the open block; a block without text leaves no trace.
    pub(crate) fn end(&mut self) {
        let Some(open) = self.open.take() else { return };
        let written = self.text.get(open.start.0..).unwrap_or_default();
        if written.trim().is_empty() {
            self.text.truncate(open.before.0);
            self.characters = open.before.1;
            while self.bold_leads.pop_if(|lead| lead.line >= open.before.0).is_some() {}
            return;
        }
        for page in std::mem::take(&mut self.waiting_pages) {
            self.mark_page(open.start.0, open.start.1, page);
        }
        self.blocks.push(RawBlock {
            kind: open.kind,
            bytes: open.start.0..self.text.len(),
            span: Span::new(open.start.1, self.characters),
        });
    }

    /// A page begins with the next block.
    pub(crate) fn begin_page(&mut self, page: u32) {
        self.end();
        self.waiting_pages.push(page);
    }

    /// Where the next text will stand.
    pub(crate) const fn position(&self) -> u32 {
        self.characters
    }

    /// Counts a loss at the present place.
    pub(crate) fn lose(&mut self, kind: LossKind, detail: impl Into<String>) {
        self.losses.add(kind, detail, 1, Some(self.characters));
    }

    /// The text with its structure: turns and times found, blocks sorted.
    pub(crate) fn finish(mut self) -> Assembled {
        self.end();
        for page in std::mem::take(&mut self.waiting_pages) {
            self.mark_page(self.text.len(), self.characters, page);
        }
        structure::derive(self)
    }

    fn extend_lead(&mut self) {
        let lead = BoldLead { line: self.line_start, length: self.text.len() - self.line_start };
        match self.bold_leads.last_mut() {
            Some(last) if last.line == self.line_start => *last = lead,
            _ => self.bold_leads.push(lead),
        }
    }

    fn without_controls<'t>(&mut self, text: &'t str) -> Cow<'t, str> {
        let dropped = text.chars().filter(|&character| is_dropped(character)).count();
        if dropped == 0 {
            return Cow::Borrowed(text);
        }
        let position = Some(self.characters);
        self.losses.add(LossKind::Character, "control characters", dropped, position);
        Cow::Owned(text.chars().filter(|&character| !is_dropped(character)).collect())
    }
}

impl From<&RawBlock> for Block {
    fn from(raw: &RawBlock) -> Self {
        Self { span: raw.span, kind: raw.kind }
    }
}

/// The number of scalar values.
pub(crate) fn count(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

const fn is_page(kind: BlockKind) -> bool {
    matches!(kind, BlockKind::PageStart(_))
}

/// Cells of one row stand side by side, parted by a tab.
const fn is_same_row(before: BlockKind, after: BlockKind) -> bool {
    match (before, after) {
        (
            BlockKind::TableCell { table, row, column },
            BlockKind::TableCell { table: next_table, row: next_row, column: next_column },
        ) => table == next_table && row == next_row && column != next_column,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_parted_and_empty_ones_vanish() {
        let mut assembly = Assembly::default();
        assembly.begin(BlockKind::Heading(1));
        assembly.push("Tittel", false);
        assembly.begin(BlockKind::Paragraph);
        assembly.push("  ", true);
        assembly.begin(BlockKind::Paragraph);
        assembly.push("Blåbær\0", false);
        for column in [0, 2] {
            assembly.begin(BlockKind::TableCell { table: 0, row: 0, column });
            assembly.push("celle", false);
        }
        let done = assembly.finish();
        assert_eq!(done.text, "Tittel\nBlåbær\ncelle\tcelle");
        let spans: Vec<String> = done.structure.blocks.iter().map(|b| b.span.to_string()).collect();
        assert_eq!(spans, ["0..6", "7..13", "14..19", "20..25"]);
        assert_eq!(done.losses.count(LossKind::Character), 1);
    }

    #[test]
    fn lines_and_pages_of_plain_text() {
        let assembly = Assembly::of_lines("én\n\n to \ntre".to_owned(), &[4]);
        let kinds: Vec<_> = assembly.blocks.iter().map(|b| (b.kind, b.span.to_string())).collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::PageStart(1), "0..0".to_owned()),
                (BlockKind::Paragraph, "0..2".to_owned()),
                (BlockKind::PageStart(2), "4..4".to_owned()),
                (BlockKind::Paragraph, "4..8".to_owned()),
                (BlockKind::Paragraph, "9..12".to_owned()),
            ]
        );
    }
}
