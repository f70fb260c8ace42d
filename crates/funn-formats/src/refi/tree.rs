//! XML as it stands: elements, attributes, text and comments in order, known or not.

use std::sync::Arc;

mod canonical;
mod read;
mod write;

pub use canonical::{Detail, canonical};
pub use read::read;
pub use write::{Written, write};

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Comments and instructions before the outermost element.
    pub before: Vec<Node>,
    /// The outermost element.
    pub root: Element,
    /// Comments and instructions after it.
    pub after: Vec<Node>,
}

impl Document {
    /// A document of one element.
    pub const fn new(root: Element) -> Self {
        Self { before: Vec::new(), root, after: Vec::new() }
    }
}

/// What stands in an element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Node {
    /// An element.
    Element(Element),
    /// Text with its references resolved.
    Text(String),
    /// A comment.
    Comment(String),
    /// A processing instruction.
    Instruction(String),
}

impl Node {
    /// The element, when it is one.
    pub const fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) | Self::Comment(_) | Self::Instruction(_) => None,
        }
    }
}

/// An attribute with its value as the parser must give it: references resolved, nothing parsed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its name as written, with its prefix; declarations of namespaces are attributes too.
    pub name: Arc<str>,
    /// Its value.
    pub value: Box<str>,
}

/// An element.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Element {
    /// Its name as written, with its prefix.
    pub name: Arc<str>,
    /// Its namespace; none without one, or when the prefix is not declared.
    pub namespace: Option<Arc<str>>,
    /// Its attributes in order.
    pub attributes: Vec<Attribute>,
    /// What stands in it, in order.
    pub children: Vec<Node>,
}

impl Element {
    /// An element without attributes and content, in the namespace of what it is put into.
    pub fn new(name: &str) -> Self {
        let (attributes, children) = (Vec::new(), Vec::new());
        Self { name: name.into(), namespace: None, attributes, children }
    }

    /// Its name without a prefix.
    pub fn local(&self) -> &str {
        self.name.rsplit(':').next().unwrap_or(&self.name)
    }

    /// The value of an attribute by its name as written.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|attribute| &*attribute.name == name);
        found.map(|attribute| &*attribute.value)
    }

    /// The elements in it, in order.
    pub fn elements(&self) -> impl Iterator<Item = &Self> {
        self.children.iter().filter_map(Node::element)
    }

    /// The first element in it of a name without a prefix.
    pub fn child(&self, local: &str) -> Option<&Self> {
        self.elements().find(|element| element.local() == local)
    }

    /// All text in it, also in elements below.
    pub fn text(&self) -> String {
        let mut text = String::new();
        self.gather(&mut text);
        text
    }

    fn gather(&self, into: &mut String) {
        for child in &self.children {
            match child {
                Node::Element(element) => element.gather(into),
                Node::Text(text) => into.push_str(text),
                Node::Comment(_) | Node::Instruction(_) => {}
            }
        }
    }

    /// With an attribute more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<Box<str>>) -> Self {
        self.attributes.push(Attribute { name: name.into(), value: value.into() });
        self
    }

    /// With an attribute more, when there is a value.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// With text in it.
    #[must_use]
    pub fn with_text(mut self, text: &str) -> Self {
        self.children.push(Node::Text(text.to_owned()));
        self
    }

    /// Puts an element at its end.
    pub fn push(&mut self, child: Self) {
        self.children.push(Node::Element(child));
    }

    /// Puts an element around others at its end; nothing when there are none.
    pub fn push_group(&mut self, name: &str, members: Vec<Self>) {
        if !members.is_empty() {
            let mut group = Self::new(name);
            group.children = members.into_iter().map(Node::Element).collect();
            self.push(group);
        }
    }

    /// Gives this element and all without a namespace below the one that is named.
    pub fn set_namespace(&mut self, namespace: &Arc<str>) {
        self.namespace.get_or_insert_with(|| Arc::clone(namespace));
        for child in &mut self.children {
            if let Node::Element(element) = child {
                element.set_namespace(namespace);
            }
        }
    }
}
