//! `document.xml`: the walk through paragraphs, runs and tables.

use std::collections::BTreeSet;

use funn_model::{BlockKind, LossKind};

use super::FORMAT;
use super::cells::Cells;
use super::numbering::Numbering;
use super::styles::{Style, Styles, is_on};
use crate::ReadError;
use crate::assembly::Assembly;
use crate::xml::{Element, Node, Nodes, Space};

/// Reads the text into the assembly.
pub(super) fn fill(
    part: &str,
    name: &str,
    styles: &Styles,
    numbering: &Numbering,
    assembly: &mut Assembly,
) -> Result<(), ReadError> {
    let mut body = Body {
        assembly,
        styles,
        numbering,
        open: Vec::new(),
        skipped: None,
        paragraph: Paragraph::default(),
        run: Run::default(),
        cells: Cells::default(),
        authors: BTreeSet::new(),
    };
    let mut nodes = Nodes::new(part, FORMAT, name);
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => body.open(&element),
            Node::Close => body.close(),
            Node::Text(text) => body.text(&text),
        }
    }
    body.assembly.end();
    let authors = body.authors.len();
    let detail = "authors of tracked changes";
    body.assembly.losses.add(LossKind::PersonalMetadata, detail, authors, None);
    Ok(())
}

struct Body<'a> {
    assembly: &'a mut Assembly,
    styles: &'a Styles,
    numbering: &'a Numbering,
    /// The elements that are open, as far as their end matters.
    open: Vec<Open>,
    skipped: Option<Skipped>,
    paragraph: Paragraph,
    run: Run,
    cells: Cells,
    authors: BTreeSet<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Paragraph,
    ParagraphProperties,
    Run,
    Text,
    Table,
    Cell,
    Other,
}

/// A part left out: how deep inside, and what it turns out to be.
struct Skipped {
    depth: usize,
    loss: Option<(LossKind, &'static str)>,
}

#[derive(Default)]
struct Paragraph {
    style: Style,
    outline: Option<u32>,
    list: Option<(u32, u32)>,
    /// The end of the paragraph is deleted: it runs on into the next.
    is_joined: bool,
}

#[derive(Default)]
struct Run {
    bold: Option<bool>,
    hidden: Option<bool>,
}

impl Body<'_> {
    fn open(&mut self, element: &Element<'_>) {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += 1;
            if element.space == Space::Word && element.name() == "txbxContent" {
                skipped.loss = Some((LossKind::Embedded, "text boxes (their text is not kept)"));
            }
            return;
        }
        let open = match (element.space, element.name()) {
            (Space::Word, name) => {
                if self.skip(name, element) {
                    return;
                }
                self.open_word(name, element)
            }
            (Space::Compatibility, "Fallback") => return self.leave_out(None),
            (Space::Math, "t") => Open::Text,
            (Space::Math, "oMath") => {
                self.assembly.lose(LossKind::Embedded, "formulas (their signs are kept)");
                Open::Other
            }
            _ => Open::Other,
        };
        self.open.push(open);
    }

    fn leave_out(&mut self, loss: Option<(LossKind, &'static str)>) {
        self.skipped = Some(Skipped { depth: 1, loss });
    }

    /// Begins to leave out an element whose content is no text of the document.
    fn skip(&mut self, name: &str, element: &Element<'_>) -> bool {
        let is_mark = self.open.last() == Some(&Open::ParagraphProperties);
        let loss = match name {
            "del" | "moveFrom" if !is_mark && !self.is_in_mark() => {
                self.author(element);
                Some((LossKind::TrackedChange, "deletions (dropped)"))
            }
            "rPrChange" | "pPrChange" | "tblPrChange" | "trPrChange" | "tcPrChange"
            | "sectPrChange" | "tblGridChange" | "numberingChange" => {
                self.author(element);
                Some((LossKind::TrackedChange, "changes of formatting"))
            }
            "drawing" | "pict" => Some((LossKind::Image, "pictures")),
            "object" => Some((LossKind::Embedded, "embedded objects")),
            "altChunk" => Some((LossKind::Embedded, "embedded documents")),
            "tabs" | "sectPr" | "sdtPr" | "instrText" | "delText" | "delInstrText" | "tblPr"
            | "tblGrid" | "customXmlPr" | "smartTagPr" => None,
            _ => return false,
        };
        self.leave_out(loss);
        true
    }

    /// Whether the walk is inside the properties of a paragraph's end mark.
    fn is_in_mark(&self) -> bool {
        self.open.iter().rev().take(2).any(|open| *open == Open::ParagraphProperties)
    }

    fn author(&mut self, element: &Element<'_>) {
        self.authors.extend(element.attribute("author").filter(|author| !author.is_empty()));
    }

    fn open_word(&mut self, name: &str, element: &Element<'_>) -> Open {
        match name {
            "p" => {
                if !std::mem::take(&mut self.paragraph.is_joined) {
                    self.assembly.end();
                }
                self.paragraph = Paragraph::default();
                return Open::Paragraph;
            }
            "pPr" => return Open::ParagraphProperties,
            "r" => {
                self.run = Run::default();
                return Open::Run;
            }
            "t" => return Open::Text,
            "tbl" => {
                self.assembly.end();
                self.cells.open_table();
                return Open::Table;
            }
            "tr" => self.cells.open_row(),
            "tc" => {
                self.cells.open_cell(1);
                return Open::Cell;
            }
            "gridSpan" => self.cells.widen(element.number("val").unwrap_or(1)),
            _ if self.is_in_mark() => self.paragraph_property(name, element),
            _ => self.inside_run(name, element),
        }
        Open::Other
    }

    fn paragraph_property(&mut self, name: &str, element: &Element<'_>) {
        let paragraph = &mut self.paragraph;
        match name {
            "pStyle" => {
                paragraph.style =
                    self.styles.resolve(&element.attribute("val").unwrap_or_default());
            }
            "outlineLvl" => paragraph.outline = element.number("val"),
            "numPr" => paragraph.list = Some(paragraph.style.list.unwrap_or_default()),
            "numId" => {
                let level = paragraph.list.map_or(0, |list| list.1);
                paragraph.list = Some((element.number("val").unwrap_or(0), level));
            }
            "ilvl" => {
                let list = paragraph.list.map_or(0, |list| list.0);
                paragraph.list = Some((list, element.number("val").unwrap_or(0)));
            }
            "del" | "moveFrom" => {
                paragraph.is_joined = true;
                self.author(element);
                self.assembly.lose(LossKind::TrackedChange, "deletions (dropped)");
            }
            "ins" | "moveTo" => {
                self.author(element);
                self.assembly.lose(LossKind::TrackedChange, "insertions (kept)");
            }
            _ => {}
        }
    }

    fn inside_run(&mut self, name: &str, element: &Element<'_>) {
        match name {
            "b" => self.run.bold = Some(is_on(element)),
            "vanish" | "specVanish" => self.run.hidden = Some(is_on(element)),
            "rStyle" => {
                let style = self.styles.resolve(&element.attribute("val").unwrap_or_default());
                self.run.bold = self.run.bold.or(style.bold);
                self.run.hidden = self.run.hidden.or(style.hidden);
            }
            "tab" | "ptab" => self.text_of_run("\t"),
            "br" | "cr" => self.line_break(),
            "noBreakHyphen" => self.text_of_run("\u{2011}"),
            "softHyphen" => self.text_of_run("\u{AD}"),
            "sym" => {
                self.assembly
                    .lose(LossKind::Character, "signs of symbol fonts (shown as \u{FFFD})");
                self.text_of_run("\u{FFFD}");
            }
            "ins" | "moveTo" => {
                self.author(element);
                self.assembly.lose(LossKind::TrackedChange, "insertions (kept)");
            }
            "hyperlink" if element.attribute("id").is_some() => {
                self.assembly.lose(LossKind::LinkTarget, "addresses of links (their text is kept)");
            }
            "footnoteReference" => self.assembly.lose(LossKind::Footnote, "footnotes"),
            "endnoteReference" => self.assembly.lose(LossKind::Footnote, "endnotes"),
            "commentReference" => self.assembly.lose(LossKind::Comment, "comments"),
            "fldSimple" => {
                self.assembly.lose(LossKind::Formatting, "fields (their results are kept)");
            }
            "fldChar" if element.attribute("fldCharType").as_deref() == Some("begin") => {
                self.assembly.lose(LossKind::Formatting, "fields (their results are kept)");
            }
            "highlight" if is_on(element) => {
                self.assembly.lose(LossKind::Formatting, "highlighting");
            }
            "strike" | "dstrike" if is_on(element) => {
                self.assembly.lose(LossKind::Formatting, "struck-through text (the text is kept)");
            }
            _ => {}
        }
    }

    fn line_break(&mut self) {
        if self.assembly.is_open() && !self.assembly.is_at_start() {
            self.text_of_run("\n");
        }
    }

    fn close(&mut self) {
        if let Some(skipped) = &mut self.skipped {
            skipped.depth -= 1;
            if skipped.depth == 0 {
                if let Some((kind, detail)) = skipped.loss {
                    self.assembly.lose(kind, detail);
                }
                self.skipped = None;
            }
            return;
        }
        match self.open.pop() {
            Some(Open::Paragraph) if !self.paragraph.is_joined => self.assembly.end(),
            Some(Open::Run) => self.run = Run::default(),
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

    fn text(&mut self, text: &str) {
        if self.skipped.is_none() && self.open.last() == Some(&Open::Text) {
            self.text_of_run(text);
        }
    }

    fn text_of_run(&mut self, text: &str) {
        let style = &self.paragraph.style;
        if self.run.hidden.or(style.hidden).unwrap_or(false) {
            self.assembly.lose(LossKind::HiddenText, "runs of hidden text");
            return;
        }
        let is_bold = self.run.bold.or(style.bold).unwrap_or(false);
        if !self.assembly.is_open() {
            self.assembly.begin(self.kind());
        }
        if text.contains('\r') {
            self.assembly.push(&text.replace("\r\n", "\n").replace('\r', "\n"), is_bold);
        } else {
            self.assembly.push(text, is_bold);
        }
    }

    fn kind(&self) -> BlockKind {
        if let Some(cell) = self.cells.kind() {
            return cell;
        }
        let paragraph = &self.paragraph;
        if let Some(outline @ 0..=8) = paragraph.outline.or(paragraph.style.outline) {
            return BlockKind::Heading(u8::try_from(outline + 1).unwrap_or(6).min(6));
        }
        match paragraph.list.or(paragraph.style.list) {
            Some((list, level)) if list > 0 => BlockKind::ListItem {
                depth: u8::try_from(level).unwrap_or(u8::MAX),
                ordered: self.numbering.is_ordered(list, level),
            },
            _ if paragraph.style.is_quote => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }
}
