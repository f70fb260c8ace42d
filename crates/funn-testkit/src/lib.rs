//! Builders and notations for tests: [`coded()`] makes a study of marked-up text, [`Build`] makes
//! one call by call, [`arbitrary`] makes any. Never shipped.

pub mod arbitrary;
pub mod build;
pub mod coded;

pub use build::Build;
pub use coded::{coded, coding_label};
