//! Correcting a text that is coded already: everything on it moves along.

use funn_model::{
    Block, BlockKind, Change, Deed, EditMap, Intent, Replacement, Revision, Source, SourceId, Span,
    Structure, Text, TextId, TextRevision, TimeMark, Turn, UserId, count_words,
};

use crate::error::WorkbenchError;
use crate::workbench::{Committed, TextToKeep, Workbench};

/// One stretch of a text and what shall stand there instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Correction {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What shall stand there; empty for a deletion. Line ends are LF.
    pub text: String,
}

/// What a correction did, or would do, to what stands on the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CorrectionEffect {
    /// Codings whose text vanishes; they are kept, marked, where it stood.
    pub displaced: Vec<funn_model::CodingId>,
    /// Codings whose text changes but does not vanish.
    pub altered: Vec<funn_model::CodingId>,
}

impl Workbench {
    /// Corrects a source's text. Codings, ties and memos move with it.
    pub fn correct_text(
        &self,
        user: UserId,
        source: SourceId,
        corrections: &[Correction],
    ) -> Result<(Committed, CorrectionEffect), WorkbenchError> {
        let _turn = self.turn();
        let (revision, text, effect) = self.corrected(source, corrections)?;
        let owner = self.find::<Source>(source)?.participant;
        let keep = TextToKeep { id: revision.text, owner, text };
        let change = Change::ReviseText(TextRevision { source, revision });
        let committed = self.commit_with_texts(user, Intent::Do, change, &[keep])?;
        Ok((committed, effect))
    }

    /// What corrections would do, without making them.
    pub fn preview_correction(
        &self,
        source: SourceId,
        corrections: &[Correction],
    ) -> Result<CorrectionEffect, WorkbenchError> {
        Ok(self.corrected(source, corrections)?.2)
    }

    /// Gives a speaker another name, in the text as in the structure; two speakers given one name
    /// become one.
    pub fn rename_speaker(
        &self,
        user: UserId,
        source: SourceId,
        from: &str,
        to: &str,
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let before = self.find::<Source>(source)?;
        let turns = before.current().map_or(&[][..], |revision| &revision.structure.turns);
        let project = self.project();
        let text = project.source_text(source).cloned();
        drop(project);
        let text = text.ok_or(WorkbenchError::NothingTo { what: "rename" })?;
        let corrections: Vec<Correction> = turns
            .iter()
            .filter(|turn| turn.speaker == from && !turn.label.is_empty())
            .filter_map(|turn| {
                let label = text.passage(turn.label);
                let byte = label.find(from)?;
                let start = turn.label.start + chars(label.get(..byte)?);
                let span = Span::new(start, start + chars(from));
                Some(Correction { span, text: to.to_owned() })
            })
            .collect();
        if corrections.is_empty() {
            return Err(WorkbenchError::NoSuch {
                noun: "speaker",
                name: from.to_owned(),
                nearest: Vec::new(),
            });
        }
        let (mut revision, text, _) = self.corrected(source, &corrections)?;
        for turn in revision.structure.turns.iter_mut().filter(|turn| turn.speaker == from) {
            to.clone_into(&mut turn.speaker);
        }
        let keep = TextToKeep { id: revision.text, owner: before.participant, text };
        let change = Change::Batch {
            deed: Deed::CorrectText,
            subject: before.name,
            changes: vec![Change::ReviseText(TextRevision { source, revision })],
        };
        self.commit_with_texts(user, Intent::Do, change, &[keep])
    }

    fn corrected(
        &self,
        source: SourceId,
        corrections: &[Correction],
    ) -> Result<(Revision, Text, CorrectionEffect), WorkbenchError> {
        let mut corrections = corrections.to_vec();
        corrections.sort();
        corrections
            .retain(|correction| !(correction.span.is_empty() && correction.text.is_empty()));
        let found = self.find::<Source>(source)?;
        let current = found.current().ok_or(WorkbenchError::NothingTo { what: "correct" })?;
        let project = self.project();
        let old =
            project.source_text(source).ok_or(WorkbenchError::NothingTo { what: "correct" })?;
        if corrections.last().is_some_and(|last| last.span.end > old.characters()) {
            return Err(WorkbenchError::invalid(
                "a correction lies beyond the end of the text",
                "Reload the source and correct it again.",
            ));
        }
        let replacements = corrections.iter().map(|correction| Replacement {
            span: correction.span,
            inserted: chars(&correction.text),
        });
        let edits = EditMap::new(replacements.collect()).map_err(|error| {
            WorkbenchError::invalid(error.to_string(), "Make the corrections one at a time.")
        })?;
        let new = Text::new(rewritten(old, &corrections));
        if new == *old {
            return Err(WorkbenchError::NothingTo { what: "correct" });
        }
        let structure = restructured(&current.structure, &edits, old, &new);
        let effect = effect(&project, source, &edits);
        let revision = Revision {
            text: TextId::from_bytes(self.new_id()),
            characters: new.characters(),
            words: count_words(new.as_str()),
            structure,
            at: self.now(),
            edits: Some(edits),
        };
        Ok((revision, new, effect))
    }
}

fn chars(text: &str) -> u32 {
    u32::try_from(text.chars().count()).unwrap_or(u32::MAX)
}

fn rewritten(old: &Text, corrections: &[Correction]) -> String {
    let mut new = String::with_capacity(old.as_str().len());
    let mut position = 0;
    for correction in corrections {
        new.push_str(old.passage(Span::new(position, correction.span.start)));
        new.push_str(&correction.text);
        position = correction.span.end;
    }
    new.push_str(old.passage(Span::new(position, old.characters())));
    new
}

fn effect(project: &funn_model::Project, source: SourceId, edits: &EditMap) -> CorrectionEffect {
    let mut effect = CorrectionEffect { displaced: Vec::new(), altered: Vec::new() };
    for mark in project.marks(source) {
        let span = Span::new(mark.start, mark.end);
        if edits.moved(span).displaced {
            effect.displaced.push(mark.coding);
        } else if edits.replacements().iter().any(|replacement| {
            replacement.span.overlaps(span)
                || (replacement.span.is_empty()
                    && span.start < replacement.span.start
                    && replacement.span.start < span.end)
        }) {
            effect.altered.push(mark.coding);
        }
    }
    effect
}

/// The structure of the new text: blocks and turns move; a line break put in parts a block, one
/// taken out joins two, and new lines become paragraphs.
fn restructured(old: &Structure, edits: &EditMap, old_text: &Text, new_text: &Text) -> Structure {
    let mut blocks: Vec<Block> = old
        .blocks
        .iter()
        .filter_map(|block| {
            let moved = edits.moved(block.span);
            let kept = block.span.is_empty() || !moved.displaced;
            kept.then_some(Block { span: moved.span, ..*block })
        })
        .collect();
    join_blocks(&mut blocks, new_text);
    let blocks =
        blocks.into_iter().flat_map(|block| part_block(block, edits, old_text, new_text)).collect();
    let blocks = with_new_lines(blocks, new_text);
    Structure { blocks, turns: moved_turns(old, edits, new_text), times: moved_times(old, edits) }
}

/// Joins neighbours between which no line break is left (table cells stay apart).
fn join_blocks(blocks: &mut Vec<Block>, text: &Text) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks.drain(..) {
        let apart = |kind| matches!(kind, BlockKind::TableCell { .. } | BlockKind::PageStart(_));
        match joined.last_mut() {
            Some(last)
                if !apart(last.kind)
                    && !apart(block.kind)
                    && last.span.end <= block.span.start
                    && !text.passage(Span::new(last.span.end, block.span.start)).contains('\n') =>
            {
                last.span.end = block.span.end;
            }
            _ => joined.push(block),
        }
    }
    *blocks = joined;
}

/// Parts a block at the line breaks that were put into it.
fn part_block(block: Block, edits: &EditMap, old_text: &Text, text: &Text) -> Vec<Block> {
    let inverse = edits.inverse();
    let was_break = |position: u32| {
        let before = inverse.moved(Span::new(position, position + 1));
        !before.displaced && old_text.passage(before.span) == "\n"
    };
    let mut parts = Vec::new();
    let mut start = block.span.start;
    let passage = text.passage(block.span);
    for (position, character) in (block.span.start..).zip(passage.chars()) {
        if character == '\n' && !was_break(position) {
            parts.push(Span::new(start, position));
            start = position + 1;
        }
    }
    if parts.is_empty() {
        return vec![block];
    }
    parts.push(Span::new(start, block.span.end));
    let mut kind = block.kind;
    let mut blocks = Vec::new();
    for span in parts.into_iter().filter(|span| !span.is_empty()) {
        blocks.push(Block { span, kind });
        if matches!(kind, BlockKind::Heading(_)) {
            kind = BlockKind::Paragraph;
        }
    }
    blocks
}

/// Adds a paragraph for each line with words that no block covers.
fn with_new_lines(mut blocks: Vec<Block>, text: &Text) -> Vec<Block> {
    let mut found = Vec::new();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        let span = Span::new(start, start + chars(line));
        start = span.end + 1;
        let covered = blocks.iter().any(|block| block.span.overlaps(span));
        if !covered && !line.trim().is_empty() {
            found.push(Block { span, kind: BlockKind::Paragraph });
        }
    }
    blocks.extend(found);
    blocks.sort_by_key(|block| block.span);
    blocks
}

fn moved_turns(old: &Structure, edits: &EditMap, text: &Text) -> Vec<Turn> {
    let mut turns: Vec<Turn> = old
        .turns
        .iter()
        .filter_map(|turn| {
            let (span, label) = (edits.moved(turn.span), edits.moved(turn.label));
            let speaker = match text.passage(label.span).trim().trim_end_matches(':').trim() {
                "" => turn.speaker.clone(),
                _ if edits.inverse().moved(label.span).span == turn.label => turn.speaker.clone(),
                changed => changed.to_owned(),
            };
            (!span.displaced).then_some(Turn { span: span.span, label: label.span, speaker })
        })
        .collect();
    let starts: Vec<u32> = turns.iter().skip(1).map(|turn| turn.span.start).collect();
    for (turn, next) in turns.iter_mut().zip(starts.into_iter().chain([text.characters()])) {
        let tail = text.passage(Span::new(turn.span.end, next));
        turn.span.end += chars(tail.trim_end());
    }
    turns
}

fn moved_times(old: &Structure, edits: &EditMap) -> Vec<TimeMark> {
    old.times
        .iter()
        .map(|mark| {
            let place = edits.moved(Span::new(mark.position, mark.position)).span.start;
            TimeMark { position: place, ..*mark }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(lines: &str) -> Structure {
        let blocks = with_new_lines(Vec::new(), &Text::new(lines));
        Structure { blocks, ..Structure::default() }
    }

    fn corrected(text: &str, corrections: &[(u32, u32, &str)]) -> Vec<String> {
        let corrections: Vec<Correction> = corrections
            .iter()
            .map(|&(start, end, text)| Correction {
                span: Span::new(start, end),
                text: text.to_owned(),
            })
            .collect();
        let old = Text::new(text);
        let new = Text::new(rewritten(&old, &corrections));
        let edits = EditMap::new(
            corrections
                .iter()
                .map(|c| Replacement { span: c.span, inserted: chars(&c.text) })
                .collect(),
        )
        .unwrap();
        let structure = restructured(&blocks(text), &edits, &old, &new);
        structure.blocks.iter().map(|block| new.passage(block.span).to_owned()).collect()
    }

    #[test]
    fn a_line_break_put_in_parts_a_paragraph_and_one_taken_out_joins_two() {
        assert_eq!(corrected("one two\nthree", &[(3, 4, "\n")]), ["one", "two", "three"]);
        assert_eq!(corrected("one\ntwo\nthree", &[(3, 4, " ")]), ["one two", "three"]);
        assert_eq!(corrected("one\nthree", &[(3, 3, "\ntwo")]), ["one", "two", "three"]);
        assert_eq!(corrected("one\ntwo\nthree", &[(4, 8, "")]), ["one", "three"]);
    }
}
