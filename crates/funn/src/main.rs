//! The program `funn`.

use std::process::ExitCode;

fn main() -> ExitCode {
    funn_cli::run(std::env::args_os(), funn_cli::Surroundings::of_process())
}
