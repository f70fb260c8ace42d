//! What can be wrong with a query, where, and what to do about it.

use funn_model::Span;

/// A query that cannot be read, or that names what the study does not have.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{problem}")]
pub struct QueryError {
    /// What is wrong.
    pub problem: Problem,
    /// Where in the text of the query, in Unicode scalar values.
    pub span: Span,
    /// What to do next, if there is something to suggest.
    pub hint: Option<String>,
}

/// What is wrong with a query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is nothing in it.
    #[error("the query is empty")]
    Empty,
    /// It breaks off.
    #[error("{expected} is missing")]
    Missing {
        /// What should stand there.
        expected: &'static str,
    },
    /// Something stands where it cannot.
    #[error("{found} cannot stand here")]
    Unexpected {
        /// What stands there, as typed.
        found: String,
    },
    /// A quotation mark, parenthesis or slash is never closed.
    #[error("{opened} is never closed")]
    Unclosed {
        /// What was opened.
        opened: &'static str,
    },
    /// It is nested too deeply.
    #[error("the parentheses are nested more than {limit} deep")]
    TooDeep {
        /// How deep they may be.
        limit: usize,
    },
    /// There is no such field.
    #[error("there is no field \"{field}\"")]
    UnknownField {
        /// The field as typed.
        field: String,
    },
    /// There is nothing of this name.
    #[error("there is no {noun} \"{name}\"")]
    UnknownName {
        /// What sort of thing.
        noun: &'static str,
        /// The name as typed.
        name: String,
    },
    /// Several things have this name.
    #[error("\"{name}\" is the name of more than one {noun}")]
    Ambiguous {
        /// What sort of thing.
        noun: &'static str,
        /// The name as typed.
        name: String,
    },
    /// The field cannot be compared in this way.
    #[error("\"{field}\" cannot be compared with \"{sign}\"")]
    BadComparison {
        /// The field as typed.
        field: String,
        /// The comparison as typed.
        sign: &'static str,
    },
    /// The value is not of the field's type.
    #[error("\"{value}\" is not {expected}")]
    BadValue {
        /// The value as typed.
        value: String,
        /// What is expected.
        expected: &'static str,
    },
    /// A regular expression cannot be read.
    #[error("the regular expression cannot be read: {reason}")]
    BadRegex {
        /// Why, in the words of the library that reads it.
        reason: String,
    },
}

impl QueryError {
    /// What is wrong, in a sentence without its full stop.
    pub fn message(&self) -> String {
        self.problem.to_string()
    }

    /// The query with carets under the place, the message and the hint; several lines.
    pub fn render(&self, query: &str) -> String {
        let start = self.span.start as usize;
        let before: String = query.chars().take(start).collect();
        let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let indent = before.get(line_start..).unwrap_or_default().chars().count();
        let line: String =
            query.chars().skip(start - indent).take_while(|&character| character != '\n').collect();
        let room = line.chars().count().saturating_sub(indent).max(1);
        let carets = "^".repeat((self.span.len() as usize).clamp(1, room));
        let pad = " ".repeat(indent);
        let mut shown = format!("{line}\n{pad}{carets} {}", self.problem);
        if let Some(hint) = &self.hint {
            shown.push('\n');
            shown.push_str(hint);
        }
        shown
    }

    pub(crate) fn new(problem: Problem, span: Span) -> Self {
        Self { problem, span, hint: None }
    }

    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_caret_stands_under_the_place() {
        let problem = Problem::UnknownName { noun: "code", name: "Forankrin".to_owned() };
        let error = QueryError::new(problem, Span::new(6, 15)).hint("did you mean \"Forankring\"?");
        assert_eq!(
            error.render("code: Forankrin and x"),
            "code: Forankrin and x\n      ^^^^^^^^^ there is no code \"Forankrin\"\n\
             did you mean \"Forankring\"?"
        );
        let at_end = QueryError::new(Problem::Missing { expected: "a value" }, Span::new(5, 5));
        assert_eq!(at_end.render("code:"), "code:\n     ^ a value is missing");
    }
}
