//! What a group remembers and restores; what a paragraph is.

use std::collections::BTreeMap;

use funn_model::BlockKind;

use super::Walk;

/// The state that a closing brace restores.
#[derive(Debug, Clone, Copy, Default)]
#[expect(clippy::struct_excessive_bools, reason = "switches of the format, each its own")]
pub(super) struct Group {
    pub(super) is_bold: bool,
    pub(super) is_hidden: bool,
    pub(super) is_deleted: bool,
    pub(super) font: Option<i32>,
    /// Units after a `\uN` that stand in for it, less one: `\uc1` is the default.
    pub(super) fallback: Fallback,
    pub(super) collects: Collected,
    /// `\*` was just read.
    pub(super) is_starred: bool,
    /// Nothing but a destination's name may come now.
    pub(super) is_fresh: bool,
    /// The destination began in this group.
    pub(super) owns_destination: bool,
}

/// How many units stand in for a character.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fallback(pub(super) u32);

impl Default for Fallback {
    fn default() -> Self {
        Self(1)
    }
}

/// Where text goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Collected {
    /// Into the text.
    #[default]
    Text,
    /// Nowhere.
    Nothing,
    /// It is the bullet or number of a list.
    ListMark,
    /// It is a field of the metadata.
    Property(&'static str),
    /// It is a style's name.
    StyleName(i32),
    /// It is the instruction of a field.
    Instruction,
    /// It is a table of people.
    Authors,
    /// The date of making.
    Created,
    /// The table of fonts.
    Fonts,
    /// The information group, whose parts are fields.
    Information,
}

/// What is known of the paragraph that is open.
#[derive(Debug, Default)]
pub(super) struct Paragraph {
    pub(super) style: i32,
    pub(super) outline: Option<u32>,
    pub(super) list: Option<u32>,
    pub(super) level: u8,
    pub(super) is_ordered: bool,
    pub(super) is_in_table: bool,
    /// White space before the first word.
    pub(super) lead: String,
}

/// What the styles make of paragraphs.
#[derive(Debug, Default)]
pub(super) struct Styles(pub(super) BTreeMap<i32, Style>);

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Style {
    pub(super) outline: Option<u32>,
    pub(super) is_quote: bool,
}

impl Styles {
    /// Learns from a style's name; the names are English or Norwegian.
    pub(super) fn name(&mut self, number: i32, name: &str) {
        let name = name.trim().trim_end_matches(';').to_lowercase();
        let style = self.0.entry(number).or_default();
        let level = ["heading ", "overskrift "].iter().find_map(|word| name.strip_prefix(word));
        if let Some(level) = level.and_then(|level| level.trim().parse::<u32>().ok()) {
            style.outline = Some(level.saturating_sub(1));
        }
        match name.as_str() {
            "title" | "tittel" => style.outline = Some(0),
            "subtitle" | "undertittel" => style.outline = Some(1),
            "quote" | "intense quote" | "quotations" | "sitat" | "sterkt sitat" => {
                style.is_quote = true;
            }
            _ => {}
        }
    }
}

impl Walk {
    /// What the next block is.
    pub(super) fn kind(&mut self) -> BlockKind {
        if self.paragraph.is_in_table {
            if !self.table.is_open {
                let next = self.table.next;
                self.table = super::Table { is_open: true, next: next + 1, row: 0, column: 0 };
            }
            let (row, column) = (self.table.row, self.table.column);
            return BlockKind::TableCell { table: self.table.next - 1, row, column };
        }
        self.table.is_open = false;
        let style = self.styles.0.get(&self.paragraph.style).copied().unwrap_or_default();
        if let Some(outline @ 0..=8) = self.paragraph.outline.or(style.outline) {
            return BlockKind::Heading(u8::try_from(outline + 1).unwrap_or(6).min(6));
        }
        match self.paragraph.list {
            Some(1..) => {
                let (depth, ordered) = (self.paragraph.level, self.paragraph.is_ordered);
                BlockKind::ListItem { depth, ordered }
            }
            _ if style.is_quote => BlockKind::Quote,
            _ => BlockKind::Paragraph,
        }
    }
}
