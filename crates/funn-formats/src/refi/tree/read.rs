//! Bytes to a tree, with limits and without document types.

use std::collections::BTreeMap;
use std::sync::Arc;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::{Attribute, Document, Element, Node};
use crate::limits;
use crate::refi::RefiError;

/// Elements, texts and attributes of a document.
const PIECES: usize = 6_000_000;

/// Reads a document.
///
/// Refused: document types, unknown entities, depth over 512, more than six million pieces.
pub fn read(bytes: &[u8]) -> Result<Document, RefiError> {
    let text = crate::xml::text_of(bytes.to_vec()).ok_or(RefiError::NotText)?;
    let mut builder = Builder::new(&text);
    while builder.step()? {}
    let at = text.len() as u64;
    let root = builder.root.ok_or(RefiError::Damaged { what: "it holds no element", at })?;
    Ok(Document { before: builder.before, root, after: builder.after })
}

struct Builder<'t> {
    reader: Reader<&'t [u8]>,
    length: u64,
    names: BTreeMap<String, Arc<str>>,
    /// Declared prefixes with the depth of the element that declares them.
    spaces: Vec<(usize, String, Arc<str>)>,
    open: Vec<Element>,
    pieces: usize,
    before: Vec<Node>,
    root: Option<Element>,
    after: Vec<Node>,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            length: text.len() as u64,
            names: BTreeMap::new(),
            spaces: Vec::new(),
            open: Vec::new(),
            pieces: 0,
            before: Vec::new(),
            root: None,
            after: Vec::new(),
        }
    }

    /// Takes the next event; false at the end.
    fn step(&mut self) -> Result<bool, RefiError> {
        let event = match self.reader.read_event() {
            Ok(event) => event,
            Err(_detail) => return Err(self.malformed()),
        };
        match event {
            Event::Start(start) => self.start(&start)?,
            Event::End(_) => self.end()?,
            Event::Text(text) => self.text(&line_ends(&text))?,
            Event::CData(text) => self.text(&line_ends(&text))?,
            Event::GeneralRef(reference) => self.reference(&reference)?,
            Event::Comment(text) => self.aside(Node::Comment(text.into_inner().into_owned()))?,
            Event::PI(text) => self.aside(Node::Instruction((*text).to_owned()))?,
            Event::DocType(_) => return Err(RefiError::Dtd),
            Event::Eof if self.open.is_empty() => return Ok(false),
            Event::Eof => return Err(self.damaged("it ends too early and may be cut short")),
            Event::Decl(_) | Event::Empty(_) => {}
        }
        Ok(true)
    }

    fn start(&mut self, start: &BytesStart<'_>) -> Result<(), RefiError> {
        if self.open.len() >= limits::DEPTH {
            return Err(RefiError::TooDeep { limit: limits::DEPTH });
        }
        if self.open.is_empty() && self.root.is_some() {
            return Err(self.damaged("it holds more than one outermost element"));
        }
        self.count()?;
        let depth = self.open.len();
        let mut attributes = Vec::new();
        for attribute in start.attributes() {
            let Ok(attribute) = attribute else {
                return Err(self.damaged("an attribute is not well formed"));
            };
            let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) else {
                return Err(self.damaged("an attribute holds an unknown reference"));
            };
            self.count()?;
            let key = attribute.key.into_inner();
            if let Some(prefix) = key.strip_prefix("xmlns") {
                let prefix = prefix.trim_start_matches(':').to_owned();
                self.spaces.push((depth, prefix, Arc::from(&*value)));
            }
            let name = self.name(key);
            attributes.push(Attribute { name, value: value.into() });
        }
        let qualified = start.name();
        let qualified = qualified.into_inner();
        let prefix = qualified.split_once(':').map_or("", |(prefix, _)| prefix);
        let space = self.spaces.iter().rev().find(|(_, known, _)| known == prefix);
        let namespace = space.map(|(_, _, uri)| Arc::clone(uri)).filter(|uri| !uri.is_empty());
        let name = self.name(qualified);
        self.open.push(Element { name, namespace, attributes, children: Vec::new() });
        Ok(())
    }

    fn end(&mut self) -> Result<(), RefiError> {
        let Some(mut element) = self.open.pop() else {
            return Err(self.damaged("an element ends that was not open"));
        };
        element.children.shrink_to_fit();
        let depth = self.open.len();
        while self.spaces.last().is_some_and(|(at, _, _)| *at >= depth) {
            self.spaces.pop();
        }
        match self.open.last_mut() {
            Some(parent) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
        Ok(())
    }

    fn text(&mut self, text: &str) -> Result<(), RefiError> {
        match self.open.last_mut() {
            Some(parent) => {
                if let Some(Node::Text(before)) = parent.children.last_mut() {
                    before.push_str(text);
                    return Ok(());
                }
                parent.children.push(Node::Text(text.to_owned()));
                self.count()
            }
            None if text.trim().is_empty() => Ok(()),
            None => Err(self.damaged("text stands outside the outermost element")),
        }
    }

    fn reference(&mut self, reference: &BytesRef<'_>) -> Result<(), RefiError> {
        match reference.resolve_char_ref() {
            Ok(Some(character)) => self.text(character.encode_utf8(&mut [0; 4])),
            Ok(None) => match resolve_xml_entity(reference) {
                Some(text) => self.text(text),
                None => Err(self.damaged("it holds an unknown entity")),
            },
            Err(_no_character) => Err(self.damaged("a reference means no character")),
        }
    }

    fn aside(&mut self, node: Node) -> Result<(), RefiError> {
        self.count()?;
        match (self.open.last_mut(), &self.root) {
            (Some(parent), _) => parent.children.push(node),
            (None, None) => self.before.push(node),
            (None, Some(_)) => self.after.push(node),
        }
        Ok(())
    }

    fn count(&mut self) -> Result<(), RefiError> {
        self.pieces += 1;
        if self.pieces > PIECES {
            let what = "the number of elements and attributes";
            return Err(RefiError::TooLarge { what, limit: PIECES as u64 });
        }
        Ok(())
    }

    fn name(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return Arc::clone(known);
        }
        let shared: Arc<str> = name.into();
        self.names.insert(name.to_owned(), Arc::clone(&shared));
        shared
    }

    fn malformed(&self) -> RefiError {
        if self.reader.buffer_position() >= self.length {
            return self.damaged("it ends too early and may be cut short");
        }
        self.damaged("it is not well formed")
    }

    fn damaged(&self, what: &'static str) -> RefiError {
        RefiError::Damaged { what, at: self.reader.buffer_position() }
    }
}

/// XML gives every line end of the file as LF; a CR survives as a reference alone.
fn line_ends(text: &str) -> String {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n")
    } else {
        text.to_owned()
    }
}
