//! `funn restore`: a backup brought back.

use clap::Args;
use funn_workbench::model::Moment;
use funn_workbench::{Restored, Secret};
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::secrets::Lock;
use crate::study;

/// Bring back a backup; the present files are set aside, never overwritten
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn backup mystudy --list
  funn restore mystudy                      the newest
  funn restore mystudy 2023-03-01T120000Z
  funn restore mystudy --vault")]
pub(crate) struct Restore {
    #[command(flatten)]
    place: Place,
    /// Which backup; without it, the newest
    backup: Option<String>,
    /// Bring back the vault instead of the study
    #[arg(long)]
    vault: bool,
}

#[derive(Serialize)]
struct Back {
    backup: String,
    changes: u64,
    set_aside: Option<String>,
}

impl Restore {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = &self.place.dir;
        study::must_exist(dir)?;
        let newest = || funn_workbench::backups(dir).map(|names| names.into_iter().next_back());
        let name = match self.backup {
            Some(name) => name,
            None => newest()?.ok_or_else(|| {
                Failure::invalid(
                    "there is no backup of this study in its folder",
                    "If you keep copies elsewhere, put them into its folder `backups` first.",
                )
            })?,
        };
        let (lock, what) = if self.vault {
            (Lock::Vault, Restored::Vault)
        } else {
            (Lock::Study, Restored::Study)
        };
        let secret = Secret::passphrase(call.passphrase(lock)?);
        let now = Moment(jiff::Timestamp::now().as_millisecond());
        let report = funn_workbench::restore(dir, &name, what, &secret, now)?;
        let back = Back {
            backup: name,
            changes: report.entries,
            set_aside: report.set_aside.map(|path| path.display().to_string()),
        };
        call.output.either(&back, || as_text(&back))
    }
}

fn as_text(back: &Back) -> String {
    let mut text = format!("{} is back", back.backup);
    if back.changes > 0 {
        text.push_str(&format!(", with {} changes", back.changes));
    }
    if let Some(path) = &back.set_aside {
        text.push_str(&format!("; what was there before is in {path}"));
    }
    text
}
