//! `funn open` and `funn serve`: the workbench in the browser.

use clap::Args;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::server::{self, Door};

/// Open a study in the browser
///
/// Starts the workbench on this machine alone and opens a browser where there is a desktop. It
/// runs until Ctrl-C. The address printed lets one browser in, once.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn open mystudy
  funn open mystudy --port 4180 --no-browser")]
pub(crate) struct Open {
    #[command(flatten)]
    place: Place,
    /// The port to listen on; 0 means any that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Print the address only
    #[arg(long)]
    no_browser: bool,
}

/// Serve a study to browsers on this machine, without opening one
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn serve mystudy --port 4180
  funn serve mystudy --json        prints {\"study\": …, \"url\": …} once it listens")]
pub(crate) struct Serve {
    #[command(flatten)]
    place: Place,
    /// The port to listen on; 0 means any that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
}

impl Open {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let workbench = call.open(&self.place.dir)?;
        let door = Door { port: self.port, opens_browser: !self.no_browser };
        server::serve(call, workbench, door)
    }
}

impl Serve {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let workbench = call.open(&self.place.dir)?;
        server::serve(call, workbench, Door { port: self.port, opens_browser: false })
    }
}
