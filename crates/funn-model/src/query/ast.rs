//! The shape of a query, in two stages that are different types: [`Typed`] holds names,
//! [`Resolved`] holds ids, and only a resolved query can be asked.

use crate::case::Value;
use crate::id::{AttributeId, CaseId, CodeId, FacetId, FacetValueId, RoundId, SourceId, UserId};
use crate::query::TextPattern;
use crate::source::SourceKind;
use crate::span::Span;

/// How far a query has come.
pub trait Stage: Clone + PartialEq + std::fmt::Debug {
    /// What stands at the leaves.
    type Atom: Clone + PartialEq + std::fmt::Debug;
}

/// As typed: fields and values are names that may or may not exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Typed;

/// Held against a study: every name has become the ids it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved;

impl Stage for Typed {
    type Atom = TypedAtom;
}

impl Stage for Resolved {
    type Atom = ResolvedAtom;
}

/// A question for passages.
#[derive(Debug, Clone, PartialEq)]
pub struct Query<S: Stage> {
    /// What is asked.
    pub expr: Expr<S>,
}

/// A part of a query.
#[derive(Debug, Clone, PartialEq)]
pub enum Expr<S: Stage> {
    /// `*`: every coded or marked passage.
    All,
    /// Text in the passage.
    Text(TextPattern),
    /// A condition.
    Atom(S::Atom),
    /// What does not hold.
    Not(Box<Self>),
    /// What holds together; two parts or more.
    And(Vec<Self>),
    /// What holds one or the other way; two parts or more.
    Or(Vec<Self>),
    /// Passages of `left` that stand in a relation to some passage of `right`.
    Related {
        /// The passages that are answered.
        left: Box<Self>,
        /// The relation.
        by: Proximity,
        /// The passages that they are held against.
        right: Box<Self>,
    },
}

/// How two passages stand to each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Proximity {
    /// They share text.
    Overlapping,
    /// The left one lies wholly in the right one.
    Within,
    /// The right one lies wholly in the left one.
    Containing,
    /// At most so many paragraphs lie between where one ends and the other begins, plus one:
    /// 0 is the same paragraph, 1 also the neighbouring one.
    Near(u32),
    /// Both touch one speaker's turn.
    SameTurn,
}

/// How a value is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Comparison {
    /// `:`, the field's own way: with all under it for a code, containing for text.
    Matches,
    /// `=`
    Equal,
    /// `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
}

impl Comparison {
    /// The sign as typed.
    pub const fn sign(self) -> &'static str {
        match self {
            Self::Matches => ":",
            Self::Equal => "=",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
        }
    }

    /// Whether two values so ordered meet the comparison.
    pub const fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Matches | Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::AtMost => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::AtLeast => ordering.is_ge(),
        }
    }
}

/// Where something stands in the text of a query, in Unicode scalar values. Queries that differ
/// only in this are equal.
#[derive(Debug, Clone, Copy, Default)]
pub struct At(pub Span);

impl PartialEq for At {
    fn eq(&self, _other: &Self) -> bool {
        true
    }
}

impl Eq for At {}

/// A condition as typed: `code:"Forankring"`, `case.inhabitants > 50000`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TypedAtom {
    /// Of what.
    pub field: FieldName,
    /// Compared how.
    pub comparison: Comparison,
    /// With what.
    pub operand: Operand,
}

/// The left side of a condition: names parted by dots.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldName {
    /// The names; never empty.
    pub parts: Vec<String>,
    /// Whether the first was quoted, and so names something of the study, never a word of the
    /// language.
    pub quoted: bool,
    /// Where.
    pub at: At,
}

/// The right side of a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Operand {
    /// The kind in front of it, as in `case:municipality=Arendal`.
    pub kind: Option<String>,
    /// The value as typed, without quotation marks.
    pub text: String,
    /// Whether it was quoted, so that `*` is a star.
    pub quoted: bool,
    /// Where.
    pub at: At,
}

/// A condition whose names were found in the study. Lists are sorted, each id once.
#[derive(Debug, Clone, PartialEq)]
pub enum ResolvedAtom {
    /// Coded with one of these.
    Codes(Vec<CodeId>),
    /// A coding with one of these values of a facet.
    Facet(FacetId, Vec<FacetValueId>),
    /// A coding by one of these.
    Coders(Vec<UserId>),
    /// A coding made in one of these rounds.
    Rounds(Vec<RoundId>),
    /// A coding whose weight compares so; none means any weight at all.
    Weight(Option<(Comparison, f64)>),
    /// Tied to one of these cases.
    Cases(Vec<CaseId>),
    /// Tied to a case whose attribute compares so.
    CaseAttribute(AttributeId, Comparison, Wanted),
    /// Tied to any case.
    AnyCase,
    /// In one of these sources.
    Sources(Vec<SourceId>),
    /// In a source whose attribute compares so.
    SourceAttribute(AttributeId, Comparison, Wanted),
    /// In a source of this kind.
    SourceKind(SourceKind),
    /// Touching a turn of one of these speakers, by the names that sources give them.
    Speakers(Vec<String>),
    /// Beginning under a heading that holds this text.
    Heading(TextPattern),
    /// With a memo on it that holds this text; none means any memo.
    Memo(Option<TextPattern>),
}

/// What an attribute is compared with.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// That there is no value.
    Missing,
    /// A value of the attribute's type.
    Value(Value),
    /// Text that is part of the value, small and capital letters alike; `*` at either end is
    /// implied.
    Part(String),
    /// One of the first or last choices, by their place among the attribute's choices.
    Place(u32),
}
