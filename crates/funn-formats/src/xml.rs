//! XML parts as a flat run of nodes: no document type, no entities of its own, a limit of depth.

use std::borrow::Cow;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use crate::decode::Encoding;
use crate::{ReadError, limits};

/// A namespace that some reader asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Space {
    /// WordprocessingML.
    Word,
    /// Office mathematics.
    Math,
    /// Markup compatibility.
    Compatibility,
    /// OpenDocument text.
    Text,
    /// OpenDocument tables.
    Table,
    /// OpenDocument office.
    Office,
    /// OpenDocument styles.
    Style,
    /// OpenDocument drawings.
    Draw,
    /// Any other.
    Other,
}

/// A piece of a document.
pub(crate) enum Node<'t> {
    Open(Element<'t>),
    /// The end of the last element that is open.
    Close,
    Text(Cow<'t, str>),
}

/// The start of an element.
pub(crate) struct Element<'t> {
    pub(crate) space: Space,
    start: BytesStart<'t>,
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> &str {
        self.start.local_name().into_inner()
    }

    /// An attribute by its name without a prefix.
    pub(crate) fn attribute(&self, name: &str) -> Option<String> {
        let mut attributes = self.start.attributes();
        let attributes = attributes.with_checks(false).flatten();
        for attribute in attributes {
            if attribute.key.local_name().into_inner() == name {
                return Some(match attribute.normalized_value(XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    Err(_unknown_entity) => attribute.value.into_owned(),
                });
            }
        }
        None
    }

    /// An attribute that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<u32> {
        self.attribute(name)?.trim().parse().ok()
    }
}

/// Reads one part.
pub(crate) struct Nodes<'t> {
    reader: Reader<&'t [u8]>,
    spaces: Vec<(String, Space)>,
    depth: usize,
    format: &'static str,
    part: &'t str,
}

impl<'t> Nodes<'t> {
    pub(crate) fn new(text: &'t str, format: &'static str, part: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, spaces: Vec::new(), depth: 0, format, part }
    }

    /// The next node; none at the end.
    pub(crate) fn next(&mut self) -> Result<Option<Node<'t>>, ReadError> {
        loop {
            let event =
                self.reader.read_event().map_err(|_detail| self.damaged("is not well formed"))?;
            match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > limits::DEPTH {
                        let (format, limit) = (self.format, limits::DEPTH);
                        return Err(ReadError::TooDeep { format, limit });
                    }
                    self.learn(&start);
                    let space = self.space_of(&start);
                    return Ok(Some(Node::Open(Element { space, start })));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return Ok(Some(Node::Close));
                }
                Event::Text(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::CData(text) => return Ok(Some(Node::Text(text.into_inner()))),
                Event::GeneralRef(reference) => {
                    let found = match reference.resolve_char_ref() {
                        Ok(Some(character)) => Cow::Owned(character.to_string()),
                        Ok(None) => match resolve_xml_entity(&reference) {
                            Some(text) => Cow::Borrowed(text),
                            None => Cow::Owned(format!("&{};", &*reference)),
                        },
                        Err(_no_character) => Cow::Borrowed("\u{FFFD}"),
                    };
                    return Ok(Some(Node::Text(found)));
                }
                Event::DocType(_) => return Err(ReadError::Dtd { part: self.part.to_owned() }),
                Event::Eof if self.depth > 0 => return Err(self.damaged("ends too early")),
                Event::Eof => return Ok(None),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::Empty(_) => {}
            }
        }
    }

    fn damaged(&self, what: &str) -> ReadError {
        let at = Some(self.reader.buffer_position());
        let what = format!("the part {} {what}", self.part);
        ReadError::Damaged { format: self.format, what, at }
    }

    /// Remembers the prefixes that an element declares.
    fn learn(&mut self, start: &BytesStart<'_>) {
        if !start.attributes_raw().contains("xmlns") || self.spaces.len() > 256 {
            return;
        }
        for attribute in start.attributes().with_checks(false).flatten().take(256) {
            let key = attribute.key.into_inner();
            let prefix = match key.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) => rest.trim_start_matches(':'),
                None => continue,
            };
            let space = space_named(&attribute.value);
            match self.spaces.iter_mut().find(|(known, _)| known == prefix) {
                Some(known) => known.1 = space,
                None => self.spaces.push((prefix.to_owned(), space)),
            }
        }
    }

    fn space_of(&self, start: &BytesStart<'_>) -> Space {
        let name = start.name();
        let prefix = name.prefix().map_or("", |prefix| prefix.into_inner());
        let known = self.spaces.iter().find(|(known, _)| known == prefix);
        known.map_or(Space::Other, |(_, space)| *space)
    }
}

fn space_named(uri: &str) -> Space {
    const ODF: &str = "urn:oasis:names:tc:opendocument:xmlns:";
    if let Some(name) = uri.strip_prefix(ODF) {
        return match name.split(':').next().unwrap_or_default() {
            "text" => Space::Text,
            "table" => Space::Table,
            "office" => Space::Office,
            "style" => Space::Style,
            "drawing" => Space::Draw,
            _ => Space::Other,
        };
    }
    match uri {
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "http://purl.oclc.org/ooxml/wordprocessingml/main" => Space::Word,
        "http://schemas.openxmlformats.org/officeDocument/2006/math"
        | "http://purl.oclc.org/ooxml/officeDocument/math" => Space::Math,
        "http://schemas.openxmlformats.org/markup-compatibility/2006" => Space::Compatibility,
        _ => Space::Other,
    }
}

/// The text of an XML part: by its mark, by its declaration, else UTF-8; none when it does not decode.
pub(crate) fn text_of(bytes: Vec<u8>) -> Option<String> {
    let marked = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => Some((encoding_rs::UTF_16LE, rest)),
        [0xFE, 0xFF, rest @ ..] => Some((encoding_rs::UTF_16BE, rest)),
        _ => None,
    };
    if let Some((encoding, rest)) = marked {
        let (text, had_errors) = encoding.decode_without_bom_handling(rest);
        return (!had_errors).then(|| text.into_owned());
    }
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{FEFF}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let bytes = error.into_bytes();
            let head: String = bytes.iter().take(100).map(|&byte| char::from(byte)).collect();
            let label = head.split_once("encoding=")?.1.get(1..)?.split(['"', '\'']).next()?;
            let encoding = Encoding::from_label(label).filter(|e| *e != Encoding::UTF_8)?;
            let (text, had_errors) = encoding.decode(&bytes);
            (!had_errors).then(|| text.into_owned())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(text: &str) -> Result<String, ReadError> {
        let mut nodes = Nodes::new(text, "docx", "x.xml");
        let mut out = String::new();
        while let Some(node) = nodes.next()? {
            match node {
                Node::Open(element) => {
                    let space = element.space;
                    out.push_str(&[&format!("<{space:?} "), element.name(), " "].concat());
                    out.push_str(&element.attribute("v").unwrap_or_default());
                }
                Node::Close => out.push('>'),
                Node::Text(text) => out.push_str(&text),
            }
        }
        Ok(out)
    }

    #[test]
    fn prefixes_are_resolved_and_references_too() {
        let word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
        let text = format!(
            "<?xml version='1.0'?><q:a xmlns:q='{word}'><q:b q:v='1&amp;2'/>&#229;&lt;&x;</q:a>"
        );
        assert_eq!(walk(&text).unwrap(), "<Word a <Word b 1&2>å<&x;>");
    }

    #[test]
    fn hostile_xml_is_refused() {
        assert!(matches!(walk("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>"), Err(ReadError::Dtd { .. })));
        assert!(matches!(walk(&"<a>".repeat(100_000)), Err(ReadError::TooDeep { .. })));
        assert!(matches!(walk("<a><b></a>"), Err(ReadError::Damaged { .. })));
        assert!(matches!(walk("<a>"), Err(ReadError::Damaged { .. })));
    }
}
