//! Values of variables, in the spelling of the file.

use crate::refi::Guid;

/// What the values of a variable are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VariableType {
    /// Any text.
    Text,
    /// Yes or no.
    Boolean,
    /// A whole number.
    Integer,
    /// A decimal number.
    Float,
    /// A day.
    Date,
    /// A moment.
    DateTime,
}

impl VariableType {
    /// All.
    pub const ALL: [Self; 6] =
        [Self::Text, Self::Boolean, Self::Integer, Self::Float, Self::Date, Self::DateTime];

    /// Its name in the schema.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Text => "Text",
            Self::Boolean => "Boolean",
            Self::Integer => "Integer",
            Self::Float => "Float",
            Self::Date => "Date",
            Self::DateTime => "DateTime",
        }
    }

    /// The element of a value.
    pub const fn element(self) -> &'static str {
        match self {
            Self::Text => "TextValue",
            Self::Boolean => "BooleanValue",
            Self::Integer => "IntegerValue",
            Self::Float => "FloatValue",
            Self::Date => "DateValue",
            Self::DateTime => "DateTimeValue",
        }
    }

    /// Whether the schema accepts a spelling; days and moments by their shape alone.
    pub fn accepts(self, raw: &str) -> bool {
        let raw = raw.trim();
        let unsigned = raw.strip_prefix(['+', '-']).unwrap_or(raw);
        let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        match self {
            Self::Text => true,
            Self::Boolean => matches!(raw, "true" | "false" | "1" | "0"),
            Self::Integer => !unsigned.is_empty() && is_digits(unsigned),
            Self::Float => {
                let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
                is_digits(whole) && is_digits(part) && !(whole.is_empty() && part.is_empty())
            }
            Self::Date => raw.get(..10).unwrap_or(raw).parse::<jiff::civil::Date>().is_ok(),
            Self::DateTime => {
                raw.contains('T')
                    && raw
                        .get(..19)
                        .is_some_and(|head| head.parse::<jiff::civil::DateTime>().is_ok())
            }
        }
    }
}

/// A value in the spelling of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Value {
    /// Which element it stands in.
    pub kind: VariableType,
    /// Its spelling.
    pub raw: String,
}

/// The value of a variable.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VariableValue {
    /// Which variable.
    pub variable: Guid,
    /// Its value; none when it is known to be missing.
    pub value: Option<Value>,
}
