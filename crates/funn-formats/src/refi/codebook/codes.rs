//! Codes, the same in codebooks and projects.

use super::{Code, Colour};
use crate::refi::fields;
use crate::refi::losses::Losses;
use crate::refi::tree::Element;

/// Reads what stands in `Codes`.
pub(in crate::refi) fn read_codes(codes: &Element, losses: &mut Losses) -> Vec<Code> {
    let mut read = Vec::new();
    for element in codes.elements() {
        if element.local() == "Code" {
            read.push(read_code(element, losses, &[]));
        } else {
            losses.element(element, false);
        }
    }
    read
}

fn read_code(element: &Element, losses: &mut Losses, path: &[&str]) -> Code {
    fields::unknown_attributes(element, &["guid", "name", "isCodable", "color"], losses);
    let name = element.attribute("name").unwrap_or_default();
    let is_codable = match element.attribute("isCodable").map(str::trim) {
        Some("true" | "1" | "True") => true,
        Some("false" | "0" | "False") => false,
        _ => {
            losses.lost("Code without isCodable (taken as codable)");
            true
        }
    };
    let mut code = Code {
        guid: fields::guid_of(element, losses, path),
        name: name.to_owned(),
        is_codable,
        colour: element.attribute("color").and_then(|raw| read_colour(raw, losses)),
        description: None,
        notes: Vec::new(),
        children: Vec::new(),
    };
    let path: Vec<&str> = path.iter().copied().chain([name]).collect();
    for child in element.elements() {
        match (child.local(), fields::reference(child)) {
            ("Description", _) => code.description = Some(child.text()),
            ("NoteRef", Some(guid)) => code.notes.push(guid),
            ("Code", _) => code.children.push(read_code(child, losses, &path)),
            _ => losses.element(child, false),
        }
    }
    code
}

fn read_colour(raw: &str, losses: &mut Losses) -> Option<Colour> {
    let colour = Colour::parse(raw);
    match &colour {
        None if raw.trim().is_empty() => {}
        None => losses.lost("Code@color that is no colour"),
        Some(colour) if colour.as_str().len() < raw.trim().len() => {
            losses.lost("opacity in Code@color");
        }
        Some(_) => {}
    }
    colour
}

/// The element of a code; notes are for projects alone.
pub(in crate::refi) fn code_element(code: &Code, with_notes: bool, losses: &mut Losses) -> Element {
    let mut element = Element::new("Code")
        .with("guid", code.guid.raw())
        .with("name", code.name.as_str())
        .with("isCodable", if code.is_codable { "true" } else { "false" })
        .with_some("color", code.colour.as_ref().map(Colour::as_str));
    fields::described(&mut element, code.description.as_deref());
    if with_notes {
        fields::listed(&mut element, "NoteRef", &code.notes);
    } else {
        for _note in &code.notes {
            losses.lost("NoteRef");
        }
    }
    for child in &code.children {
        element.push(code_element(child, with_notes, losses));
    }
    element
}
