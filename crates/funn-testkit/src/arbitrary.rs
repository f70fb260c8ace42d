//! Arbitrary values for property tests.
//!
//! [`change()`] makes any change at all, for what only writes and reads them. [`story()`] makes
//! changes that are valid one after the other, each with its inverse, against a study that grows.

mod records;
mod story;

pub use records::{change, edit, source, text};
pub use story::{Act, Story, story};
