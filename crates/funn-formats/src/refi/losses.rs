//! [`ExchangeLoss`]: what a typed view has no place for, by element and counted.

use std::collections::BTreeMap;

use super::tree::{Element, Node};

/// A sort of thing that a typed view does not hold, or that had to be mended.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExchangeLoss {
    /// The element (`Graph`), its attribute (`Set@creatingUser`) or what was mended, in words.
    pub what: String,
    /// How many of them.
    pub count: u32,
    /// Whether it is written back all the same when the project is written.
    pub kept: bool,
}

/// Losses gathered while reading.
#[derive(Debug, Default)]
pub(super) struct Losses(BTreeMap<(String, bool), u32>);

impl Losses {
    /// Counts one that is gone.
    pub(super) fn lost(&mut self, what: impl Into<String>) {
        self.add(what.into(), false);
    }

    /// Counts one that is written back as it stands.
    pub(super) fn kept(&mut self, what: impl Into<String>) {
        self.add(what.into(), true);
    }

    /// Counts an element and all below it, by name.
    pub(super) fn element(&mut self, element: &Element, kept: bool) {
        self.add(element.local().to_owned(), kept);
        for child in element.children.iter().filter_map(Node::element) {
            self.element(child, kept);
        }
    }

    fn add(&mut self, what: String, kept: bool) {
        let count = self.0.entry((what, kept)).or_default();
        *count = count.saturating_add(1);
    }

    /// The losses in order of their names.
    pub(super) fn into_sorted(self) -> Vec<ExchangeLoss> {
        self.0.into_iter().map(|((what, kept), count)| ExchangeLoss { what, count, kept }).collect()
    }
}
