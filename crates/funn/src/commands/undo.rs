//! `funn undo` and `funn redo`.

use clap::Args;
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::output::Output;
use crate::words;

/// Take back your newest change
///
/// Each user takes back their own changes, newest first, across restarts. Taking back is itself a
/// recorded change, so nothing is ever lost.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn undo mystudy
  funn undo mystudy --coder anna")]
pub(crate) struct Undo {
    #[command(flatten)]
    place: Place,
}

/// Make the change again that you took back last
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  funn redo mystudy")]
pub(crate) struct Redo {
    #[command(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Done {
    change: String,
    summary: String,
}

impl Undo {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let done = call.change(&self.place.dir, |workbench, user| Ok(workbench.undo(user)?))?;
        tell(call.output, &done)
    }
}

impl Redo {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let done = call.change(&self.place.dir, |workbench, user| Ok(workbench.redo(user)?))?;
        tell(call.output, &done)
    }
}

fn tell(output: Output, done: &funn_workbench::Committed) -> Result<(), Failure> {
    let summary = words::of_summary(&done.summary);
    output.either(&Done { change: done.change.to_string(), summary: summary.clone() }, || summary)
}
