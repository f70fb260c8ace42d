//! The most that is read of one document, so that a hostile file costs little.

/// Bytes of one file.
pub(crate) const FILE_BYTES: usize = 64 << 20;
/// Bytes of a packed part after unpacking.
pub(crate) const PART_BYTES: u64 = 48 << 20;
/// Bytes of all parts of a package that are unpacked.
pub(crate) const PACKAGE_BYTES: u64 = 80 << 20;
/// Entries of a package.
pub(crate) const ENTRIES: usize = 20_000;
/// Unpacked bytes for each packed byte, once a part is larger than [`RATIO_FROM`].
pub(crate) const RATIO: u64 = 400;
/// Bytes from which the ratio counts: small parts of even text compress well.
pub(crate) const RATIO_FROM: u64 = 4 << 20;
/// Levels of nested elements or groups.
pub(crate) const DEPTH: usize = 512;
/// Pages of a paged document.
pub(crate) const PAGES: usize = 5_000;
