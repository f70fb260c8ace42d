//! From a query back to its text.

use funn_model::query::{FieldName, Operand, TypedAtom};
use funn_model::{Comparison, Expr, PatternKind, Query, TextPattern, Typed};

use crate::query::fields::{Field, proximity_word};

/// The query as text, in one form: English words, single spaces, quotation marks only where they
/// are needed. Reading it again gives the same query.
pub fn print(query: &Query<Typed>) -> String {
    expr(&query.expr, Binding::Or)
}

/// How tightly the place of a part binds; a part that binds less needs parentheses there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    Or,
    And,
    Related,
    Not,
}

fn expr(part: &Expr<Typed>, place: Binding) -> String {
    let join = |parts: &[Expr<Typed>], word: &str, inner: Binding| {
        parts.iter().map(|part| expr(part, inner)).collect::<Vec<_>>().join(word)
    };
    let (text, own) = match part {
        Expr::All => return "*".to_owned(),
        Expr::Text(pattern) => return text(pattern),
        Expr::Atom(atom) => return condition(atom),
        Expr::Not(inner) => (format!("not {}", expr(inner, Binding::Not)), Binding::Not),
        Expr::And(parts) => (join(parts, " and ", Binding::Related), Binding::And),
        Expr::Or(parts) => (join(parts, " or ", Binding::And), Binding::Or),
        Expr::Related { left, by, right } => {
            let (left, right) = (expr(left, Binding::Related), expr(right, Binding::Not));
            (format!("{left} {} {right}", proximity_word(*by)), Binding::Related)
        }
    };
    if own < place { format!("({text})") } else { text }
}

fn text(pattern: &TextPattern) -> String {
    match pattern.kind {
        PatternKind::Words => pattern.text.clone(),
        PatternKind::Phrase | PatternKind::Literal => quoted(&pattern.text),
        PatternKind::Regex => {
            let fold = if pattern.case_sensitive { "" } else { "i" };
            format!("/{}/{fold}", escaped_slashes(&pattern.text))
        }
    }
}

/// Puts a backslash before each slash that has none.
fn escaped_slashes(expression: &str) -> String {
    let mut escaped = String::new();
    let mut after_backslash = false;
    for character in expression.chars() {
        if character == '/' && !after_backslash {
            escaped.push('\\');
        }
        after_backslash = character == '\\' && !after_backslash;
        escaped.push(character);
    }
    escaped
}

fn condition(atom: &TypedAtom) -> String {
    let sign = match atom.comparison {
        Comparison::Matches => ":".to_owned(),
        other => format!(" {} ", other.sign()),
    };
    format!("{}{sign}{}", field(&atom.field), operand(&atom.operand))
}

fn field(field: &FieldName) -> String {
    let mut parts = field.parts.iter();
    let first = parts.next().map_or("", String::as_str);
    let mut printed = match Field::named(first).filter(|_| !field.quoted) {
        Some(built_in) => built_in.name().to_owned(),
        None if field.quoted => quoted(first),
        None => name(first),
    };
    for part in parts {
        printed.push('.');
        printed.push_str(&name(part));
    }
    printed
}

fn operand(operand: &Operand) -> String {
    let value = if operand.quoted { quoted(&operand.text) } else { operand.text.clone() };
    match &operand.kind {
        Some(kind) => format!("{}={value}", name(kind)),
        None => value,
    }
}

/// A name as it can stand before a sign: bare where that reads the same.
pub(crate) fn name(name: &str) -> String {
    let plain = name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-');
    if plain && !name.is_empty() { name.to_owned() } else { quoted(name) }
}

/// A value as it can stand after a sign.
pub(crate) fn value(value: &str) -> String {
    let plain = value.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '.'));
    if plain && !value.is_empty() { value.to_owned() } else { quoted(value) }
}

pub(crate) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for character in text.chars() {
        if matches!(character, '"' | '\\') {
            quoted.push('\\');
        }
        quoted.push(character);
    }
    quoted.push('"');
    quoted
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn one_form_for_many_ways_to_type() {
        for (typed, printed) in [
            ("kode:A og ikke(B)", "code:A and not B"),
            ("a (b | c)", "a and (b or c)"),
            ("\"code\":x", "\"code\":x"),
            ("og.\":\":a or og:b", "og.\":\":a or og:b"),
            ("case:kommune=\"Nye Moss\"", "case:kommune=\"Nye Moss\""),
            ("/a\\/b/i near/2 (c near d)", "/a\\/b/i near/2 (c near d)"),
            ("case . x", "case and . and x"),
        ] {
            assert_eq!(print(&parse(typed).unwrap()), printed);
            assert_eq!(print(&parse(printed).unwrap()), printed);
        }
    }
}
