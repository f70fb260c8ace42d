//! Values of attributes and small elements, read leniently and written as the schema wants them.

use std::collections::{BTreeMap, BTreeSet};

use super::Guid;
use super::losses::Losses;
use super::tree::{Element, Node};

/// A colour as the schema has it: `#RGB` or `#RRGGBB`, spelled as in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Colour(String);

impl Colour {
    /// Reads a colour; opacity is dropped, anything else is none.
    ///
    /// Of eight digits the first two are taken for the opacity when they are `FF` and the last
    /// two are not, else the last two.
    pub fn parse(raw: &str) -> Option<Self> {
        let raw = raw.trim();
        let digits = raw.strip_prefix('#').unwrap_or(raw);
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let kept = match digits.len() {
            3 | 6 => digits,
            4 => digits.get(..3)?,
            8 => {
                let (first, last) = (digits.get(..2)?, digits.get(6..)?);
                let is_leading =
                    first.eq_ignore_ascii_case("ff") && !last.eq_ignore_ascii_case("ff");
                if is_leading { digits.get(2..)? } else { digits.get(..6)? }
            }
            _ => return None,
        };
        Some(Self(format!("#{kept}")))
    }

    /// As the schema has it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The `guid` of an element; one made from its place when it has none.
pub(super) fn guid_of(element: &Element, losses: &mut Losses, path: &[&str]) -> Guid {
    match element.attribute("guid").map(str::trim) {
        Some(raw) if !raw.is_empty() => Guid::new(raw),
        _ => {
            losses.lost(format!("{} without a guid (one was made)", element.local()));
            let name = element.attribute("name").unwrap_or_default();
            let mut words = vec![element.local(), name];
            words.extend(path);
            Guid::minted(&words)
        }
    }
}

pub(super) fn owned(element: &Element, name: &str) -> Option<String> {
    element.attribute(name).map(str::to_owned)
}

pub(super) fn reference(element: &Element) -> Option<Guid> {
    let raw = element.attribute("targetGUID").or_else(|| element.attribute("guid"))?;
    (!raw.trim().is_empty()).then(|| Guid::new(raw))
}

pub(super) fn guid_at(element: &Element, name: &str) -> Option<Guid> {
    element.attribute(name).filter(|raw| !raw.trim().is_empty()).map(Guid::new)
}

/// Counts the attributes that are not among `known`; those of namespaces do not count.
pub(super) fn unknown_attributes(element: &Element, known: &[&str], losses: &mut Losses) {
    for attribute in &element.attributes {
        let name = &*attribute.name;
        let is_declaration = name.starts_with("xmlns") || name.starts_with("xsi:");
        if !is_declaration && !known.contains(&name) {
            losses.lost(format!("{}@{name}", element.local()));
        }
    }
}

pub(super) fn referring(name: &str, guid: &Guid) -> Element {
    Element::new(name).with("targetGUID", guid.raw())
}

pub(super) fn described(element: &mut Element, description: Option<&str>) {
    if let Some(text) = description {
        let mut child = Element::new("Description");
        if !text.is_empty() {
            child = child.with_text(text);
        }
        element.push(child);
    }
}

pub(super) fn listed(element: &mut Element, name: &str, guids: &[Guid]) {
    for guid in guids {
        element.push(referring(name, guid));
    }
}

/// Counts references and members whose target stands nowhere in the document.
pub(super) fn count_dangling(root: &Element, losses: &mut Losses) {
    let mut defined = BTreeSet::new();
    collect_defined(root, &mut defined);
    count_dangling_in(root, &defined, losses);
}

fn collect_defined(element: &Element, into: &mut BTreeSet<Guid>) {
    if !element.local().starts_with("Member") {
        into.extend(guid_at(element, "guid"));
    }
    element.elements().for_each(|child| collect_defined(child, into));
}

fn count_dangling_in(element: &Element, defined: &BTreeSet<Guid>, losses: &mut Losses) {
    let name = element.local();
    if (name.ends_with("Ref") || name.starts_with("Member"))
        && reference(element).is_some_and(|target| !defined.contains(&target))
    {
        losses.kept(format!("{name} to nothing"));
    }
    element.elements().for_each(|child| count_dangling_in(child, defined, losses));
}

/// Gives every definition a valid GUID of its own; references follow to the first of a name.
///
/// Gives back how many were made anew.
pub(super) fn make_unique(root: &mut Element) -> u32 {
    let mut unique = Unique { seen: BTreeSet::new(), renamed: BTreeMap::new(), minted: 0 };
    unique.define(root);
    if !unique.renamed.is_empty() {
        unique.follow(root);
    }
    unique.minted
}

struct Unique {
    seen: BTreeSet<Guid>,
    /// What was no GUID at all, with what stands for it now.
    renamed: BTreeMap<Guid, Guid>,
    minted: u32,
}

impl Unique {
    fn define(&mut self, element: &mut Element) {
        let is_reference = element.local().starts_with("Member");
        if !is_reference && let Some(old) = guid_at(element, "guid") {
            let mut new = old.clone();
            let mut turn = 0_u32;
            while !new.is_valid() || self.seen.contains(&new) {
                new = Guid::minted(&[old.raw(), element.local(), &turn.to_string()]);
                turn += 1;
            }
            if turn > 0 {
                self.minted += 1;
                if !old.is_valid() {
                    self.renamed.entry(old).or_insert_with(|| new.clone());
                }
                set(element, "guid", &new);
            }
            self.seen.insert(new);
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.define(child);
            }
        }
    }

    fn follow(&self, element: &mut Element) {
        let is_member = element.local().starts_with("Member");
        for attribute in &mut element.attributes {
            if &*attribute.name == "guid" && !is_member {
                continue;
            }
            if is_guid_attribute(&attribute.name)
                && let Some(new) = self.renamed.get(&Guid::new(&attribute.value))
            {
                attribute.value = new.raw().into();
            }
        }
        for child in &mut element.children {
            if let Node::Element(child) = child {
                self.follow(child);
            }
        }
    }
}

fn is_guid_attribute(name: &str) -> bool {
    name == "guid" || name.ends_with("GUID") || name.ends_with("User")
}

fn set(element: &mut Element, name: &str, guid: &Guid) {
    for attribute in &mut element.attributes {
        if &*attribute.name == name {
            attribute.value = guid.raw().into();
        }
    }
}
