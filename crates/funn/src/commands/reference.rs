//! `funn reference`: `docs/cli.md`, made from the program.

use clap::Args;

use crate::commands::Call;
use crate::failure::Failure;

/// Print the reference of all commands in markdown
#[derive(Debug, Args)]
#[command(hide = true)]
pub(crate) struct Reference {}

impl Reference {
    #[expect(clippy::unused_self, reason = "every command is run the same way")]
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        call.output.data(&crate::help::reference())
    }
}
