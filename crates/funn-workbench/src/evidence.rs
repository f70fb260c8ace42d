//! From a number back to its passages, and from a row of a matrix to the query that finds it.

use std::collections::BTreeMap;

use funn_analysis::matrix::Dimension;
use funn_analysis::resolve;
use funn_model::{
    AttributeOwner, CodeId, CodingId, Project, Segment, Segments, SourceId, Span, ValueType,
};

use crate::error::WorkbenchError;

/// A part of the passages behind a number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passages {
    /// The passages of this part, by source name and position.
    pub segments: Segments,
    /// How many there are in all.
    pub total: usize,
}

/// The passages that codings stand on, by source name and position, each passage once; those from
/// `offset` on, at most `limit`.
pub fn passages_of(
    project: &Project,
    codings: &[CodingId],
    offset: usize,
    limit: usize,
) -> Passages {
    let mut passages: BTreeMap<(&str, SourceId, Span), Vec<CodingId>> = BTreeMap::new();
    for &id in codings {
        let Some(coding) = project.codings().get(id) else { continue };
        let name = project.sources().get(coding.source).map_or("", |source| source.name.as_str());
        passages.entry((name, coding.source, coding.span)).or_default().push(id);
    }
    let total = passages.len();
    let part = passages.into_iter().skip(offset).take(limit);
    let segments = part
        .map(|((_, source, span), mut codings)| {
            codings.sort_unstable();
            codings.dedup();
            let (codes, cases) = (codes_on(project, source, span), project.cases_at(source, span));
            Segment { source, span, codings, codes, cases }
        })
        .collect();
    Passages { segments: Segments { segments }, total }
}

/// A passage that may or may not be coded, with the codes that touch it and the cases tied to it.
pub fn passage_at(project: &Project, source: SourceId, span: Span) -> Segment {
    let codes = by_path(project, project.codings_at(source, span).map(|coding| coding.code));
    Segment { source, span, codings: Vec::new(), codes, cases: project.cases_at(source, span) }
}

/// The codes on exactly this passage, each once, by path.
fn codes_on(project: &Project, source: SourceId, span: Span) -> Vec<CodeId> {
    let same = project.codings_at(source, span).filter(|coding| coding.span == span);
    by_path(project, same.map(|coding| coding.code))
}

/// Codes, each once, by path.
fn by_path(project: &Project, codes: impl Iterator<Item = CodeId>) -> Vec<CodeId> {
    let mut codes: Vec<(String, CodeId)> =
        codes.map(|code| (project.code_path(code), code)).collect();
    codes.sort_unstable();
    codes.dedup();
    codes.into_iter().map(|(_, code)| code).collect()
}

/// For each row (or column) of a matrix, by the dimension as asked for and the names as answered,
/// a query that finds the codings that it counts; empty where the language has none.
pub fn queries_for(
    project: &Project,
    dimension: &str,
    names: &[String],
    exact: bool,
) -> Result<Vec<String>, WorkbenchError> {
    let dimension = Dimension::read(dimension, project)
        .map_err(|error| WorkbenchError::invalid(error.to_string(), error.hint))?;
    let known = |query: String| match funn_analysis::parse(&query) {
        Ok(typed) if resolve(&typed, project).is_ok() => query,
        _ => String::new(),
    };
    Ok(names.iter().map(|name| known(query_for(project, &dimension, name, exact))).collect())
}

fn query_for(project: &Project, dimension: &Dimension, name: &str, exact: bool) -> String {
    let quoted = quoted(name);
    match dimension {
        Dimension::Code if exact => format!("code={quoted}"),
        Dimension::Code => format!("code:{quoted}"),
        Dimension::Case(_) => match name.split_once('=') {
            Some((kind, case)) => format!("case:{}={}", word(kind), self::quoted(case)),
            None => String::new(),
        },
        Dimension::Attribute(id) => {
            let Some(attribute) = project.attributes().get(*id) else { return String::new() };
            let prefix = format!("{}=", attribute.name);
            let value = name.strip_prefix(&prefix).unwrap_or(name);
            let bare = matches!(attribute.value_type, ValueType::Number | ValueType::Boolean);
            let value = if bare { value.to_owned() } else { value_word(value) };
            match attribute.owner {
                AttributeOwner::Sources => format!("source.{} = {value}", word(&attribute.name)),
                AttributeOwner::CaseKind(kind) => {
                    let kind = project.case_kinds().get(kind).map_or("", |kind| &kind.name);
                    format!("case.{}.{} = {value}", word(kind), word(&attribute.name))
                }
            }
        }
        Dimension::Source => format!("source:{quoted}"),
        Dimension::Coder => format!("coder:{quoted}"),
        Dimension::Facet(_) => match name.split_once('=') {
            Some((facet, value)) => format!("{}:{}", self::quoted(facet), value_word(value)),
            None => String::new(),
        },
        Dimension::Speaker => format!("speaker:{quoted}"),
        Dimension::Round if name == NO_ROUND => {
            let rounds = project.rounds().sorted_by_key(|round| round.number);
            let any: Vec<String> =
                rounds.iter().map(|round| format!("round:{}", round.number)).collect();
            if any.is_empty() { String::new() } else { format!("not ({})", any.join(" or ")) }
        }
        Dimension::Round => {
            let round = project.rounds().iter().find(|round| round.name == name);
            round.map_or_else(String::new, |round| format!("round:{}", round.number))
        }
    }
}

/// The row of a matrix for codings in no round.
const NO_ROUND: &str = "round=missing";

/// A value after a sign; the bare word for "no value" stays bare.
fn value_word(value: &str) -> String {
    if value == "missing" { value.to_owned() } else { quoted(value) }
}

/// A name ahead of a sign; bare where it is one plain word.
fn word(name: &str) -> String {
    let plain = name.chars().all(|character| character.is_alphanumeric() || character == '_');
    if plain && !name.is_empty() { name.to_owned() } else { quoted(name) }
}

fn quoted(text: &str) -> String {
    let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{escaped}\"")
}
