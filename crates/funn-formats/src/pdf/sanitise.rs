//! A document rewritten so that reading its pages ends, and soon.

use std::collections::BTreeMap;

use pdf_extract::content::{Content, Operation};
use pdf_extract::{Dictionary, Document, Object, ObjectId, Stream};

use super::{content, damaged, fonts};
use crate::{ReadError, limits};

/// Operations that a page may run, with everything that it draws.
const MOST_OPERATIONS: u64 = 2_000_000;
/// Operations that all pages may run.
const MOST_IN_ALL: u64 = 20_000_000;
/// Levels of pages' parents and of objects drawn in objects.
const MOST_LEVELS: usize = 64;

/// What was learnt of a document.
pub(super) struct Prepared {
    /// The numbers of its pages, in order.
    pub(super) pages: Vec<u32>,
    pub(super) images: usize,
}

/// Rewrites a document in place.
pub(super) fn prepare(document: &mut Document) -> Result<Prepared, ReadError> {
    let images = empty_images(document);
    fonts::repair(document);
    let pages = document.get_pages();
    if pages.len() > limits::PAGES {
        let limit = limits::PAGES as u64;
        return Err(ReadError::TooLarge { what: "the number of pages", limit });
    }
    let costs = rewrite_forms(document);
    let mut seen = BTreeMap::new();
    let mut total = 0_u64;
    for (&number, &id) in &pages {
        let cost = match seen.get(&id) {
            Some(cost) => *cost,
            None => rewrite_page(document, id, &costs)
                .ok_or_else(|| damaged(&format!("page {number} is not built as a page")))?,
        };
        seen.insert(id, cost);
        total = total.saturating_add(cost);
    }
    if total > MOST_IN_ALL {
        return Err(ReadError::TooLarge {
            what: "the drawing on the pages, in operations",
            limit: MOST_IN_ALL,
        });
    }
    Ok(Prepared { pages: pages.into_keys().collect(), images })
}

/// Takes the content out of pictures: drawing one then does nothing.
fn empty_images(document: &mut Document) -> usize {
    let mut images = 0;
    for object in document.objects.values_mut() {
        let Object::Stream(stream) = object else { continue };
        let subtype = stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default();
        if subtype == b"Image" {
            // A mask belongs to another picture.
            images += usize::from(!stream.dict.has(b"ImageMask") && stream.dict.has(b"ColorSpace"));
            stream.set_plain_content(Vec::new());
        }
    }
    images
}

/// A drawn object: its operations and the objects that it draws in turn.
struct Form {
    operations: Vec<Operation>,
    draws: Vec<Option<ObjectId>>,
}

/// Checks all drawn objects and takes out what would draw itself; gives the cost of each.
fn rewrite_forms(document: &mut Document) -> BTreeMap<ObjectId, u64> {
    let mut forms = BTreeMap::new();
    for (&id, object) in &document.objects {
        let Object::Stream(stream) = object else { continue };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).unwrap_or_default() != b"Form" {
            continue;
        }
        let plain = stream.get_plain_content().unwrap_or_default();
        let checked = content::check(&plain);
        let mut form = Form { operations: Vec::new(), draws: Vec::new() };
        if let Some(checked) = checked {
            let resources = entry(document, &stream.dict, b"Resources");
            form.draws =
                checked.drawn.iter().map(|name| drawn(document, resources, name)).collect();
            form.operations = checked.operations;
        }
        forms.insert(id, form);
    }
    let mut costs = BTreeMap::new();
    // Each round settles the forms that draw settled ones alone; those that never settle go round
    // in circles, or too deep.
    for _ in 0..MOST_LEVELS {
        let settled: Vec<(ObjectId, u64)> = forms
            .iter()
            .filter(|(id, _)| !costs.contains_key(*id))
            .filter_map(|(id, form)| Some((*id, cost(form, &forms, &costs)?)))
            .collect();
        if settled.is_empty() {
            break;
        }
        costs.extend(settled);
    }
    for (id, form) in forms {
        let is_settled = costs.get(&id).is_some_and(|cost| *cost <= MOST_OPERATIONS);
        let operations = if is_settled { kept(form.operations, &form.draws) } else { Vec::new() };
        let encoded = Content { operations }.encode().unwrap_or_default();
        if let Some(Object::Stream(stream)) = document.objects.get_mut(&id) {
            stream.set_plain_content(encoded);
        }
    }
    costs
}

fn cost(
    form: &Form,
    forms: &BTreeMap<ObjectId, Form>,
    costs: &BTreeMap<ObjectId, u64>,
) -> Option<u64> {
    let own = form.operations.len() as u64 + 1;
    form.draws.iter().flatten().try_fold(own, |sum, id| match costs.get(id) {
        Some(cost) => Some(sum.saturating_add(*cost)),
        None if forms.contains_key(id) => None,
        None => Some(sum),
    })
}

/// The operations without those that draw what is not there.
fn kept(operations: Vec<Operation>, draws: &[Option<ObjectId>]) -> Vec<Operation> {
    let mut draws = draws.iter();
    operations
        .into_iter()
        .filter(|operation| operation.operator != "Do" || draws.next().is_some_and(Option::is_some))
        .collect()
}

/// The object that a name draws.
fn drawn(document: &Document, resources: Option<&Object>, name: &[u8]) -> Option<ObjectId> {
    let objects = entry(document, resources?.as_dict().ok()?, b"XObject")?.as_dict().ok()?;
    let id = objects.get(name).ok()?.as_reference().ok()?;
    let stream = document.get_object(id).ok()?.as_stream().ok()?;
    stream.dict.has(b"Subtype").then_some(id)
}

fn entry<'a>(document: &'a Document, dictionary: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(dictionary.get(key).ok()?).ok().map(|(_, object)| object)
}

/// Gives a page its own resources, box and checked content; how many operations it will run.
fn rewrite_page(
    document: &mut Document,
    id: ObjectId,
    costs: &BTreeMap<ObjectId, u64>,
) -> Option<u64> {
    let page = document.get_dictionary(id).ok()?;
    let resources = inherited(document, page, b"Resources").cloned();
    let media = inherited(document, page, b"MediaBox").and_then(|media| box_of(document, media));
    let plain = document.get_page_content(id).unwrap_or_default();
    let (mut operations, mut cost) = (Vec::new(), 0);
    if let Some(checked) = content::check(&plain) {
        let draws: Vec<Option<ObjectId>> =
            checked.drawn.iter().map(|name| drawn(document, resources.as_ref(), name)).collect();
        let all = draws.iter().flatten().fold(checked.operations.len() as u64, |sum, id| {
            sum.saturating_add(costs.get(id).copied().unwrap_or(1))
        });
        if all <= MOST_OPERATIONS {
            operations = kept(checked.operations, &draws);
            cost = all;
        }
    }
    let encoded = Content { operations }.encode().unwrap_or_default();
    let stream = document.add_object(Stream::new(Dictionary::new(), encoded));
    let page = document.get_dictionary_mut(id).ok()?;
    page.remove(b"Parent");
    page.remove(b"ArtBox");
    page.set("Contents", Object::Reference(stream));
    page.set("Resources", resources.unwrap_or_else(|| Object::Dictionary(Dictionary::new())));
    let media = media.unwrap_or([0.0, 0.0, 595.0, 842.0]);
    page.set("MediaBox", Object::Array(media.into_iter().map(Object::Real).collect()));
    Some(cost)
}

/// An entry of a page, or of the nearest of its parents that has it.
fn inherited<'a>(document: &'a Document, page: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    let mut node = page;
    for _ in 0..MOST_LEVELS {
        if let Some(found) = entry(document, node, key) {
            return Some(found);
        }
        node = entry(document, node, b"Parent")?.as_dict().ok()?;
    }
    None
}

fn box_of(document: &Document, media: &Object) -> Option<[f32; 4]> {
    let sides = media.as_array().ok()?;
    let side = |at: usize| document.dereference(sides.get(at)?).ok()?.1.as_float().ok();
    Some([side(0)?, side(1)?, side(2)?, side(3)?])
}
