//! Questions asked of a study: queries, search, matrices. Pure functions of `&Project`.

pub mod codebook;
pub mod cooccurrence;
mod ground;
pub mod kwic;
pub mod matrix;
pub mod pattern;
pub mod propose;
pub mod query;
pub mod search;
pub mod units;

pub use codebook::{CodeCounts, code_counts, codebook};
pub use cooccurrence::{CooccurrenceSpec, cooccurrence};
pub use kwic::{KwicOptions, KwicRow, KwicSort, kwic};
pub use matrix::{
    Dimension, DimensionError, Margins, MatrixSpec, Measure, col_percent, expected, matrix,
    residual, row_percent,
};
pub use pattern::{Matcher, PatternError};
pub use propose::{Extend, Proposal, Rule, RuleBy, propose};
pub use query::{
    Completion, CompletionKind, Problem, QueryError, complete, edit_distance, find, normalise,
    parse, print, resolve, select_codings,
};
pub use search::{SearchHit, SearchHits, SearchLimits, search};
