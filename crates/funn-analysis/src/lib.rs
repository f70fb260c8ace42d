//! Questions asked of a study: queries, search, matrices. Pure functions of `&Project`.

pub mod cooccurrence;
mod ground;
pub mod matrix;
pub mod pattern;
pub mod query;
pub mod search;

pub use cooccurrence::{CooccurrenceSpec, cooccurrence};
pub use matrix::{
    Dimension, DimensionError, Margins, MatrixSpec, Measure, col_percent, expected, matrix,
    residual, row_percent,
};
pub use query::{QueryError, find, normalise, parse, print, resolve, select_codings};
pub use search::{SearchHit, SearchHits, SearchLimits, search};
