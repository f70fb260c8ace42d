//! `funn new`: a new study.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use funn_workbench::model::StudyDetails;
use funn_workbench::{Cost, Randomness as _, StudyPlan, SystemRandomness, Workbench};
use serde::Serialize;

use crate::commands::Call;
use crate::failure::Failure;
use crate::files::NewFile;
use crate::secrets::{self, Lock};
use crate::study::environment;

/// Make a study: an encrypted folder of its own
///
/// The folder must be empty or not exist. Two passphrases protect it: the study's opens texts and
/// codings, the vault's opens who the participants are. Each comes with a recovery key, which is
/// shown once: write both down and keep them away from this machine.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn new mystudy --title 'Trust in home care'
  funn new mystudy --title 'Tillit i hjemmetjenesten' --language nb --recovery-file keys.txt
  FUNN_PASSPHRASE=… FUNN_VAULT_PASSPHRASE=… funn new mystudy --title Trust --json")]
pub(crate) struct New {
    /// The folder to make
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    /// What the study is called
    #[arg(long)]
    title: String,
    /// The research question
    #[arg(long, default_value = "", hide_default_value = true)]
    question: String,
    /// The language of the material: nb, nn, en …
    #[arg(long, default_value = "en")]
    language: String,
    /// Write the recovery keys to FILE instead of showing them
    #[arg(long, value_name = "FILE")]
    recovery_file: Option<PathBuf>,
    /// What guessing a passphrase shall cost; `low` is for throw-away studies only
    #[arg(long, value_enum, default_value_t = KeyCost::Normal)]
    key_cost: KeyCost,
}

/// What guessing a passphrase shall cost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum KeyCost {
    /// 64 MiB of memory and three passes for every guess
    Normal,
    /// Next to nothing: quick to open, and quick to guess
    Low,
}

impl From<KeyCost> for Cost {
    fn from(cost: KeyCost) -> Self {
        match cost {
            KeyCost::Normal => Self::default(),
            KeyCost::Low => Self::LEAST,
        }
    }
}

#[derive(Serialize)]
struct Made {
    study: String,
}

impl New {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        if self.title.trim().is_empty() {
            return Err(Failure::usage("the title is empty", "Name the study with --title."));
        }
        let passphrase =
            call.new_passphrase(Lock::Study)?.ok_or_else(|| secrets::missing(Lock::Study))?;
        let given = call.new_passphrase(Lock::Vault)?;
        let has_vault_passphrase = given.is_some();
        let vault_passphrase = given.unwrap_or_else(unknown_passphrase);
        let plan = StudyPlan {
            details: StudyDetails {
                title: self.title.trim().to_owned(),
                question: self.question,
                language: self.language,
                welcome: String::new(),
            },
            passphrase,
            vault_passphrase,
            cost: self.key_cost.into(),
            user: call.coder_name(),
        };
        // The file is there before the study is: a key that cannot be written is lost for good.
        let recovery_file = self.recovery_file.as_deref().map(NewFile::reserve).transpose()?;
        let made = Workbench::create(&self.dir, plan, environment(), Box::new(SystemRandomness))?;
        let keys = format!(
            "Recovery key of the study:  {}\nRecovery key of the vault:  {}\n",
            made.recovery, made.vault_recovery
        );
        match recovery_file {
            Some(file) => file.fill(keys.as_bytes())?,
            None => call.output.note(&format!(
                "{keys}Write both down and keep them away from this machine. They are not shown again."
            )),
        }
        if !has_vault_passphrase {
            call.output.note(&format!(
                "No vault passphrase was given: for now only its recovery key opens the vault. \
                 Choose one with `funn passphrase {} --vault --recovery-key-file FILE`.",
                self.dir.display()
            ));
        }
        let study = made.workbench.read(|project| project.id().to_string());
        let dir = self.dir.display();
        call.output.remark(&format!(
            "Made a study in {dir}. Next: `funn import {dir} FILE…`, then `funn open {dir}`."
        ));
        call.output.either(&Made { study: study.clone() }, || study)
    }
}

/// A passphrase that nobody knows, so that the recovery key alone opens.
fn unknown_passphrase() -> String {
    let mut bytes = [0; 16];
    SystemRandomness.fill(&mut bytes);
    u128::from_be_bytes(bytes).to_string()
}
