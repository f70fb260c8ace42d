//! `funn kwic`: a word in its contexts.

use clap::{Args, ValueEnum};
use funn_workbench::analysis::{KwicOptions, KwicRow, KwicSort, kwic};
use funn_workbench::ask;
use funn_workbench::model::{Project, TextPattern};
use serde::Serialize;

use crate::arguments::PlaceInTime;
use crate::commands::Call;
use crate::failure::Failure;
use crate::words;

/// Show a word or phrase in its contexts (key word in context)
///
/// Whole words; `*` stands for any letters. Small and capital letters are the same, unless the
/// pattern is a regular expression.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn kwic mystudy trust*
  funn kwic mystudy 'public health' --context 40 --sort right
  funn kwic mystudy '(?i)budsjett\\w*' --regex --where 'code:Money'")]
pub(crate) struct Kwic {
    #[command(flatten)]
    place: PlaceInTime,
    /// The word or phrase
    pattern: String,
    /// Read the pattern as a regular expression
    #[arg(long)]
    regex: bool,
    /// How many characters of context on either side
    #[arg(long, default_value_t = 60, value_name = "N")]
    context: usize,
    /// What to sort by: position, what stands before, or what stands after
    #[arg(long, value_enum, default_value_t = Sort::Position)]
    sort: Sort,
    /// Only inside passages that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
}

/// What lines are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Sort {
    /// Source and position
    Position,
    /// The words before, nearest first
    Left,
    /// The words after
    Right,
}

#[derive(Serialize)]
struct Line {
    source: String,
    start: u32,
    end: u32,
    left: String,
    #[serde(rename = "match")]
    found: String,
    right: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
}

impl From<Sort> for KwicSort {
    fn from(sort: Sort) -> Self {
        match sort {
            Sort::Position => Self::Position,
            Sort::Left => Self::Left,
            Sort::Right => Self::Right,
        }
    }
}

impl Kwic {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let lines = call.view(&self.place)?.read(|project| self.lines(project))?;
        call.output.either(&lines, || as_text(&lines, self.context))?;
        call.output.remark(&words::counted(lines.len(), "hit"));
        Ok(())
    }

    fn lines(&self, project: &Project) -> Result<Vec<Line>, Failure> {
        let pattern = if self.regex {
            TextPattern::regex(self.pattern.as_str())
        } else {
            TextPattern::words(self.pattern.as_str())
        };
        let filter = match &self.filter {
            Some(query) => Some(ask::resolve(project, query).map_err(Failure::in_query(query))?),
            None => None,
        };
        let options = KwicOptions { context: self.context, sort: self.sort.into(), filter };
        let rows = kwic(project, &pattern, &options).map_err(|error| {
            Failure::invalid(error.to_string(), "Leave --regex out to look for the very words.")
        })?;
        Ok(rows.into_iter().map(|row| line(project, row)).collect())
    }
}

fn line(project: &Project, row: KwicRow) -> Line {
    let source = project.sources().get(row.source);
    Line {
        source: source.map_or_else(String::new, |source| source.name.clone()),
        start: row.span.start,
        end: row.span.end,
        left: row.left,
        found: row.found,
        right: row.right,
        speaker: row.speaker,
    }
}

fn as_text(lines: &[Line], context: usize) -> String {
    let names = lines.iter().map(|line| line.source.chars().count()).max().unwrap_or_default();
    let mut text = String::new();
    for line in lines {
        let Line { source, start, left, found, right, .. } = line;
        text.push_str(&format!("{source:<names$} {start:>7}  {left:>context$}[{found}]{right}\n"));
    }
    text
}
