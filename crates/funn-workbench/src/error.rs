//! What can go wrong at a use case, and whose matter it is.

use funn_analysis::QueryError;
use funn_formats::ReadError;
use funn_model::ChangeError;
use funn_store::StoreError;

/// Whose matter an error is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorKind {
    /// What was asked for is not there.
    NotFound,
    /// What was asked for makes no sense or breaks a rule.
    Invalid,
    /// Somebody else changed it meanwhile, or a name is taken.
    Conflict,
    /// A query cannot be understood.
    Query,
    /// The study is locked: wrong passphrase, or another program has it.
    Locked,
    /// The disk, the file, or Funn itself.
    Internal,
}

/// A use case that was not carried out. Nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum WorkbenchError {
    /// The change breaks a rule of the study.
    #[error(transparent)]
    Change(#[from] ChangeError),
    /// The query cannot be understood.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A file cannot be read.
    #[error("{file}: {error}")]
    Read {
        /// The file's name.
        file: String,
        /// Why.
        #[source]
        error: ReadError,
    },
    /// There is no such thing, by name.
    #[error("there is no {noun} \"{name}\" in this study")]
    NoSuch {
        /// What sort of thing.
        noun: &'static str,
        /// The name asked for.
        name: String,
        /// The nearest names there are.
        nearest: Vec<String>,
    },
    /// Nothing to take back, or to make again.
    #[error("there is nothing to {what}")]
    NothingTo {
        /// `undo` or `redo`.
        what: &'static str,
    },
    /// Somebody changed the same thing since.
    #[error("this cannot be undone: {subject} was changed again since, by somebody else")]
    ChangedSince {
        /// What was changed.
        subject: String,
    },
    /// A value or an option makes no sense.
    #[error("{message}")]
    Invalid {
        /// What is wrong.
        message: String,
        /// What to do.
        hint: String,
    },
}

impl WorkbenchError {
    /// Something that makes no sense, with what to do about it.
    pub(crate) fn invalid(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Invalid { message: message.into(), hint: hint.into() }
    }

    /// Whose matter it is.
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Change(ChangeError::Missing { .. })
            | Self::NoSuch { .. }
            | Self::Store(StoreError::NotAStudy { .. }) => ErrorKind::NotFound,
            Self::Change(
                ChangeError::Exists { .. }
                | ChangeError::NameTaken { .. }
                | ChangeError::InUse { .. }
                | ChangeError::PassageChanged { .. }
                | ChangeError::RoundClosed { .. },
            )
            | Self::ChangedSince { .. }
            | Self::Store(StoreError::Exists { .. }) => ErrorKind::Conflict,
            Self::Change(_) | Self::Read { .. } | Self::Invalid { .. } | Self::NothingTo { .. } => {
                ErrorKind::Invalid
            }
            Self::Query(_) => ErrorKind::Query,
            Self::Store(StoreError::WrongSecret | StoreError::InUse { .. }) => ErrorKind::Locked,
            Self::Store(_) => ErrorKind::Internal,
        }
    }

    /// What to do next, in one sentence; empty when the message says it all.
    pub fn hint(&self) -> String {
        match self {
            Self::Change(error) => change_hint(error).to_owned(),
            Self::Query(error) => error.hint.clone().unwrap_or_default(),
            Self::Store(error) => error.hint().to_owned(),
            Self::Read { error, .. } => error.hint().to_owned(),
            Self::NoSuch { nearest, .. } if !nearest.is_empty() => {
                format!("Did you mean {}?", nearest.join(", "))
            }
            Self::NoSuch { .. } | Self::NothingTo { .. } => String::new(),
            Self::ChangedSince { .. } => "Change it by hand, or ask whoever changed it.".to_owned(),
            Self::Invalid { hint, .. } => hint.clone(),
        }
    }
}

fn change_hint(error: &ChangeError) -> &'static str {
    match error {
        ChangeError::Missing { .. } => "It may have been removed meanwhile; reload and try again.",
        ChangeError::NameTaken { .. } => "Choose another name, or merge the two.",
        ChangeError::BadName { .. } => "Choose another name.",
        ChangeError::InUse { .. } => "Remove what uses it first.",
        ChangeError::BadSpan { .. } => "Positions count characters from 0; the end lies after.",
        ChangeError::PassageChanged { .. } => "Reload the source and mark the passage again.",
        ChangeError::Cycle { .. } => "Choose a code that does not stand under it.",
        ChangeError::NotCodable { .. } => "Use a code under it, or make it codable.",
        ChangeError::RoundClosed { .. } => "Open the round again, or code in another one.",
        ChangeError::BadValue { .. } => "See the attribute's type and choices.",
        ChangeError::Exists { .. } | ChangeError::Malformed { .. } => "",
    }
}
