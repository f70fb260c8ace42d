//! Reads values by the type of the attribute that they are compared with.

use funn_model::query::{Operand, Wanted};
use funn_model::{Attribute, Comparison, Value, ValueType};

use crate::pattern::folded;
use crate::query::error::{Problem, QueryError};
use crate::query::resolve::names::{Noun, is_missing, is_wild, unknown};

const CHOICES: Noun = Noun { one: "choice", many: "choices" };

/// What an attribute is compared with, and how.
pub(super) fn wanted(
    attribute: &Attribute,
    comparison: Comparison,
    operand: &Operand,
) -> Result<(Comparison, Wanted), QueryError> {
    let ordered =
        !matches!(comparison, Comparison::Matches | Comparison::Equal | Comparison::NotEqual);
    let refused = |hint: &str| {
        let (field, sign) = (attribute.name.clone(), comparison.sign());
        Err(QueryError::new(Problem::BadComparison { field, sign }, operand.at.0).hint(hint))
    };
    if is_missing(operand) {
        return if ordered {
            refused("write = missing or != missing")
        } else {
            Ok((comparison, Wanted::Missing))
        };
    }
    let part = || Ok((comparison, Wanted::Part(operand.text.clone())));
    match &attribute.value_type {
        ValueType::Text if ordered => refused("it holds text: write : (holding) or = (being)"),
        ValueType::Text if comparison == Comparison::Matches => part(),
        ValueType::Text => Ok((comparison, Wanted::Value(Value::Text(operand.text.clone())))),
        ValueType::Choice(_) if is_wild(operand) && comparison == Comparison::Matches => part(),
        ValueType::Choice(choices) => {
            let typed = folded(&operand.text);
            let place = choices.iter().zip(0_u32..).find(|(choice, _)| folded(choice) == typed);
            let (_, place) = place.ok_or_else(|| unknown(CHOICES, operand, choices))?;
            Ok((comparison, Wanted::Place(place)))
        }
        ValueType::Number => match number(&operand.text) {
            Some(number) => Ok((comparison, Wanted::Value(Value::Number(number)))),
            None => Err(bad_value(operand, "a number, such as 50000 or 2.5")),
        },
        ValueType::Boolean if ordered => refused("it is true or false: write = true or = false"),
        ValueType::Boolean => match truth(&operand.text) {
            Some(truth) => Ok((comparison, Wanted::Value(Value::Boolean(truth)))),
            None => Err(bad_value(operand, "true or false")),
        },
        ValueType::Date => match operand.text.parse() {
            Ok(date) => Ok((comparison, Wanted::Value(Value::Date(date)))),
            Err(_not_a_whole_date)
                if comparison == Comparison::Matches && is_date_part(&operand.text) =>
            {
                part()
            }
            Err(_not_a_date) => Err(bad_value(operand, "a date, such as 2023-02-14")),
        },
    }
}

/// A finite number, with a point or a comma before its decimals.
pub(super) fn number(text: &str) -> Option<f64> {
    text.replacen(',', ".", 1).parse().ok().filter(|number: &f64| number.is_finite())
}

pub(super) fn bad_value(operand: &Operand, expected: &'static str) -> QueryError {
    QueryError::new(Problem::BadValue { value: operand.text.clone(), expected }, operand.at.0)
}

fn truth(text: &str) -> Option<bool> {
    match folded(text).as_str() {
        "true" | "yes" | "ja" | "sann" | "1" => Some(true),
        "false" | "no" | "nei" | "usann" | "0" => Some(false),
        _ => None,
    }
}

/// A year, or a year and a month: `2023`, `2023-02`.
fn is_date_part(text: &str) -> bool {
    matches!(text.len(), 4 | 7)
        && text.char_indices().all(|(at, character)| match at {
            4 => character == '-',
            _ => character.is_ascii_digit(),
        })
}
