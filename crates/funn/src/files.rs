//! The files that an import names: files, folders with all in them, and patterns.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::failure::Failure;

/// Every file that `named` means, each once, in order: files as named, folders in the order of
/// their names. Hidden files in folders are left alone, and so are links that lead elsewhere.
pub(crate) fn expand(named: &[PathBuf]) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for name in named {
        if name.is_dir() {
            collect(name, &mut found)?;
        } else if name.exists() || !has_wildcard(name) {
            found.push(name.clone());
        } else {
            expand_pattern(name, &mut found)?;
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    found.retain(|path| seen.insert(path.clone()));
    Ok(found)
}

fn has_wildcard(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

fn expand_pattern(pattern: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let text = pattern.to_string_lossy();
    let paths = glob::glob(&text).map_err(|error| {
        Failure::usage(format!("\"{text}\" is not a pattern: {error}"), "Write one such as *.docx.")
    })?;
    let before = found.len();
    for path in paths {
        let path = path.map_err(|error| {
            let path = error.path().to_owned();
            Failure::File { doing: "read", path, error: error.into() }
        })?;
        if path.is_dir() {
            collect(&path, found)?;
        } else {
            found.push(path);
        }
    }
    if found.len() == before {
        return Err(Failure::invalid(
            format!("no file matches {text}"),
            "Check the pattern and the folder that you are in.",
        ));
    }
    Ok(())
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) -> Result<(), Failure> {
    let mut entries = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(Failure::reading(folder))? {
        let entry = entry.map_err(Failure::reading(folder))?;
        let kind = entry.file_type().map_err(Failure::reading(folder))?;
        entries.push((entry.path(), kind.is_dir(), kind.is_file()));
    }
    entries.sort();
    for (path, is_folder, is_file) in entries {
        if is_hidden(&path) {
            continue;
        }
        if is_folder {
            collect(&path, found)?;
        } else if is_file {
            found.push(path);
        }
    }
    Ok(())
}

fn is_hidden(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with('.'))
}

/// A file that did not exist, for its owner's eyes alone where the system can say so. It goes
/// again unless it is filled.
pub(crate) struct NewFile {
    path: PathBuf,
    file: File,
    is_filled: bool,
}

impl NewFile {
    /// Makes it, empty.
    pub(crate) fn reserve(path: &Path) -> Result<Self, Failure> {
        let mut options = File::options();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(Failure::writing(path))?;
        Ok(Self { path: path.to_owned(), file, is_filled: false })
    }

    /// Writes what it is to hold.
    pub(crate) fn fill(mut self, content: &[u8]) -> Result<(), Failure> {
        let written = self.file.write_all(content).and_then(|()| self.file.sync_all());
        written.map_err(Failure::writing(&self.path))?;
        self.is_filled = true;
        Ok(())
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.is_filled {
            // What stands in its place is empty; where it cannot go it does no harm.
            let _removed = std::fs::remove_file(&self.path);
        }
    }
}
