//! [`Offence`]: one thing that a check will not let pass.

use std::fmt;

/// What is wrong, and where.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Offence {
    /// The file, crate or package; with a line where there is one.
    pub(crate) place: String,
    /// What is wrong there and what to do, in one sentence.
    pub(crate) message: String,
}

impl Offence {
    /// An offence of a whole file, crate or package.
    pub(crate) fn new(place: impl Into<String>, message: impl Into<String>) -> Self {
        Self { place: place.into(), message: message.into() }
    }

    /// An offence at a line, counted from 0.
    pub(crate) fn at(path: &str, line: usize, message: impl Into<String>) -> Self {
        Self::new(format!("{path}:{}", line + 1), message)
    }
}

impl fmt::Display for Offence {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}: {}", self.place, self.message)
    }
}
