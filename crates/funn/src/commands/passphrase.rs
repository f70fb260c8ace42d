//! `funn passphrase`: another passphrase for the study or its vault.

use std::path::PathBuf;

use clap::Args;
use funn_workbench::{Secret, SystemRandomness, Workbench};
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::secrets::{self, Lock};
use crate::study::{self, environment};

/// Change a passphrase; the recovery key stays
///
/// The old passphrase or the recovery key opens the lock. Nothing is rewritten but the keys file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn passphrase mystudy
  funn passphrase mystudy --vault --recovery-key-file key.txt
  funn passphrase mystudy --new-passphrase-file new.txt")]
pub(crate) struct Passphrase {
    #[command(flatten)]
    place: Place,
    /// Change the vault's instead of the study's
    #[arg(long)]
    vault: bool,
    /// Open with the recovery key on the first line of FILE
    #[arg(long, value_name = "FILE")]
    recovery_key_file: Option<PathBuf>,
    /// Read the new passphrase from the first line of FILE instead of asking
    #[arg(long, value_name = "FILE")]
    new_passphrase_file: Option<PathBuf>,
}

#[derive(Serialize)]
struct Done {
    changed: &'static str,
}

impl Passphrase {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = &self.place.dir;
        study::must_exist(dir)?;
        let (lock, changed) =
            if self.vault { (Lock::Vault, "vault") } else { (Lock::Study, "study") };
        let secret = match &self.recovery_key_file {
            Some(path) => Secret::recovery_key(secrets::first_line(path)?),
            None => Secret::passphrase(call.passphrase(lock)?),
        };
        let new = match &self.new_passphrase_file {
            Some(path) => secrets::first_line(path)?,
            None => call.choose_passphrase(lock)?,
        };
        let random = Box::new(SystemRandomness);
        if self.vault {
            funn_workbench::change_vault_passphrase(dir, &secret, &new, None, random)?;
        } else {
            let workbench = Workbench::open(dir, &secret, environment(), random)?;
            workbench.change_passphrase(&new, None)?;
        }
        call.output.either(&Done { changed }, || format!("The {changed} has a new passphrase."))
    }
}
