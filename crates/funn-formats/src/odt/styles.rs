//! What styles make of paragraphs, runs and lists.

use std::collections::BTreeMap;

use super::FORMAT;
use crate::ReadError;
use crate::xml::{Element, Node, Nodes, Space};

/// The styles of a document: those of `styles.xml`, then the automatic ones of `content.xml`.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    /// Levels of lists (from 1) that are numbered.
    ordered: BTreeMap<(String, u32), bool>,
}

/// What a style says; none where it says nothing.
#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    pub(super) struck: Option<bool>,
    /// Outline level from 1.
    pub(super) outline: Option<u32>,
    pub(super) is_quote: bool,
    pub(super) is_title: bool,
    pub(super) is_subtitle: bool,
    parent: Option<String>,
}

impl Styles {
    /// A style with what it inherits.
    pub(super) fn resolve(&self, name: &str) -> Style {
        let mut resolved = Style::default();
        let mut next = Some(name);
        for _ in 0..32 {
            let Some((name, style)) = next.and_then(|name| self.styles.get_key_value(name)) else {
                break;
            };
            resolved.bold = resolved.bold.or(style.bold);
            resolved.hidden = resolved.hidden.or(style.hidden);
            resolved.struck = resolved.struck.or(style.struck);
            resolved.outline = resolved.outline.or(style.outline);
            resolved.is_quote |=
                matches!(name.as_str(), "Quotations" | "Quote" | "Intense_20_Quote");
            resolved.is_title |= name == "Title";
            resolved.is_subtitle |= name == "Subtitle";
            next = style.parent.as_deref();
        }
        resolved
    }

    /// Whether a level (from 0) of a list is numbered.
    pub(super) fn is_ordered(&self, list: &str, level: u32) -> bool {
        let key = (list.to_owned(), level.saturating_add(1));
        self.ordered.get(&key).copied().unwrap_or(false)
    }

    /// Reads the styles of a part.
    pub(super) fn learn(&mut self, part: &str, name: &str) -> Result<(), ReadError> {
        let mut nodes = Nodes::new(part, FORMAT, name);
        let mut open: Option<(String, Style)> = None;
        let mut list = String::new();
        while let Some(node) = nodes.next()? {
            let Node::Open(element) = node else { continue };
            match (element.space, element.name()) {
                (Space::Office, "body") => break,
                (Space::Style, "style") => {
                    self.styles.extend(open.take());
                    let style = Style {
                        parent: element.attribute("parent-style-name"),
                        outline: element.number("default-outline-level").filter(|level| *level > 0),
                        ..Style::default()
                    };
                    open = Some((element.attribute("name").unwrap_or_default(), style));
                }
                (Space::Style, "text-properties") => {
                    if let Some((_, style)) = &mut open {
                        text_properties(style, &element);
                    }
                }
                (Space::Text, "list-style") => list = element.attribute("name").unwrap_or_default(),
                (Space::Text, kind @ ("list-level-style-number" | "list-level-style-bullet")) => {
                    let has_form =
                        element.attribute("num-format").is_some_and(|form| !form.is_empty());
                    let is_ordered = kind == "list-level-style-number" && has_form;
                    let level = element.number("level").unwrap_or(1);
                    self.ordered.insert((list.clone(), level), is_ordered);
                }
                _ => {}
            }
        }
        self.styles.extend(open);
        Ok(())
    }
}

fn text_properties(style: &mut Style, element: &Element<'_>) {
    if let Some(weight) = element.attribute("font-weight") {
        style.bold =
            Some(weight == "bold" || weight.parse::<u32>().is_ok_and(|weight| weight >= 600));
    }
    if let Some(display) = element.attribute("display") {
        style.hidden = Some(display == "none");
    }
    if let Some(line) = element.attribute("text-line-through-style") {
        style.struck = Some(line != "none");
    }
}
