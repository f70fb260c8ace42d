//! Projects made up to be wrong in one way each.

use super::*;
use crate::refi::tree;
use proptest::prelude::*;

fn whats(losses: &[ExchangeLoss]) -> Vec<&str> {
    losses.iter().map(|loss| loss.what.as_str()).collect()
}

fn project(inside: &str) -> ReadProject {
    let xml =
        format!("<Project xmlns='{}' name='x'>{inside}</Project>", super::super::PROJECT_NAMESPACE);
    Project::from_tree(&tree::read(xml.as_bytes()).unwrap()).unwrap()
}

#[test]
fn what_cannot_be_read_is_counted_by_name() {
    let read = project(
        "<Sources><TextSource guid='t'><PlainTextSelection guid='s' startPosition='1.5' endPosition='2'/>\
         <PlainTextSelection guid='r' startPosition='1.0' endPosition=' 2 '><Coding guid='c'/></PlainTextSelection>\
         </TextSource><Sound guid='x'/></Sources><Sets><Set guid='m' name='m'><MemberSource targetGUID='gone'/></Set></Sets>\
         <Magic><Wand/></Magic>",
    );
    let wanted = [
        "Coding without a code",
        "Magic",
        "MemberSource to nothing",
        "PlainTextSelection",
        "PlainTextSelection whose positions are no whole numbers",
        "Sound",
        "Wand",
    ];
    assert_eq!(whats(&read.losses), wanted);
    let Source::Text(text) = &read.project.sources[0] else { panic!("a text") };
    assert_eq!(
        (text.selections.len(), text.selections[0].start, text.selections[0].end),
        (1, 1, 2)
    );
}

#[test]
fn kept_elements_come_out_in_order_and_whole() {
    let read = project(
        "<Sources><PDFSource guid='00000000-0000-0000-0000-000000000001' path='internal://a.pdf' zoom='2'>\
         <Representation guid='00000000-0000-0000-0000-000000000002'/>\
         <PDFSelection guid='00000000-0000-0000-0000-000000000001' page='0' firstX='1.6' firstY='2' secondX='3' secondY='4'/>\
         <PlainTextSelection guid='q'/></PDFSource></Sources>",
    );
    let written = read.project.to_tree();
    let xml = tree::write(&written.document).xml;
    let (selection, text) =
        (xml.find("<PDFSelection").unwrap(), xml.find("<Representation").unwrap());
    assert!(selection < text && xml.contains("firstX=\"2\"") && !xml.contains("zoom"), "{xml}");
    let wanted = [
        "PDFSource@zoom",
        "PlainTextSelection",
        "guid that repeats or is none (one was made)",
        "order of the parts of PDFSource",
        "part of a whole in @firstX",
    ];
    assert_eq!(whats(&written.losses), wanted);
}

#[test]
fn values_are_judged_by_their_type() {
    for (kind, right, wrong) in [
        (VariableType::Boolean, "true", "yes"),
        (VariableType::Integer, "-12", "1.0"),
        (VariableType::Float, "-.5", "1e3"),
        (VariableType::Date, "2024-02-29", "2023-02-29"),
        (VariableType::DateTime, "2024-03-01T10:00:00Z", "2024-03-01"),
    ] {
        assert!(kind.accepts(right), "{right}");
        assert!(!kind.accepts(wrong), "{wrong}");
        assert!(!kind.accepts(""), "{kind:?}");
    }
}

proptest! {
    #[test]
    fn texts_and_selections_come_back(
        name in "\\PC{0,12}",
        content in "([a-zæ]|😀|e\u{301}|\r\n|\n|\t|&|<|]]>){0,30}",
        ends in proptest::collection::vec((0_i64..40, 0_i64..40), 0..6),
    ) {
        let guid = |word: &str| Guid::minted(&[word, "test"]);
        let selections = ends.iter().enumerate().map(|(at, (start, end))| Selection {
            guid: guid(&at.to_string()),
            name: Some(name.clone()),
            start: *start,
            end: *end,
            description: Some(content.clone()),
            audit: Audit::default(),
            codings: vec![Coding {
                guid: guid(&format!("c{at}")),
                code: guid("code"),
                user: None,
                created: None,
                notes: Vec::new(),
            }],
            notes: Vec::new(),
        });
        let text = TextDocument {
            guid: guid("text"),
            name: Some(name.clone()),
            rich_path: None,
            plain_path: None,
            content: Some(content.clone()),
            description: None,
            audit: Audit::default(),
            selections: selections.collect(),
            codings: Vec::new(),
            notes: Vec::new(),
            values: Vec::new(),
        };
        let project = Project {
            name,
            sources: vec![Source::Text(Box::new(text.clone()))],
            notes: vec![TextDocument { guid: guid("note"), selections: Vec::new(), ..text }],
            ..Project::default()
        };
        let written = project.to_tree();
        prop_assert!(written.losses.is_empty());
        let xml = tree::write(&written.document);
        prop_assert_eq!(xml.stripped, 0);
        let again = tree::read(xml.xml.as_bytes()).unwrap();
        prop_assert_eq!(Project::from_tree(&again).unwrap().project, project);
    }
}
