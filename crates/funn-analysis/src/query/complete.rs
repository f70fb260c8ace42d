//! What can come next in a query that is being typed.

use funn_model::{AttributeOwner, Comparison, Project, Span, ValueType};

use crate::pattern::folded;
use crate::query::fields::{Field, JOINTS};
use crate::query::lexer::{Token, TokenKind, tokens};
use crate::query::print;
use crate::query::resolve::vocabulary::{HAVING, SOURCE_KIND_NAMES, field_names, speakers};

/// At most so many proposals are made.
const LIMIT: usize = 50;

/// Something that could be put in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Completion {
    /// What it takes the place of, in Unicode scalar values; empty where it is put in.
    pub replaces: Span,
    /// What is put in.
    pub text: String,
    /// What it is.
    pub kind: CompletionKind,
}

/// What a proposal is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CompletionKind {
    /// The left side of a condition.
    Field,
    /// A name or value of the study.
    Value,
    /// A word that joins conditions.
    Joint,
}

/// What could stand at `cursor` (in Unicode scalar values) of a query being typed: fields and
/// codes where a condition can begin, names and values after a sign, joining words after a
/// condition. Those that begin as typed come first, then those that hold it.
pub fn complete(text: &str, cursor: u32, project: &Project) -> Vec<Completion> {
    let head: String = text.chars().take(cursor as usize).collect();
    // A quotation mark still open is closed for the while, so that what it holds can be read.
    let closed = format!("{head}\"");
    let Ok(found) = tokens(&head).or_else(|_open| tokens(&closed)) else { return Vec::new() };
    let typed = found.last().filter(|token| token.span.end >= cursor);
    let before = if typed.is_some_and(is_name) { found.len() - 1 } else { found.len() };
    let stem = typed.and_then(name_of).unwrap_or_default();
    let start = typed.filter(|token| is_name(token)).map_or(cursor, |token| token.span.start);
    let replaces = Span::new(start.min(cursor), cursor);
    let earlier = found.get(..before).unwrap_or_default();
    let proposals = match earlier {
        [.., field, Token { kind: TokenKind::Sign(sign), .. }] => {
            let field = name_of(field).unwrap_or_default();
            values(project, &field, *sign).into_iter().map(|v| (v, CompletionKind::Value)).collect()
        }
        _ => beginnings(project, earlier),
    };
    ranked(proposals, &stem, replaces)
}

fn is_name(token: &Token) -> bool {
    matches!(token.kind, TokenKind::Word(_) | TokenKind::Quoted(_))
}

fn name_of(token: &Token) -> Option<String> {
    match &token.kind {
        TokenKind::Word(word) => Some(word.clone()),
        TokenKind::Quoted(text) => Some(text.clone()),
        _ => None,
    }
}

/// What can begin a condition, and after a whole condition also the words that join.
fn beginnings(project: &Project, earlier: &[Token]) -> Vec<(String, CompletionKind)> {
    let fields = field_names(project).into_iter().map(|field| {
        let is_value = field.starts_with("case.") || field.starts_with("source.");
        let sign = if is_value { " = " } else { ":" };
        (format!("{field}{sign}"), CompletionKind::Field)
    });
    let codes = project.code_tree().into_iter().map(|(_, code)| {
        let path = print::value(&project.code_path(code.id));
        (format!("code:{path}"), CompletionKind::Value)
    });
    let joints = JOINTS.iter().map(|word| (format!("{word} "), CompletionKind::Joint));
    let mut proposals: Vec<(String, CompletionKind)> = Vec::new();
    if earlier.last().is_some_and(|last| is_name(last) || last.kind == TokenKind::Close) {
        proposals.extend(joints);
    }
    proposals.extend(fields);
    proposals.extend(codes);
    proposals
}

/// The names and values that a field takes, as they are typed.
fn values(project: &Project, field: &str, sign: Comparison) -> Vec<String> {
    let own = || own_values(project, field);
    let names: Vec<String> = match Field::named(field) {
        Some(Field::Code) => {
            project.code_tree().iter().map(|(_, code)| project.code_path(code.id)).collect()
        }
        Some(Field::Case) => sorted(project.cases().iter().map(|case| case.name.clone())),
        Some(Field::Source) => sorted(project.sources().iter().map(|source| source.name.clone())),
        Some(Field::Kind) => SOURCE_KIND_NAMES.iter().map(|(_, en, _)| (*en).to_owned()).collect(),
        Some(Field::Speaker) => speakers(project),
        Some(Field::Coder) => sorted(project.users().iter().map(|user| user.name.clone())),
        Some(Field::Round) => {
            let rounds = project.rounds().sorted_by_key(|round| round.number);
            return rounds.iter().map(|round| round.number.to_string()).collect();
        }
        Some(Field::Set) => sorted(project.sets().iter().map(|set| set.name.clone())),
        Some(Field::Has) => {
            let facets = project.facets().iter().map(|facet| facet.name.clone());
            HAVING.iter().map(|&word| word.to_owned()).chain(sorted(facets)).collect()
        }
        Some(Field::Weight | Field::Memo | Field::Heading | Field::Text) => Vec::new(),
        None => own(),
    };
    let mut values: Vec<String> = names.iter().map(|name| print::value(name)).collect();
    if field.contains('.') && matches!(sign, Comparison::Equal | Comparison::NotEqual) {
        values.push("missing".to_owned());
    }
    values
}

/// Values of a facet, cases of a kind, values of an attribute.
fn own_values(project: &Project, field: &str) -> Vec<String> {
    let wanted = folded(field);
    if let Some(facet) = project.facets().iter().find(|facet| folded(&facet.name) == wanted) {
        return facet.values.iter().map(|value| value.name.clone()).collect();
    }
    if let Some(kind) = project.case_kinds().iter().find(|kind| folded(&kind.name) == wanted) {
        let cases = project.cases().iter().filter(|case| case.kind == kind.id);
        return sorted(cases.map(|case| case.name.clone()));
    }
    let Some((owner, name)) = wanted.rsplit_once('.') else { return Vec::new() };
    let of_sources = owner == "source" || owner == "kilde";
    let attribute = project.attributes().by_id().into_iter().find(|attribute| {
        let owned = match attribute.owner {
            AttributeOwner::Sources => of_sources,
            AttributeOwner::CaseKind(_) => !of_sources,
        };
        owned && folded(&attribute.name) == name
    });
    let Some(attribute) = attribute else { return Vec::new() };
    match &attribute.value_type {
        ValueType::Choice(choices) => choices.clone(),
        ValueType::Boolean => vec!["true".to_owned(), "false".to_owned()],
        ValueType::Text | ValueType::Number | ValueType::Date => {
            let of_cases = project.cases().iter().filter_map(|case| case.values.get(&attribute.id));
            let of_sources =
                project.sources().iter().filter_map(|source| source.values.get(&attribute.id));
            sorted(of_cases.chain(of_sources).map(ToString::to_string))
        }
    }
}

fn sorted(names: impl Iterator<Item = String>) -> Vec<String> {
    let names: std::collections::BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// Those that begin with what was typed, then those that hold it; each in its order.
fn ranked(proposals: Vec<(String, CompletionKind)>, stem: &str, replaces: Span) -> Vec<Completion> {
    let stem = folded(stem);
    let bare = |text: &str| folded(text).trim_start_matches("code:").replace('"', "");
    let begins = |text: &str| folded(text).starts_with(&stem) || bare(text).starts_with(&stem);
    let (first, others): (Vec<_>, Vec<_>) =
        proposals.into_iter().partition(|(text, _)| begins(text));
    let holding = others.into_iter().filter(|(text, _)| bare(text).contains(&stem));
    let completion = |(text, kind)| Completion { replaces, text, kind };
    first.into_iter().chain(holding).take(LIMIT).map(completion).collect()
}

#[cfg(test)]
mod tests {
    use funn_testkit::coded;

    use super::*;

    const STUDY: &str =
        "case kommune=Arendal innbyggere=5\ncode Ressurser/Tid\nfacet valence=driver|barrier\n";

    #[track_caller]
    fn check(typed: &str, expected: &[&str]) {
        let cursor = u32::try_from(typed.chars().count()).unwrap();
        let found: Vec<String> = complete(typed, cursor, &coded(STUDY))
            .into_iter()
            .map(|completion| {
                let kept: String = typed.chars().take(completion.replaces.start as usize).collect();
                kept + &completion.text
            })
            .collect();
        let listed: Vec<&str> = found.iter().take(expected.len()).map(String::as_str).collect();
        assert_eq!(listed, expected, "all: {found:?}");
    }

    #[test]
    fn fields_names_values_and_joining_words() {
        check("co", &["code:", "coder:"]);
        check("code:re", &["code:Ressurser", "code:\"Ressurser/Tid\""]);
        check("code:\"Ressurser/", &["code:\"Ressurser/Tid\""]);
        check("tid", &["code:\"Ressurser/Tid\""]);
        check("valence:b", &["valence:barrier"]);
        check("code:Tid an", &["code:Tid and "]);
        check("code:Tid and val", &["code:Tid and valence:"]);
        check("kommune:", &["kommune:Arendal"]);
        check("case.innb", &["case.innbyggere = "]);
        check("case.innbyggere = ", &["case.innbyggere = 5", "case.innbyggere = missing"]);
        check("has:", &["has:memo", "has:case", "has:weight", "has:valence"]);
    }
}
