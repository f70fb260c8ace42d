//! Speaker turns and time marks, found in the lines of a text.
//!
//! A turn runs from its label to the end of the last block before the next label or heading.

use funn_model::{Block, BlockKind, SourceKind, Span, Structure, TimeMark, Turn};

use crate::assembly::{Assembled, Assembly, RawBlock, count};

mod speakers;
pub(crate) mod times;
pub(crate) mod wraps;

use speakers::Label;

/// Finds turns and times and splits paragraphs where a turn begins inside.
pub(crate) fn derive(mut assembly: Assembly) -> Assembled {
    let has_given_voices = assembly.voices.iter().any(|voice| voice.speaker.is_some());
    let is_caption = !assembly.voices.is_empty();
    let (labels, mut times) = if has_given_voices {
        (Vec::new(), Vec::new())
    } else {
        let lines = lines_of(&assembly);
        let labels = speakers::labels_of(&lines);
        let times = if is_caption { Vec::new() } else { marks_of(&lines, &labels) };
        (labels, times)
    };
    split_at(&mut assembly, &labels);
    let mut turns = if has_given_voices {
        turns_of_voices(&assembly)
    } else {
        turns_of_labels(&assembly, &labels)
    };
    if is_caption {
        turns = merged(turns);
    }
    let end = assembly.position();
    assembly.losses.keep_within(end);
    times.extend(
        assembly.times.iter().map(|mark| TimeMark { position: mark.position.min(end), ..*mark }),
    );
    times.sort_unstable_by_key(|mark: &TimeMark| (mark.position, mark.time_ms));
    times.dedup();
    let kind = if turns.is_empty() && times.len() < 2 && !is_caption {
        SourceKind::Document
    } else {
        SourceKind::Transcript
    };
    let mut blocks: Vec<Block> = assembly.blocks.iter().map(Block::from).collect();
    blocks.sort_by_key(|block| (block.span.start, !matches!(block.kind, BlockKind::PageStart(_))));
    Assembled {
        text: assembly.text,
        structure: Structure { blocks, turns, times },
        kind,
        losses: assembly.losses,
    }
}

/// A line of a block, with what is needed to place a finding in it.
pub(crate) struct Line<'t> {
    pub(crate) text: &'t str,
    /// Its first byte in the whole text.
    pub(crate) byte: usize,
    /// Its first position.
    pub(crate) position: u32,
    /// Bytes of it that are bold, from its start.
    pub(crate) bold: usize,
    pub(crate) stamps: Vec<times::Stamp>,
    /// It is an item of a list without numbers: nobody speaks in bullets.
    pub(crate) is_bullet: bool,
}

impl Line<'_> {
    /// The position of a byte of the line.
    pub(crate) fn position_of(&self, byte: usize) -> u32 {
        self.position + count(self.text.get(..byte).unwrap_or_default())
    }
}

fn lines_of(assembly: &Assembly) -> Vec<Line<'_>> {
    let mut lines = Vec::with_capacity(assembly.blocks.len());
    let mut leads = assembly.bold_leads.iter().peekable();
    for block in &assembly.blocks {
        if matches!(block.kind, BlockKind::Heading(_) | BlockKind::PageStart(_)) {
            continue;
        }
        let is_bullet = matches!(block.kind, BlockKind::ListItem { ordered: false, .. });
        let (mut byte, mut position) = (block.bytes.start, block.span.start);
        let text = assembly.text.get(block.bytes.clone()).unwrap_or_default();
        for text in text.split('\n') {
            while leads.next_if(|lead| lead.line < byte).is_some() {}
            let bold = leads.next_if(|lead| lead.line == byte).map_or(0, |lead| lead.length);
            lines.push(Line {
                text,
                byte,
                position,
                bold,
                stamps: times::stamps_in(text),
                is_bullet,
            });
            byte += text.len() + 1;
            position += count(text) + 1;
        }
    }
    lines
}

/// The time marks of stamps that stand where stamps stand.
fn marks_of(lines: &[Line<'_>], labels: &[Label]) -> Vec<TimeMark> {
    let mut marks = Vec::new();
    let mut labels = labels.iter().peekable();
    for line in lines {
        while labels.next_if(|label| label.line_byte < line.byte).is_some() {}
        let label = labels.next_if(|label| label.line_byte == line.byte);
        let label = label.map(|label| label.bytes.start - line.byte..label.bytes.end - line.byte);
        // Counted on from stamp to stamp: a line may hold thousands.
        let (mut byte, mut position) = (0, line.position);
        for stamp in times::accepted(line.text, &line.stamps, label.as_ref()) {
            position += count(line.text.get(byte..stamp.bytes.start).unwrap_or_default());
            byte = stamp.bytes.start;
            marks.push(TimeMark { position, time_ms: stamp.time_ms });
        }
    }
    marks
}

/// Splits blocks where a turn begins on a later line than the first.
fn split_at(assembly: &mut Assembly, labels: &[Label]) {
    let mut labels = labels.iter().peekable();
    let mut blocks = Vec::with_capacity(assembly.blocks.len());
    for block in std::mem::take(&mut assembly.blocks) {
        let mut rest = block;
        while labels.next_if(|label| label.line_byte <= rest.bytes.start).is_some() {}
        while let Some(label) = labels.next_if(|label| label.line_byte < rest.bytes.end) {
            let first = RawBlock {
                kind: rest.kind,
                bytes: rest.bytes.start..label.line_byte - 1,
                span: Span::new(rest.span.start, label.line_position - 1),
            };
            if !first.span.is_empty() {
                blocks.push(first);
            }
            rest.bytes.start = label.line_byte;
            rest.span.start = label.line_position;
        }
        blocks.push(rest);
    }
    assembly.blocks = blocks;
}

fn turns_of_labels(assembly: &Assembly, labels: &[Label]) -> Vec<Turn> {
    let mut turns = Vec::with_capacity(labels.len());
    let mut blocks = assembly.blocks.iter().peekable();
    for (index, label) in labels.iter().enumerate() {
        let next = labels.get(index + 1).map_or(usize::MAX, |label| label.line_byte);
        while blocks.next_if(|block| block.bytes.end <= label.bytes.start).is_some() {}
        let mut end = label.span.end;
        while let Some(block) = blocks.next_if(|block| {
            block.bytes.start < next && !matches!(block.kind, BlockKind::Heading(_))
        }) {
            if !matches!(block.kind, BlockKind::PageStart(_)) {
                end = end.max(block.span.end);
            }
        }
        turns.push(Turn {
            span: Span::new(label.span.start, end),
            label: label.span,
            speaker: label.name.clone(),
        });
    }
    turns
}

fn turns_of_voices(assembly: &Assembly) -> Vec<Turn> {
    let mut turns = Vec::new();
    for (index, voice) in assembly.voices.iter().enumerate() {
        let next = assembly.voices.get(index + 1).map_or(assembly.blocks.len(), |v| v.block);
        let blocks = assembly.blocks.get(voice.block..next).unwrap_or_default();
        if let (Some(speaker), Some(first), Some(last)) =
            (&voice.speaker, blocks.first(), blocks.last())
        {
            let start = first.span.start;
            turns.push(Turn {
                span: Span::new(start, last.span.end),
                label: Span::new(start, start),
                speaker: speaker.clone(),
            });
        }
    }
    turns
}

/// Neighbouring turns of one speaker as one.
fn merged(turns: Vec<Turn>) -> Vec<Turn> {
    let mut merged: Vec<Turn> = Vec::with_capacity(turns.len());
    for turn in turns {
        match merged.last_mut() {
            Some(last) if last.speaker == turn.speaker => last.span.end = turn.span.end,
            _ => merged.push(turn),
        }
    }
    merged
}

#[cfg(test)]
mod tests;
