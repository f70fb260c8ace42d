//! The typed view to elements, in the order of the schema.

use super::tidy::tidied;
use super::{
    Audit, Case, Coding, Link, Project, Selection, Set, Source, TextDocument, User, Variable,
    VariableType, VariableValue,
};
use crate::refi::codebook::{Colour, code_element};
use crate::refi::fields::{described, listed, make_unique, referring};
use crate::refi::losses::Losses;
use crate::refi::tree::Element;
use crate::refi::{Guid, PROJECT_NAMESPACE};

/// The outermost element.
pub(super) fn project(project: &Project, losses: &mut Losses) -> Element {
    let audit = &project.audit;
    let mut root = Element::new("Project")
        .with("xmlns", PROJECT_NAMESPACE)
        .with("name", project.name.as_str())
        .with_some("origin", project.origin.as_deref())
        .with_some("creatingUserGUID", audit.creating_user.as_ref().map(Guid::raw))
        .with_some("creationDateTime", moment(audit.created.as_deref(), losses))
        .with_some("modifyingUserGUID", audit.modifying_user.as_ref().map(Guid::raw))
        .with_some("modifiedDateTime", moment(audit.modified.as_deref(), losses))
        .with_some("basePath", project.base_path.as_deref());
    root.push_group("Users", project.users.iter().map(user).collect());
    let codes: Vec<Element> =
        project.codes.iter().map(|code| code_element(code, true, losses)).collect();
    if !codes.is_empty() {
        let mut book = Element::new("CodeBook");
        book.push_group("Codes", codes);
        root.push(book);
    }
    root.push_group("Variables", project.variables.iter().map(variable).collect());
    let cases = project.cases.iter().map(|case| case_element(case, losses)).collect();
    root.push_group("Cases", cases);
    let sources = project.sources.iter().map(|source| source_element(source, losses)).collect();
    root.push_group("Sources", sources);
    let notes = project.notes.iter().map(|note| text_element("Note", note, losses)).collect();
    root.push_group("Notes", notes);
    root.push_group("Links", project.links.iter().map(|link| link_element(link, losses)).collect());
    root.push_group("Sets", project.sets.iter().map(set).collect());
    if let Some(graphs) = project.graphs.as_ref().filter(|graphs| graphs.child("Graph").is_some()) {
        root.push(tidied(graphs, losses));
    }
    described(&mut root, project.description.as_deref());
    listed(&mut root, "NoteRef", &project.note_refs);
    for _minted in 0..make_unique(&mut root) {
        losses.lost("guid that repeats or is none (one was made)");
    }
    root.set_namespace(&PROJECT_NAMESPACE.into());
    root
}

fn user(user: &User) -> Element {
    Element::new("User")
        .with("guid", user.guid.raw())
        .with_some("name", user.name.as_deref())
        .with_some("id", user.id.as_deref())
}

fn variable(variable: &Variable) -> Element {
    let mut element = Element::new("Variable")
        .with("guid", variable.guid.raw())
        .with("name", variable.name.as_str())
        .with("typeOfVariable", variable.kind.name());
    described(&mut element, variable.description.as_deref());
    element
}

fn value_element(value: &VariableValue, losses: &mut Losses) -> Element {
    let mut element = Element::new("VariableValue");
    element.push(referring("VariableRef", &value.variable));
    if let Some(value) = &value.value {
        let mut kind = value.kind;
        if !kind.accepts(&value.raw) {
            losses.lost(format!("{} that is none (written as TextValue)", kind.element()));
            kind = VariableType::Text;
        }
        let mut inner = Element::new(kind.element());
        if !value.raw.is_empty() {
            inner = inner.with_text(&value.raw);
        }
        element.push(inner);
    }
    element
}

fn case_element(case: &Case, losses: &mut Losses) -> Element {
    let mut element =
        Element::new("Case").with("guid", case.guid.raw()).with_some("name", case.name.as_deref());
    described(&mut element, case.description.as_deref());
    listed(&mut element, "CodeRef", &case.codes);
    for value in &case.values {
        element.push(value_element(value, losses));
    }
    listed(&mut element, "SourceRef", &case.sources);
    listed(&mut element, "SelectionRef", &case.selections);
    element
}

fn source_element(source: &Source, losses: &mut Losses) -> Element {
    match source {
        Source::Text(text) => text_element("TextSource", text, losses),
        Source::Other(element) => tidied(element, losses),
    }
}

fn text_element(name: &str, text: &TextDocument, losses: &mut Losses) -> Element {
    let element = Element::new(name)
        .with("guid", text.guid.raw())
        .with_some("name", text.name.as_deref())
        .with_some("richTextPath", text.rich_path.as_deref())
        .with_some("plainTextPath", text.plain_path.as_deref());
    let mut element = audited(element, &text.audit, losses);
    described(&mut element, text.description.as_deref());
    if let Some(content) = &text.content {
        let mut inner = Element::new("PlainTextContent");
        if !content.is_empty() {
            inner = inner.with_text(content);
        }
        element.push(inner);
    }
    for selection in &text.selections {
        element.push(selection_element(selection, losses));
    }
    for coding in &text.codings {
        element.push(coding_element(coding, losses));
    }
    listed(&mut element, "NoteRef", &text.notes);
    for value in &text.values {
        element.push(value_element(value, losses));
    }
    element
}

fn selection_element(selection: &Selection, losses: &mut Losses) -> Element {
    let element = Element::new("PlainTextSelection")
        .with("guid", selection.guid.raw())
        .with_some("name", selection.name.as_deref())
        .with("startPosition", selection.start.to_string())
        .with("endPosition", selection.end.to_string());
    let mut element = audited(element, &selection.audit, losses);
    described(&mut element, selection.description.as_deref());
    for coding in &selection.codings {
        element.push(coding_element(coding, losses));
    }
    listed(&mut element, "NoteRef", &selection.notes);
    element
}

fn coding_element(coding: &Coding, losses: &mut Losses) -> Element {
    let mut element = Element::new("Coding")
        .with("guid", coding.guid.raw())
        .with_some("creatingUser", coding.user.as_ref().map(Guid::raw))
        .with_some("creationDateTime", moment(coding.created.as_deref(), losses));
    element.push(referring("CodeRef", &coding.code));
    listed(&mut element, "NoteRef", &coding.notes);
    element
}

fn link_element(link: &Link, losses: &mut Losses) -> Element {
    let known = ["Associative", "OneWay", "Bidirectional"];
    let direction = link.direction.as_deref().filter(|direction| known.contains(direction));
    if link.direction.is_some() && direction.is_none() {
        losses.lost("Link@direction that is unknown");
    }
    let colour = link.colour.as_deref().and_then(Colour::parse);
    if link.colour.is_some() && colour.is_none() {
        losses.lost("Link@color that is no colour");
    }
    let mut element = Element::new("Link")
        .with("guid", link.guid.raw())
        .with_some("name", link.name.as_deref())
        .with_some("direction", direction)
        .with_some("color", colour.as_ref().map(Colour::as_str))
        .with_some("originGUID", link.origin.as_ref().map(Guid::raw))
        .with_some("targetGUID", link.target.as_ref().map(Guid::raw));
    listed(&mut element, "NoteRef", &link.notes);
    element
}

fn set(set: &Set) -> Element {
    let mut element =
        Element::new("Set").with("guid", set.guid.raw()).with("name", set.name.as_str());
    described(&mut element, set.description.as_deref());
    listed(&mut element, "MemberCode", &set.codes);
    listed(&mut element, "MemberSource", &set.sources);
    listed(&mut element, "MemberNote", &set.notes);
    element
}

fn audited(element: Element, audit: &Audit, losses: &mut Losses) -> Element {
    element
        .with_some("creatingUser", audit.creating_user.as_ref().map(Guid::raw))
        .with_some("creationDateTime", moment(audit.created.as_deref(), losses))
        .with_some("modifyingUser", audit.modifying_user.as_ref().map(Guid::raw))
        .with_some("modifiedDateTime", moment(audit.modified.as_deref(), losses))
}

/// A moment that the schema accepts.
fn moment<'a>(raw: Option<&'a str>, losses: &mut Losses) -> Option<&'a str> {
    let accepted = raw.filter(|raw| VariableType::DateTime.accepts(raw));
    if raw.is_some() && accepted.is_none() {
        losses.lost("a moment that is none (left out)");
    }
    accepted
}
