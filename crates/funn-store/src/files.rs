//! Files of a study: private, written whole or not at all, and one program at a time.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read as _, Seek as _, Write as _};
use std::path::{Path, PathBuf};

use crate::error::StoreError;

/// The journal of a study.
pub(crate) const STUDY_DB: &str = "study.db";
/// Its keys.
pub(crate) const STUDY_KEYS: &str = "study.keys";
/// The vault.
pub(crate) const VAULT_DB: &str = "vault.db";
/// Its keys.
pub(crate) const VAULT_KEYS: &str = "vault.keys";
/// Recordings.
pub(crate) const MEDIA: &str = "media";
/// Backups.
pub(crate) const BACKUPS: &str = "backups";
/// Held by the program that has the study open.
pub(crate) const STUDY_LOCK: &str = "study.lock";
/// Held by the program that has the vault open.
pub(crate) const VAULT_LOCK: &str = "vault.lock";
/// How the name of a file that is being written ends.
pub(crate) const UNFINISHED: &str = ".unfinished";

/// Holds a study (or a vault) for this program, until it is dropped.
#[derive(Debug)]
pub(crate) struct Lock(#[expect(dead_code, reason = "the lock lasts as long as the file")] File);

impl Lock {
    /// Takes the lock, or says that another program has it.
    pub(crate) fn take(dir: &Path, name: &str) -> Result<Self, StoreError> {
        let path = dir.join(name);
        let file = private().read(true).write(true).create(true).truncate(false).open(&path);
        let file = file.map_err(|source| match source.kind() {
            std::io::ErrorKind::PermissionDenied => StoreError::ReadOnly,
            _ => StoreError::io("opening", &path, source),
        })?;
        match file.try_lock() {
            Ok(()) => Ok(Self(file)),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse { dir: dir.to_owned() }),
            Err(TryLockError::Error(source)) => Err(StoreError::io("locking", &path, source)),
        }
    }
}

/// Makes a folder that only its owner may enter.
pub(crate) fn make_dir(path: &Path) -> Result<(), StoreError> {
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt as _;
        builder.mode(0o700);
    }
    builder.create(path).map_err(|source| StoreError::io("making", path, source))
}

/// Makes an empty file that only its owner may read; SQLite's side files follow its permissions.
pub(crate) fn make_empty(path: &Path) -> Result<(), StoreError> {
    private()
        .write(true)
        .create_new(true)
        .open(path)
        .map(drop)
        .map_err(|source| StoreError::io("making", path, source))
}

/// Reads a file of at most `limit` bytes.
pub(crate) fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, StoreError> {
    let file = File::open(path).map_err(|source| StoreError::io("opening", path, source))?;
    let mut bytes = Vec::new();
    let read = file.take(limit + 1).read_to_end(&mut bytes);
    read.map_err(|source| StoreError::io("reading", path, source))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length > limit) {
        return Err(StoreError::damaged("a file of the study", "it is larger than it can be"));
    }
    Ok(bytes)
}

/// Puts `bytes` in the place of a file: whoever reads it sees all of the old or all of the new.
/// What stood there before is overwritten with zeros, as far as the file system lets anyone.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    put(path, bytes)?.finish()
}

/// The first half of [`replace`]: on an error the old file stands, otherwise the new one.
pub(crate) fn put(path: &Path, bytes: &[u8]) -> Result<Replaced, StoreError> {
    let unfinished = unfinished(path);
    let before = OpenOptions::new().write(true).open(path).ok();
    let renamed = write_through(&unfinished, bytes).and_then(|()| {
        std::fs::rename(&unfinished, path)
            .map_err(|source| StoreError::io("replacing", path, source))
    });
    if let Err(error) = renamed {
        let _gone_or_never_there = std::fs::remove_file(&unfinished);
        return Err(error);
    }
    Ok(Replaced { path: path.to_owned(), before })
}

/// A file that took the place of another.
#[must_use]
pub(crate) struct Replaced {
    path: PathBuf,
    before: Option<File>,
}

impl Replaced {
    /// Makes the change safe against a power cut and wipes what stood there before.
    pub(crate) fn finish(self) -> Result<(), StoreError> {
        let Self { path, before } = self;
        sync_parent(&path)?;
        let Some(mut before) = before else { return Ok(()) };
        wipe(&mut before).map_err(|source| StoreError::io("wiping", &path, source))
    }
}

/// Where a file is written before it takes its place.
pub(crate) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(UNFINISHED);
    path.with_file_name(name)
}

/// Makes the file's bytes and its name safe against a power cut.
pub(crate) fn sync(path: &Path) -> Result<(), StoreError> {
    let synced = OpenOptions::new().read(true).write(true).open(path).and_then(|f| f.sync_all());
    synced.map_err(|source| StoreError::io("writing", path, source))?;
    sync_parent(path)
}

/// Makes names in the folder of `path` safe against a power cut.
pub(crate) fn sync_parent(path: &Path) -> Result<(), StoreError> {
    #[cfg(unix)]
    if let Some(parent) = path.parent() {
        let synced = File::open(parent).and_then(|dir| dir.sync_all());
        synced.map_err(|source| StoreError::io("writing", parent, source))?;
    }
    #[cfg(not(unix))]
    let _names_are_safe_with_the_file = path;
    Ok(())
}

/// Files whose writing was cut short: those of the vault, or all others.
pub(crate) fn leftovers(dir: &Path, of_the_vault: bool) -> Vec<PathBuf> {
    let inside = |dir: &Path| {
        let entries = std::fs::read_dir(dir).into_iter().flatten().flatten();
        let found = entries.filter(|entry| {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            name.ends_with(UNFINISHED) && name.starts_with("vault") == of_the_vault
        });
        found.map(|entry| entry.path()).collect::<Vec<_>>()
    };
    let mut found = inside(dir);
    found.extend(inside(&dir.join(BACKUPS)));
    found.sort();
    found
}

/// Removes a file or folder whose writing was cut short.
pub(crate) fn remove(path: &Path) -> Result<(), StoreError> {
    let removed =
        if path.is_dir() { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
    removed.map_err(|source| StoreError::io("removing", path, source))
}

fn private() -> OpenOptions {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "the mode is set on Unix alone"))]
    let mut options = OpenOptions::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

fn write_through(path: &Path, bytes: &[u8]) -> Result<(), StoreError> {
    let opened = private().write(true).create(true).truncate(true).open(path);
    opened
        .and_then(|mut file| {
            file.write_all(bytes)?;
            file.sync_all()
        })
        .map_err(|source| StoreError::io("writing", path, source))
}

fn wipe(file: &mut File) -> std::io::Result<()> {
    let length = usize::try_from(file.metadata()?.len()).unwrap_or_default();
    file.rewind()?;
    file.write_all(&vec![0; length])?;
    file.sync_all()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacing_wipes_what_stood_there() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys");
        replace(&path, b"old secret").unwrap();
        let link = dir.path().join("second name");
        std::fs::hard_link(&path, &link).unwrap();
        replace(&path, b"new").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"new");
        assert_eq!(std::fs::read(&link).unwrap(), [0; 10], "the old bytes are gone");
        assert!(leftovers(dir.path(), false).is_empty());
    }

    #[test]
    fn a_second_holder_is_refused_until_the_first_lets_go() {
        let dir = tempfile::tempdir().unwrap();
        let first = Lock::take(dir.path(), STUDY_LOCK).unwrap();
        assert!(matches!(Lock::take(dir.path(), STUDY_LOCK), Err(StoreError::InUse { .. })));
        drop(first);
        Lock::take(dir.path(), STUDY_LOCK).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn files_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("keys");
        replace(&path, b"x").unwrap();
        assert_eq!(std::fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    }
}
