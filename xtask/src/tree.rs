//! [`Tree`]: the files of the repository as a value, so that a check is a pure function.

use std::collections::BTreeMap;
use std::path::Path;
use std::{fs, io};

/// Folders that hold nothing of ours, by name.
const FOREIGN: [&str; 6] =
    [".git", "target", "node_modules", "test-results", "corpus", "artifacts"];

/// Files by path from the root, with `/` between folders.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    /// Reads every file under `root` that is ours.
    pub(crate) fn read(root: &Path) -> io::Result<Self> {
        let mut tree = Self::default();
        tree.gather(root, "")?;
        Ok(tree)
    }

    fn gather(&mut self, folder: &Path, prefix: &str) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let Ok(name) = entry.file_name().into_string() else { continue };
            let path = if prefix.is_empty() { name.clone() } else { format!("{prefix}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() && !FOREIGN.contains(&name.as_str()) {
                self.gather(&entry.path(), &path)?;
            } else if kind.is_file() {
                self.files.insert(path, fs::read(entry.path())?);
            }
        }
        Ok(())
    }

    /// A tree of these files, for tests.
    #[cfg(test)]
    pub(crate) fn of(files: &[(&str, &str)]) -> Self {
        let files = files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec()));
        Self { files: files.collect() }
    }

    /// The bytes of a file.
    pub(crate) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// The text of a file; none when it is not there or is no text.
    pub(crate) fn text(&self, path: &str) -> Option<&str> {
        std::str::from_utf8(self.bytes(path)?).ok()
    }

    /// The paths under a folder (empty: all) that end in one of `endings` (none: all), in order.
    pub(crate) fn paths<'t>(
        &'t self,
        under: &'t str,
        endings: &'t [&'t str],
    ) -> impl Iterator<Item = &'t str> {
        self.files.keys().map(String::as_str).filter(move |path| {
            let is_under = under.is_empty()
                || path.strip_prefix(under).is_some_and(|rest| rest.starts_with('/'));
            is_under && (endings.is_empty() || endings.iter().any(|ending| path.ends_with(ending)))
        })
    }

    /// The same, with their texts; files that are no text are left out.
    pub(crate) fn texts<'t>(
        &'t self,
        under: &'t str,
        endings: &'t [&'t str],
    ) -> impl Iterator<Item = (&'t str, &'t str)> {
        self.paths(under, endings).filter_map(|path| Some((path, self.text(path)?)))
    }
}

/// What stands behind the last full stop of a path; empty when there is none.
pub(crate) fn extension(path: &str) -> &str {
    path.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// A target as a path from the root, seen from the file that names it.
pub(crate) fn resolve(from: &str, target: &str) -> String {
    let mut folders: Vec<&str> = from.split('/').collect();
    folders.pop();
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                folders.pop();
            }
            name => folders.push(name),
        }
    }
    folders.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_not_the_beginning_of_a_name() {
        let tree = Tree::of(&[("ui/main.js", ""), ("uix/main.js", ""), ("ui/a.css", "")]);
        assert_eq!(tree.paths("ui", &[".js"]).collect::<Vec<_>>(), ["ui/main.js"]);
        assert_eq!(tree.paths("", &[]).count(), 3);
    }
}
