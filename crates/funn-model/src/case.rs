//! Cases, their attributes, what ties them to the material, and relations between them.

use std::collections::BTreeMap;

use crate::id::{AttributeId, CaseId, CaseKindId, RelationId, SourceId, TieId};
use crate::shelf::record;
use crate::span::Span;

/// A kind of case that the study defines: municipality, informant, organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseKind {
    /// Its id.
    pub id: CaseKindId,
    /// Its name; unique among kinds.
    pub name: String,
}
record!(CaseKind, CaseKindId, "case kind");

/// A person, place, group or thing that the study compares.
#[derive(Debug, Clone, PartialEq)]
pub struct Case {
    /// Its id.
    pub id: CaseId,
    /// What kind of case.
    pub kind: CaseKindId,
    /// Its name; unique within its kind.
    pub name: String,
    /// Known values of the attributes defined for its kind.
    pub values: BTreeMap<AttributeId, Value>,
}
record!(Case, CaseId, "case");

/// What an attribute describes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum AttributeOwner {
    /// Cases of one kind.
    CaseKind(CaseKindId),
    /// Every source.
    Sources,
}

/// The type of an attribute's values.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ValueType {
    /// Free text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Boolean,
    /// A calendar date.
    Date,
    /// One of these, in this order (an ordinal scale has one).
    Choice(Vec<String>),
}

/// A named property of cases or sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute {
    /// Its id.
    pub id: AttributeId,
    /// What it describes.
    pub owner: AttributeOwner,
    /// Its name; unique for its owner.
    pub name: String,
    /// The type of its values.
    pub value_type: ValueType,
}
record!(Attribute, AttributeId, "attribute");

/// A value of an attribute. A missing value is no value at all.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Text, or one of the choices.
    Text(String),
    /// A finite number.
    Number(f64),
    /// True or false.
    Boolean(bool),
    /// A calendar date.
    Date(jiff::civil::Date),
}

impl Value {
    /// Whether the value is one of `value_type`.
    pub fn fits(&self, value_type: &ValueType) -> bool {
        match (self, value_type) {
            (Self::Text(text), ValueType::Choice(choices)) => choices.contains(text),
            (Self::Number(number), ValueType::Number) => number.is_finite(),
            (Self::Text(_), ValueType::Text)
            | (Self::Boolean(_), ValueType::Boolean)
            | (Self::Date(_), ValueType::Date) => true,
            _ => false,
        }
    }
}

impl std::fmt::Display for Value {
    /// Plain form: `45891`, `true`, `2023-02-14`, or the text.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Date(date) => write!(f, "{date}"),
        }
    }
}

/// Ties a case to a whole source, or to one passage of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tie {
    /// Its id.
    pub id: TieId,
    /// The case.
    pub case: CaseId,
    /// The source.
    pub source: SourceId,
    /// The passage; none means the whole source.
    pub span: Option<Span>,
    /// Whether the passage vanished in a correction of the text.
    pub displaced: bool,
}
record!(Tie, TieId, "tie");

/// Whether a relation has a direction.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From the first case to the second.
    OneWay,
    /// Both ways.
    Mutual,
}

/// A relation between two cases, such as a grant or an agreement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// Its id.
    pub id: RelationId,
    /// What relation: agreement, partnership, grant, council, network.
    pub kind: String,
    /// The first case.
    pub from: CaseId,
    /// The second case.
    pub to: CaseId,
    /// Whether it has a direction.
    pub direction: Direction,
    /// First day, if known.
    pub since: Option<jiff::civil::Date>,
    /// Last day, if it ended and that is known.
    pub until: Option<jiff::civil::Date>,
}
record!(Relation, RelationId, "relation");
