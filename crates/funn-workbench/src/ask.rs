//! Asking questions of a study, now or as it was: words in, results out.
//!
//! These are functions of a [`Project`], so that a question can be put to any moment of a study
//! (see [`crate::Workbench::at`]).

use funn_analysis::matrix::{Dimension, MatrixSpec, Measure};
use funn_model::query::Resolved;
use funn_model::{CodingId, Project, Query, Segments, Table};

use crate::error::WorkbenchError;

/// What a matrix shall show, in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MatrixRequest<'a> {
    /// What stands in the rows: `code`, `case`, `case:KIND`, `source`, `coder`, …
    pub rows: &'a str,
    /// What stands in the columns.
    pub cols: &'a str,
    /// Only codings that this query finds.
    pub filter: Option<&'a str>,
    /// What is counted: `codings`, `passages`, `words`, `sources`, `cases`.
    pub measure: &'a str,
    /// Whether a code counts its own codings only, not those of the codes under it.
    pub exact: bool,
    /// Whether rows and columns that count nothing are left out.
    pub nonzero: bool,
}

/// Reads a query and finds what its names stand for.
pub fn resolve(project: &Project, query: &str) -> Result<Query<Resolved>, WorkbenchError> {
    Ok(funn_analysis::resolve(&funn_analysis::parse(query)?, project)?)
}

/// The passages that a query finds, by source name and position.
pub fn passages(project: &Project, query: &str) -> Result<Segments, WorkbenchError> {
    Ok(funn_analysis::find(project, &resolve(project, query)?))
}

/// The codings that a query finds, by id.
pub fn codings(project: &Project, query: &str) -> Result<Vec<CodingId>, WorkbenchError> {
    Ok(funn_analysis::select_codings(project, &resolve(project, query)?))
}

/// A matrix.
pub fn matrix(project: &Project, request: &MatrixRequest<'_>) -> Result<Table, WorkbenchError> {
    let dimension = |text: &str| {
        Dimension::read(text, project)
            .map_err(|error| WorkbenchError::invalid(error.to_string(), error.hint))
    };
    let filter = request.filter.filter(|query| !query.trim().is_empty());
    let spec = MatrixSpec {
        rows: dimension(request.rows)?,
        cols: dimension(request.cols)?,
        filter: filter.map(|query| resolve(project, query)).transpose()?,
        measure: Measure::read(request.measure).ok_or_else(|| {
            WorkbenchError::invalid(
                format!("\"{}\" is nothing that a matrix counts", request.measure),
                "Count codings, passages, words, sources or cases.",
            )
        })?,
        exact: request.exact,
        nonzero: request.nonzero,
    };
    Ok(funn_analysis::matrix::matrix(project, &spec))
}
