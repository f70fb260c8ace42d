//! Word documents (Office Open XML), read by hand.
//!
//! Kept: paragraphs, headings (by style or outline level), lists, quotations, tables, tabs, line
//! breaks, no-break spaces, insertions of tracked changes. Everything else is a counted loss.

use funn_model::{LossKind, Moment};

use crate::assembly::Assembly;
use crate::package::Package;
use crate::xml::{Node, Nodes};
use crate::{ReadError, Reading};

mod body;
mod cells;
mod numbering;
mod properties;
mod styles;

pub(crate) use cells::Cells;
pub(crate) use properties::{moment, report};

const FORMAT: &str = "docx";

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let mut package = Package::open(bytes, FORMAT)?;
    let main = main_part(&mut package)?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let sibling = |name: &str| format!("{folder}/{name}");
    let styles = match package.part(&sibling("styles.xml"))? {
        Some(part) => styles::read(&part)?,
        None => styles::Styles::default(),
    };
    let numbering = match package.part(&sibling("numbering.xml"))? {
        Some(part) => numbering::read(&part)?,
        None => numbering::Numbering::default(),
    };
    let Some(document) = package.part(&main)? else {
        let what = format!("the part {main} is missing");
        return Err(ReadError::Damaged { format: FORMAT, what, at: None });
    };
    let mut assembly = Assembly::default();
    body::fill(&document, &main, &styles, &numbering, &mut assembly)?;
    drop(document);
    let dated = side_parts(&mut package, &folder, &mut assembly)?;
    Ok(Reading::of_package(assembly, "UTF-8", dated))
}

/// The part that holds the text, by the package's relations.
fn main_part(package: &mut Package<'_>) -> Result<String, ReadError> {
    let usual = "word/document.xml".to_owned();
    let Some(relations) = package.part("_rels/.rels")? else { return Ok(usual) };
    let mut nodes = Nodes::new(&relations, FORMAT, "_rels/.rels");
    while let Some(node) = nodes.next()? {
        let Node::Open(element) = node else { continue };
        if element.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument")) {
            let target = element.attribute("Target").map(|t| t.trim_start_matches('/').to_owned());
            return Ok(target.filter(|target| target.contains('/')).unwrap_or(usual));
        }
    }
    Ok(usual)
}

/// What stands beside the text: properties, comments, headers. All of it is left out and counted.
fn side_parts(
    package: &mut Package<'_>,
    folder: &str,
    assembly: &mut Assembly,
) -> Result<Option<Moment>, ReadError> {
    let mut dated = None;
    for name in package.names() {
        let base = name.strip_prefix(folder).map_or("", |rest| rest.trim_start_matches('/'));
        let is_page_part =
            (base.starts_with("header") || base.starts_with("footer")) && is_xml(base);
        if is_page_part {
            let Some(part) = package.part(&name)? else { continue };
            let count = usize::from(properties::has_text(&part, &name)?);
            let detail = "headers and footers of pages";
            assembly.losses.add(LossKind::HeaderFooter, detail, count, None);
        } else if base == "comments.xml" {
            let Some(part) = package.part(&name)? else { continue };
            let count = properties::count_authors(&part, &name)?;
            let detail = "authors of comments";
            assembly.losses.add(LossKind::PersonalMetadata, detail, count, None);
        } else if name.starts_with("docProps/") && is_xml(&name) {
            let Some(part) = package.part(&name)? else { continue };
            dated = properties::strip(&part, &name, &mut assembly.losses)?.or(dated);
        } else if base.starts_with("embeddings/") {
            assembly.losses.add(LossKind::Embedded, "embedded files", 1, None);
        }
    }
    Ok(dated)
}

/// Names of parts are in lower case in every document seen; others are found too.
fn is_xml(name: &str) -> bool {
    name.rsplit_once('.').is_some_and(|(_, extension)| extension.eq_ignore_ascii_case("xml"))
}
