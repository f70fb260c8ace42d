//! Exchange files of real tools and made-up ones: passages, round trips, validity against the schema.

#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking")]

use std::collections::BTreeMap;

use funn_formats::refi::codebook;
use funn_formats::refi::container::{Container, EntryKind};
use funn_formats::refi::offsets::{Claim, CrLf, Detection, ForeignText, OffsetMap, Unit, detect};
use funn_formats::refi::project::{Project, ReadProject, Selection, Source, TextDocument};
use funn_formats::refi::tree::{self, Detail, Document};
use funn_formats::refi::{ExchangeLoss, RefiError};

#[path = "refi/xsd.rs"]
mod xsd;

const PROJECT_SCHEMA: &str = include_str!("fixtures/refi/Project.xsd");
const CODEBOOK_SCHEMA: &str = include_str!("fixtures/refi/Codebook.xsd");
const NVIVO: &[u8] = include_bytes!("fixtures/refi/nvivo-win-12.6.sanitised.qdpx");
const ORNIO: &[u8] = include_bytes!("fixtures/refi/ornio.qde");
const TRANSANA: &[u8] = include_bytes!("fixtures/refi/A3-transana.qde");
const EXPECTED: &str = include_str!("fixtures/refi/expected.json");

macro_rules! sample {
    ($name:literal) => {
        ($name, include_bytes!(concat!("fixtures/refi/", $name, ".qdpx")).as_slice())
    };
}

const SYNTHETIC: [(&str, &[u8]); 8] = [
    sample!("01-spec-codepoint-lf"),
    sample!("02-nvivo-like-utf16-crlf-bom"),
    sample!("03-atlasti-like-crlf-counted-as-one"),
    sample!("05-qualcoder-like-bom-lf"),
    sample!("07-cp1252-transcript"),
    sample!("09-inline-content-crlf-charref"),
    sample!("11-namespace-0-10"),
    sample!("13-stored-not-deflated"),
];

fn document(container: &mut Container<'_>) -> Document {
    tree::read(&container.project().unwrap()).unwrap()
}

fn texts(project: &Project) -> impl Iterator<Item = &TextDocument> {
    project.sources.iter().filter_map(|source| match source {
        Source::Text(text) => Some(&**text),
        Source::Other(_) => None,
    })
}

fn content(container: &mut Container<'_>, text: &TextDocument) -> ForeignText {
    match (&text.content, &text.plain_path) {
        (Some(content), _) => ForeignText::inline(content),
        (None, Some(path)) => {
            let name = container.locate(path).unwrap().name.clone();
            ForeignText::decode(&container.read(&name).unwrap()).unwrap()
        }
        (None, None) => panic!("a text without content"),
    }
}

fn detected(text: &ForeignText, selections: &[Selection], origin: Option<&str>) -> Detection {
    let claims: Vec<Claim<'_>> = selections
        .iter()
        .map(|one| Claim { start: one.start, end: one.end, quote: one.name.as_deref() })
        .collect();
    detect(text, &claims, origin)
}

fn passages(text: &ForeignText, selections: &[Selection], found: &Detection) -> Vec<String> {
    let map = OffsetMap::new(text, found.best.convention);
    let characters: Vec<char> = text.text().chars().collect();
    let passage = |one: &Selection| {
        let span = map.place(one.start, one.end).unwrap().span;
        characters[span.start as usize..span.end as usize].iter().collect()
    };
    selections.iter().map(passage).collect()
}

/// The passages of `expected.json`, by GUID.
fn expected() -> BTreeMap<&'static str, &'static str> {
    assert!(!EXPECTED.contains('\\'), "passages need no unescaping");
    EXPECTED
        .lines()
        .filter_map(|line| line.strip_prefix("   ")?.trim().strip_prefix('"')?.split_once("\": \""))
        .map(|(guid, rest)| (guid, rest.trim_end_matches(',').trim_end_matches('"')))
        .collect()
}

#[test]
fn every_expected_passage_comes_out_right() {
    let expected = expected();
    let mut checked = 0;
    for (name, bytes) in SYNTHETIC {
        let mut container = Container::open(bytes).unwrap();
        let read = Project::from_tree(&document(&mut container)).unwrap().project;
        for text in texts(&read) {
            let foreign = content(&mut container, text);
            for origin in [read.origin.as_deref(), None] {
                let found = detected(&foreign, &text.selections, origin);
                let passages = passages(&foreign, &text.selections, &found);
                for (selection, passage) in text.selections.iter().zip(passages) {
                    let wanted = expected[selection.guid.raw()];
                    let how = found.best.convention.describe();
                    assert_eq!(passage, wanted, "{name} by {origin:?}: {how}");
                    checked += 1;
                }
            }
        }
    }
    assert_eq!(checked, 2 * 31);
}

#[test]
fn nvivo_counts_utf16_units_and_crlf_as_two() {
    let mut container = Container::open(NVIVO).unwrap();
    let read = Project::from_tree(&document(&mut container)).unwrap();
    let (mut selections, mut starts, mut ends) = (0, 0, 0);
    for text in texts(&read.project) {
        let foreign = content(&mut container, text);
        assert!(foreign.had_bom());
        for origin in [read.project.origin.as_deref(), None] {
            let found = detected(&foreign, &text.selections, origin);
            let best = found.best.convention;
            let is_little = text.selections.len() < 10;
            if is_little && origin.is_none() {
                continue;
            }
            assert_eq!((best.unit, best.crlf, best.counts_bom), (Unit::Utf16, CrLf::Two, false));
            assert!(!found.is_ambiguous || is_little, "{found:?}");
            let evidence = found.best.evidence;
            assert_eq!((evidence.outside, evidence.split), (0, 0));
            if origin.is_some() {
                selections += evidence.selections;
                starts += evidence.selections - evidence.cut_starts;
                ends += evidence.selections - evidence.cut_ends;
            }
        }
        let map =
            OffsetMap::new(&foreign, detected(&foreign, &text.selections, None).best.convention);
        for one in &text.selections {
            let span = map.place(one.start, one.end).unwrap().span;
            assert_eq!(map.numbers(span), (one.start, one.end));
        }
    }
    assert_eq!((selections, starts, ends), (303, 302, 301));
}

#[test]
fn reading_and_writing_unchanged_gives_an_equal_document() {
    let mut documents: Vec<(String, Vec<u8>)> =
        vec![("ornio".to_owned(), ORNIO.to_vec()), ("transana".to_owned(), TRANSANA.to_vec())];
    for (name, bytes) in SYNTHETIC.into_iter().chain([("nvivo", NVIVO)]) {
        let mut container = Container::open(bytes).unwrap();
        let project = container.project().unwrap();
        let written = tree::write(&tree::read(&project).unwrap());
        let rewritten = container.rewrite(written.xml.as_bytes()).unwrap();
        let mut again = Container::open(&rewritten).unwrap();
        assert_eq!(again.entries().len(), container.entries().len());
        for entry in container.entries().to_vec() {
            if entry.kind != EntryKind::Project {
                let (old, new) = (container.read(&entry.name), again.read(&entry.name));
                assert_eq!(old.unwrap(), new.unwrap(), "{name} {}", entry.name);
            }
        }
        assert_eq!(rewritten, container.rewrite(written.xml.as_bytes()).unwrap());
        documents.push((name.to_owned(), project));
    }
    for (name, bytes) in documents {
        let first = tree::read(&bytes).unwrap();
        let written = tree::write(&first);
        assert_eq!(written.stripped, 0, "{name}");
        let second = tree::read(written.xml.as_bytes()).unwrap();
        let form = |document: &Document| tree::canonical(&document.root, Detail::Everything);
        assert_eq!(form(&first), form(&second), "{name}");
        assert_eq!(first, second, "{name}");
        assert_eq!(tree::write(&second), written, "{name}");
    }
}

fn viewed(bytes: &[u8]) -> (Document, ReadProject) {
    let document = tree::read(bytes).unwrap();
    let read = Project::from_tree(&document).unwrap();
    (document, read)
}

#[test]
fn valid_projects_come_out_of_the_typed_view_equal_and_valid() {
    let nvivo = Container::open(NVIVO).unwrap().project().unwrap();
    for (name, bytes) in [("nvivo", nvivo.as_slice()), ("ornio", ORNIO)] {
        let (document, read) = viewed(bytes);
        assert_eq!(xsd::faults(PROJECT_SCHEMA, &document.root), Vec::<String>::new(), "{name}");
        assert!(read.losses.iter().all(|loss| loss.kept), "{name}: {:?}", read.losses);
        let written = read.project.to_tree();
        assert_eq!(xsd::faults(PROJECT_SCHEMA, &written.document.root), Vec::<String>::new());
        let form = |document: &Document| tree::canonical(&document.root, Detail::Content);
        let mut document = document;
        document.root.attributes.retain(|attribute| &*attribute.name != "xsi:schemaLocation");
        assert_eq!(form(&document), form(&written.document), "{name}");
        let xml = tree::write(&written.document).xml;
        assert_eq!(viewed(xml.as_bytes()).1.project, read.project, "{name}");
    }
}

#[test]
fn what_the_view_does_not_hold_is_counted_and_kept() {
    let (_, read) = viewed(ORNIO);
    let count = |what: &str| {
        let found = read.losses.iter().find(|loss| loss.what == what);
        found.map_or(0, |loss| loss.count)
    };
    for (what, wanted) in [("PDFSource", 1), ("SyncPoint", 2), ("Vertex", 2), ("Graph", 1)] {
        assert_eq!(count(what), wanted, "{what}");
    }
    assert_eq!((read.project.cases.len(), read.project.cases[0].values.len()), (1, 2));
    assert_eq!((read.project.notes.len(), read.project.links.len()), (1, 1));
}

#[test]
fn an_invalid_project_of_transana_is_read_and_comes_out_valid() {
    let (document, read) = viewed(TRANSANA);
    assert!(!xsd::faults(PROJECT_SCHEMA, &document.root).is_empty());
    assert_eq!(read.namespace.as_deref(), Some("urn:QDA-XML:project:0:10"));
    let project = &read.project;
    assert_eq!((project.users.len(), project.notes.len(), project.sets.len()), (63, 40, 6));
    assert_eq!((texts(project).count(), project.sources.len()), (6, 16));
    let written = project.to_tree();
    assert_eq!(xsd::faults(PROJECT_SCHEMA, &written.document.root), Vec::<String>::new());
}

fn kinds(losses: &[ExchangeLoss]) -> Vec<&str> {
    losses.iter().map(|loss| loss.what.as_str()).collect()
}

#[test]
fn codebooks_of_real_tools_are_read_and_come_out_valid() {
    let atlas = include_bytes!("fixtures/refi/atlasti-win-23.4.0.qdc").as_slice();
    let annex = include_bytes!("fixtures/refi/A1-codebook.qdc").as_slice();
    let taguette = include_bytes!("fixtures/refi/taguette-1.5.2.qdc").as_slice();
    for (bytes, codes, sets) in [(atlas, 1, 1), (annex, 6, 0), (taguette, 4, 0)] {
        let read = codebook::read(bytes).unwrap();
        assert_eq!((read.codebook.codes.len(), read.codebook.sets.len()), (codes, sets));
        assert_eq!(kinds(&read.losses), Vec::<&str>::new());
        let written = codebook::write(&read.codebook);
        let document = tree::read(written.xml.as_bytes()).unwrap();
        assert_eq!(xsd::faults(CODEBOOK_SCHEMA, &document.root), Vec::<String>::new());
        assert_eq!(codebook::read(written.xml.as_bytes()).unwrap().codebook, read.codebook);
    }
    let read = codebook::read(taguette).unwrap();
    assert_eq!(read.codebook.codes[3].name, "Łódź & <x> 😀");
    assert_eq!(
        codebook::read(annex).unwrap().codebook.codes[0].guid.raw().chars().next(),
        Some('{')
    );
    assert_eq!(codebook::read(atlas).unwrap().codebook.sets[0].members.len(), 1);
}

#[test]
fn broken_codebooks() {
    let empty = codebook::read(include_bytes!("fixtures/refi/taguette-1.5.2.empty.qdc")).unwrap();
    assert!(empty.codebook.codes.is_empty());
    let cut = include_bytes!("fixtures/refi/atlasti-win-23.4.0.truncated-ns-0-4.qdc");
    let error = codebook::read(cut).unwrap_err();
    assert!(matches!(error, RefiError::Damaged { .. }));
    assert!(error.to_string().contains("cut short"), "{error}");
    let old = String::from_utf8(include_bytes!("fixtures/refi/atlasti-win-23.4.0.qdc").to_vec());
    let old = old
        .unwrap()
        .replace("xmlns=\"urn:QDA-XML:codebook:1.0\"", "xmlns=\"urn:QDA-XML:codebook:0:4\"");
    let read = codebook::read(old.as_bytes()).unwrap();
    assert_eq!(read.namespace.as_deref(), Some("urn:QDA-XML:codebook:0:4"));
    assert_eq!(kinds(&read.losses), ["an older or no namespace (read as 1.0)"]);
}
