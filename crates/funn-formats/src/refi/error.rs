//! [`RefiError`]: why an exchange file could not be read or written.

/// Why nothing usable was read or written. Messages never hold text, names or entry names.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RefiError {
    /// The bytes are no zip archive, or one cut short.
    #[error("the archive cannot be opened: it is no zip file or it is cut short")]
    NotAnArchive,
    /// No entry with the extension `qde` at the root.
    #[error("the archive holds no project (a file ending in .qde at its root)")]
    NoProject,
    /// More than one project in one archive.
    #[error("the archive holds {count} projects (files ending in .qde at its root) instead of one")]
    ManyProjects {
        /// How many.
        count: usize,
    },
    /// An entry whose name would lead outside, or is no name.
    #[error("entry {entry} of the archive has an unsafe name")]
    UnsafeName {
        /// Which entry, from 1.
        entry: usize,
    },
    /// Two entries of one name.
    #[error("two entries of the archive have the same name")]
    DuplicateName,
    /// An entry that points to another file.
    #[error("entry {entry} of the archive is a symbolic link")]
    SymbolicLink {
        /// Which entry, from 1.
        entry: usize,
    },
    /// An entry that needs a password.
    #[error("entry {entry} of the archive is encrypted")]
    Encrypted {
        /// Which entry, from 1.
        entry: usize,
    },
    /// An entry that cannot be unpacked.
    #[error("entry {entry} of the archive is damaged")]
    DamagedEntry {
        /// Which entry, from 1.
        entry: usize,
    },
    /// An entry that was asked for is not there.
    #[error("the archive has no such entry")]
    NoEntry,
    /// More than is read.
    #[error("{what} is more than the {limit} that are read")]
    TooLarge {
        /// What there is too much of, with its unit.
        what: &'static str,
        /// The most that is read, in that unit.
        limit: u64,
    },
    /// Nested more deeply than any real project.
    #[error("the elements are nested more than {limit} levels deep")]
    TooDeep {
        /// The most levels that are read.
        limit: usize,
    },
    /// XML with a document type.
    #[error("the file declares a document type, which can be used to attack programs")]
    Dtd,
    /// The bytes are no text in the encoding that they claim.
    #[error("the file is not valid text in the encoding it declares")]
    NotText,
    /// XML that is not well formed.
    #[error("the file is damaged: {what} (at byte {at})")]
    Damaged {
        /// What is wrong.
        what: &'static str,
        /// Where, in bytes from the start of the XML.
        at: u64,
    },
    /// Another sort of XML.
    #[error("the outermost element is not {expected}")]
    WrongRoot {
        /// The element that was expected.
        expected: &'static str,
    },
    /// The archive could not be put together.
    #[error("the archive cannot be written")]
    NotWritten,
}

impl RefiError {
    /// What the user can do next, as one sentence.
    pub const fn hint(&self) -> &'static str {
        match self {
            Self::NotAnArchive | Self::DamagedEntry { .. } | Self::Damaged { .. } => {
                "export it again from the program it came from, or get a new copy"
            }
            Self::NoProject | Self::ManyProjects { .. } | Self::WrongRoot { .. } => {
                "choose REFI-QDA project (qdpx) or codebook (qdc) when exporting"
            }
            Self::UnsafeName { .. } | Self::DuplicateName | Self::SymbolicLink { .. } => {
                "do not trust the file; no tool for qualitative data writes it like this"
            }
            Self::Dtd | Self::TooDeep { .. } => {
                "do not trust the file; a real project is not built like this"
            }
            Self::Encrypted { .. } => "export it again without a password",
            Self::NoEntry => "export it again together with its sources",
            Self::TooLarge { .. } => "export it in parts, or leave out sound and pictures",
            Self::NotText => "save it again as UTF-8",
            Self::NotWritten => "leave out sources larger than 2 GB",
        }
    }
}
