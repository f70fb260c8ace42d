//! `content.xml`: the walk through paragraphs, spans, lists and tables.

use funn_model::{BlockKind, LossKind};

use super::FORMAT;
use super::styles::{Style, Styles};
use crate::ReadError;
use crate::assembly::Assembly;
use crate::docx::Cells;
use crate::xml::{Element, Node, Nodes, Space};

/// Reads the text into the assembly.
pub(super) fn fill(part: &str, styles: &Styles, assembly: &mut Assembly) -> Result<(), ReadError> {
    let mut body = Body {
        assembly,
        styles,
        open: Vec::new(),
        skipped: 0,
        is_in_text: false,
        paragraphs: 0,
        paragraph: Style::default(),
        outline: None,
        lists: Vec::new(),
        cells: Cells::default(),
        space: false,
    };
    let mut nodes = Nodes::new(part, FORMAT, "content.xml");
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => body.open(&element),
            Node::Close => body.close(),
            Node::Text(text) => body.text(&text),
        }
    }
    body.assembly.end();
    Ok(())
}

struct Body<'a> {
    assembly: &'a mut Assembly,
    styles: &'a Styles,
    open: Vec<Open>,
    /// Elements open inside a part that is left out.
    skipped: usize,
    is_in_text: bool,
    /// Paragraphs that are open.
    paragraphs: usize,
    paragraph: Style,
    outline: Option<u32>,
    lists: Vec<String>,
    cells: Cells,
    /// White space was seen that counts only between words.
    space: bool,
}

enum Open {
    Paragraph,
    /// A span, with what it changes.
    Span(Style),
    List,
    Table,
    Cell,
    Other,
}

impl Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        if self.skipped > 0 {
            self.skipped += 1;
            return;
        }
        let open = match (element.space, element.name()) {
            (Space::Office, "body") => {
                self.is_in_text = true;
                Open::Other
            }
            (Space::Office, "annotation") => return self.leave_out(LossKind::Comment, "comments"),
            (Space::Office, "forms") => return self.leave_out(LossKind::Embedded, "form fields"),
            (Space::Text, name) => match self.open_text(name, element) {
                Some(open) => open,
                None => return,
            },
            (Space::Table, name) => self.open_table(name, element),
            (Space::Draw, name) => {
                if self.skip_drawing(name) {
                    return;
                }
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
    }

    fn leave_out(&mut self, kind: LossKind, detail: &'static str) {
        if self.is_in_text {
            self.assembly.lose(kind, detail);
        }
        self.skipped = 1;
    }

    /// None where the element is left out.
    fn open_text(&mut self, name: &str, element: &Element<'_>) -> Option<Open> {
        match name {
            "p" | "h" => self.open_paragraph(name, element),
            "span" => {
                let style = element.attribute("style-name").map(|name| self.styles.resolve(&name));
                let style = style.unwrap_or_default();
                if style.struck == Some(true) {
                    self.assembly
                        .lose(LossKind::Formatting, "struck-through text (the text is kept)");
                }
                return Some(Open::Span(style));
            }
            "list" => {
                let outer = self.lists.last().cloned().unwrap_or_default();
                self.lists.push(element.attribute("style-name").unwrap_or(outer));
                return Some(Open::List);
            }
            "s" => {
                let count = element.number("c").unwrap_or(1).min(1_000);
                self.write(&" ".repeat(count as usize));
            }
            "tab" => self.write("\t"),
            "line-break" => {
                self.space = false;
                if self.assembly.is_open() && !self.assembly.is_at_start() {
                    self.write("\n");
                }
            }
            "a" if element.attribute("href").is_some_and(|to| !to.starts_with('#')) => {
                self.assembly.lose(LossKind::LinkTarget, "addresses of links (their text is kept)");
            }
            "change-start" => self.assembly.lose(LossKind::TrackedChange, "insertions (kept)"),
            "change" => self.assembly.lose(LossKind::TrackedChange, "deletions (dropped)"),
            "note" => return self.skip(LossKind::Footnote, "footnotes and endnotes"),
            "tracked-changes" => {
                self.leave_out(LossKind::PersonalMetadata, "authors of tracked changes");
                return None;
            }
            "hidden-text" | "hidden-paragraph" => {
                return self.skip(LossKind::HiddenText, "runs of hidden text");
            }
            "ruby-text"
            | "sequence-decls"
            | "variable-decls"
            | "user-field-decls"
            | "index-title-template"
            | "table-of-content-source" => {
                self.skipped = 1;
                return None;
            }
            "section" if element.attribute("display").as_deref() == Some("none") => {
                return self.skip(LossKind::HiddenText, "hidden sections");
            }
            _ => {}
        }
        match name {
            "p" | "h" => Some(Open::Paragraph),
            _ => Some(Open::Other),
        }
    }

    fn skip(&mut self, kind: LossKind, detail: &'static str) -> Option<Open> {
        self.leave_out(kind, detail);
        None
    }

    fn skip_drawing(&mut self, name: &str) -> bool {
        let (kind, detail) = match name {
            "image" => (LossKind::Image, "pictures"),
            "text-box" => (LossKind::Embedded, "text boxes (their text is not kept)"),
            "object" | "object-ole" | "plugin" | "applet" => {
                (LossKind::Embedded, "embedded objects")
            }
            "frame" | "a" | "layer-set" => return false,
            _ => (LossKind::Image, "drawings"),
        };
        self.leave_out(kind, detail);
        true
    }

    fn open_paragraph(&mut self, name: &str, element: &Element<'_>) {
        self.assembly.end();
        self.paragraphs += 1;
        self.space = false;
        let style = element.attribute("style-name").unwrap_or_default();
        self.paragraph = self.styles.resolve(&style);
        self.outline = if name == "h" {
            element.number("outline-level").or(Some(1))
        } else if self.paragraph.is_title {
            Some(1)
        } else if self.paragraph.is_subtitle {
            Some(2)
        } else {
            None
        };
    }

    fn open_table(&mut self, name: &str, element: &Element<'_>) -> Open {
        match name {
            "table" => {
                self.assembly.end();
                self.cells.open_table();
                return Open::Table;
            }
            "table-row" => self.cells.open_row(),
            "table-cell" | "covered-table-cell" => {
                self.cells.open_cell(element.number("number-columns-repeated").unwrap_or(1));
                return Open::Cell;
            }
            _ => {}
        }
        Open::Other
    }

    fn close(&mut self) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        match self.open.pop() {
            Some(Open::Paragraph) => {
                self.paragraphs -= 1;
                self.assembly.end();
            }
            Some(Open::List) => {
                self.lists.pop();
            }
            Some(Open::Table) => {
                self.assembly.end();
                self.cells.close_table();
            }
            Some(Open::Cell) => {
                self.assembly.end();
                self.cells.close_cell();
            }
            _ => {}
        }
    }

    /// Text of a paragraph: white space is made single, as the standard says.
    fn text(&mut self, text: &str) {
        if self.skipped > 0 || self.paragraphs == 0 {
            return;
        }
        for (index, word) in text.split([' ', '\t', '\n', '\r']).enumerate() {
            if index > 0 && !self.space {
                self.space = true;
                if self.assembly.is_open() && !self.assembly.is_at_start() {
                    self.push(" ");
                }
            }
            if !word.is_empty() {
                self.write(word);
            }
        }
    }

    fn write(&mut self, text: &str) {
        self.space = false;
        self.push(text);
    }

    fn push(&mut self, text: &str) {
        let spans = || {
            self.open.iter().rev().filter_map(|open| match open {
                Open::Span(style) => Some(style),
                _ => None,
            })
        };
        let hidden = spans().find_map(|style| style.hidden).or(self.paragraph.hidden);
        let bold = spans().find_map(|style| style.bold).or(self.paragraph.bold);
        if hidden == Some(true) {
            if !text.trim().is_empty() {
                self.assembly.lose(LossKind::HiddenText, "words of hidden text");
            }
            return;
        }
        if !self.assembly.is_open() {
            self.assembly.begin(self.kind());
        }
        self.assembly.push(text, bold == Some(true));
    }

    fn kind(&self) -> BlockKind {
        if let Some(cell) = self.cells.kind() {
            return cell;
        }
        if let Some(outline) = self.outline {
            return BlockKind::Heading(u8::try_from(outline).unwrap_or(6).clamp(1, 6));
        }
        match self.lists.last() {
            Some(list) => {
                let level = self.lists.len() - 1;
                let ordered =
                    self.styles.is_ordered(list, u32::try_from(level).unwrap_or(u32::MAX));
                BlockKind::ListItem { depth: u8::try_from(level).unwrap_or(u8::MAX), ordered }
            }
            None if self.paragraph.is_quote => BlockKind::Quote,
            None => BlockKind::Paragraph,
        }
    }
}
