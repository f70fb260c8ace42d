//! Markdown: `CommonMark` with tables and footnotes; markup becomes structure.
//!
//! A numbered list that does not begin at 1 keeps its numbers in the text (`2019. ` may be a year).
//! Front matter is set aside only when all of it looks like settings; a transcript between rules
//! is text.

use funn_model::{BlockKind, LossKind};
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::assembly::Assembly;
use crate::{Hints, ReadError, Reading, decode, html};

/// Reads Markdown.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode(bytes, hints.encoding)?;
    let mut assembly = Assembly::default();
    let (settings, body) = front_matter(&decoded.text);
    assembly.losses.add(
        LossKind::PersonalMetadata,
        "settings before the text (front matter)",
        settings,
        None,
    );
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut walk = Walk::new(&mut assembly);
    for event in Parser::new_ext(body, options) {
        walk.take(event);
    }
    assembly.end();
    Ok(Reading::of_text(assembly, decoded))
}

struct Walk<'a> {
    assembly: &'a mut Assembly,
    /// For each open list: the next number where numbers are kept, and whether it is ordered.
    lists: Vec<(Option<u64>, bool)>,
    quotes: u32,
    bold: u32,
    /// Open parts whose text is left out: pictures and footnotes.
    omitted: u32,
    cell: (u32, u32, u32),
    tables: u32,
    in_table: bool,
    heading: Option<u8>,
    /// A block of HTML, gathered until it ends.
    markup: String,
}

impl<'a> Walk<'a> {
    const fn new(assembly: &'a mut Assembly) -> Self {
        Self {
            assembly,
            lists: Vec::new(),
            quotes: 0,
            bold: 0,
            omitted: 0,
            cell: (0, 0, 0),
            tables: 0,
            in_table: false,
            heading: None,
            markup: String::new(),
        }
    }

    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text("\n"),
            Event::Html(markup) => self.markup.push_str(&markup),
            Event::InlineHtml(markup) => self.inline(&markup),
            Event::FootnoteReference(_) => {
                self.assembly.lose(LossKind::Footnote, "marks of footnotes");
            }
            Event::Rule => self.assembly.end(),
            Event::TaskListMarker(_) => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.omitted > 0 {
            return;
        }
        if !self.assembly.is_open() && !text.trim().is_empty() {
            self.assembly.begin(self.kind());
        }
        if self.assembly.is_open() {
            self.assembly.push(text, self.bold > 0);
        }
    }

    fn kind(&self) -> BlockKind {
        if self.in_table {
            let (table, row, column) = self.cell;
            return BlockKind::TableCell { table, row, column };
        }
        match (self.heading, self.lists.last()) {
            (Some(level), _) => BlockKind::Heading(level),
            (None, Some(&(_, ordered))) => {
                let depth = u8::try_from(self.lists.len() - 1).unwrap_or(u8::MAX);
                BlockKind::ListItem { depth, ordered }
            }
            (None, None) if self.quotes > 0 => BlockKind::Quote,
            (None, None) => BlockKind::Paragraph,
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.bold += 1,
            Tag::Emphasis | Tag::Superscript | Tag::Subscript => {}
            Tag::Strikethrough => {
                self.assembly.lose(LossKind::Formatting, "struck-through text (the text is kept)");
            }
            Tag::Link { dest_url, link_type, .. } => {
                if !matches!(link_type, pulldown_cmark::LinkType::Autolink)
                    && !dest_url.starts_with('#')
                {
                    self.assembly
                        .lose(LossKind::LinkTarget, "addresses of links (their text is kept)");
                }
            }
            Tag::Image { .. } => {
                self.assembly.lose(LossKind::Image, "pictures");
                self.omitted += 1;
            }
            Tag::FootnoteDefinition(_) => {
                self.assembly.end();
                self.assembly.lose(LossKind::Footnote, "footnotes");
                self.omitted += 1;
            }
            Tag::Heading { level, .. } => {
                self.assembly.end();
                self.heading = Some(number(*level));
            }
            Tag::BlockQuote(_) => {
                self.assembly.end();
                self.quotes += 1;
            }
            Tag::List(first) => {
                self.assembly.end();
                self.lists.push((first.filter(|number| *number != 1), first.is_some()));
            }
            Tag::Item => self.item(),
            Tag::Table(_) => {
                self.assembly.end();
                self.cell = (self.tables, 0, 0);
                self.tables += 1;
                self.in_table = true;
            }
            Tag::TableHead | Tag::TableRow => self.cell.2 = 0,
            _ => self.assembly.end(),
        }
    }

    fn item(&mut self) {
        self.assembly.end();
        if let Some((Some(next), _)) = self.lists.last_mut() {
            let marker = format!("{next}. ");
            *next = next.saturating_add(1);
            self.text(&marker);
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.bold = self.bold.saturating_sub(1),
            TagEnd::Emphasis
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link => {}
            TagEnd::Image | TagEnd::FootnoteDefinition => {
                self.omitted = self.omitted.saturating_sub(1);
            }
            TagEnd::HtmlBlock => {
                self.assembly.end();
                let markup = std::mem::take(&mut self.markup);
                html::fill(&markup, self.assembly);
            }
            TagEnd::TableCell => {
                self.assembly.end();
                self.cell.2 += 1;
            }
            TagEnd::TableHead | TagEnd::TableRow => self.cell.1 += 1,
            other => {
                if other == TagEnd::CodeBlock {
                    self.assembly.trim_end();
                }
                self.assembly.end();
                self.close_block(other);
            }
        }
    }

    fn close_block(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => self.heading = None,
            TagEnd::BlockQuote(_) => self.quotes = self.quotes.saturating_sub(1),
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::Table => self.in_table = false,
            _ => {}
        }
    }

    /// A tag inside a line: what HTML does not know is text in angles.
    fn inline(&mut self, markup: &str) {
        let name = markup.trim_start_matches(['<', '/']);
        let end = name.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != ':');
        let name = name.get(..end.unwrap_or(name.len())).unwrap_or_default().to_ascii_lowercase();
        match name.as_str() {
            "br" => self.text("\n"),
            "b" | "strong" if markup.starts_with("</") => self.bold = self.bold.saturating_sub(1),
            "b" | "strong" => self.bold += 1,
            "img" => self.assembly.lose(LossKind::Image, "pictures"),
            "" => self.assembly.lose(LossKind::Comment, "comments in the markup"),
            known if html::is_element(known) => {}
            _ => self.text(markup),
        }
    }
}

const fn number(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// How many settings stand before the text between `---` lines, and the text after them.
fn front_matter(text: &str) -> (usize, &str) {
    let whole = (0, text);
    let Some(rest) = text.strip_prefix("---\n") else { return whole };
    let mut end = 0;
    let mut settings = 0;
    for line in rest.split_inclusive('\n').take(200) {
        end += line.len();
        let content = line.trim_end();
        if content == "---" || content == "..." {
            return (settings, rest.get(end..).unwrap_or_default());
        }
        let key = content.split(':').next().unwrap_or_default();
        let is_key = content.contains(':')
            && key.starts_with(|c: char| c.is_ascii_lowercase())
            && key.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c));
        let goes_on = content.is_empty() || content.starts_with([' ', '-', '#', '\t']);
        if !is_key && !goes_on {
            return whole;
        }
        settings += usize::from(is_key);
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read;

    fn draft(text: &str) -> funn_model::Imported<funn_model::SourceDraft> {
        read(text.as_bytes(), &Hints { file_name: "a.md", encoding: None }).unwrap()
    }

    #[test]
    fn markup_becomes_structure() {
        let imported = draft(
            "# Tittel *her*\n\nEt avsnitt\nmed to linjer og [lenke](http://x.no).\n\n- en\n  - to\n\n\
             1. først\n2. så\n\n> sitat\n\n| a | b |\n|---|---|\n| c | d |\n\n![bilde](x.png)\n\nSlutt[^1].\n\n[^1]: Fot.\n",
        );
        assert_eq!(
            imported.value.text,
            "Tittel her\nEt avsnitt\nmed to linjer og lenke.\nen\nto\nførst\nså\nsitat\na\tb\nc\td\nSlutt."
        );
        let item = |depth, ordered| BlockKind::ListItem { depth, ordered };
        let cell = |row, column| BlockKind::TableCell { table: 0, row, column };
        let kinds: Vec<_> = imported.value.structure.blocks.iter().map(|b| b.kind).collect();
        assert_eq!(
            kinds,
            [
                BlockKind::Heading(1),
                BlockKind::Paragraph,
                item(0, false),
                item(1, false),
                item(0, true),
                item(0, true),
                BlockKind::Quote,
                cell(0, 0),
                cell(0, 1),
                cell(1, 0),
                cell(1, 1),
                BlockKind::Paragraph
            ]
        );
        let losses: Vec<_> = imported.losses.iter().map(|loss| loss.kind).collect();
        assert_eq!(
            losses,
            [LossKind::LinkTarget, LossKind::Image, LossKind::Footnote, LossKind::Footnote]
        );
    }

    #[test]
    fn years_angles_and_first_lines_stay() {
        let imported = draft("Interviewer: Hi <veldig> there.\n\n2019. Det var året.\n");
        assert_eq!(imported.value.text, "Interviewer: Hi <veldig> there.\n2019. Det var året.");
        let imported = draft("---\nIntervjuer: Hei\n---\n\nSlutt\n");
        assert!(imported.value.text.contains("Intervjuer: Hei"));
        let imported = draft("---\ntitle: X\nauthor: Kari\n---\nHei\n");
        assert_eq!(imported.value.text, "Hei");
        assert_eq!(
            (imported.losses[0].kind, imported.losses[0].count),
            (LossKind::PersonalMetadata, 2)
        );
    }

    #[test]
    fn turns_split_a_paragraph() {
        let imported = draft("**I:** Hva?\n**Kari:** Ja.\nOg mer.\n**I:** Mhm.\n");
        assert_eq!(imported.value.text, "I: Hva?\nKari: Ja.\nOg mer.\nI: Mhm.");
        let blocks: Vec<_> =
            imported.value.structure.blocks.iter().map(|b| b.span.to_string()).collect();
        assert_eq!(blocks, ["0..7", "8..25", "26..33"]);
        assert_eq!(imported.value.structure.turns.len(), 3);
    }
}
