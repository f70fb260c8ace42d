//! Tokens to blocks.

use funn_model::{BlockKind, LossKind, TimeMark};

use super::token::{Token, attribute};
use super::{metadata_loss, names};
use crate::assembly::Assembly;
use crate::transcripts::ms_of_seconds;

/// Where the walk stands in the page.
pub(super) struct Walk<'a> {
    assembly: &'a mut Assembly,
    /// The element whose content is left out, and how many of its name are open inside.
    skipped: Option<(String, u32)>,
    lists: Vec<bool>,
    tables: Vec<Cell>,
    next_table: u32,
    heading: Option<u8>,
    quotes: u32,
    preformatted: u32,
    bold: u32,
    /// White space was seen that counts only when text follows.
    space: bool,
    /// The next text is what a stamp shows, if it is a time.
    is_after_stamp: bool,
}

/// The present cell of a table; positions are one past, so that 0 means before the first.
#[derive(Debug, Clone, Copy)]
struct Cell {
    table: u32,
    row: u32,
    column: u32,
    is_inside: bool,
}

impl<'a> Walk<'a> {
    pub(super) const fn new(assembly: &'a mut Assembly) -> Self {
        Self {
            assembly,
            skipped: None,
            lists: Vec::new(),
            tables: Vec::new(),
            next_table: 0,
            heading: None,
            quotes: 0,
            preformatted: 0,
            bold: 0,
            space: false,
            is_after_stamp: false,
        }
    }

    pub(super) fn take(&mut self, token: &Token<'_>) {
        if let Some((name, open)) = &mut self.skipped {
            match token {
                Token::Open { name: opened, .. } if opened == name => *open += 1,
                Token::Close { name: closed } if closed == name => *open -= 1,
                _ => {}
            }
            if *open == 0 {
                self.skipped = None;
            }
            return;
        }
        match token {
            Token::Text(text) => self.text(text),
            Token::Open { name, attributes } => self.open(name, attributes),
            Token::Close { name } => self.close(name),
            Token::Comment => self.assembly.lose(LossKind::Comment, "comments in the markup"),
            Token::Raw(_) => {}
        }
    }

    pub(super) fn finish(self) {
        self.assembly.trim_end();
        self.assembly.end();
    }

    fn text(&mut self, text: &str) {
        if std::mem::take(&mut self.is_after_stamp) && is_time(text) {
            return;
        }
        if self.preformatted > 0 {
            let text = text.replace("\r\n", "\n");
            let text =
                if self.assembly.is_at_start() { text.trim_start_matches('\n') } else { &text };
            self.write(text);
            return;
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r', '\u{C}']).enumerate() {
            self.space |= index > 0;
            if word.is_empty() {
                continue;
            }
            let is_line_start = self.assembly.is_at_start() || self.assembly.text.ends_with('\n');
            if std::mem::take(&mut self.space) && !is_line_start {
                self.assembly.push(" ", self.bold > 0);
            }
            self.write(word);
        }
    }

    fn write(&mut self, text: &str) {
        if !self.assembly.is_open() && !text.is_empty() {
            self.assembly.begin(self.kind());
        }
        self.assembly.push(text, self.bold > 0);
    }

    fn kind(&self) -> BlockKind {
        if let Some(cell) = self.tables.last().filter(|cell| cell.is_inside) {
            let Cell { table, row, column, .. } = *cell;
            return BlockKind::TableCell {
                table,
                row: row.saturating_sub(1),
                column: column.saturating_sub(1),
            };
        }
        match (self.heading, self.lists.last()) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(&ordered)) => {
                let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
                BlockKind::ListItem { depth, ordered }
            }
            (None, None) if self.quotes > 0 => BlockKind::Quote,
            (None, None) => BlockKind::Paragraph,
        }
    }

    fn end_block(&mut self) {
        if self.preformatted == 0 {
            self.assembly.trim_end();
        }
        self.assembly.end();
        self.space = false;
    }

    fn open(&mut self, name: &str, attributes: &str) {
        if self.is_hidden(name, attributes) {
            return;
        }
        if names::is_block(name) {
            self.end_block();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = level(name),
            "ul" | "menu" | "dir" => self.lists.push(false),
            "ol" => self.lists.push(true),
            "blockquote" => self.quotes += 1,
            "pre" => self.preformatted += 1,
            "b" | "strong" => self.bold += 1,
            "table" => {
                self.tables.push(Cell {
                    table: self.next_table,
                    row: 0,
                    column: 0,
                    is_inside: false,
                });
                self.next_table += 1;
            }
            "tr" | "td" | "th" => self.open_cell(name, attributes),
            "br" => {
                self.assembly.trim_end();
                self.space = false;
                if self.assembly.is_open() {
                    self.assembly.push("\n", false);
                }
            }
            "a" => self.link(attributes),
            "span" => self.stamp(attributes),
            "img" | "image" => self.assembly.lose(LossKind::Image, "pictures"),
            "meta" => {
                metadata_loss(self.assembly, &attribute(attributes, "name").unwrap_or_default());
            }
            "input" => self.assembly.lose(LossKind::Embedded, "form fields"),
            "embed" => self.assembly.lose(LossKind::Embedded, "embedded objects"),
            "s" | "strike" | "del" => {
                self.assembly.lose(LossKind::Formatting, "struck-through text (the text is kept)");
            }
            "mark" => self.assembly.lose(LossKind::Formatting, "highlighting"),
            other => self.skip(other),
        }
    }

    /// Elements whose content is no running text.
    fn skip(&mut self, name: &str) {
        let (kind, detail) = match name {
            "script" => (LossKind::Embedded, "scripts"),
            "style" => (LossKind::Embedded, "style sheets"),
            "svg" | "canvas" => (LossKind::Image, "drawings"),
            "iframe" | "object" | "applet" | "noembed" | "noframes" => {
                (LossKind::Embedded, "embedded objects")
            }
            "select" | "textarea" | "button" | "datalist" => (LossKind::Embedded, "form fields"),
            "audio" => (LossKind::Embedded, "recordings"),
            "title" | "template" | "rt" | "rp" | "noscript" => {
                self.skipped = Some((name.to_owned(), 1));
                return;
            }
            _ => return,
        };
        self.assembly.lose(kind, detail);
        self.skipped = Some((name.to_owned(), 1));
    }

    /// Leaves out an element that the page hides.
    fn is_hidden(&mut self, name: &str, attributes: &str) -> bool {
        if attributes.len() < 6 || names::is_void(name) || matches!(name, "html" | "body") {
            return false;
        }
        let style = attribute(attributes, "style").unwrap_or_default();
        let style: String = style.to_ascii_lowercase().split_whitespace().collect();
        let is_hidden = attribute(attributes, "hidden").is_some()
            || style.contains("display:none")
            || style.contains("visibility:hidden");
        if is_hidden {
            self.assembly.lose(LossKind::HiddenText, "hidden parts of the page");
            self.skipped = Some((name.to_owned(), 1));
        }
        is_hidden || self.is_page_part(name, attributes)
    }

    /// `LibreOffice` writes headers and footers of pages as `<div title="header">`.
    fn is_page_part(&mut self, name: &str, attributes: &str) -> bool {
        let title = attribute(attributes, "title").filter(|_| name == "div");
        let is_page_part = matches!(title.as_deref(), Some("header" | "footer"));
        if is_page_part {
            self.end_block();
            self.assembly.lose(LossKind::HeaderFooter, "headers and footers of pages");
            self.skipped = Some((name.to_owned(), 1));
        }
        is_page_part
    }

    fn open_cell(&mut self, name: &str, attributes: &str) {
        let span = attribute(attributes, "colspan").and_then(|span| span.parse::<u32>().ok());
        let Some(cell) = self.tables.last_mut() else { return };
        if name == "tr" {
            *cell = Cell { row: cell.row + 1, column: 0, is_inside: false, ..*cell };
        } else {
            cell.row = cell.row.max(1);
            cell.column = cell.column.saturating_add(span.unwrap_or(1).clamp(1, 1_000));
            cell.is_inside = true;
        }
    }

    /// A link's address is lost; an anchor of noScribe (`ts_START_END_SPEAKER`) is a time.
    fn link(&mut self, attributes: &str) {
        if attribute(attributes, "href").is_some_and(|to| !to.is_empty() && !to.starts_with('#')) {
            self.assembly.lose(LossKind::LinkTarget, "addresses of links (their text is kept)");
        }
        let start = attribute(attributes, "name")
            .and_then(|name| name.strip_prefix("ts_")?.split('_').next()?.parse::<u64>().ok());
        if let Some(time_ms) = start {
            self.mark(time_ms);
        }
    }

    /// A stamp of oTranscribe is a time; what it shows of it is less exact and no speech.
    fn stamp(&mut self, attributes: &str) {
        if !attributes.contains("data-timestamp") {
            return;
        }
        let seconds = attribute(attributes, "data-timestamp").and_then(|s| s.trim().parse().ok());
        if let Some(time_ms) = seconds.and_then(ms_of_seconds) {
            self.mark(time_ms);
            self.is_after_stamp = true;
        }
    }

    fn mark(&mut self, time_ms: u64) {
        if !self.assembly.is_open() {
            self.assembly.begin(self.kind());
        }
        let position = self.assembly.position();
        self.assembly.times.push(TimeMark { position, time_ms });
    }

    fn close(&mut self, name: &str) {
        if names::is_block(name) {
            self.end_block();
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "ul" | "ol" | "menu" | "dir" => {
                self.lists.pop();
            }
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "b" | "strong" => self.bold = self.bold.saturating_sub(1),
            "table" => {
                self.tables.pop();
            }
            "td" | "th" => {
                if let Some(cell) = self.tables.last_mut() {
                    cell.is_inside = false;
                }
            }
            _ => {}
        }
    }
}

fn is_time(text: &str) -> bool {
    text.trim().chars().all(|c| c.is_ascii_digit() || ":.,".contains(c))
}

fn level(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}
