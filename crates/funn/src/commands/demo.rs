//! `funn demo`: the example study.

use std::path::PathBuf;

use clap::Args;
use funn_workbench::{DEMO_PASSPHRASE, SystemRandomness, Workbench, create_demo};
use serde::Serialize;

use crate::commands::Call;
use crate::failure::Failure;
use crate::server::{self, Door};
use crate::study;

/// Make the example study and open it in the browser
///
/// Seven interviews from seven municipalities, coded in two rounds. Its passphrases are both
/// `demo`: nothing in it is secret, and everything can be tried. If it is there already, it is
/// opened as you left it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn demo
  funn demo try-out --no-serve && FUNN_PASSPHRASE=demo funn matrix try-out --rows code --cols case")]
pub(crate) struct Demo {
    /// The folder to make
    #[arg(value_name = "DIR", default_value = "funn-demo")]
    dir: PathBuf,
    /// Make the study and stop
    #[arg(long)]
    no_serve: bool,
    /// The port to listen on; 0 means any that is free
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Print the address only
    #[arg(long)]
    no_browser: bool,
}

#[derive(Serialize)]
struct Made {
    study: String,
    url: Option<String>,
}

impl Demo {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let workbench = self.open_or_make()?;
        if self.no_serve {
            let study = workbench.read(|project| project.id().to_string());
            workbench.tidy()?;
            let dir = self.dir.display();
            call.output.remark(&format!(
                "The example study is in {dir}; its passphrases are both \"demo\"."
            ));
            return call.output.either(&Made { study: study.clone(), url: None }, || study);
        }
        server::serve(call, workbench, Door { port: self.port, opens_browser: !self.no_browser })
    }

    fn open_or_make(&self) -> Result<Workbench, Failure> {
        if self.dir.join("study.keys").exists() {
            return study::open_with(&self.dir, DEMO_PASSPHRASE.to_owned()).map_err(|failure| {
                if failure.kind() != "locked" || failure.is_study_in_use() {
                    return failure;
                }
                Failure::invalid(
                    format!("{} holds another study, not the example", self.dir.display()),
                    "Name another folder: funn demo DIR.",
                )
            });
        }
        self.make()?;
        study::open_with(&self.dir, DEMO_PASSPHRASE.to_owned())
    }

    /// Makes the example under another name first, so that what breaks off leaves no half of it.
    fn make(&self) -> Result<(), Failure> {
        let is_taken = std::fs::read_dir(&self.dir).is_ok_and(|mut files| files.next().is_some());
        if is_taken {
            return Err(Failure::invalid(
                format!("{} is there already and is not the example study", self.dir.display()),
                "Name another folder: funn demo DIR.",
            ));
        }
        let unfinished = self.dir.with_extension("unfinished");
        if unfinished.exists() {
            std::fs::remove_dir_all(&unfinished).map_err(Failure::writing(&unfinished))?;
        }
        let random = || Box::new(SystemRandomness);
        let made = create_demo(&unfinished, [random(), random()])?;
        made.tidy()?;
        drop(made);
        if self.dir.exists() {
            std::fs::remove_dir(&self.dir).map_err(Failure::writing(&self.dir))?;
        }
        std::fs::rename(&unfinished, &self.dir).map_err(Failure::writing(&self.dir))
    }
}
