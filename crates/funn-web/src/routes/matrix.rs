//! Two dimensions held against each other, and the passages behind each number.

use axum::extract::State;
use funn_workbench::ask::{self, MatrixRequest};
use funn_workbench::evidence::{passages_of, queries_for};
use funn_workbench::model::Table;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::extract::Params;
use crate::routes::Answer;
use crate::routes::find::window;
use crate::segment::Found;
use crate::state::AppState;
use crate::wire::is_on;

/// Which matrix.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct MatrixParams {
    /// `code`, `case`, `case:KIND`, `attribute:NAME`, `source`, `coder`, `facet`, `facet:NAME`,
    /// `speaker` or `round`.
    rows: String,
    /// As `rows`.
    cols: String,
    /// Only codings that this query finds.
    #[serde(rename = "where")]
    filter: Option<String>,
    /// `codings` (left out), `passages`, `words` or `sources`.
    count: Option<String>,
    /// `1`: a code counts its own codings only.
    exact: Option<String>,
}

/// Which cell of which matrix.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct CellParams {
    /// As of the matrix.
    rows: String,
    /// As of the matrix.
    cols: String,
    /// As of the matrix.
    #[serde(rename = "where")]
    filter: Option<String>,
    /// As of the matrix.
    count: Option<String>,
    /// As of the matrix.
    exact: Option<String>,
    /// The row, from 0.
    row: usize,
    /// The column, from 0.
    col: usize,
    /// Passages to leave out at the start.
    offset: Option<usize>,
    /// At most so many passages, up to 1000; left out: 200.
    limit: Option<usize>,
}

/// Numbers row by row; null where a number is undefined.
type Numbers = Vec<Vec<Option<f64>>>;

/// A matrix.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Matrix {
    /// Names of the rows: full paths of codes, `kind=name` of cases.
    rows: Vec<String>,
    cols: Vec<String>,
    /// Counts, row by row.
    cells: Vec<Vec<u64>>,
    /// What a row counts in all columns together, each thing once.
    row_totals: Vec<u64>,
    /// What a column counts in all rows together, each thing once.
    col_totals: Vec<u64>,
    /// What the matrix counts, each thing once.
    total: u64,
    /// Percent of the row's total.
    #[schema(value_type = Vec<Vec<Option<f64>>>)]
    row_percent: Numbers,
    /// Percent of the column's total.
    #[schema(value_type = Vec<Vec<Option<f64>>>)]
    col_percent: Numbers,
    /// What independence would lead one to expect; null where that makes no sense.
    #[schema(value_type = Option<Vec<Vec<Option<f64>>>>)]
    expected: Option<Numbers>,
    /// The adjusted standardised residual; null where that makes no sense.
    #[schema(value_type = Option<Vec<Vec<Option<f64>>>>)]
    residual: Option<Numbers>,
    query_for: Queries,
}

/// Queries that find what a row or a column counts.
#[derive(Debug, Serialize, ToSchema)]
struct Queries {
    rows: Vec<String>,
    cols: Vec<String>,
}

fn request<'a>(
    (rows, cols): (&'a str, &'a str),
    filter: Option<&'a str>,
    count: Option<&'a str>,
    exact: Option<&'a str>,
) -> Result<MatrixRequest<'a>, ApiError> {
    let exact = is_on(exact)?;
    let measure = count.unwrap_or("codings");
    Ok(MatrixRequest { rows, cols, filter, measure, exact, nonzero: false })
}

pub(crate) async fn read(
    State(state): State<AppState>,
    Params(params): Params<MatrixParams>,
) -> Answer {
    state
        .ask(move |desk| {
            let MatrixParams { rows, cols, filter, count, exact } = &params;
            let axes = (rows.as_str(), cols.as_str());
            let request = request(axes, filter.as_deref(), count.as_deref(), exact.as_deref())?;
            desk.workbench.read(|project| {
                let table = ask::matrix(project, &request)?;
                let query_for = Queries {
                    rows: queries_for(project, rows, &table.rows, request.exact)?,
                    cols: queries_for(project, cols, &table.cols, request.exact)?,
                };
                Ok(mirror(&table, query_for))
            })
        })
        .await
}

fn mirror(table: &Table, query_for: Queries) -> Matrix {
    use funn_workbench::analysis::{col_percent, expected, residual, row_percent};
    Matrix {
        rows: table.rows.clone(),
        cols: table.cols.clone(),
        cells: table.counts(),
        row_totals: table.row_totals.clone(),
        col_totals: table.col_totals.clone(),
        total: table.total,
        row_percent: row_percent(table),
        col_percent: col_percent(table),
        expected: expected(table),
        residual: residual(table),
        query_for,
    }
}

pub(crate) async fn cell(
    State(state): State<AppState>,
    Params(params): Params<CellParams>,
) -> Answer {
    state
        .ask(move |desk| {
            let CellParams { rows, cols, filter, count, exact, row, col, offset, limit } = &params;
            let axes = (rows.as_str(), cols.as_str());
            let request = request(axes, filter.as_deref(), count.as_deref(), exact.as_deref())?;
            desk.workbench.read(|project| {
                let table = ask::matrix(project, &request)?;
                if table.cell(*row, *col).is_none() {
                    let (rows, cols) = (table.rows.len(), table.cols.len());
                    let message = format!("the matrix has {rows} rows and {cols} columns");
                    return Err(ApiError::invalid(&message, "Rows and columns count from 0."));
                }
                let (offset, limit) = window(*offset, *limit);
                let codings = table.codings(*row, *col);
                let found = passages_of(project, &codings, offset, limit);
                let both = [(rows, &table.rows, row), (cols, &table.cols, col)].map(
                    |(axis, names, place)| {
                        let name = names.get(*place).map_or(&[][..], std::slice::from_ref);
                        queries_for(project, axis, name, request.exact)
                    },
                );
                let mut parts = Vec::new();
                for queries in both {
                    parts.extend(queries?);
                }
                parts.extend(
                    filter.iter().filter(|text| !text.trim().is_empty()).map(|q| format!("({q})")),
                );
                let query = parts.join(" and ");
                Ok(Found::part(project, query, &found))
            })
        })
        .await
}
