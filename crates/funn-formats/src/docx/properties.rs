//! Document properties and parts beside the text: what they say about people is stripped.

use std::collections::BTreeSet;

use funn_model::{LossKind, Moment};

use super::FORMAT;
use crate::ReadError;
use crate::losses::Losses;
use crate::xml::{Node, Nodes};

/// Strips a part of `docProps/`: which fields were filled in is reported, their values never.
pub(super) fn strip(
    part: &str,
    name: &str,
    losses: &mut Losses,
) -> Result<Option<Moment>, ReadError> {
    let mut nodes = Nodes::new(part, FORMAT, name);
    let (mut field, mut fields, mut created) = (None, BTreeSet::new(), None);
    let is_custom = name.ends_with("custom.xml");
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => {
                field = if is_custom { Some("custom property") } else { field_of(element.name()) };
                if element.name() == "created" {
                    field = Some("created");
                }
            }
            Node::Close => field = None,
            Node::Text(text) => match field {
                Some("created") => created = moment(&text),
                Some(field) if !text.trim().is_empty() => {
                    fields.insert(field);
                }
                _ => {}
            },
        }
    }
    report(losses, &fields);
    Ok(created)
}

/// One loss that names the fields.
pub(crate) fn report(losses: &mut Losses, fields: &BTreeSet<&'static str>) {
    if !fields.is_empty() {
        let names: Vec<&str> = fields.iter().copied().collect();
        let detail = format!("properties of the document stripped: {}", names.join(", "));
        losses.add(LossKind::PersonalMetadata, detail, fields.len(), None);
    }
}

/// A date of a document, as ISO 8601 writes it; UTC when it names no zone.
pub(crate) fn moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let timestamp: Option<jiff::Timestamp> = text.parse().ok().or_else(|| {
        let local: jiff::civil::DateTime = text.parse().ok()?;
        local.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
    });
    timestamp.map(|timestamp| Moment(timestamp.as_millisecond()))
}

fn field_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "creator" => "author",
        "lastModifiedBy" => "last modified by",
        "title" => "title",
        "subject" => "subject",
        "keywords" => "keywords",
        "description" => "description",
        "category" => "category",
        "Company" => "company",
        "Manager" => "manager",
        "HyperlinkBase" => "base of links",
        "Template" => "template",
        _ => return None,
    })
}

/// Whether a header or footer says anything.
pub(super) fn has_text(part: &str, name: &str) -> Result<bool, ReadError> {
    let mut nodes = Nodes::new(part, FORMAT, name);
    let mut in_text = false;
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => in_text = element.name() == "t",
            Node::Close => in_text = false,
            Node::Text(text) if in_text && !text.trim().is_empty() => return Ok(true),
            Node::Text(_) => {}
        }
    }
    Ok(false)
}

/// How many different people are named as authors.
pub(super) fn count_authors(part: &str, name: &str) -> Result<usize, ReadError> {
    let mut nodes = Nodes::new(part, FORMAT, name);
    let mut authors = BTreeSet::new();
    while let Some(node) = nodes.next()? {
        if let Node::Open(element) = node {
            authors.extend(element.attribute("author").filter(|author| !author.is_empty()));
        }
    }
    Ok(authors.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_with_and_without_zone() {
        assert_eq!(moment("2023-03-01T12:00:00Z"), Some(Moment(1_677_672_000_000)));
        assert_eq!(moment("2023-03-01T12:00:00.000000000"), Some(Moment(1_677_672_000_000)));
        assert_eq!(moment("i går"), None);
    }
}
