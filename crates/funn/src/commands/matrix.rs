//! `funn matrix`: any dimension by any other.

use clap::{Args, ValueEnum};
use funn_workbench::analysis::{col_percent, expected, residual, row_percent};
use funn_workbench::ask::{self, MatrixRequest};
use funn_workbench::model::{Project, Table};
use funn_workbench::nearest;
use funn_workbench::render::{self, CellText, Guard, TableView, Totals};
use serde::Serialize;

use crate::arguments::PlaceInTime;
use crate::commands::Call;
use crate::failure::Failure;
use crate::passages::{self, Format};

/// Cross-tabulate codes, cases, attributes, sources, coders, facets …
///
/// Any two of code, case, attribute, source, coder, facet, speaker and round. The cells count
/// codings, passages, words, sources or cases.
///
/// A code counts the codings of the codes under it too, each once; --exact counts only its own.
/// Rows and columns are named by full paths and kind=name. Every cell can be opened with --cell.
#[derive(Debug, Args)]
#[command(after_help = "\
Dimensions: code, case, case:KIND, KIND.ATTRIBUTE, source, source.ATTRIBUTE, coder, facet,
facet:NAME, speaker, round.

Examples:
  funn matrix mystudy --rows code --cols case
  funn matrix mystudy --rows code --cols case:municipality --where 'round:2' --nonzero
  funn matrix mystudy --rows facet:valence --cols municipality.coastal --percent col
  funn matrix mystudy --rows code --cols case --cell Resources/Money municipality=Arendal
  funn matrix mystudy --rows code --cols case --format csv > matrix.csv")]
pub(crate) struct Matrix {
    #[command(flatten)]
    place: PlaceInTime,
    /// What stands in the rows
    #[arg(long, value_name = "DIMENSION")]
    rows: String,
    /// What stands in the columns
    #[arg(long, value_name = "DIMENSION")]
    cols: String,
    /// Count only codings that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
    /// What is counted
    #[arg(long, value_enum, default_value_t = Count::Codings)]
    count: Count,
    /// Count a code's own codings only, not those of the codes under it
    #[arg(long)]
    exact: bool,
    /// Leave out rows and columns that count nothing
    #[arg(long)]
    nonzero: bool,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    #[command(flatten)]
    shown: Shown,
    /// List the passages behind one cell instead
    #[arg(long, num_args = 2, value_names = ["ROW", "COL"])]
    cell: Option<Vec<String>>,
}

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Count {
    /// Codings
    Codings,
    /// Passages, each once
    Passages,
    /// Words of the passages, each once
    Words,
    /// Sources
    Sources,
    /// Cases
    Cases,
}

impl Count {
    const fn slug(self) -> &'static str {
        match self {
            Self::Codings => "codings",
            Self::Passages => "passages",
            Self::Words => "words",
            Self::Sources => "sources",
            Self::Cases => "cases",
        }
    }
}

/// What the cells show; counts, unless said otherwise.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct Shown {
    /// Show each cell as a share of its row or column
    #[arg(long, value_enum, value_name = "row|col")]
    percent: Option<Edge>,
    /// Show the counts that rows and columns would have were they unrelated
    #[arg(long)]
    expected: bool,
    /// Show adjusted residuals: beyond 2 or -2 is worth a look
    #[arg(long)]
    residual: bool,
}

/// What percentages are taken of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Edge {
    /// The row
    Row,
    /// The column
    Col,
}

type Shares = Vec<Vec<Option<f64>>>;

#[derive(Serialize)]
struct Told<'a> {
    rows: &'a [String],
    cols: &'a [String],
    cells: Vec<Vec<u64>>,
    row_totals: &'a [u64],
    col_totals: &'a [u64],
    total: u64,
    #[serde(skip_serializing_if = "Option::is_none")]
    row_percent: Option<Shares>,
    #[serde(skip_serializing_if = "Option::is_none")]
    col_percent: Option<Shares>,
    #[serde(skip_serializing_if = "Option::is_none")]
    expected: Option<Shares>,
    #[serde(skip_serializing_if = "Option::is_none")]
    residual: Option<Shares>,
}

impl Matrix {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let view = call.view(&self.place)?;
        if let Some([row, col]) = self.cell.as_deref() {
            let found = view.read(|project| {
                let table = self.table(project)?;
                let row = place("row", &table.rows, row)?;
                let col = place("column", &table.cols, col)?;
                Ok::<_, Failure>(passages::of_codings(project, &table.codings(row, col)))
            })?;
            return passages::print(call.output, &found, self.format);
        }
        let table = view.read(|project| self.table(project))?;
        let shares = self.shares(&table)?;
        if call.output.is_json() || self.format == Format::Json {
            return call.output.json(&self.told(&table, shares));
        }
        let shown = self.view(&table, shares);
        call.output.data(&match self.format {
            Format::Csv => render::table_csv(&shown, Guard::Apostrophe),
            Format::Markdown => render::table_markdown(&shown),
            Format::Text | Format::Json => render::table_text(&shown),
        })
    }

    fn table(&self, project: &Project) -> Result<Table, Failure> {
        let request = MatrixRequest {
            rows: &self.rows,
            cols: &self.cols,
            filter: self.filter.as_deref(),
            measure: self.count.slug(),
            exact: self.exact,
            nonzero: self.nonzero,
        };
        let query = self.filter.as_deref().unwrap_or_default();
        ask::matrix(project, &request).map_err(Failure::in_query(query))
    }

    /// What is shown instead of counts, if something is.
    fn shares(&self, table: &Table) -> Result<Option<Shares>, Failure> {
        let Shown { percent, expected: wants_expected, residual: wants_residual } = &self.shown;
        match percent {
            Some(Edge::Row) => return Ok(Some(row_percent(table))),
            Some(Edge::Col) => return Ok(Some(col_percent(table))),
            None => {}
        }
        let shares = match (wants_expected, wants_residual) {
            (true, _) => expected(table),
            (_, true) => residual(table),
            (false, false) => return Ok(None),
        };
        shares.map(Some).ok_or_else(|| {
            Failure::usage(
                "expected counts and residuals are of codings only",
                "Leave --count out, or ask for --percent.",
            )
        })
    }

    fn told<'a>(&self, table: &'a Table, shares: Option<Shares>) -> Told<'a> {
        let mut told = Told {
            rows: &table.rows,
            cols: &table.cols,
            cells: table.counts(),
            row_totals: &table.row_totals,
            col_totals: &table.col_totals,
            total: table.total,
            row_percent: None,
            col_percent: None,
            expected: None,
            residual: None,
        };
        let place = match (self.shown.percent, self.shown.expected) {
            (Some(Edge::Row), _) => &mut told.row_percent,
            (Some(Edge::Col), _) => &mut told.col_percent,
            (None, true) => &mut told.expected,
            (None, false) => &mut told.residual,
        };
        *place = shares;
        told
    }

    fn view(&self, table: &Table, shares: Option<Shares>) -> TableView {
        let counts = |counts: &[u64]| counts.iter().map(|&count| CellText::Count(count)).collect();
        let digits = if self.shown.residual { 2 } else { 1 };
        let number = |value: Option<f64>| match value {
            Some(value) => CellText::Number { value, digits },
            None => CellText::Empty,
        };
        let totals = shares.is_none().then(|| Totals {
            label: "total".to_owned(),
            rows: counts(&table.row_totals),
            cols: counts(&table.col_totals),
            all: CellText::Count(table.total),
        });
        let cells = match shares {
            Some(shares) => {
                shares.into_iter().map(|row| row.into_iter().map(number).collect()).collect()
            }
            None => table.counts().iter().map(|row| counts(row)).collect(),
        };
        TableView {
            corner: String::new(),
            rows: table.rows.clone(),
            cols: table.cols.clone(),
            cells,
            totals,
        }
    }
}

/// The place of a row or column, by its name or by the end of it that no other has.
fn place(what: &'static str, names: &[String], wanted: &str) -> Result<usize, Failure> {
    if let Some(place) = names.iter().position(|name| name == wanted) {
        return Ok(place);
    }
    let ends = |name: &String| {
        name.ends_with(&format!("/{wanted}")) || name.ends_with(&format!("={wanted}"))
    };
    let mut found = names.iter().enumerate().filter(|(_, name)| ends(name));
    if let (Some((place, _)), None) = (found.next(), found.next()) {
        return Ok(place);
    }
    let known: Vec<&str> = names.iter().map(String::as_str).collect();
    let near = nearest(wanted, &known);
    let hint = if near.is_empty() {
        "Run the command without --cell to see the names.".to_owned()
    } else {
        format!("Did you mean {}?", near.join(", "))
    };
    Err(Failure::invalid(format!("the matrix has no {what} \"{wanted}\""), hint))
}
