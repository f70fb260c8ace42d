//! What answers at each address: one file a noun. A handler parses, asks the workbench, and
//! mirrors the answer; it decides nothing about the study.

pub(crate) mod attributes;
pub(crate) mod autocode;
pub(crate) mod cases;
pub(crate) mod codes;
pub(crate) mod codings;
pub(crate) mod events;
pub(crate) mod facets;
pub(crate) mod find;
pub(crate) mod guides;
pub(crate) mod log;
pub(crate) mod matrix;
pub(crate) mod memos;
pub(crate) mod queries;
pub(crate) mod relations;
pub(crate) mod sets;
pub(crate) mod sources;
pub(crate) mod study;
pub(crate) mod upload;

use crate::error::ApiError;
use crate::extract::Reply;

/// What a handler answers.
pub(crate) type Answer = Result<Reply, ApiError>;
