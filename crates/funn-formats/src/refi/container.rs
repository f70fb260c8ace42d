//! The archive of a project: its entries in order, unpacked on demand, nothing ever written to disk.
//!
//! Real tools name the project as they like (`project.qde`, `Project.qde`, `My study.qde`) and keep
//! sources in `sources/`, in `Sources/` or nowhere; all of that is read. Written is what the
//! standard says.

use std::collections::BTreeSet;
use std::io::{Cursor, Read as _, Write as _};

use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter};

use super::RefiError;
use crate::limits;

mod path;

pub use path::SourcePath;

/// Bytes of a whole archive.
const ARCHIVE_BYTES: usize = 1 << 30;
/// Bytes of an unpacked entry.
const ENTRY_BYTES: u64 = 512 << 20;
/// Bytes of the unpacked project.
const PROJECT_BYTES: u64 = 192 << 20;

/// What an entry is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    /// The project itself.
    Project,
    /// A file in the folder of sources.
    Source,
    /// A folder.
    Folder,
    /// Anything else; kept when the archive is written again.
    Other,
}

/// An entry as the archive lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its name with folders, `/` between them.
    pub name: String,
    /// What it is for.
    pub kind: EntryKind,
    /// Bytes unpacked, as the archive claims.
    pub size: u64,
}

/// An opened archive.
pub struct Container<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    entries: Vec<Entry>,
    project: usize,
}

impl<'a> Container<'a> {
    /// Opens an archive and checks the names of all entries; nothing is unpacked yet.
    pub fn open(bytes: &'a [u8]) -> Result<Self, RefiError> {
        if bytes.len() > ARCHIVE_BYTES {
            let limit = ARCHIVE_BYTES as u64;
            return Err(RefiError::TooLarge { what: "the archive in bytes", limit });
        }
        let listed = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
        if listed > limits::ENTRIES {
            let limit = limits::ENTRIES as u64;
            return Err(RefiError::TooLarge { what: "the number of entries", limit });
        }
        let mut archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_detail| RefiError::NotAnArchive)?;
        if claimed_entries(bytes).is_some_and(|claimed| claimed != archive.len()) {
            return Err(RefiError::DuplicateName);
        }
        let entries = list(&mut archive)?;
        let project = only_project(&entries)?;
        Ok(Self { archive, entries, project })
    }

    /// All entries in the order of the archive.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The bytes of the project's XML.
    pub fn project(&mut self) -> Result<Vec<u8>, RefiError> {
        self.unpack(self.project, PROJECT_BYTES)
    }

    /// The bytes of an entry by its exact name.
    pub fn read(&mut self, name: &str) -> Result<Vec<u8>, RefiError> {
        let at = self.entries.iter().position(|entry| entry.name == name);
        self.unpack(at.ok_or(RefiError::NoEntry)?, ENTRY_BYTES)
    }

    /// The entry that a path of a source means; none for paths outside and for missing files.
    ///
    /// Folder and case are forgiven, an exact match goes first.
    pub fn locate(&self, path: &str) -> Option<&Entry> {
        let name = match SourcePath::parse(path) {
            SourcePath::Internal(name) | SourcePath::Bare(name) => name,
            SourcePath::Relative(_) | SourcePath::Absolute(_) => return None,
        };
        let files = || {
            self.entries
                .iter()
                .filter(|entry| matches!(entry.kind, EntryKind::Source | EntryKind::Other))
        };
        let last = |entry: &&Entry| entry.name.rsplit('/').next() == Some(name.as_str());
        let folded = name.to_lowercase();
        files()
            .find(|entry| entry.kind == EntryKind::Source && last(entry))
            .or_else(|| files().find(|entry| entry.name == name || last(entry)))
            .or_else(|| {
                files().find(|entry| {
                    let lower = entry.name.to_lowercase();
                    lower == folded || lower.rsplit('/').next() == Some(folded.as_str())
                })
            })
    }

    /// The same archive with another project: all other entries are taken over as they are, in order.
    pub fn rewrite(&mut self, project: &[u8]) -> Result<Vec<u8>, RefiError> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (at, entry) in self.entries.iter().enumerate() {
            if at == self.project {
                add(&mut writer, &entry.name, project)?;
                continue;
            }
            let raw = self
                .archive
                .by_index_raw(at)
                .map_err(|_detail| RefiError::DamagedEntry { entry: at + 1 })?;
            writer.raw_copy_file(raw).map_err(|_detail| RefiError::NotWritten)?;
        }
        finish(writer)
    }

    fn unpack(&mut self, at: usize, most: u64) -> Result<Vec<u8>, RefiError> {
        let number = at + 1;
        let entry = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => {
                RefiError::Encrypted { entry: number }
            }
            _ => RefiError::DamagedEntry { entry: number },
        })?;
        let packed = entry.compressed_size().max(1);
        let allowed = most.min(packed.saturating_mul(limits::RATIO).max(limits::RATIO_FROM));
        let mut bytes = Vec::new();
        entry
            .take(allowed + 1)
            .read_to_end(&mut bytes)
            .map_err(|_detail| RefiError::DamagedEntry { entry: number })?;
        if bytes.len() as u64 > allowed {
            let what = "an entry of the archive, unpacked, in bytes";
            return Err(RefiError::TooLarge { what, limit: allowed });
        }
        Ok(bytes)
    }
}

/// Writes an archive as the standard says: the project first, then the files under `sources/`.
///
/// Same input, same bytes. File names are GUID and extension; a name with folders is refused.
pub fn write(project: &[u8], sources: &[(String, Vec<u8>)]) -> Result<Vec<u8>, RefiError> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    add(&mut writer, "project.qde", project)?;
    let mut seen = BTreeSet::new();
    for (at, (name, bytes)) in sources.iter().enumerate() {
        if !is_safe(name) || name.contains('/') {
            return Err(RefiError::UnsafeName { entry: at + 2 });
        }
        if !seen.insert(name.to_lowercase()) {
            return Err(RefiError::DuplicateName);
        }
        add(&mut writer, &format!("sources/{name}"), bytes)?;
    }
    finish(writer)
}

fn add(writer: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) -> Result<(), RefiError> {
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644)
        .large_file(u32::try_from(bytes.len()).is_err());
    writer.start_file(name, options).map_err(|_detail| RefiError::NotWritten)?;
    writer.write_all(bytes).map_err(|_detail| RefiError::NotWritten)
}

fn finish(writer: ZipWriter<Cursor<Vec<u8>>>) -> Result<Vec<u8>, RefiError> {
    writer.finish().map(Cursor::into_inner).map_err(|_detail| RefiError::NotWritten)
}

/// How many entries the end of the archive claims: more than are listed when names repeat.
fn claimed_entries(bytes: &[u8]) -> Option<usize> {
    let tail = bytes.get(bytes.len().saturating_sub(66_000)..)?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06")?;
    let (low, high) = (tail.get(at + 10)?, tail.get(at + 11)?);
    Some(usize::from(u16::from_le_bytes([*low, *high])))
}

fn list(archive: &mut ZipArchive<Cursor<&[u8]>>) -> Result<Vec<Entry>, RefiError> {
    let mut entries = Vec::with_capacity(archive.len());
    let mut seen = BTreeSet::new();
    for at in 0..archive.len() {
        let number = at + 1;
        let entry = archive
            .by_index_raw(at)
            .map_err(|_detail| RefiError::DamagedEntry { entry: number })?;
        if entry.encrypted() {
            return Err(RefiError::Encrypted { entry: number });
        }
        if entry.is_symlink() {
            return Err(RefiError::SymbolicLink { entry: number });
        }
        let name = entry.name().replace('\\', "/");
        if !is_safe(name.trim_end_matches('/')) {
            return Err(RefiError::UnsafeName { entry: number });
        }
        if !seen.insert(name.clone()) {
            return Err(RefiError::DuplicateName);
        }
        entries.push(Entry { kind: kind_of(&name), size: entry.size(), name });
    }
    Ok(entries)
}

fn only_project(entries: &[Entry]) -> Result<usize, RefiError> {
    let mut projects =
        entries.iter().enumerate().filter(|(_, entry)| entry.kind == EntryKind::Project);
    match (projects.next(), projects.count()) {
        (None, _) => Err(RefiError::NoProject),
        (Some((at, _)), 0) => Ok(at),
        (Some(_), more) => Err(RefiError::ManyProjects { count: more + 1 }),
    }
}

fn kind_of(name: &str) -> EntryKind {
    if name.ends_with('/') {
        return EntryKind::Folder;
    }
    match name.split_once('/') {
        None if name.to_ascii_lowercase().ends_with(".qde") => EntryKind::Project,
        Some((folder, _)) if folder.eq_ignore_ascii_case("sources") => EntryKind::Source,
        _ => EntryKind::Other,
    }
}

/// Whether a name stays inside: no empty part, no `.` or `..`, no drive, no root, no control character.
fn is_safe(name: &str) -> bool {
    let drive = name.chars().nth(1) == Some(':');
    !drive
        && !name.chars().any(char::is_control)
        && name.split('/').all(|part| !part.is_empty() && part != "." && part != "..")
}
