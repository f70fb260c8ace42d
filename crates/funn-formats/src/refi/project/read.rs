//! Elements to the typed view, whatever their order; what has no place is counted.

use super::{
    Audit, Case, Coding, Link, Project, Selection, Set, Source, TextDocument, User, Value,
    Variable, VariableType, VariableValue,
};
use crate::refi::Guid;
use crate::refi::codebook::read_codes;
use crate::refi::fields::{guid_at, guid_of, owned, reference, unknown_attributes};
use crate::refi::losses::Losses;
use crate::refi::tree::Element;

const AUDIT: [&str; 4] = ["creatingUser", "creationDateTime", "modifyingUser", "modifiedDateTime"];

/// Reads the outermost element.
pub(super) fn project(root: &Element, losses: &mut Losses) -> Project {
    let known = [
        "name",
        "origin",
        "basePath",
        "creatingUserGUID",
        "creationDateTime",
        "modifyingUserGUID",
        "modifiedDateTime",
    ];
    unknown_attributes(root, &known, losses);
    let mut project = Project {
        name: owned(root, "name").unwrap_or_default(),
        origin: owned(root, "origin"),
        base_path: owned(root, "basePath"),
        audit: Audit {
            creating_user: guid_at(root, "creatingUserGUID"),
            created: owned(root, "creationDateTime"),
            modifying_user: guid_at(root, "modifyingUserGUID"),
            modified: owned(root, "modifiedDateTime"),
        },
        ..Project::default()
    };
    for child in root.elements() {
        part(&mut project, child, losses);
    }
    project
}

fn part(project: &mut Project, part: &Element, losses: &mut Losses) {
    match part.local() {
        "Users" => group(part, "User", &mut project.users, losses, user),
        "CodeBook" => {
            for child in part.elements() {
                match child.local() {
                    "Codes" => project.codes.extend(read_codes(child, losses)),
                    _ => losses.element(child, false),
                }
            }
        }
        "Variables" => group(part, "Variable", &mut project.variables, losses, variable),
        "Cases" => group(part, "Case", &mut project.cases, losses, case),
        "Sources" => {
            for child in part.elements() {
                project.sources.extend(source(child, losses));
            }
        }
        "Notes" => group(part, "Note", &mut project.notes, losses, text_document),
        "Links" => group(part, "Link", &mut project.links, losses, link),
        "Sets" => group(part, "Set", &mut project.sets, losses, set),
        "Graphs" => {
            losses.element(part, true);
            project.graphs = Some(part.clone());
        }
        "Description" => project.description = Some(part.text()),
        "NoteRef" => project.note_refs.extend(reference(part)),
        _ => losses.element(part, false),
    }
}

fn group<T>(
    group: &Element,
    name: &str,
    into: &mut Vec<T>,
    losses: &mut Losses,
    read: fn(&Element, &mut Losses) -> T,
) {
    for child in group.elements() {
        if child.local() == name {
            into.push(read(child, losses));
        } else {
            losses.element(child, false);
        }
    }
}

fn user(element: &Element, losses: &mut Losses) -> User {
    unknown_attributes(element, &["guid", "name", "id"], losses);
    no_children(element, losses);
    let guid = guid_of(element, losses, &[]);
    User { guid, name: owned(element, "name"), id: owned(element, "id") }
}

fn variable(element: &Element, losses: &mut Losses) -> Variable {
    unknown_attributes(element, &["guid", "name", "typeOfVariable"], losses);
    let name = element.attribute("typeOfVariable").unwrap_or_default();
    let kind = VariableType::ALL.into_iter().find(|kind| kind.name().eq_ignore_ascii_case(name));
    if kind.is_none() {
        losses.lost("Variable@typeOfVariable that is unknown (taken as Text)");
    }
    let mut variable = Variable {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name").unwrap_or_default(),
        kind: kind.unwrap_or(VariableType::Text),
        description: None,
    };
    for child in element.elements() {
        match child.local() {
            "Description" => variable.description = Some(child.text()),
            _ => losses.element(child, false),
        }
    }
    variable
}

fn value(element: &Element, losses: &mut Losses) -> Option<VariableValue> {
    let mut variable = None;
    let mut value = None;
    for child in element.elements() {
        let kind = VariableType::ALL.into_iter().find(|kind| kind.element() == child.local());
        match (child.local(), kind) {
            ("VariableRef", _) => variable = reference(child),
            (_, Some(kind)) => value = Some(Value { kind, raw: child.text() }),
            _ => losses.element(child, false),
        }
    }
    if variable.is_none() {
        losses.lost("VariableValue without a variable");
    }
    Some(VariableValue { variable: variable?, value })
}

fn case(element: &Element, losses: &mut Losses) -> Case {
    unknown_attributes(element, &["guid", "name"], losses);
    let mut case = Case {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name"),
        description: None,
        codes: Vec::new(),
        values: Vec::new(),
        sources: Vec::new(),
        selections: Vec::new(),
    };
    for child in element.elements() {
        match child.local() {
            "Description" => case.description = Some(child.text()),
            "CodeRef" => case.codes.extend(reference(child)),
            "VariableValue" => case.values.extend(value(child, losses)),
            "SourceRef" => case.sources.extend(reference(child)),
            "SelectionRef" => case.selections.extend(reference(child)),
            _ => losses.element(child, false),
        }
    }
    case
}

fn source(element: &Element, losses: &mut Losses) -> Option<Source> {
    match element.local() {
        "TextSource" => Some(Source::Text(Box::new(text_document(element, losses)))),
        "PDFSource" | "PictureSource" | "AudioSource" | "VideoSource" => {
            losses.element(element, true);
            Some(Source::Other(element.clone()))
        }
        _ => {
            losses.element(element, false);
            None
        }
    }
}

fn text_document(element: &Element, losses: &mut Losses) -> TextDocument {
    let own = ["guid", "name", "richTextPath", "plainTextPath"];
    let known: Vec<&str> = own.into_iter().chain(AUDIT).collect();
    unknown_attributes(element, &known, losses);
    let mut text = TextDocument {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name"),
        rich_path: owned(element, "richTextPath"),
        plain_path: owned(element, "plainTextPath"),
        content: None,
        description: None,
        audit: audit(element),
        selections: Vec::new(),
        codings: Vec::new(),
        notes: Vec::new(),
        values: Vec::new(),
    };
    for child in element.elements() {
        match child.local() {
            "Description" => text.description = Some(child.text()),
            "PlainTextContent" => text.content = Some(child.text()),
            "PlainTextSelection" => text.selections.extend(selection(child, losses)),
            "Coding" => text.codings.extend(coding(child, losses)),
            "NoteRef" => text.notes.extend(reference(child)),
            "VariableValue" => text.values.extend(value(child, losses)),
            _ => losses.element(child, false),
        }
    }
    text
}

fn selection(element: &Element, losses: &mut Losses) -> Option<Selection> {
    let own = ["guid", "name", "startPosition", "endPosition"];
    let known: Vec<&str> = own.into_iter().chain(AUDIT).collect();
    unknown_attributes(element, &known, losses);
    let (Some(start), Some(end)) =
        (position(element, "startPosition"), position(element, "endPosition"))
    else {
        losses.lost("PlainTextSelection whose positions are no whole numbers");
        losses.element(element, false);
        return None;
    };
    let mut selection = Selection {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name"),
        start,
        end,
        description: None,
        audit: audit(element),
        codings: Vec::new(),
        notes: Vec::new(),
    };
    for child in element.elements() {
        match child.local() {
            "Description" => selection.description = Some(child.text()),
            "Coding" => selection.codings.extend(coding(child, losses)),
            "NoteRef" => selection.notes.extend(reference(child)),
            _ => losses.element(child, false),
        }
    }
    Some(selection)
}

/// A whole number, also one spelled `12.0`.
fn position(element: &Element, name: &str) -> Option<i64> {
    let raw = element.attribute(name)?.trim();
    let whole = match raw.split_once('.') {
        Some((whole, zeros)) if zeros.bytes().all(|byte| byte == b'0') => whole,
        _ => raw,
    };
    whole.parse().ok()
}

fn coding(element: &Element, losses: &mut Losses) -> Option<Coding> {
    unknown_attributes(element, &["guid", "creatingUser", "creationDateTime"], losses);
    let mut code: Option<Guid> = None;
    let mut notes = Vec::new();
    for child in element.elements() {
        match child.local() {
            "CodeRef" if code.is_none() => code = reference(child),
            "NoteRef" => notes.extend(reference(child)),
            _ => losses.element(child, false),
        }
    }
    let Some(code) = code else {
        losses.lost("Coding without a code");
        return None;
    };
    let guid = guid_of(element, losses, &[code.raw()]);
    let (user, created) = (guid_at(element, "creatingUser"), owned(element, "creationDateTime"));
    Some(Coding { guid, code, user, created, notes })
}

fn link(element: &Element, losses: &mut Losses) -> Link {
    let known = ["guid", "name", "direction", "color", "originGUID", "targetGUID"];
    unknown_attributes(element, &known, losses);
    let mut notes = Vec::new();
    for child in element.elements() {
        match child.local() {
            "NoteRef" => notes.extend(reference(child)),
            _ => losses.element(child, false),
        }
    }
    Link {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name"),
        direction: owned(element, "direction"),
        colour: owned(element, "color"),
        origin: guid_at(element, "originGUID"),
        target: guid_at(element, "targetGUID"),
        notes,
    }
}

fn set(element: &Element, losses: &mut Losses) -> Set {
    unknown_attributes(element, &["guid", "name"], losses);
    let mut set = Set {
        guid: guid_of(element, losses, &[]),
        name: owned(element, "name").unwrap_or_default(),
        description: None,
        codes: Vec::new(),
        sources: Vec::new(),
        notes: Vec::new(),
    };
    for child in element.elements() {
        match child.local() {
            "Description" => set.description = Some(child.text()),
            "MemberCode" => set.codes.extend(reference(child)),
            "MemberSource" => set.sources.extend(reference(child)),
            "MemberNote" => set.notes.extend(reference(child)),
            _ => losses.element(child, false),
        }
    }
    set
}

fn audit(element: &Element) -> Audit {
    Audit {
        creating_user: guid_at(element, "creatingUser"),
        created: owned(element, "creationDateTime"),
        modifying_user: guid_at(element, "modifyingUser"),
        modified: owned(element, "modifiedDateTime"),
    }
}

fn no_children(element: &Element, losses: &mut Losses) {
    for child in element.elements() {
        losses.element(child, false);
    }
}
