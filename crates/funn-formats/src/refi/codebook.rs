//! Codebooks (QDC): codes as a tree with sets, from any tool and valid when written.

use super::losses::Losses;
use super::tree::{self, Document, Element};
use super::{CODEBOOK_NAMESPACE, ExchangeLoss, Guid, RefiError, fields};

mod codes;

pub(super) use codes::{code_element, read_codes};

pub use super::fields::Colour;

/// A codebook.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Codebook {
    /// The tool that wrote it.
    pub origin: Option<String>,
    /// The codes at the top, in order.
    pub codes: Vec<Code>,
    /// The sets, in order.
    pub sets: Vec<CodeSet>,
}

/// A code with those under it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// Its identifier.
    pub guid: Guid,
    /// Its name; never empty when written.
    pub name: String,
    /// Whether passages may be coded with it; a folder when not.
    pub is_codable: bool,
    /// Its colour, when it has one that the schema can hold.
    pub colour: Option<Colour>,
    /// What it means; `Some("")` when the element is there and empty.
    pub description: Option<String>,
    /// Notes on it; codebooks have none.
    pub notes: Vec<Guid>,
    /// The codes under it, in order.
    pub children: Vec<Self>,
}

/// A set of codes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodeSet {
    /// Its identifier.
    pub guid: Guid,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
    /// Its codes, in order.
    pub members: Vec<Guid>,
}

/// A codebook that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadCodebook {
    /// What was read.
    pub codebook: Codebook,
    /// The namespace of the file, which may be an older one; none when it has none.
    pub namespace: Option<String>,
    /// What has no place or was mended.
    pub losses: Vec<ExchangeLoss>,
}

/// A codebook as bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrittenCodebook {
    /// UTF-8, valid against the schema when there is at least one code.
    pub xml: String,
    /// Characters left out, GUIDs made anew.
    pub losses: Vec<ExchangeLoss>,
}

/// Reads a codebook of any namespace; a project's codebook is read too.
pub fn read(bytes: &[u8]) -> Result<ReadCodebook, RefiError> {
    let document = tree::read(bytes)?;
    let root = &document.root;
    let book = match root.local() {
        "CodeBook" => root,
        "Project" => root.child("CodeBook").unwrap_or(root),
        _ => return Err(RefiError::WrongRoot { expected: "CodeBook" }),
    };
    let mut losses = Losses::default();
    let namespace = root.namespace.as_deref().map(str::to_owned);
    if root.local() == "CodeBook" && namespace.as_deref() != Some(CODEBOOK_NAMESPACE) {
        losses.lost("an older or no namespace (read as 1.0)");
    }
    let mut codebook =
        Codebook { origin: fields::owned(root, "origin"), codes: Vec::new(), sets: Vec::new() };
    fields::unknown_attributes(book, &["origin"], &mut losses);
    for element in book.elements() {
        match element.local() {
            "Codes" => codebook.codes.extend(read_codes(element, &mut losses)),
            "Sets" => codebook.sets.extend(read_sets(element, &mut losses)),
            _ => losses.element(element, false),
        }
    }
    unwrap_folder(&mut codebook, &mut losses);
    Ok(ReadCodebook { codebook, namespace, losses: losses.into_sorted() })
}

/// Writes a codebook: same input, same bytes; GUIDs that are no GUIDs or repeat are made anew.
pub fn write(codebook: &Codebook) -> WrittenCodebook {
    let mut losses = Losses::default();
    let mut root = Element::new("CodeBook")
        .with("xmlns", CODEBOOK_NAMESPACE)
        .with_some("origin", codebook.origin.as_deref());
    let mut codes = Element::new("Codes");
    for code in &codebook.codes {
        codes.push(code_element(code, false, &mut losses));
    }
    root.push(codes);
    let sets = codebook.sets.iter().map(set_element).collect();
    root.push_group("Sets", sets);
    for _minted in 0..fields::make_unique(&mut root) {
        losses.lost("guid that repeats or is none (one was made)");
    }
    let written = tree::write(&Document::new(root));
    for _character in 0..written.stripped {
        losses.lost("character that XML cannot hold");
    }
    WrittenCodebook { xml: written.xml, losses: losses.into_sorted() }
}

fn read_sets(sets: &Element, losses: &mut Losses) -> Vec<CodeSet> {
    let mut read = Vec::new();
    for element in sets.elements() {
        if element.local() != "Set" {
            losses.element(element, false);
            continue;
        }
        fields::unknown_attributes(element, &["guid", "name"], losses);
        let mut set = CodeSet {
            guid: fields::guid_of(element, losses, &[]),
            name: fields::owned(element, "name").unwrap_or_default(),
            description: None,
            members: Vec::new(),
        };
        for child in element.elements() {
            match (child.local(), fields::reference(child)) {
                ("Description", _) => set.description = Some(child.text()),
                ("MemberCode", Some(guid)) => set.members.push(guid),
                _ => losses.element(child, false),
            }
        }
        read.push(set);
    }
    read
}

fn set_element(set: &CodeSet) -> Element {
    let mut element =
        Element::new("Set").with("guid", set.guid.raw()).with("name", set.name.as_str());
    fields::described(&mut element, set.description.as_deref());
    for member in &set.members {
        element.push(Element::new("MemberCode").with("guid", member.raw()));
    }
    element
}

/// `NVivo` puts all codes into one folder "Nodes", which is no code of the study.
fn unwrap_folder(codebook: &mut Codebook, losses: &mut Losses) {
    let is_folder = |code: &Code| {
        code.name.eq_ignore_ascii_case("nodes") && !code.is_codable && !code.children.is_empty()
    };
    if let [only] = codebook.codes.as_mut_slice()
        && is_folder(only)
    {
        let children = std::mem::take(&mut only.children);
        codebook.codes = children;
        losses.lost("folder \"Nodes\" around all codes (taken away)");
    }
}

#[cfg(test)]
mod tests;
