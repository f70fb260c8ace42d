//! The command line of Funn: arguments in, data on standard output, all else on standard error.
//!
//! No logic of the domain lives here: each file in `commands/` turns arguments into one or two
//! calls of `funn-workbench` and prints what they answer. The other files are what all commands
//! share: opening a study, passphrases, output, errors.
#![expect(
    clippy::disallowed_methods,
    reason = "the command line is where files, the clock and the environment come in"
)]
#![expect(
    clippy::format_push_string,
    reason = "output is put together as text; the allocations do not matter next to opening a study"
)]

mod arguments;
mod commands;
mod failure;
mod files;
mod help;
mod names;
mod output;
mod passages;
mod progress;
mod rules;
mod secrets;
mod server;
mod study;
mod surroundings;
mod table;
mod when;
mod words;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;

pub use help::{command, reference};
pub use surroundings::Surroundings;

use arguments::Cli;
use commands::Call;
use failure::Failure;
use output::Output;

/// Carries out one command line and answers the exit code: 0 done, 1 failed, 2 wrong use.
pub fn run(arguments: impl IntoIterator<Item = OsString>, surroundings: Surroundings) -> ExitCode {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let asks_json = arguments.iter().any(|argument| argument == "--json");
    let matches = match command().try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return misused(&error, asks_json),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return misused(&error, asks_json),
    };
    let output = Output::of_process(cli.common.json);
    let call = Call { common: cli.common, surroundings, output };
    match cli.command.run(&call) {
        Ok(()) | Err(Failure::ReaderGone) => ExitCode::SUCCESS,
        Err(failure) => {
            call.output.failure(&failure);
            ExitCode::from(failure.exit_code())
        }
    }
}

/// Help and version are data; anything else is wrong use.
fn misused(error: &clap::Error, asks_json: bool) -> ExitCode {
    if asks_json && error.use_stderr() {
        Output::of_process(true).failure(&Failure::of_arguments(error));
    } else {
        // Where the reader of the help is gone there is nobody left to tell.
        let _written = error.print();
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}
