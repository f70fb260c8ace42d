//! Web pages: an own tokeniser and a walk that keeps text and structure.
//!
//! No tree is built: every element is a counter or an entry on a short stack, so that a page of any
//! depth is read in linear time. Scripts, styles, hidden parts and addresses of links are losses.

use funn_model::LossKind;

use crate::assembly::Assembly;
use crate::decode::{self, Encoding};
use crate::{Hints, ReadError, Reading};

pub(crate) mod entities;
mod names;
mod token;
mod walk;

/// Reads a page.
pub(crate) fn read(bytes: &[u8], hints: &Hints<'_>) -> Result<Reading, ReadError> {
    let decoded = decode::decode_declared(bytes, hints.encoding, declared(bytes))?;
    let mut assembly = Assembly::default();
    fill(&decoded.text, &mut assembly);
    Ok(Reading::of_text(assembly, decoded))
}

/// Reads markup into an assembly; also for the pieces of HTML inside Markdown.
pub(crate) fn fill(markup: &str, assembly: &mut Assembly) {
    let mut walk = walk::Walk::new(assembly);
    for token in token::Tokens::new(markup) {
        walk.take(&token);
    }
    walk.finish();
}

/// Whether an element of this name exists in HTML.
pub(crate) fn is_element(name: &str) -> bool {
    names::is_known(name)
}

/// The encoding that the page declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let head: String =
        bytes.iter().take(2_048).map(|&byte| char::from(byte).to_ascii_lowercase()).collect();
    for key in ["charset=", "encoding="] {
        let Some((_, after)) = head.split_once(key) else { continue };
        let label = after.trim_start_matches(['"', '\'', ' ']);
        let label = label.split(['"', '\'', ' ', ';', '>', '/', '?']).next().unwrap_or_default();
        let encoding = Encoding::from_label(label).filter(|e| !e.name().starts_with("UTF-16"));
        if encoding.is_some() {
            return encoding;
        }
    }
    None
}

/// Counts what an attribute of the page's head says about people.
fn metadata_loss(assembly: &mut Assembly, name: &str) {
    let is_personal = matches!(
        name.to_ascii_lowercase().as_str(),
        "author" | "creator" | "dc.creator" | "changedby" | "owner" | "publisher" | "dc.publisher"
    );
    if is_personal {
        let detail = "author and other names in the head of the page";
        assembly.losses.add(LossKind::PersonalMetadata, detail, 1, None);
    }
}

#[cfg(test)]
mod tests;
