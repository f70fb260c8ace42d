//! OpenDocument text, read by hand.
//!
//! Kept: paragraphs, headings, lists, quotations, tables, tabs, runs of spaces, line breaks. Notes,
//! comments, deletions, hidden text, pictures and text boxes are counted losses.

use std::collections::BTreeSet;

use funn_model::{LossKind, Moment};

use crate::assembly::Assembly;
use crate::docx::{moment, report};
use crate::losses::Losses;
use crate::package::Package;
use crate::xml::{Node, Nodes, Space};
use crate::{ReadError, Reading};

mod body;
mod styles;

const FORMAT: &str = "odt";

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    if let Some(manifest) = package.part("META-INF/manifest.xml")? {
        refuse_encrypted(&manifest)?;
    }
    let mut assembly = Assembly::default();
    let mut styles = styles::Styles::default();
    if let Some(part) = package.part("styles.xml")? {
        styles.learn(&part, "styles.xml")?;
        let count = page_texts(&part)?;
        let detail = "headers and footers of pages";
        assembly.losses.add(LossKind::HeaderFooter, detail, count, None);
    }
    let Some(content) = package.part("content.xml")? else {
        let what = "the part content.xml is missing".to_owned();
        return Err(ReadError::Damaged { format: FORMAT, what, at: None });
    };
    styles.learn(&content, "content.xml")?;
    body::fill(&content, &styles, &mut assembly)?;
    drop(content);
    let dated = match package.part("meta.xml")? {
        Some(meta) => strip(&meta, &mut assembly.losses)?,
        None => None,
    };
    let objects = package.names().iter().filter(|name| name.ends_with("/content.xml")).count();
    assembly.losses.add(LossKind::Embedded, "embedded files", objects, None);
    Ok(Reading::of_package(assembly, "UTF-8", dated))
}

fn refuse_encrypted(manifest: &str) -> Result<(), ReadError> {
    let mut nodes = Nodes::new(manifest, FORMAT, "META-INF/manifest.xml");
    while let Some(node) = nodes.next()? {
        if let Node::Open(element) = node
            && matches!(element.name(), "encryption-data" | "encrypted-key")
        {
            return Err(ReadError::Encrypted { format: FORMAT });
        }
    }
    Ok(())
}

/// How many headers and footers say anything.
fn page_texts(part: &str) -> Result<usize, ReadError> {
    let mut nodes = Nodes::new(part, FORMAT, "styles.xml");
    let (mut count, mut depth, mut has_text) = (0, 0_usize, false);
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(_) if depth > 0 => depth += 1,
            Node::Open(element) => {
                let is_page_part = element.space == Space::Style
                    && (element.name().starts_with("header")
                        || element.name().starts_with("footer"))
                    && !element.name().ends_with("style");
                depth = usize::from(is_page_part);
            }
            Node::Text(text) => has_text |= depth > 0 && !text.trim().is_empty(),
            Node::Close if depth > 0 => {
                depth -= 1;
                count += usize::from(depth == 0 && std::mem::take(&mut has_text));
            }
            Node::Close => {}
        }
    }
    Ok(count)
}

/// Strips the metadata: which fields were filled in is reported, their values never.
fn strip(part: &str, losses: &mut Losses) -> Result<Option<Moment>, ReadError> {
    let mut nodes = Nodes::new(part, FORMAT, "meta.xml");
    let (mut field, mut fields, mut created) = (None, BTreeSet::new(), None);
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => field = field_of(element.name()),
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

fn field_of(name: &str) -> Option<&'static str> {
    Some(match name {
        "creation-date" => "created",
        "initial-creator" => "author",
        "creator" => "last modified by",
        "printed-by" => "printed by",
        "title" => "title",
        "subject" => "subject",
        "description" => "description",
        "keyword" => "keywords",
        "user-defined" => "own properties",
        _ => return None,
    })
}
