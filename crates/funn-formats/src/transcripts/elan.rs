//! ELAN's `.eaf`: annotations on tiers, a tier to a speaker, in order of time.
//!
//! Tiers that stand alone hold what was said. Tiers that hang on another hold what was noted of it
//! (glosses, translations, single words) and are counted as lost.

use std::collections::{BTreeMap, BTreeSet};

use funn_model::{LossKind, Moment};

use super::{Utterance, believed};
use crate::assembly::Assembly;
use crate::docx::{moment, report};
use crate::xml::{self, Element, Node, Nodes};
use crate::{ReadError, Reading};

const FORMAT: &str = "eaf";

/// Reads the tiers.
pub(crate) fn read(bytes: &[u8]) -> Result<Reading, ReadError> {
    let Some(text) = xml::text_of(bytes.to_vec()) else {
        let what = "its characters are not those that it declares".to_owned();
        return Err(ReadError::Damaged { format: FORMAT, what, at: None });
    };
    let mut document = Document::default();
    let mut nodes = Nodes::new(&text, FORMAT, "of annotations");
    while let Some(node) = nodes.next()? {
        match node {
            Node::Open(element) => document.open(&element),
            Node::Close => document.close(),
            Node::Text(text) => document.text(&text),
        }
    }
    if !document.is_elan {
        let what = "it is no document of annotations".to_owned();
        return Err(ReadError::Damaged { format: FORMAT, what, at: None });
    }
    let mut assembly = Assembly::default();
    report(&mut assembly.losses, &document.personal);
    let detail = "annotations on other annotations (glosses, translations, single words)";
    assembly.losses.add(LossKind::Comment, detail, document.dependent, None);
    let dated = document.dated;
    super::fill(&mut assembly, document.utterances(), FORMAT)?;
    Ok(Reading::of_package(assembly, "UTF-8", dated))
}

/// What was read so far.
#[derive(Default)]
struct Document {
    is_elan: bool,
    dated: Option<Moment>,
    personal: BTreeSet<&'static str>,
    /// Times in file units to milliseconds, as a fraction; none before the header.
    unit: Option<(u64, u64)>,
    /// By name: the slot's place in the order, and its time.
    slots: BTreeMap<String, Slot>,
    latest_ms: u64,
    speaker: Option<String>,
    is_dependent: bool,
    annotations: Vec<Annotation>,
    place: Place,
    dependent: usize,
}

/// Where the reading stands.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
enum Place {
    #[default]
    Elsewhere,
    /// In an annotation of what was said.
    Annotation,
    /// In its text.
    Value,
}

#[derive(Clone, Copy)]
struct Slot {
    time_ms: Option<u64>,
    /// Its own time, or that of the last slot before it that has one.
    order_ms: u64,
}

struct Annotation {
    start: String,
    end: String,
    speaker: Option<String>,
    text: String,
}

impl Document {
    fn open(&mut self, element: &Element<'_>) {
        let attribute = |name: &str| element.attribute(name).filter(|v| !v.trim().is_empty());
        match element.name() {
            "ANNOTATION_DOCUMENT" => {
                self.is_elan = true;
                self.dated = attribute("DATE").as_deref().and_then(moment);
                self.personal.extend(attribute("AUTHOR").map(|_| "author"));
            }
            "HEADER" => {
                self.personal.extend(attribute("MEDIA_FILE").map(|_| "path of the recording"));
                self.unit = match attribute("TIME_UNITS").as_deref() {
                    Some("PAL-frames") => Some((40, 1)),
                    Some("NTSC-frames") => Some((1_001, 30)),
                    _ => None,
                };
            }
            "MEDIA_DESCRIPTOR" | "LINKED_FILE_DESCRIPTOR" => {
                self.personal.insert("path of the recording");
            }
            "TIME_SLOT" => self.slot(element),
            "TIER" => {
                self.is_dependent = attribute("PARENT_REF").is_some();
                self.personal.extend(attribute("ANNOTATOR").map(|_| "annotator"));
                let name = attribute("PARTICIPANT").or_else(|| {
                    attribute("TIER_ID").filter(|name| !name.eq_ignore_ascii_case("default"))
                });
                // One letter more than is kept, so that the cut is seen and counted.
                self.speaker =
                    name.map(|name| name.chars().take(super::LONGEST_SPEAKER + 1).collect());
            }
            "ALIGNABLE_ANNOTATION" if !self.is_dependent => {
                self.place = Place::Annotation;
                self.annotations.push(Annotation {
                    start: attribute("TIME_SLOT_REF1").unwrap_or_default(),
                    end: attribute("TIME_SLOT_REF2").unwrap_or_default(),
                    speaker: self.speaker.clone(),
                    text: String::new(),
                });
            }
            "ALIGNABLE_ANNOTATION" | "REF_ANNOTATION" => {
                self.place = Place::Elsewhere;
                self.dependent += 1;
            }
            "ANNOTATION_VALUE" if self.place == Place::Annotation => self.place = Place::Value,
            _ => self.close(),
        }
    }

    fn slot(&mut self, element: &Element<'_>) {
        let value = element.attribute("TIME_VALUE").and_then(|value| value.trim().parse().ok());
        let (times, parts) = self.unit.unwrap_or((1, 1));
        let time_ms = value.and_then(|value: u64| value.checked_mul(times));
        let time_ms = time_ms.and_then(|time| believed(time / parts));
        self.latest_ms = time_ms.unwrap_or(self.latest_ms);
        if let Some(name) = element.attribute("TIME_SLOT_ID") {
            self.slots.insert(name, Slot { time_ms, order_ms: self.latest_ms });
        }
    }

    fn close(&mut self) {
        if self.place == Place::Value {
            self.place = Place::Annotation;
        }
    }

    fn text(&mut self, text: &str) {
        if let Some(last) = self.annotations.last_mut().filter(|_| self.place == Place::Value) {
            last.text.push_str(text);
        }
    }

    /// The annotations that say something, in order of time; those of one time as in the file.
    fn utterances(self) -> Vec<Utterance> {
        let Self { slots, annotations, .. } = self;
        let slot = |name: &str| slots.get(name).copied();
        let said = annotations.into_iter().filter(|annotation| !annotation.text.trim().is_empty());
        let mut ordered: Vec<(u64, Utterance)> = said
            .map(|annotation| {
                let start = slot(&annotation.start);
                let utterance = Utterance {
                    start_ms: start.and_then(|slot| slot.time_ms),
                    end_ms: slot(&annotation.end).and_then(|slot| slot.time_ms),
                    speaker: annotation.speaker,
                    text: annotation.text,
                };
                (start.map_or(u64::MAX, |slot| slot.order_ms), utterance)
            })
            .collect();
        ordered.sort_by_key(|(order_ms, _)| *order_ms);
        ordered.into_iter().map(|(_, utterance)| utterance).collect()
    }
}
