//! `styles.xml`: what a style makes of a paragraph or a run.

use std::collections::BTreeMap;

use super::FORMAT;
use crate::ReadError;
use crate::xml::{Element, Node, Nodes, Space};

/// What a style says; none where it says nothing.
#[derive(Debug, Default, Clone)]
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) hidden: Option<bool>,
    /// Outline level from 0; 9 is body text.
    pub(super) outline: Option<u32>,
    /// The list and the level in it.
    pub(super) list: Option<(u32, u32)>,
    pub(super) is_quote: bool,
    parent: Option<String>,
}

/// All styles, by id.
#[derive(Debug, Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

impl Styles {
    /// A style with what it inherits; a chain in a circle ends by itself.
    pub(super) fn resolve(&self, id: &str) -> Style {
        let mut resolved = Style::default();
        let mut next = Some(id);
        for _ in 0..32 {
            let Some(style) = next.and_then(|id| self.0.get(id)) else { break };
            resolved.bold = resolved.bold.or(style.bold);
            resolved.hidden = resolved.hidden.or(style.hidden);
            resolved.outline = resolved.outline.or(style.outline);
            resolved.list = resolved.list.or(style.list);
            resolved.is_quote |= style.is_quote;
            next = style.parent.as_deref();
        }
        resolved
    }
}

/// Reads the part.
pub(super) fn read(part: &str) -> Result<Styles, ReadError> {
    let mut styles = Styles::default();
    let mut nodes = Nodes::new(part, FORMAT, "styles.xml");
    let mut open: Option<(String, Style)> = None;
    while let Some(node) = nodes.next()? {
        let Node::Open(element) = node else { continue };
        if element.space != Space::Word {
            continue;
        }
        if element.name() == "style" {
            styles.0.extend(open.take());
            open = Some((element.attribute("styleId").unwrap_or_default(), Style::default()));
        } else if let Some((_, style)) = &mut open {
            learn(style, &element);
        }
    }
    styles.0.extend(open);
    Ok(styles)
}

fn learn(style: &mut Style, element: &Element<'_>) {
    match element.name() {
        "name" => by_name(style, &element.attribute("val").unwrap_or_default().to_lowercase()),
        "basedOn" => style.parent = element.attribute("val"),
        "b" => style.bold = Some(is_on(element)),
        "vanish" => style.hidden = Some(is_on(element)),
        "outlineLvl" => style.outline = element.number("val"),
        "numId" => {
            style.list = Some((element.number("val").unwrap_or(0), style.list.map_or(0, |l| l.1)));
        }
        "ilvl" => {
            style.list = Some((style.list.map_or(0, |l| l.0), element.number("val").unwrap_or(0)));
        }
        _ => {}
    }
}

/// Built-in styles keep their English names in documents of every language.
fn by_name(style: &mut Style, name: &str) {
    if let Some(level) = name.strip_prefix("heading ").and_then(|level| level.parse::<u32>().ok()) {
        style.outline = Some(level.saturating_sub(1));
    }
    match name {
        "title" => style.outline = Some(0),
        "subtitle" => style.outline = Some(1),
        "quote" | "intense quote" | "block text" => style.is_quote = true,
        _ => {}
    }
}

/// Whether a switch such as `w:b` is on: it is, unless it says otherwise.
pub(super) fn is_on(element: &Element<'_>) -> bool {
    !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off" | "none"))
}
