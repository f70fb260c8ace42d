//! `numbering.xml`: whether a list is numbered.

use std::collections::BTreeMap;

use super::FORMAT;
use crate::ReadError;
use crate::xml::{Node, Nodes, Space};

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    /// Levels that are numbered, by abstract list.
    ordered: BTreeMap<(u32, u32), bool>,
    /// The abstract list of each list.
    lists: BTreeMap<u32, u32>,
}

impl Numbering {
    /// Whether a level of a list is numbered.
    pub(super) fn is_ordered(&self, list: u32, level: u32) -> bool {
        let level = self.lists.get(&list).and_then(|of| self.ordered.get(&(*of, level)));
        level.copied().unwrap_or(false)
    }
}

/// Reads the part.
pub(super) fn read(part: &str) -> Result<Numbering, ReadError> {
    let mut numbering = Numbering::default();
    let (mut of, mut level, mut list) = (0, 0, 0);
    let mut nodes = Nodes::new(part, FORMAT, "numbering.xml");
    while let Some(node) = nodes.next()? {
        let Node::Open(element) = node else { continue };
        if element.space != Space::Word {
            continue;
        }
        match element.name() {
            "abstractNum" => of = element.number("abstractNumId").unwrap_or(0),
            "lvl" => level = element.number("ilvl").unwrap_or(0),
            "numFmt" => {
                let form = element.attribute("val").unwrap_or_default();
                numbering.ordered.insert((of, level), !matches!(form.as_str(), "bullet" | "none"));
            }
            "num" => list = element.number("numId").unwrap_or(0),
            "abstractNumId" => {
                numbering.lists.insert(list, element.number("val").unwrap_or(0));
            }
            _ => {}
        }
    }
    Ok(numbering)
}
