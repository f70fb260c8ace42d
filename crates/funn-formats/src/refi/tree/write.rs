//! A tree to bytes: UTF-8, LF, carriage returns as references.

use super::{Document, Element, Node};

/// A written document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// UTF-8 without a byte order mark.
    pub xml: String,
    /// Characters that XML cannot hold and that were left out.
    pub stripped: usize,
}

/// Writes a document; what was read comes out equal in canonical form.
pub fn write(document: &Document) -> Written {
    let mut writer = Writer { xml: String::new(), stripped: 0 };
    writer.xml.push_str("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    for node in &document.before {
        writer.node(node);
        writer.xml.push('\n');
    }
    writer.element(&document.root);
    for node in &document.after {
        writer.xml.push('\n');
        writer.node(node);
    }
    writer.xml.push('\n');
    Written { xml: writer.xml, stripped: writer.stripped }
}

struct Writer {
    xml: String,
    stripped: usize,
}

impl Writer {
    fn node(&mut self, node: &Node) {
        match node {
            Node::Element(element) => self.element(element),
            Node::Text(text) => self.escaped(text, false),
            Node::Comment(text) => self.wrapped("<!--", text, "-->"),
            Node::Instruction(text) => self.wrapped("<?", text, "?>"),
        }
    }

    fn element(&mut self, element: &Element) {
        self.xml.push('<');
        self.xml.push_str(&element.name);
        for attribute in &element.attributes {
            self.xml.push(' ');
            self.xml.push_str(&attribute.name);
            self.xml.push_str("=\"");
            self.escaped(&attribute.value, true);
            self.xml.push('"');
        }
        if element.children.is_empty() {
            self.xml.push_str("/>");
            return;
        }
        self.xml.push('>');
        for child in &element.children {
            self.node(child);
        }
        self.wrapped("</", &element.name, ">");
    }

    fn wrapped(&mut self, open: &str, text: &str, close: &str) {
        self.xml.push_str(open);
        self.xml.push_str(text);
        self.xml.push_str(close);
    }

    fn escaped(&mut self, text: &str, in_attribute: bool) {
        for character in text.chars() {
            match character {
                '&' => self.xml.push_str("&amp;"),
                '<' => self.xml.push_str("&lt;"),
                '>' => self.xml.push_str("&gt;"),
                '\r' => self.xml.push_str("&#13;"),
                '"' if in_attribute => self.xml.push_str("&quot;"),
                '\n' if in_attribute => self.xml.push_str("&#10;"),
                '\t' if in_attribute => self.xml.push_str("&#9;"),
                other if is_illegal(other) => self.stripped += 1,
                other => self.xml.push(other),
            }
        }
    }
}

/// Whether XML 1.0 has no way to hold the character.
const fn is_illegal(character: char) -> bool {
    matches!(character, '\0'..='\u{8}' | '\u{B}' | '\u{C}' | '\u{E}'..='\u{1F}' | '\u{FFFE}' | '\u{FFFF}')
}
