//! The structure of a text, as JSON has it.

use funn_workbench::model;
use serde::Serialize;
use utoipa::ToSchema;

/// What a block of text is.
#[derive(Debug, Clone, Copy, Serialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
enum BlockKind {
    Paragraph,
    Heading,
    ListItem,
    TableCell,
    Quote,
    PageStart,
}

/// A paragraph-like stretch of the text, without its line end.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Block {
    start: u32,
    end: u32,
    kind: BlockKind,
    /// Of a heading: 1 to 6.
    #[serde(skip_serializing_if = "Option::is_none")]
    level: Option<u8>,
    /// Of a list item: how deep, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    depth: Option<u8>,
    /// Of a list item: whether the list is numbered.
    #[serde(skip_serializing_if = "Option::is_none")]
    ordered: Option<bool>,
    /// Of a table cell: which table of the source, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    table: Option<u32>,
    /// Of a table cell: its row, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
    /// Of a table cell: its column, from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    column: Option<u32>,
    /// Of the start of a page: its number.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<u32>,
}

impl From<&model::Block> for Block {
    fn from(block: &model::Block) -> Self {
        let mut mirror = Self {
            start: block.span.start,
            end: block.span.end,
            kind: BlockKind::Paragraph,
            level: None,
            depth: None,
            ordered: None,
            table: None,
            row: None,
            column: None,
            page: None,
        };
        match block.kind {
            model::BlockKind::Paragraph => {}
            model::BlockKind::Quote => mirror.kind = BlockKind::Quote,
            model::BlockKind::Heading(level) => {
                (mirror.kind, mirror.level) = (BlockKind::Heading, Some(level));
            }
            model::BlockKind::ListItem { depth, ordered } => {
                mirror.kind = BlockKind::ListItem;
                (mirror.depth, mirror.ordered) = (Some(depth), Some(ordered));
            }
            model::BlockKind::TableCell { table, row, column } => {
                mirror.kind = BlockKind::TableCell;
                (mirror.table, mirror.row, mirror.column) = (Some(table), Some(row), Some(column));
            }
            model::BlockKind::PageStart(page) => {
                (mirror.kind, mirror.page) = (BlockKind::PageStart, Some(page));
            }
        }
        mirror
    }
}

/// One speaker's turn.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Turn {
    start: u32,
    end: u32,
    label_start: u32,
    /// Equal to `label_start` when the label is not part of the text.
    label_end: u32,
    speaker: String,
}

impl From<&model::Turn> for Turn {
    fn from(turn: &model::Turn) -> Self {
        Self {
            start: turn.span.start,
            end: turn.span.end,
            label_start: turn.label.start,
            label_end: turn.label.end,
            speaker: turn.speaker.clone(),
        }
    }
}

/// A moment of the recording, tied to a position of the text.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct TimeMark {
    position: u32,
    /// Time in the recording, in milliseconds.
    ms: u64,
}

impl From<&model::TimeMark> for TimeMark {
    fn from(mark: &model::TimeMark) -> Self {
        Self { position: mark.position, ms: mark.time_ms }
    }
}
