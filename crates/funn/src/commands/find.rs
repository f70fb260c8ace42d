//! `funn find`: the passages that a query finds.

use clap::Args;
use funn_workbench::ask;

use crate::arguments::PlaceInTime;
use crate::commands::Call;
use crate::failure::Failure;
use crate::passages::{self, Format, Passage};

/// Find passages by code, facet, case, attribute, speaker, coder, round and text
///
/// Passages come in the order of source names and positions. `*` finds every coded or marked
/// passage. A query that cannot be read is explained at the place.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn find mystudy '*'
  funn find mystudy 'code:Money and valence:barrier'
  funn find mystudy 'code:\"Resources/Money\" and case.inhabitants > 50000'
  funn find mystudy 'text:budget* and not code:*'
  funn find mystudy 'code:Money near code:Time' --format markdown
docs/queries.md explains the language by example.")]
pub(crate) struct Find {
    #[command(flatten)]
    place: PlaceInTime,
    /// What to find
    query: String,
    /// How to print it
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
}

impl Find {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let found = call.view(&self.place)?.read(|project| {
            let found = ask::passages(project, &self.query)?;
            Ok(Passage::all(project, &found.segments))
        });
        passages::print(call.output, &found.map_err(Failure::in_query(&self.query))?, self.format)
    }
}
