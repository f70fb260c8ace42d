//! `funn man`: the manual page.

use clap::Args;

use crate::commands::Call;
use crate::failure::Failure;

/// Print the manual page of funn or of one command
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn man | man -l -
  funn man matrix | man -l -
  funn man > ~/.local/share/man/man1/funn.1")]
pub(crate) struct Man {
    /// The command; without it, funn itself
    command: Option<String>,
}

impl Man {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let mut top = crate::help::command();
        top.build();
        let page = match &self.command {
            None => top,
            Some(name) => top.find_subcommand(name).cloned().ok_or_else(|| {
                Failure::usage(
                    format!("there is no command \"{name}\""),
                    "`funn --help` lists the commands.",
                )
            })?,
        };
        let mut roff = Vec::new();
        clap_mangen::Man::new(page)
            .render(&mut roff)
            .map_err(|error| Failure::System { doing: "cannot write the manual page", error })?;
        call.output.data(&String::from_utf8_lossy(&roff))
    }
}
