//! A form in which two documents that mean the same are the same text.

use std::fmt::Write as _;

use super::{Element, Node};

/// What counts when documents are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Everything: also comments and white space between elements.
    Everything,
    /// Elements, attributes and texts; not comments, and not white space beside elements.
    Content,
}

/// Names with their namespaces instead of prefixes, attributes sorted, text as it is.
///
/// Declarations of namespaces do not count, only what they mean.
pub fn canonical(element: &Element, detail: Detail) -> String {
    let mut out = String::new();
    walk(element, detail, &mut out);
    out
}

fn walk(element: &Element, detail: Detail, out: &mut String) {
    let namespace = element.namespace.as_deref().unwrap_or_default();
    out.push_str(&["<{", namespace, "}", element.local()].concat());
    let mut attributes: Vec<_> = element
        .attributes
        .iter()
        .filter(|attribute| !attribute.name.starts_with("xmlns"))
        .map(|attribute| (&*attribute.name, &*attribute.value))
        .collect();
    attributes.sort_unstable();
    for (name, value) in attributes {
        let infallible = write!(out, " {name}={value:?}");
        debug_assert!(infallible.is_ok(), "a string takes all that is written");
    }
    out.push('>');
    let holds_elements = element.elements().next().is_some();
    for child in &element.children {
        match (child, detail) {
            (Node::Element(below), _) => walk(below, detail, out),
            (Node::Text(text), Detail::Content) if holds_elements && text.trim().is_empty() => {}
            (Node::Text(text), _) => {
                let infallible = write!(out, "{text:?}");
                debug_assert!(infallible.is_ok(), "a string takes all that is written");
            }
            (Node::Comment(text), Detail::Everything) => {
                out.push_str(&["<!--", text, "-->"].concat());
            }
            (Node::Instruction(text), Detail::Everything) => {
                out.push_str(&["<?", text, "?>"].concat());
            }
            (Node::Comment(_) | Node::Instruction(_), Detail::Content) => {}
        }
    }
    out.push_str("</>");
}
