//! What can stand in the rows or columns of a matrix.

use funn_model::{Attribute, AttributeId, AttributeOwner, CaseKindId, FacetId, Project};

use crate::pattern::folded;
use crate::query::nearest;

/// What stands in the rows or columns of a matrix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dimension {
    /// Codes, by full path, in the order of the codebook.
    Code,
    /// Cases of one kind, or of every kind, as `kind=name`, by kind and name.
    Case(Option<CaseKindId>),
    /// Values of an attribute of cases or sources, as `attribute=value`: choices in their order,
    /// others by size or alphabet; what has no value last, where there is any.
    Attribute(AttributeId),
    /// Sources, by name.
    Source,
    /// Coders, by name.
    Coder,
    /// Values of one facet, or of every facet, as `facet=value`, in their order; codings without
    /// a value last, where there are any.
    Facet(Option<FacetId>),
    /// Speakers, by name.
    Speaker,
    /// Rounds, by number; codings in no round last, where there are any.
    Round,
}

/// A word that names no dimension.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no dimension \"{text}\"")]
pub struct DimensionError {
    /// The word as typed.
    pub text: String,
    /// What to do next.
    pub hint: String,
}

impl Dimension {
    /// Reads a dimension: `code`, `case`, `case:KIND` or `KIND`, `case.ATTRIBUTE`,
    /// `KIND.ATTRIBUTE`, `source.ATTRIBUTE`, `source`, `coder`, `facet`, `facet:NAME` or `NAME`,
    /// `speaker`, `round`. Norwegian words are read too.
    pub fn read(text: &str, project: &Project) -> Result<Self, DimensionError> {
        let word = folded(text);
        let found = match word.as_str() {
            "code" | "codes" | "kode" => Some(Self::Code),
            "case" | "cases" | "tilfelle" => Some(Self::Case(None)),
            "source" | "sources" | "kilde" => Some(Self::Source),
            "coder" | "coders" | "koder" => Some(Self::Coder),
            "facet" | "facets" | "fasett" => Some(Self::Facet(None)),
            "speaker" | "speakers" | "taler" => Some(Self::Speaker),
            "round" | "rounds" | "runde" => Some(Self::Round),
            _ => None,
        };
        found
            .or_else(|| match word.split_once([':', '.']) {
                None => kind(project, &word).or_else(|| facet(project, &word)).or_else(|| {
                    let all = project.attributes().by_id();
                    one_attribute(all.into_iter(), &word)
                }),
                Some(("case" | "tilfelle", name)) => kind(project, name)
                    .or_else(|| attribute(project, name, |owner| owner != AttributeOwner::Sources)),
                Some(("source" | "kilde", name)) => {
                    attribute(project, name, |owner| owner == AttributeOwner::Sources)
                }
                Some(("facet" | "fasett", name)) => facet(project, name),
                Some(("attribute" | "attributt", name)) => attribute(project, name, |_any| true),
                Some((kind, name)) => kind_attribute(project, kind, name),
            })
            .ok_or_else(|| unknown(project, text))
    }
}

fn kind(project: &Project, name: &str) -> Option<Dimension> {
    let kinds = project.case_kinds().by_id();
    let found = kinds.into_iter().find(|kind| folded(&kind.name) == name)?;
    Some(Dimension::Case(Some(found.id)))
}

fn facet(project: &Project, name: &str) -> Option<Dimension> {
    let facets = project.facets().by_id();
    let found = facets.into_iter().find(|facet| folded(&facet.name) == name)?;
    Some(Dimension::Facet(Some(found.id)))
}

/// The attribute `name`, or `kind.name`, whose owner is as wanted.
fn attribute(
    project: &Project,
    name: &str,
    wanted: impl Fn(AttributeOwner) -> bool,
) -> Option<Dimension> {
    let all = project.attributes().by_id();
    one_attribute(all.into_iter().filter(|attribute| wanted(attribute.owner)), name).or_else(|| {
        name.split_once('.').and_then(|(kind, name)| kind_attribute(project, kind, name))
    })
}

fn kind_attribute(project: &Project, kind: &str, name: &str) -> Option<Dimension> {
    let kinds = project.case_kinds().by_id();
    let kind = kinds.into_iter().find(|known| folded(&known.name) == kind)?;
    let owner = AttributeOwner::CaseKind(kind.id);
    let all = project.attributes().by_id();
    one_attribute(all.into_iter().filter(|attribute| attribute.owner == owner), name)
}

/// The one attribute of this name; none when several kinds of case have one.
fn one_attribute<'a>(
    mut known: impl Iterator<Item = &'a Attribute>,
    name: &str,
) -> Option<Dimension> {
    let found = known.by_ref().find(|attribute| folded(&attribute.name) == name)?;
    let another = known.any(|attribute| folded(&attribute.name) == name);
    (!another).then_some(Dimension::Attribute(found.id))
}

fn unknown(project: &Project, text: &str) -> DimensionError {
    let mut known: Vec<String> =
        ["code", "case", "source", "coder", "facet", "speaker", "round"].map(str::to_owned).into();
    known.extend(
        project
            .case_kinds()
            .sorted_by_key(|kind| kind.name.clone())
            .iter()
            .map(|kind| format!("case:{}", kind.name)),
    );
    known.extend(
        project
            .facets()
            .sorted_by_key(|facet| facet.name.clone())
            .iter()
            .map(|facet| format!("facet:{}", facet.name)),
    );
    let attributes = project.attributes().sorted_by_key(|attribute| attribute.name.clone());
    known.extend(attributes.iter().map(|attribute| match attribute.owner {
        AttributeOwner::Sources => format!("source.{}", attribute.name),
        AttributeOwner::CaseKind(kind) => {
            let kind = project.case_kinds().get(kind).map_or("case", |kind| kind.name.as_str());
            format!("{kind}.{}", attribute.name)
        }
    }));
    let near = nearest(text, &known);
    let hint = if near.is_empty() {
        format!("the dimensions are {}", known.join(", "))
    } else {
        format!("did you mean {}?", near.join(" or "))
    };
    DimensionError { text: text.to_owned(), hint }
}
