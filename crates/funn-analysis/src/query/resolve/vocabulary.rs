//! The words that queries of one study can use.

use funn_model::{AttributeOwner, Project, SourceKind};

use crate::query::fields::{FIELDS, Field};
use crate::query::print;

/// Kinds of source as queries name them, in English and Norwegian.
pub(crate) const SOURCE_KIND_NAMES: [(SourceKind, &str, &str); 4] = [
    (SourceKind::Transcript, "transcript", "transkripsjon"),
    (SourceKind::Document, "document", "dokument"),
    (SourceKind::FieldNote, "fieldnote", "feltnotat"),
    (SourceKind::SurveyAnswer, "survey", "spørreskjema"),
];

/// Things that `has:` asks for, besides facets.
pub(crate) const HAVING: [&str; 3] = ["memo", "case", "weight"];

/// Every field that a query of this study may use: those of every study, its facets, its kinds of
/// case, and their attributes.
pub(crate) fn field_names(project: &Project) -> Vec<String> {
    let mut names: Vec<String> = FIELDS.iter().map(|(_, en, _)| (*en).to_owned()).collect();
    let mut own: Vec<String> = project.facets().iter().map(|facet| own_name(&facet.name)).collect();
    own.extend(project.case_kinds().iter().map(|kind| own_name(&kind.name)));
    own.sort();
    let mut attributes: Vec<String> = project
        .attributes()
        .iter()
        .map(|attribute| match attribute.owner {
            AttributeOwner::Sources => format!("source.{}", print::name(&attribute.name)),
            AttributeOwner::CaseKind(_) => format!("case.{}", print::name(&attribute.name)),
        })
        .collect();
    attributes.sort();
    names.extend(own);
    names.extend(attributes);
    names.dedup();
    names
}

/// The names of all speakers, sorted.
pub(crate) fn speakers(project: &Project) -> Vec<String> {
    let turns = project.sources().iter().filter_map(|source| source.current());
    let turns = turns.flat_map(|revision| &revision.structure.turns);
    let names: std::collections::BTreeSet<&str> = turns.map(|t| t.speaker.as_str()).collect();
    names.into_iter().filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// A name of the study as a field: quoted where it would else be read as a word of the language.
fn own_name(name: &str) -> String {
    if Field::named(name).is_some() { print::quoted(name) } else { print::name(name) }
}
