//! [`Failure`]: everything that can end a command, as kind, message, hint and exit code.

use std::path::{Path, PathBuf};

use funn_web::WebError;
use funn_workbench::{ErrorKind, StoreError, WorkbenchError};
use serde::Serialize;

/// Why a command was not carried out.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The study refused.
    #[error("{error}")]
    Refused {
        /// Why.
        #[source]
        error: WorkbenchError,
        /// The query that was asked, if one was.
        query: Option<String>,
    },
    /// The command line cannot be understood.
    #[error("{message}")]
    Usage {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// There is no study where one was named.
    #[error("there is no study in {}", dir.display())]
    NoStudy {
        /// The folder.
        dir: PathBuf,
        /// What to do.
        hint: &'static str,
    },
    /// What was named is not there.
    #[error("there is no {noun} \"{name}\" in this study")]
    NoSuch {
        /// What sort of thing.
        noun: &'static str,
        /// The name asked for.
        name: String,
        /// What to do.
        hint: String,
    },
    /// What was asked for makes no sense for this study.
    #[error("{message}")]
    Invalid {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
    /// There is no passphrase, and nobody to ask.
    #[error("the {of} passphrase is needed")]
    NoPassphrase {
        /// Of what: `study's` or `vault's`.
        of: &'static str,
        /// The variable that may hold it.
        variable: &'static str,
        /// The option that names a file with it.
        option: &'static str,
    },
    /// A file cannot be read or written.
    #[error("cannot {doing} {}: {error}", path.display())]
    File {
        /// `read` or `write`.
        doing: &'static str,
        /// Which file.
        path: PathBuf,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// The server cannot run.
    #[error(transparent)]
    Web(#[from] WebError),
    /// The operating system refused something that is no file of the user's.
    #[error("{doing}: {error}")]
    System {
        /// What was tried.
        doing: &'static str,
        /// Why it failed.
        #[source]
        error: std::io::Error,
    },
    /// Whoever read standard output has stopped; no failure of the command.
    #[error("nobody reads the output any more")]
    ReaderGone,
}

impl From<WorkbenchError> for Failure {
    fn from(error: WorkbenchError) -> Self {
        Self::Refused { error, query: None }
    }
}

/// The error as scripts see it.
#[derive(Serialize)]
struct Told<'a> {
    error: ToldError<'a>,
}

#[derive(Serialize)]
struct ToldError<'a> {
    kind: &'a str,
    message: String,
    hint: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    span: Option<(u32, u32)>,
}

impl Failure {
    /// Something that makes no sense for this study, with what to do about it.
    pub(crate) fn invalid(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Invalid { message: message.into(), hint: hint.into() }
    }

    /// Wrong use of the command line that only shows when the arguments are put together.
    pub(crate) fn usage(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Usage { message: message.into(), hint: hint.into() }
    }

    /// What the reader of arguments complains of.
    pub(crate) fn of_arguments(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let flat = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let (message, hint) = text.trim().split_once("\n\n").unwrap_or((text.trim(), ""));
        Self::usage(flat(message.trim_start_matches("error: ")), flat(hint))
    }

    /// A file that cannot be read.
    pub(crate) fn reading(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { doing: "read", path, error }
    }

    /// A file that cannot be written.
    pub(crate) fn writing(path: &Path) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.to_owned();
        move |error| Self::File { doing: "write", path, error }
    }

    /// Says which query an error is about, so that its place can be shown.
    pub(crate) fn in_query(query: &str) -> impl FnOnce(WorkbenchError) -> Self {
        let query = Some(query.to_owned());
        move |error| Self::Refused { error, query }
    }

    /// Whose matter it is, as scripts see it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Refused { error, .. } => match error.kind() {
                ErrorKind::NotFound => "not-found",
                ErrorKind::Invalid => "invalid",
                ErrorKind::Conflict => "conflict",
                ErrorKind::Query => "query",
                ErrorKind::Locked => "locked",
                ErrorKind::Internal => "internal",
            },
            Self::Usage { .. } => "usage",
            Self::NoStudy { .. } | Self::NoSuch { .. } => "not-found",
            Self::Invalid { .. } => "invalid",
            Self::NoPassphrase { .. } => "locked",
            Self::File { error, .. } if error.kind() == std::io::ErrorKind::NotFound => "not-found",
            Self::File { error, .. } if error.kind() == std::io::ErrorKind::AlreadyExists => {
                "conflict"
            }
            Self::File { .. } | Self::Web(_) | Self::System { .. } | Self::ReaderGone => "internal",
        }
    }

    /// Whether another program has the study open.
    pub(crate) fn is_study_in_use(&self) -> bool {
        let Self::Refused { error: WorkbenchError::Store(error), .. } = self else { return false };
        matches!(error, StoreError::InUse { .. })
    }

    /// 1 when the command failed, 2 when it was used wrongly.
    pub(crate) fn exit_code(&self) -> u8 {
        if matches!(self, Self::Usage { .. }) { 2 } else { 1 }
    }

    /// What to do next; empty when the message says it all.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::Refused { error, .. } => sentence(&error.hint()),
            Self::Usage { hint, .. } | Self::NoSuch { hint, .. } | Self::Invalid { hint, .. } => {
                hint.clone()
            }
            Self::NoStudy { hint, .. } => (*hint).to_owned(),
            Self::NoPassphrase { variable, option, .. } => {
                format!("Set {variable}, or name a file that holds it with {option}.")
            }
            Self::File { doing: "read", .. } => "Check the path, and that you may read it.".into(),
            Self::File { error, .. } if error.kind() == std::io::ErrorKind::AlreadyExists => {
                "Choose a file that does not exist; none is written over.".into()
            }
            Self::File { .. } => "Check the path, the disk, and that you may write there.".into(),
            Self::Web(WebError::Bind { .. }) => {
                "Another program uses the port; choose another with --port, or 0 for any.".into()
            }
            Self::Web(_) | Self::System { .. } | Self::ReaderGone => String::new(),
        }
    }

    /// For a person: message, the place in a query, the hint.
    pub(crate) fn to_text(&self) -> String {
        let mut text = String::new();
        if let Self::Refused { error: WorkbenchError::Query(error), query: Some(query) } = self {
            text.push_str("error: in the query\n");
            for line in error.render(query).lines() {
                text.push_str("  ");
                text.push_str(line);
                text.push('\n');
            }
            return text;
        }
        text.push_str(&format!("error: {self}\n"));
        let mut cause = std::error::Error::source(self).and_then(std::error::Error::source);
        while let Some(error) = cause {
            text.push_str(&format!("  because: {error}\n"));
            cause = error.source();
        }
        let hint = self.hint();
        if !hint.is_empty() {
            text.push_str(&format!("  {hint}\n"));
        }
        text
    }

    /// For a program: one line of JSON.
    pub(crate) fn to_json(&self) -> String {
        let span = match self {
            Self::Refused { error: WorkbenchError::Query(error), .. } => {
                Some((error.span.start, error.span.end))
            }
            _ => None,
        };
        let (message, hint) = (self.to_string(), self.hint());
        let told = Told { error: ToldError { kind: self.kind(), message, hint, span } };
        serde_json::to_string(&told).unwrap_or_default()
    }
}

/// A hint as a sentence: a capital letter first, a full stop last.
pub(crate) fn sentence(hint: &str) -> String {
    let mut letters = hint.trim().chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut sentence: String = first.to_uppercase().chain(letters).collect();
    if !sentence.ends_with(['.', '?', '!', ':']) {
        sentence.push('.');
    }
    sentence
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hints_are_sentences_wherever_they_come_from() {
        assert_eq!(sentence("make room on the disk"), "Make room on the disk.");
        assert_eq!(sentence("`funn log` says when"), "`funn log` says when.");
        assert_eq!(sentence("did you mean \"Å\"?"), "Did you mean \"Å\"?");
        assert_eq!(sentence(""), "");
    }
}
