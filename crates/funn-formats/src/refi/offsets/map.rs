//! [`OffsetMap`]: positions of one convention in one text, both ways.

use funn_model::Span;

use super::text::widths;
use super::{Convention, CrLf, End, ForeignText, NOWHERE, Unit};

/// A selection of another tool as a span.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placed {
    /// The span in scalar values of the text with LF and without a mark.
    pub span: Span,
    /// Whether an end fell inside a character or between CR and LF and was moved to its edge.
    pub was_split: bool,
}

/// Numbers that are no selection of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the positions {start} to {end} do not lie in a text of {length}")]
pub struct Misplaced {
    /// The first number.
    pub start: i64,
    /// The second.
    pub end: i64,
    /// The length of the text in the units of the convention.
    pub length: i64,
}

/// The positions of every character under a convention.
pub struct OffsetMap {
    /// For each boundary between characters of the raw text: its position under the convention.
    foreign: Vec<u32>,
    /// The same in the text that is kept; none when it is the raw text.
    kept: Option<Vec<u32>>,
    mark: i64,
    end: End,
}

impl OffsetMap {
    /// Measures a text.
    pub fn new(text: &ForeignText, convention: Convention) -> Self {
        let raw = text.raw();
        let mut foreign = Vec::with_capacity(raw.len() + 1);
        let mut kept = text.differs().then(Vec::new);
        let (mut at, mut place) = (0_u32, 0_u32);
        let mut step = |at: u32, place: u32| {
            foreign.push(at);
            if let Some(kept) = &mut kept {
                kept.push(place);
            }
        };
        for (character, is_kept) in widths(raw) {
            step(at, place);
            let is_first_of_pair = character == '\r' && !is_kept;
            if !(is_first_of_pair && convention.crlf == CrLf::One) {
                at += width(character, convention.unit);
            }
            place += u32::from(is_kept);
        }
        step(at, place);
        let counted = text.had_bom() && convention.counts_bom;
        let mark = if counted { i64::from(width('\u{FEFF}', convention.unit)) } else { 0 };
        Self { foreign, kept, mark, end: convention.end }
    }

    /// The span that a tool means.
    pub fn place(&self, start: i64, end: i64) -> Result<Placed, Misplaced> {
        let wrong = Misplaced { start, end, length: self.length() };
        let after = match self.end {
            End::Exclusive => end,
            End::Inclusive => end.checked_add(1).ok_or(wrong)?,
        };
        if after < start {
            return Err(wrong);
        }
        let (first, split_start) = self.boundary(start, false).ok_or(wrong)?;
        let (last, split_end) = self.boundary(after, true).ok_or(wrong)?;
        let span = Span { start: self.kept_at(first), end: self.kept_at(last) };
        Ok(Placed { span, was_split: split_start || split_end })
    }

    /// The numbers that a tool would write for a span; both ends are brought into the text.
    pub fn numbers(&self, span: Span) -> (i64, i64) {
        let start = self.foreign_at(span.start);
        let end = self.foreign_at(span.end);
        match self.end {
            End::Exclusive => (start, end),
            End::Inclusive => (start, end - 1),
        }
    }

    /// The length of the text under the convention.
    pub fn length(&self) -> i64 {
        self.mark + self.foreign.last().map_or(0, |last| i64::from(*last))
    }

    /// The boundary at a position: the one before it (or after it, for ends) when it is inside.
    fn boundary(&self, position: i64, up: bool) -> Option<(usize, bool)> {
        if position < 0 || position > self.length() {
            return None;
        }
        let Ok(position) = u32::try_from(position - self.mark) else {
            return Some((0, true));
        };
        let at = self.foreign.partition_point(|boundary| *boundary < position);
        if self.foreign.get(at) == Some(&position) {
            return Some((at, self.is_inside_pair(at)));
        }
        Some((if up { at } else { at.saturating_sub(1) }, true))
    }

    /// Whether a boundary lies between CR and LF: the kept place does not move, and the next does.
    fn is_inside_pair(&self, at: usize) -> bool {
        let Some(kept) = &self.kept else { return false };
        let before = at.checked_sub(1).and_then(|before| kept.get(before));
        before.is_some() && before == kept.get(at)
    }

    fn kept_at(&self, boundary: usize) -> u32 {
        match &self.kept {
            Some(kept) => kept.get(boundary).copied().unwrap_or(NOWHERE.end),
            None => u32::try_from(boundary).unwrap_or(u32::MAX),
        }
    }

    fn foreign_at(&self, position: u32) -> i64 {
        let boundary = match &self.kept {
            Some(kept) => kept.partition_point(|place| *place < position),
            None => position as usize,
        };
        let found = self.foreign.get(boundary).or(self.foreign.last());
        self.mark + found.map_or(0, |found| i64::from(*found))
    }
}

fn width(character: char, unit: Unit) -> u32 {
    let width = match unit {
        Unit::CodePoint => 1,
        Unit::Utf16 => character.len_utf16(),
        Unit::Utf8 => character.len_utf8(),
    };
    u32::try_from(width).unwrap_or(1)
}
