//! `funn backup`: a verified copy inside the study's folder.

use clap::Args;
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::{study, words};

/// Make a backup, verify it, and only then let the oldest go
///
/// Backups stand in the folder `backups` of the study, sealed with the same keys. Copy that folder
/// to another disk. Backups made before someone's data was erased do not bring it back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn backup mystudy
  funn backup mystudy --list")]
pub(crate) struct Backup {
    #[command(flatten)]
    place: Place,
    /// How many backups to keep
    #[arg(long, default_value_t = 7, value_name = "N")]
    keep: usize,
    /// List the backups that there are
    #[arg(long)]
    list: bool,
}

#[derive(Serialize)]
struct Made {
    backup: String,
    path: String,
    bytes: u64,
    changes: u64,
    removed: Vec<String>,
}

impl Backup {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = &self.place.dir;
        if self.list {
            study::must_exist(dir)?;
            let names = funn_workbench::backups(dir)?;
            return call.output.either(&names, || names.join("\n"));
        }
        let report = call.open(dir)?.backup(self.keep)?;
        let made = Made {
            backup: report.name,
            path: report.path.display().to_string(),
            bytes: report.bytes,
            changes: report.entries,
            removed: report.removed,
        };
        call.output.either(&made, || made.backup.clone())?;
        call.output.remark(&format!(
            "Backed up {} changes in {} and verified them; {} went.",
            made.changes,
            made.path,
            words::counted(made.removed.len(), "older backup"),
        ));
        Ok(())
    }
}
