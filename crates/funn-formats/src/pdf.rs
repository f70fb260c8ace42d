//! PDF: its text layer, put together into lines, paragraphs and pages.
//!
//! The library that reads the glyphs panics on what it does not know, and trusts numbers in the
//! file. So the file is looked through first ([`inflate`]), rewritten to what text needs
//! ([`sanitise`]), and read page by page behind a guard ([`guard`]). A page that fails is read in a
//! simpler way and reported.

use std::collections::BTreeSet;

use funn_model::{LossKind, Moment};
use pdf_extract::{Document, Object};

use crate::assembly::Assembly;
use crate::docx::{moment, report};
use crate::{ReadError, Reading, limits};

mod content;
mod fonts;
mod furniture;
mod glyphs;
mod guard;
mod inflate;
mod layout;
mod sanitise;

const FORMAT: &str = "pdf";

/// Reads a document.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    inflate::check(bytes)?;
    let loaded = guard::quietly(|| Document::load_mem(bytes));
    let mut document =
        loaded.ok().and_then(Result::ok).ok_or_else(|| damaged("it cannot be opened"))?;
    if document.is_encrypted() {
        let opened = guard::quietly(|| document.decrypt("").map(|()| document));
        document =
            opened.ok().and_then(Result::ok).ok_or(ReadError::Encrypted { format: FORMAT })?;
    }
    let mut assembly = Assembly::default();
    let prepared = guard::quietly(|| sanitise::prepare(&mut document))
        .map_err(|guard::Panicked| damaged("its objects do not fit together"))??;
    let pages = prepared.pages.len();
    if pages == 0 {
        return Err(damaged("it has no pages"));
    }
    let mut read: Vec<layout::Page> = Vec::with_capacity(pages);
    let mut total = 0;
    for number in prepared.pages.iter().copied() {
        let page = page(&document, number, &mut assembly);
        total += page.characters();
        if total > MOST_CHARACTERS {
            let limit = MOST_CHARACTERS as u64;
            return Err(ReadError::TooLarge { what: "the text of the pdf in characters", limit });
        }
        read.push(page);
    }
    if read.iter().all(layout::Page::is_empty) {
        return Err(ReadError::ScannedPdf { pages });
    }
    let empty = read.iter().filter(|page| page.is_empty()).count();
    assembly.losses.add(LossKind::Image, "pages without text (perhaps scans)", empty, None);
    assembly.losses.add(LossKind::Image, "pictures", prepared.images, None);
    let removed = furniture::remove(&mut read);
    let detail = "lines repeated on the pages, and page numbers";
    assembly.losses.add(LossKind::HeaderFooter, detail, removed, None);
    layout::fill(&read, &mut assembly);
    marks_on_pages(&document, &mut assembly);
    let dated = strip(&document, &mut assembly);
    Ok(Reading::of_package(assembly, "PDF", dated))
}

/// Characters of the longest text that is read.
const MOST_CHARACTERS: usize = 8_000_000;

fn damaged(what: &str) -> ReadError {
    ReadError::Damaged { format: FORMAT, what: what.to_owned(), at: None }
}

fn page(document: &Document, number: u32, assembly: &mut Assembly) -> layout::Page {
    let mut glyphs = glyphs::Glyphs::default();
    let outcome = guard::quietly(|| pdf_extract::output_doc_page(document, &mut glyphs, number));
    if matches!(outcome, Ok(Ok(()))) {
        return layout::Page::of_glyphs(number, glyphs);
    }
    let simple = guard::quietly(|| document.extract_text(&[number])).ok().and_then(Result::ok);
    let detail = match &simple {
        Some(text) if !text.trim().is_empty() => {
            "pages read without their layout, as a font is not understood"
        }
        _ => "pages that could not be read",
    };
    assembly.losses.add(LossKind::Damaged, detail, 1, None);
    layout::Page::of_text(number, &simple.unwrap_or_default())
}

/// Comments, form fields and links that lie on the pages.
fn marks_on_pages(document: &Document, assembly: &mut Assembly) {
    for object in document.objects.values().take(limits::ENTRIES * 10) {
        let Ok(dictionary) = object.as_dict() else { continue };
        let subtype = dictionary.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        let (kind, detail) = match subtype {
            b"Text" | b"FreeText" | b"Highlight" | b"Underline" | b"StrikeOut" | b"Squiggly"
            | b"Ink" | b"Stamp" => (LossKind::Comment, "comments and markings on the pages"),
            b"Widget" => (LossKind::Embedded, "form fields"),
            b"FileAttachment" => (LossKind::Embedded, "embedded files"),
            b"Link" if dictionary.has(b"A") => {
                (LossKind::LinkTarget, "addresses of links (their text is kept)")
            }
            _ => continue,
        };
        if dictionary.has(b"Rect") {
            assembly.losses.add(kind, detail, 1, None);
        }
    }
}

/// Strips the metadata: which fields were filled in is reported, their values never.
fn strip(document: &Document, assembly: &mut Assembly) -> Option<Moment> {
    let info = document.trailer.get(b"Info").ok()?;
    let (_, info) = document.dereference(info).ok()?;
    let info = info.as_dict().ok()?;
    let mut fields = BTreeSet::new();
    for (key, name) in [
        (&b"Author"[..], "author"),
        (b"Title", "title"),
        (b"Subject", "subject"),
        (b"Keywords", "keywords"),
        (b"Company", "company"),
    ] {
        let value = info.get(key).and_then(Object::as_str).unwrap_or_default();
        if !value.trim_ascii().is_empty() {
            fields.insert(name);
        }
    }
    report(&mut assembly.losses, &fields);
    date(info.get(b"CreationDate").and_then(Object::as_str).ok()?)
}

/// `D:20230314100000+01'00'`.
fn date(bytes: &[u8]) -> Option<Moment> {
    let text = std::str::from_utf8(bytes).ok()?.strip_prefix("D:")?;
    let part = |from: usize, to: usize| text.get(from..to);
    let zone = match text.get(14..).unwrap_or_default() {
        zone if zone.starts_with(['+', '-']) => {
            format!("{}:{}", zone.get(..3)?, zone.get(4..6).unwrap_or("00"))
        }
        _ => "Z".to_owned(),
    };
    let time = format!(
        "{}:{}:{}",
        part(8, 10).unwrap_or("00"),
        part(10, 12).unwrap_or("00"),
        part(12, 14).unwrap_or("00")
    );
    moment(&format!("{}-{}-{}T{time}{zone}", part(0, 4)?, part(4, 6)?, part(6, 8)?))
}

#[cfg(test)]
mod tests;
