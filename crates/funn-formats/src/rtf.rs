//! Rich Text Format: an own tokeniser and a walk over groups.
//!
//! Characters come as `\uN` with a fallback to skip, or as bytes in the code page of their font.
//! What a destination holds beside the running text (pictures, notes, comments, headers, hidden
//! text) is a counted loss; metadata is stripped.

use std::collections::BTreeSet;

use funn_model::{LossKind, Moment};

use crate::assembly::Assembly;
use crate::docx::{moment, report};
use crate::{ReadError, Reading, limits};

mod charset;
mod destinations;
mod group;
mod token;
mod words;

use group::{Collected, Group, Paragraph};
use token::{Token, Tokens};

const FORMAT: &str = "rtf";

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let start = crate::format::find(bytes, b"{\\rtf")
        .ok_or_else(|| damaged("it does not begin as rtf does"))?;
    let mut walk = Walk::default();
    for token in Tokens::new(bytes.get(start..).unwrap_or_default()) {
        walk.take(token)?;
        if walk.is_done {
            break;
        }
    }
    let is_done = walk.is_done;
    walk.finish(is_done)
}

fn damaged(what: &str) -> ReadError {
    ReadError::Damaged { format: FORMAT, what: what.to_owned(), at: None }
}

/// Where the walk stands.
#[derive(Default)]
struct Walk {
    assembly: Assembly,
    group: Group,
    outer: Vec<Group>,
    is_done: bool,
    paragraph: Paragraph,
    table: Table,
    /// Bytes in the code page of the present font, not decoded yet.
    pending: Vec<u8>,
    /// The first half of a surrogate pair.
    high_surrogate: Option<u16>,
    /// Units of text to skip: the fallback of a `\uN`.
    to_skip: u32,
    fonts: charset::Fonts,
    styles: group::Styles,
    fields: BTreeSet<&'static str>,
    created: [u32; 5],
    revision_authors: usize,
    /// Text of a destination that is looked at.
    gathered: String,
}

/// The table that is open, if one is.
#[derive(Default)]
struct Table {
    is_open: bool,
    next: u32,
    row: u32,
    column: u32,
}

impl Walk {
    fn take(&mut self, token: Token<'_>) -> Result<(), ReadError> {
        if !matches!(token, Token::Byte(_) | Token::Text(_)) {
            self.flush();
        }
        match token {
            Token::Open => {
                self.to_skip = 0;
                if self.outer.len() >= limits::DEPTH {
                    return Err(ReadError::TooDeep { format: FORMAT, limit: limits::DEPTH });
                }
                self.outer.push(self.group);
                self.group.is_starred = false;
                self.group.is_fresh = true;
                self.group.owns_destination = false;
            }
            Token::Close => self.close_group(),
            Token::Word { name, number } => self.word(name, number),
            Token::Symbol(symbol) => self.symbol(symbol),
            Token::Byte(byte) => {
                if !self.skips_unit() {
                    self.group.is_fresh = false;
                    self.pending.push(byte);
                }
            }
            Token::Text(text) => self.plain(text),
            Token::Binary => {
                let _skipped = self.skips_unit();
            }
        }
        Ok(())
    }

    fn close_group(&mut self) {
        self.to_skip = 0;
        if self.group.owns_destination {
            self.end_destination();
        }
        match self.outer.pop() {
            Some(outer) => self.group = outer,
            None => self.is_done = true,
        }
        self.is_done |= self.outer.is_empty();
    }

    /// Whether the next unit of text is a fallback.
    fn skips_unit(&mut self) -> bool {
        let skips = self.to_skip > 0;
        self.to_skip = self.to_skip.saturating_sub(1);
        skips
    }

    fn plain(&mut self, text: &[u8]) {
        self.group.is_fresh = false;
        let skipped = text.len().min(self.to_skip as usize);
        self.to_skip -= u32::try_from(skipped).unwrap_or(0);
        let text = text.get(skipped..).unwrap_or_default();
        self.pending.extend_from_slice(text);
    }

    /// Decodes the bytes gathered.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, undecoded) = self.fonts.decode(self.group.font, &bytes);
        let is_read = self.group.collects == Collected::Text;
        if undecoded > 0 && is_read {
            let at = Some(self.assembly.position());
            let detail = "bytes of an unknown code page (shown as \u{FFFD})";
            self.assembly.losses.add(LossKind::Character, detail, undecoded, at);
        }
        self.write(&text);
    }

    /// Text in the present destination.
    fn write(&mut self, text: &str) {
        if self.high_surrogate.take().is_some() {
            self.assembly.lose(LossKind::Character, "halves of characters (shown as \u{FFFD})");
        }
        match self.group.collects {
            Collected::Text => self.write_text(text),
            Collected::ListMark => {
                self.paragraph.is_ordered |= text.chars().any(|sign| sign.is_ascii_alphanumeric());
            }
            _ => {
                if let Some(gathered) = self.group_text() {
                    gathered.push_str(text);
                }
            }
        }
    }

    fn write_text(&mut self, text: &str) {
        if self.group.is_hidden || self.group.is_deleted {
            let (kind, detail) = if self.group.is_deleted {
                (LossKind::TrackedChange, "deletions (dropped)")
            } else {
                (LossKind::HiddenText, "runs of hidden text")
            };
            self.assembly.lose(kind, detail);
            return;
        }
        if !self.assembly.is_open() {
            if text.trim().is_empty() && !self.paragraph.is_in_table {
                self.paragraph.lead.push_str(text);
                return;
            }
            let kind = self.kind();
            self.assembly.begin(kind);
            let lead = std::mem::take(&mut self.paragraph.lead);
            self.assembly.push(&lead, false);
        }
        self.assembly.push(text, self.group.is_bold);
    }

    fn end_paragraph(&mut self) {
        self.assembly.end();
        self.paragraph.lead.clear();
        self.paragraph.is_ordered = false;
    }

    fn finish(mut self, is_done: bool) -> Result<Reading, ReadError> {
        self.flush();
        self.assembly.end();
        if !is_done {
            if self.assembly.text.trim().is_empty() {
                return Err(damaged("it ends inside a group"));
            }
            let position = Some(self.assembly.position());
            self.assembly.losses.add(LossKind::Damaged, "the file ends too early", 1, position);
        }
        report(&mut self.assembly.losses, &self.fields);
        let authors = self.revision_authors;
        let detail = "authors of tracked changes";
        self.assembly.losses.add(LossKind::PersonalMetadata, detail, authors, None);
        let dated = self.dated();
        Ok(Reading::of_package(self.assembly, self.fonts.name(), dated))
    }

    fn dated(&self) -> Option<Moment> {
        let [year, month, day, hour, minute] = self.created;
        (year > 0)
            .then(|| moment(&format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00")))
            .flatten()
    }
}

#[cfg(test)]
mod tests;
