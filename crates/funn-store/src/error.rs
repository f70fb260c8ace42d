//! [`StoreError`]: what can go wrong with a study's files, and what to do next.

use std::path::{Path, PathBuf};

use rusqlite::ErrorCode;

/// Why a study could not be read or written. Where it was a write, nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No key slot opens with this passphrase or recovery key.
    #[error("the passphrase or recovery key does not open this study")]
    WrongSecret,
    /// The recovery key was not typed as it was shown.
    #[error("group {group} of the recovery key is mistyped")]
    MistypedRecoveryKey {
        /// Which group, from 1; 0 when the number of characters is wrong.
        group: u8,
    },
    /// A passphrase has no characters.
    #[error("the passphrase is empty")]
    EmptyPassphrase,
    /// The cost of a passphrase lies outside what can be computed.
    #[error("the cost of a passphrase must be 8 KiB to 4 GiB and 1 to 64 passes")]
    BadCost,
    /// The folder is no study, or lacks a file that every study has.
    #[error("{} is not a study: {missing} is not there", dir.display())]
    NotAStudy {
        /// The folder.
        dir: PathBuf,
        /// The file that was looked for.
        missing: &'static str,
    },
    /// Another program has the study open.
    #[error("the study in {} is open in another program", dir.display())]
    InUse {
        /// The folder.
        dir: PathBuf,
    },
    /// Bytes are not what was written.
    #[error("{what} is damaged: {place}")]
    Damaged {
        /// Which file or part.
        what: &'static str,
        /// Where in it, and how it shows.
        place: String,
    },
    /// There is no room left.
    #[error("the disk is full")]
    DiskFull,
    /// The folder cannot be written.
    #[error("the study's folder cannot be written")]
    ReadOnly,
    /// A newer Funn wrote this.
    #[error("this was written by a newer Funn (format {version})")]
    TooNew {
        /// The format found.
        version: u32,
    },
    /// There is something where a new study should go.
    #[error("{} is there already and is not empty", dir.display())]
    Exists {
        /// The folder.
        dir: PathBuf,
    },
    /// One change is larger than a row can be.
    #[error("one change of {bytes} bytes is more than a study can record at once")]
    TooLarge {
        /// Its size.
        bytes: usize,
    },
    /// The journal went on without this store.
    #[error("the journal does not end at {expected}, where this program left it")]
    Outpaced {
        /// Where the journal was expected to end.
        expected: u64,
    },
    /// No backup has this name.
    #[error("there is no backup named {name}")]
    NoSuchBackup {
        /// The name.
        name: String,
    },
    /// A change that is not in the journal.
    #[error("there is no change {id} in the journal")]
    NoSuchChange {
        /// Its id.
        id: String,
    },
    /// A change in the journal does not apply to what came before it.
    #[error("change {seq} of the journal does not fit what came before it: {reason}")]
    Unreplayable {
        /// Its place.
        seq: u64,
        /// Which rule it breaks; names no one.
        reason: String,
    },
    /// Bytes of deleted rows could not be wiped, because another program reads the file.
    #[error("deleted rows could not be wiped: another program reads the file")]
    NotWiped,
    /// The operating system refused.
    #[error("{doing} failed")]
    Io {
        /// What was being done, to which file.
        doing: String,
        /// What the system said.
        #[source]
        source: Box<dyn std::error::Error + Send + Sync>,
    },
}

impl StoreError {
    /// What to do next.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::WrongSecret => {
                "type the passphrase again, or use the recovery key that was shown when the study was made"
            }
            Self::MistypedRecoveryKey { .. } => {
                "compare it with the key as written down; letters and digits only, eight groups of five"
            }
            Self::EmptyPassphrase => "choose a passphrase of several words",
            Self::BadCost => "leave the cost as it is, 64 MiB and 3 passes",
            Self::NotAStudy { .. } => {
                "name the folder that holds study.db and study.keys, or make a study with `funn new`"
            }
            Self::InUse { .. } => "close the other program that has the study open, then try again",
            Self::Damaged { .. } => {
                "run `funn verify` to see how much is damaged; `funn restore` brings back the newest backup and sets the present file aside"
            }
            Self::DiskFull => "make room on the disk, then do it again; nothing was written",
            Self::ReadOnly => "make the folder writable, or copy the study to a disk that is",
            Self::TooNew { .. } => "update Funn, then open the study again",
            Self::Exists { .. } => "choose a folder that does not exist yet",
            Self::TooLarge { .. } => "import fewer files at a time",
            Self::Outpaced { .. } => "close the study and open it again",
            Self::NoSuchBackup { .. } => "name a folder of `backups`, or none for the newest",
            Self::NoSuchChange { .. } => "list the changes with `funn log` and choose one of them",
            Self::Unreplayable { .. } => "run `funn verify` to see what else is wrong",
            Self::NotWiped => "close the other program, then try again",
            Self::Io { .. } => "check that the disk is connected and that you may write there",
        }
    }

    /// Wraps what the operating system said of a file.
    pub(crate) fn io(doing: &str, path: &Path, source: std::io::Error) -> Self {
        match source.kind() {
            std::io::ErrorKind::StorageFull
            | std::io::ErrorKind::QuotaExceeded
            | std::io::ErrorKind::FileTooLarge => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            _ => {
                let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy();
                Self::Io { doing: format!("{doing} {name}"), source: Box::new(source) }
            }
        }
    }

    /// Wraps what SQLite said.
    pub(crate) fn sql(doing: &'static str) -> impl Fn(rusqlite::Error) -> Self {
        move |source| match source.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::ReadOnly) => Self::ReadOnly,
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                Self::Damaged { what: "the database", place: format!("{doing}: {source}") }
            }
            Some(ErrorCode::TooBig) => Self::TooLarge { bytes: 1_000_000_000 },
            _ => Self::Io { doing: doing.to_owned(), source: Box::new(source) },
        }
    }

    pub(crate) fn damaged(what: &'static str, place: impl Into<String>) -> Self {
        Self::Damaged { what, place: place.into() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_as_such_whoever_notices() {
        let full = std::io::Error::from(std::io::ErrorKind::StorageFull);
        assert!(matches!(StoreError::io("writing", Path::new("/a/b"), full), StoreError::DiskFull));
        let code = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_FULL);
        let error = StoreError::sql("x")(rusqlite::Error::SqliteFailure(code, None));
        assert!(matches!(error, StoreError::DiskFull));
        assert!(error.hint().contains("make room"));
    }

    #[test]
    fn messages_name_the_file_and_not_the_whole_path() {
        let denied = std::io::Error::from(std::io::ErrorKind::PermissionDenied);
        let error = StoreError::io("reading", Path::new("/home/kari/study.keys"), denied);
        assert_eq!(error.to_string(), "reading study.keys failed");
    }
}
