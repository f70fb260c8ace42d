//! Zip packages (docx, odt): parts by name, unpacked bytes counted, nothing ever written.

use std::io::{Cursor, Read as _};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::{ReadError, limits};

/// An opened package.
pub(crate) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: &'static str,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens a package; refuses one with too many entries before anything is allocated for them.
    pub(crate) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let entries = bytes.windows(4).filter(|window| *window == b"PK\x01\x02").count();
        if entries > limits::ENTRIES {
            let limit = limits::ENTRIES as u64;
            return Err(ReadError::TooLarge { what: "the number of parts in the document", limit });
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_detail| {
            let what = "the package cannot be opened; the file may be cut short".to_owned();
            ReadError::Damaged { format, what, at: None }
        })?;
        Ok(Self { archive, format, unpacked: 0 })
    }

    /// The names of all parts, sorted.
    pub(crate) fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = self.archive.file_names().map(str::to_owned).collect();
        names.sort();
        names
    }

    /// The text of a part; none when the package has no such part.
    pub(crate) fn part(&mut self, name: &str) -> Result<Option<String>, ReadError> {
        let format = self.format;
        let damaged = |what: &str| {
            let what = format!("the part {name} {what}");
            ReadError::Damaged { format, what, at: None }
        };
        let mut bytes = Vec::new();
        match self.archive.by_name(name) {
            Ok(entry) => {
                let packed = entry.compressed_size().max(1);
                let room = limits::PART_BYTES.min(limits::PACKAGE_BYTES - self.unpacked);
                let allowed =
                    room.min(packed.saturating_mul(limits::RATIO).max(limits::RATIO_FROM));
                entry
                    .take(allowed + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|_detail| damaged("cannot be unpacked"))?;
                if bytes.len() as u64 > allowed {
                    let what = "a part of the document, unpacked, in bytes";
                    return Err(ReadError::TooLarge { what, limit: allowed });
                }
            }
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(ReadError::Encrypted { format });
            }
            Err(_) => return Err(damaged("cannot be opened")),
        }
        self.unpacked += bytes.len() as u64;
        crate::xml::text_of(bytes).map(Some).ok_or_else(|| damaged("is not valid text"))
    }
}
