//! Shapes that many routes share: ids, times, values, and what a write answers.

use std::fmt::Display;
use std::marker::PhantomData;
use std::str::FromStr;

use funn_workbench::model;
use funn_workbench::{Committed, SummaryIntent};
use serde::de::{self, Deserializer, Visitor};
use serde::{Deserialize, Serialize, Serializer};
use utoipa::openapi::schema::{KnownFormat, ObjectBuilder, SchemaFormat, Type};
use utoipa::openapi::{RefOr, Schema};
use utoipa::{PartialSchema, ToSchema};

use crate::error::ApiError;

/// An id of the model, written as a UUID.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Id<T>(pub(crate) T);

impl<T: Display> Serialize for Id<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Id<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Digits<T>(PhantomData<T>);

        impl<T: FromStr> Visitor<'_> for Digits<T> {
            type Value = Id<T>;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an id of 32 hexadecimal digits")
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Id<T>, E> {
                let bad = |_| E::invalid_value(de::Unexpected::Other("other text"), &self);
                text.parse().map(Id).map_err(bad)
            }
        }

        deserializer.deserialize_str(Digits(PhantomData))
    }
}

impl<T> PartialSchema for Id<T> {
    fn schema() -> RefOr<Schema> {
        text_schema(SchemaFormat::Custom("uuid".to_owned()))
    }
}

impl<T> ToSchema for Id<T> {}

/// Names for the ids of each noun. (They hide the type parameter from the derive of schemas, which
/// would ask for a schema of its own from the model.)
macro_rules! uuids {
    ($($name:ident = $id:ident)+) => {$(
        #[doc = concat!("A [`model::", stringify!($id), "`], written as a UUID.")]
        pub(crate) type $name = Id<model::$id>;
    )+};
}

uuids! {
    AttributeUuid = AttributeId
    CaseKindUuid = CaseKindId
    CaseUuid = CaseId
    ChangeUuid = ChangeId
    CodeUuid = CodeId
    CodingUuid = CodingId
    FacetUuid = FacetId
    FacetValueUuid = FacetValueId
    GuideUuid = GuideId
    MemoUuid = MemoId
    ParticipantUuid = ParticipantId
    RelationUuid = RelationId
    RoundUuid = RoundId
    SavedQueryUuid = SavedQueryId
    SetUuid = SetId
    SourceUuid = SourceId
    StudyUuid = StudyId
    TieUuid = TieId
    UserUuid = UserId
}

/// A moment, written as RFC 3339 in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Time(pub(crate) model::Moment);

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0)
    }
}

impl PartialSchema for Time {
    fn schema() -> RefOr<Schema> {
        text_schema(SchemaFormat::KnownFormat(KnownFormat::DateTime))
    }
}

impl ToSchema for Time {}

fn text_schema(format: SchemaFormat) -> RefOr<Schema> {
    ObjectBuilder::new().schema_type(Type::String).format(Some(format)).build().into()
}

/// A value of an attribute: text, a number, true or false; a date is text such as `2023-02-14`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Value {
    /// True or false.
    Boolean(bool),
    /// A whole number.
    Whole(i64),
    /// A number.
    Number(f64),
    /// Text, a choice, or a date.
    Text(String),
}

impl From<&model::Value> for Value {
    fn from(value: &model::Value) -> Self {
        /// Whole numbers up to here are exact in a double (2^53).
        const EXACT: f64 = 9_007_199_254_740_992.0;
        match value {
            model::Value::Text(text) => Self::Text(text.clone()),
            model::Value::Number(number) if number.fract().abs() > 0.0 || number.abs() > EXACT => {
                Self::Number(*number)
            }
            #[expect(clippy::cast_possible_truncation, reason = "whole and at most 2^53")]
            model::Value::Number(number) => Self::Whole(*number as i64),
            model::Value::Boolean(truth) => Self::Boolean(*truth),
            model::Value::Date(date) => Self::Text(date.to_string()),
        }
    }
}

impl Display for Value {
    /// As a person would write it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Boolean(truth) => write!(f, "{truth}"),
            Self::Whole(number) => write!(f, "{number}"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(text),
        }
    }
}

/// What a change amounts to; the user interface words it.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub(crate) struct Summary {
    /// What was done: `code`, `uncode`, `auto-code`, `recode`, `import`, `merge-codes`,
    /// `split-code`, `delete-code`, `delete-source`, `delete-case`, `add`, `replace`, `remove`,
    /// `correct-text`, `import-codebook`, `import-attributes`, `set-up`, `other`.
    deed: &'static str,
    /// To what sort of thing: `coding`, `source`, `case-kind`.
    noun: String,
    /// To how many.
    count: usize,
    /// Which one, by name; may be empty.
    subject: String,
    /// `do`, `undo` or `redo`.
    intent: &'static str,
}

impl From<funn_workbench::Summary> for Summary {
    fn from(summary: funn_workbench::Summary) -> Self {
        let funn_workbench::Summary { deed, noun, count, subject, intent } = summary;
        let intent = match intent {
            SummaryIntent::Do => "do",
            SummaryIntent::Undo => "undo",
            SummaryIntent::Redo => "redo",
        };
        Self { deed, noun, count, subject, intent }
    }
}

/// What every write answers.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Written {
    /// The change.
    change: ChangeUuid,
    /// Its place in the journal.
    position: u64,
    /// What it amounts to.
    summary: Summary,
}

impl From<Committed> for Written {
    fn from(committed: Committed) -> Self {
        let Committed { change, position, summary } = committed;
        Self { change: Id(change), position, summary: summary.into() }
    }
}

/// What a write answers that made one thing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Made {
    #[serde(flatten)]
    written: Written,
    /// What was made.
    #[schema(format = "uuid")]
    id: String,
}

impl Made {
    /// A thing with this id.
    pub(crate) fn new(id: impl Display, committed: Committed) -> Self {
        Self { written: committed.into(), id: id.to_string() }
    }
}

/// Whether a switch among the parameters is on: `1` or `true`, `0` or `false`, or left out.
pub(crate) fn is_on(switch: Option<&str>) -> Result<bool, ApiError> {
    match switch {
        Some("1" | "true") => Ok(true),
        Some("0" | "false" | "") | None => Ok(false),
        Some(_) => Err(ApiError::invalid("a switch is neither on nor off", "Write 1 or 0.")),
    }
}

/// For a field that may be left out (keep it) or null (clear it).
#[expect(clippy::option_option, reason = "left out, null and a value differ")]
pub(crate) fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_read_as_written() {
        let id: Id<model::CodeId> =
            serde_json::from_str("\"0192aabb-0000-7000-8000-000000000001\"").unwrap();
        let text = serde_json::to_string(&id).unwrap();
        assert_eq!(text, "\"0192aabb-0000-7000-8000-000000000001\"");
        let bad = serde_json::from_str::<Id<model::CodeId>>("\"secret words\"").unwrap_err();
        assert!(!bad.to_string().contains("secret"), "{bad}");
    }

    #[test]
    fn numbers_are_whole_where_they_are() {
        let json = |value: &model::Value| serde_json::to_string(&Value::from(value)).unwrap();
        assert_eq!(json(&model::Value::Number(45_891.0)), "45891");
        assert_eq!(json(&model::Value::Number(-3.5)), "-3.5");
        assert_eq!(json(&model::Value::Number(1e300)), "1e+300");
        assert_eq!(json(&model::Value::Boolean(true)), "true");
        let written: Value = serde_json::from_str("45891").unwrap();
        assert_eq!(written.to_string(), "45891");
    }
}
