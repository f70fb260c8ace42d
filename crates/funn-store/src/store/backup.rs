//! Backups: clean copies, verified before an older one goes.
//!
//! A backup is a folder of `backups/`, named by its time, with `study.db` and `vault.db`. Keys are
//! no part of it: `backups/study.keys` and `backups/vault.keys` are copies of the present keys,
//! replaced whenever these change, so that a key once destroyed is destroyed for every backup.

use std::path::{Path, PathBuf};

use funn_model::{Moment, StudyId};

use super::verify::walk;
use super::{Store, StudyKeys};
use crate::chain::Seq;
use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::sqlite::SqliteJournal;
use crate::journal::{Counts, Journal as _};
use crate::keys::{KeyRing, Role, Secret};

/// A backup that was made and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BackupReport {
    /// Its name, by which it is restored.
    pub name: String,
    /// Its folder.
    pub path: PathBuf,
    /// Its size in bytes.
    pub bytes: u64,
    /// Changes in it, each of which was opened.
    pub entries: u64,
    /// Blobs in it.
    pub blobs: u64,
    /// Older backups that went.
    pub removed: Vec<String>,
}

/// What to bring back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Restored {
    /// The journal and the texts.
    Study,
    /// The vault.
    Vault,
}

/// What was brought back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RestoreReport {
    /// Where the present files were set aside; none when there were none.
    pub set_aside: Option<PathBuf>,
    /// Changes in what was brought back.
    pub entries: u64,
}

/// How the name of a folder of files set aside begins.
const SET_ASIDE: &str = "set-aside-";

impl Store {
    /// Makes a backup, opens and verifies it, and only then removes the oldest beyond `keep`
    /// (at least one is kept).
    pub fn backup(&mut self, now: Moment, keep: usize) -> Result<BackupReport, StoreError> {
        let backups_dir = self.file(files::BACKUPS);
        files::make_dir(&backups_dir)?;
        let name = free_name(&backups_dir, "", now);
        let path = backups_dir.join(&name);
        let unfinished = files::unfinished(&path);
        let copied = self.copy_into(&unfinished);
        let (entries, counts) = match copied {
            Ok(verified) => verified,
            Err(error) => {
                let _nothing_or_half_of_it = files::remove(&unfinished);
                return Err(error);
            }
        };
        std::fs::rename(&unfinished, &path)
            .map_err(|source| StoreError::io("naming the backup", &path, source))?;
        files::sync_parent(&path)?;
        for keys in [files::STUDY_KEYS, files::VAULT_KEYS] {
            renew_keys_copy(&self.dir, keys)?;
        }
        let mut removed = backups(&self.dir)?;
        removed.truncate(removed.len().saturating_sub(keep.max(1)));
        for name in &removed {
            files::remove(&backups_dir.join(name))?;
        }
        let bytes = size(&path);
        Ok(BackupReport { name, path, bytes, entries, blobs: counts.blobs, removed })
    }

    fn copy_into(&self, folder: &Path) -> Result<(u64, Counts), StoreError> {
        if folder.exists() {
            files::remove(folder)?;
        }
        files::make_dir(folder)?;
        let study = self.study_id();
        let copy = folder.join(files::STUDY_DB);
        SqliteJournal::open(&self.file(files::STUDY_DB))?.copy_to(&copy)?;
        let entries = verify_copy(&copy, &self.keys, study)?;
        let counts = same_counts(&copy, study, self.journal.counts(study)?)?;
        let vault = self.file(files::VAULT_DB);
        if vault.is_file() {
            let copy = folder.join(files::VAULT_DB);
            let vault = SqliteJournal::open(&vault)?;
            vault.copy_to(&copy)?;
            check_structure(&SqliteJournal::open_copy(&copy)?)?;
            same_counts(&copy, study, vault.counts(study)?)?;
        }
        Ok((entries, counts))
    }
}

/// The names of the backups of a study, oldest first.
pub fn backups(dir: &Path) -> Result<Vec<String>, StoreError> {
    let dir = dir.join(files::BACKUPS);
    let listed = match std::fs::read_dir(&dir) {
        Ok(listed) => listed,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(StoreError::io("reading", &dir, error)),
    };
    let mut names: Vec<String> = listed
        .flatten()
        .filter(|entry| entry.path().join(files::STUDY_DB).is_file())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| !name.starts_with(SET_ASIDE) && !name.ends_with(files::UNFINISHED))
        .collect();
    names.sort();
    Ok(names)
}

/// Brings back a backup. It is verified first; the present files are set aside, never overwritten.
/// The keys stay those of today.
pub fn restore(
    dir: &Path,
    backup_name: &str,
    what: Restored,
    secret: &Secret,
    now: Moment,
) -> Result<RestoreReport, StoreError> {
    let (file, lock, keys, role) = match what {
        Restored::Study => (files::STUDY_DB, files::STUDY_LOCK, files::STUDY_KEYS, Role::Study),
        Restored::Vault => (files::VAULT_DB, files::VAULT_LOCK, files::VAULT_KEYS, Role::Vault),
    };
    let backups_dir = dir.join(files::BACKUPS);
    if !backups(dir)?.iter().any(|name| name == backup_name) {
        return Err(StoreError::NoSuchBackup { name: backup_name.to_owned() });
    }
    let copy = backups_dir.join(backup_name).join(file);
    let _lock = Lock::take(dir, lock)?;
    let ring = KeyRing::open(&present_keys(dir, keys)?, role, secret)?;
    let entries = match what {
        Restored::Study => verify_copy(&copy, &StudyKeys::of(&ring), ring.study())?,
        Restored::Vault => {
            check_structure(&SqliteJournal::open_copy(&copy)?)?;
            0
        }
    };
    let target = dir.join(file);
    let unfinished = files::unfinished(&target);
    std::fs::copy(&copy, &unfinished)
        .map_err(|source| StoreError::io("copying", &unfinished, source))?;
    files::sync(&unfinished)?;
    let set_aside = set_aside(dir, file, now)?;
    std::fs::rename(&unfinished, &target)
        .map_err(|source| StoreError::io("replacing", &target, source))?;
    files::sync_parent(&target)?;
    Ok(RestoreReport { set_aside, entries })
}

/// The keys file, brought back from its copy beside the backups when it is gone.
fn present_keys(dir: &Path, name: &'static str) -> Result<PathBuf, StoreError> {
    let present = dir.join(name);
    let copy = dir.join(files::BACKUPS).join(name);
    if !present.is_file() {
        if !copy.is_file() {
            return Err(StoreError::NotAStudy { dir: dir.to_owned(), missing: name });
        }
        files::replace(&present, &files::read_limited(&copy, u64::MAX - 1)?)?;
    }
    Ok(present)
}

/// Moves a database with its side files into a folder of its own.
fn set_aside(dir: &Path, file: &str, now: Moment) -> Result<Option<PathBuf>, StoreError> {
    if !dir.join(file).exists() {
        return Ok(None);
    }
    let backups_dir = dir.join(files::BACKUPS);
    let folder = backups_dir.join(free_name(&backups_dir, SET_ASIDE, now));
    files::make_dir(&folder)?;
    for suffix in ["-wal", "-shm", ""] {
        let from = dir.join(format!("{file}{suffix}"));
        if from.exists() {
            let to = folder.join(format!("{file}{suffix}"));
            std::fs::rename(&from, &to)
                .map_err(|source| StoreError::io("setting aside", &from, source))?;
        }
    }
    files::sync_parent(&dir.join(file))?;
    Ok(Some(folder))
}

/// Opens a copy and verifies it; answers how many changes it holds.
pub(super) fn verify_copy(
    copy: &Path,
    keys: &StudyKeys,
    study: StudyId,
) -> Result<u64, StoreError> {
    let journal = SqliteJournal::open_copy(copy)?;
    check_structure(&journal)?;
    let walked = walk(keys, study, &journal, &mut |_, _, _| ())?;
    if let Some(problem) = walked.problems.first() {
        return Err(StoreError::damaged("the backup", problem.to_string()));
    }
    let sealed = super::open::open_head(keys, study, &journal)?;
    let end = walked.end.map(|end| end.seq);
    if walked.end != sealed {
        let place = format!("it ends at change {}", end.unwrap_or(Seq(0)));
        return Err(StoreError::damaged("the backup", place));
    }
    Ok(walked.entries + walked.redacted)
}

fn check_structure(journal: &SqliteJournal) -> Result<(), StoreError> {
    match journal.integrity()?.into_iter().next() {
        None => Ok(()),
        Some(line) => Err(StoreError::damaged("the backup", line)),
    }
}

fn same_counts(copy: &Path, study: StudyId, expected: Counts) -> Result<Counts, StoreError> {
    let counts = SqliteJournal::open_copy(copy)?.counts(study)?;
    if counts == expected {
        return Ok(counts);
    }
    Err(StoreError::damaged("the backup", "it does not hold as many rows as the study"))
}

/// Whether the copy of a keys file beside the backups is not the present one.
pub(super) fn keys_copy_is_old(dir: &Path, name: &str) -> bool {
    let copy = dir.join(files::BACKUPS).join(name);
    let (present, copy) = (std::fs::read(dir.join(name)), std::fs::read(copy));
    matches!((present, copy), (Ok(present), Ok(copy)) if present != copy)
}

/// Puts the present keys in the place of their copy beside the backups.
pub(crate) fn renew_keys_copy(dir: &Path, name: &str) -> Result<(), StoreError> {
    let (present, backups_dir) = (dir.join(name), dir.join(files::BACKUPS));
    if !present.is_file() || !backups_dir.is_dir() {
        return Ok(());
    }
    files::replace(&backups_dir.join(name), &files::read_limited(&present, u64::MAX - 1)?)
}

/// A name for a folder, from a time: `2026-11-23T12-00-00Z`, with a number where it is taken.
fn free_name(backups_dir: &Path, ahead: &str, now: Moment) -> String {
    let base = format!("{ahead}{}", now.to_string().replace(':', "-"));
    let taken = |name: &String| backups_dir.join(name).exists();
    let numbered = (2..100_000).map(|number| format!("{base}-{number:05}"));
    std::iter::once(base.clone()).chain(numbered).find(|name| !taken(name)).unwrap_or(base)
}

/// When a backup was made, from its name.
pub(super) fn made_at(name: &str) -> Option<Moment> {
    let (date, time) = name.split_once('T')?;
    let time = time.get(..9)?.replace('-', ":");
    let timestamp: jiff::Timestamp = format!("{date}T{time}").parse().ok()?;
    Some(Moment(timestamp.as_millisecond()))
}

fn size(folder: &Path) -> u64 {
    let listed = std::fs::read_dir(folder).into_iter().flatten().flatten();
    listed.filter_map(|entry| entry.metadata().ok()).map(|metadata| metadata.len()).sum()
}
