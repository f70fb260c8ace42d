//! `funn completions`: what a shell needs to complete commands and options.

use clap::Args;
use clap_complete::Shell;

use crate::commands::Call;
use crate::failure::Failure;

/// Print the completions of a shell
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn completions bash > ~/.local/share/bash-completion/completions/funn
  funn completions zsh > ~/.zfunc/_funn
  funn completions fish > ~/.config/fish/completions/funn.fish")]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut crate::help::command(), "funn", &mut script);
        call.output.data(&String::from_utf8_lossy(&script))
    }
}
