//! The lines of a notation that set a study up.

use funn_model::{AttributeOwner, SourceKind, ValueType};

use crate::build::Build;
use crate::coded::set_member;

/// Reads one line; answers whether it was one that sets something up.
pub(super) fn line(build: &mut Build, line: &str) -> bool {
    let Some((word, rest)) = line.split_once(' ') else { return false };
    match word {
        "case" => {
            let mut settings = settings(rest).into_iter();
            let (kind, name) = settings.next().expect("a case line names KIND=NAME");
            let case = build.case(&kind, &name);
            for (attribute, value) in settings {
                build.case_value(case, &attribute, &value);
            }
        }
        "attribute" => {
            let (name, choices) = rest.split_once(':').expect("attribute KIND.NAME: A | B");
            let (kind, name) = name.split_once('.').expect("attribute KIND.NAME: A | B");
            let choices = choices.split('|').map(|choice| choice.trim().to_owned()).collect();
            let owner = if kind == "source" {
                AttributeOwner::Sources
            } else {
                AttributeOwner::CaseKind(build.kind(kind))
            };
            build.attribute(owner, name, ValueType::Choice(choices));
        }
        "facet" => {
            for (facet, values) in settings(rest) {
                for value in values.split('|') {
                    build.facet(&facet, value);
                }
            }
        }
        "round" => {
            let (number, name) = rest.split_once(' ').unwrap_or((rest, rest));
            build.round(number.parse().expect("round NUMBER NAME"), name);
        }
        "code" => {
            build.code(rest.trim());
        }
        "set" => {
            let (name, members) = rest.split_once(' ').expect("set NAME KIND=CASE code=PATH");
            for (key, value) in settings(members) {
                let member = set_member(build, &key, &value);
                build.set(name, member);
            }
        }
        _ => return false,
    }
    true
}

/// `key=value` pairs; a value with spaces stands in quotation marks.
pub(super) fn settings(text: &str) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    let mut rest = text.trim();
    while let Some((key, after)) = rest.split_once('=') {
        let (value, left) = match after.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').expect("a quotation mark is closed"),
            None => after.split_once(' ').unwrap_or((after, "")),
        };
        pairs.push((key.trim().to_owned(), value.to_owned()));
        rest = left.trim();
    }
    assert!(rest.is_empty(), "KEY=VALUE is expected, not {rest:?}");
    pairs
}

/// A kind of source by its name.
pub(super) fn source_kind(name: &str) -> SourceKind {
    match name {
        "transcript" => SourceKind::Transcript,
        "document" => SourceKind::Document,
        "fieldnote" => SourceKind::FieldNote,
        "survey" => SourceKind::SurveyAnswer,
        other => panic!("there is no kind of source {other:?}"),
    }
}
