//! Elements that are kept as they stand, brought into what the schema allows.

use super::values::VariableType;
use crate::refi::codebook::Colour;
use crate::refi::losses::Losses;
use crate::refi::tree::{Attribute, Element, Node};

/// Attributes that say who and when; of most elements.
const AUDIT: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];
const TEXT_CHILDREN: &[&str] = &[
    "Description",
    "PlainTextContent",
    "PlainTextSelection",
    "Coding",
    "NoteRef",
    "VariableValue",
];
const MARKED: &[&str] = &["Description", "Coding", "NoteRef"];
const CORNERS: &[&str] = &["guid", "name", "firstX", "firstY", "secondX", "secondY"];

type Names = &'static [&'static str];

/// What the schema allows in an element.
struct Rule {
    attributes: Names,
    has_audit: bool,
    /// In order.
    children: Names,
}

/// Puts children into the order of the schema, and takes out what it does not know.
pub(super) fn tidied(element: &Element, losses: &mut Losses) -> Element {
    let mut element = element.clone();
    tidy(&mut element, losses);
    element
}

fn tidy(element: &mut Element, losses: &mut Losses) {
    element.namespace = None;
    element.name = element.local().into();
    let rule = rule(element.local());
    let name = element.name.clone();
    element.attributes.retain_mut(|attribute| {
        let is_known = rule.attributes.contains(&&*attribute.name)
            || (rule.has_audit && AUDIT.contains(&&*attribute.name));
        let is_kept = is_known && mend(attribute, losses);
        if !is_kept && !attribute.name.starts_with("xmlns") {
            losses.lost(format!("{name}@{}", attribute.name));
        }
        is_kept
    });
    let place = |child: &Element| rule.children.iter().position(|known| *known == child.local());
    element.children.retain(|node| {
        let is_known = node.element().is_none_or(|child| place(child).is_some());
        if let (false, Some(child)) = (is_known, node.element()) {
            losses.element(child, false);
        }
        is_known
    });
    if !element.elements().is_sorted_by_key(place) {
        losses.lost(format!("order of the parts of {name}"));
        element.children.retain(|node| node.element().is_some());
        element.children.sort_by_key(|node| node.element().and_then(place));
    }
    for child in &mut element.children {
        if let Node::Element(child) = child {
            tidy(child, losses);
        }
    }
}

/// Brings a value into the form of the schema; false when there is none.
fn mend(attribute: &mut Attribute, losses: &mut Losses) -> bool {
    match &*attribute.name {
        "color" => match Colour::parse(&attribute.value) {
            Some(colour) => {
                attribute.value = colour.as_str().into();
                true
            }
            None => false,
        },
        "creationDateTime" | "modifiedDateTime" => VariableType::DateTime.accepts(&attribute.value),
        "firstX" | "firstY" | "secondX" | "secondY" | "page" | "begin" | "end" | "timeStamp"
        | "position"
            if !VariableType::Integer.accepts(&attribute.value) =>
        {
            let Ok(number) = attribute.value.trim().parse::<f64>() else { return false };
            if !number.is_finite() {
                return false;
            }
            losses.lost(format!("part of a whole in @{}", attribute.name));
            attribute.value = format!("{:.0}", number.round()).into();
            true
        }
        _ => true,
    }
}

const fn with_audit(attributes: Names, children: Names) -> Rule {
    Rule { attributes, has_audit: true, children }
}

const fn plain(attributes: Names, children: Names) -> Rule {
    Rule { attributes, has_audit: false, children }
}

/// The rules of sources, selections and texts.
fn rule(name: &str) -> Rule {
    let file: Names = &["guid", "name", "path", "currentPath"];
    match name {
        "PictureSource" => with_audit(
            file,
            &[
                "Description",
                "TextDescription",
                "PictureSelection",
                "Coding",
                "NoteRef",
                "VariableValue",
            ],
        ),
        "PDFSource" => with_audit(
            file,
            &[
                "Description",
                "PDFSelection",
                "Representation",
                "Coding",
                "NoteRef",
                "VariableValue",
            ],
        ),
        "AudioSource" => with_audit(
            file,
            &["Description", "Transcript", "AudioSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "VideoSource" => with_audit(
            file,
            &["Description", "Transcript", "VideoSelection", "Coding", "NoteRef", "VariableValue"],
        ),
        "PictureSelection" => with_audit(CORNERS, MARKED),
        "PDFSelection" => with_audit(
            &["guid", "name", "page", "firstX", "firstY", "secondX", "secondY"],
            &["Description", "Representation", "Coding", "NoteRef"],
        ),
        "AudioSelection" | "VideoSelection" => {
            with_audit(&["guid", "name", "begin", "end"], MARKED)
        }
        "Transcript" => with_audit(
            &["guid", "name", "richTextPath", "plainTextPath"],
            &["Description", "PlainTextContent", "SyncPoint", "TranscriptSelection", "NoteRef"],
        ),
        "TranscriptSelection" => {
            with_audit(&["guid", "name", "fromSyncPoint", "toSyncPoint"], MARKED)
        }
        "TextDescription" | "Representation" => {
            with_audit(&["guid", "name", "richTextPath", "plainTextPath"], TEXT_CHILDREN)
        }
        "PlainTextSelection" => {
            with_audit(&["guid", "name", "startPosition", "endPosition"], MARKED)
        }
        other => small_rule(other),
    }
}

/// The rules of everything below them, and of graphs.
fn small_rule(name: &str) -> Rule {
    match name {
        "SyncPoint" => plain(&["guid", "timeStamp", "position"], &[]),
        "Coding" => plain(&["guid", "creatingUser", "creationDateTime"], &["CodeRef", "NoteRef"]),
        "VariableValue" => plain(
            &[],
            &[
                "VariableRef",
                "TextValue",
                "BooleanValue",
                "IntegerValue",
                "FloatValue",
                "DateValue",
                "DateTimeValue",
            ],
        ),
        "Graphs" => plain(&[], &["Graph"]),
        "Graph" => plain(&["guid", "name"], &["Vertex", "Edge"]),
        "Vertex" => plain(
            &[
                "guid",
                "firstX",
                "firstY",
                "secondX",
                "secondY",
                "representedGUID",
                "name",
                "shape",
                "color",
            ],
            &[],
        ),
        "Edge" => plain(
            &[
                "guid",
                "sourceVertex",
                "targetVertex",
                "representedGUID",
                "name",
                "color",
                "direction",
                "lineStyle",
            ],
            &[],
        ),
        "CodeRef" | "NoteRef" | "VariableRef" => plain(&["targetGUID"], &[]),
        _ => plain(&[], &[]),
    }
}
