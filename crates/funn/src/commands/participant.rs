//! `funn participant`: those studied, by alias; who they are goes to the vault.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use funn_workbench::{Identities, Identity, Secret, SystemRandomness};
use serde::Serialize;

use crate::arguments::{AsOf, pair};
use crate::commands::Call;
use crate::failure::Failure;
use crate::secrets::Lock;
use crate::{study, table};

/// Add and list participants
///
/// A participant is known to the study by an alias alone. Name and contact go to the vault, which
/// has its own passphrase and its own file.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn participant mystudy add R3 --name 'Kari Nordmann' --contact kari@example.org
  funn participant mystudy add R3 --case municipality=Arendal
  funn import mystudy R3.docx --participant R3
  funn participant mystudy list")]
pub(crate) struct Participant {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a participant
    Add {
        /// The alias by which the study knows them
        alias: String,
        /// Their name (goes to the vault)
        #[arg(long)]
        name: Option<String>,
        /// How to reach them (goes to the vault)
        #[arg(long)]
        contact: Option<String>,
        /// A case that their sources will be tied to, made if need be; may be given again
        #[arg(long = "case", value_name = "KIND=NAME", value_parser = pair)]
        cases: Vec<(String, String)>,
    },
    /// List the participants by alias; names stay in the vault
    List(AsOf),
}

#[derive(Serialize)]
struct Made {
    participant: String,
}

#[derive(Serialize)]
struct Listed {
    alias: String,
    participant: String,
    sources: Vec<String>,
}

impl Participant {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.what {
            What::Add { alias, name, contact, cases } => {
                study::must_exist(&self.dir)?;
                // The vault is opened first: nobody is added whose identity cannot be kept.
                let identity = match (name, contact) {
                    (None, None) => None,
                    (name, contact) => {
                        let secret = Secret::passphrase(call.passphrase(Lock::Vault)?);
                        let vault =
                            Identities::open(&self.dir, &secret, Box::new(SystemRandomness))?;
                        let (name, contact) =
                            (name.unwrap_or_default(), contact.unwrap_or_default());
                        Some((vault, Identity { name, contact, notes: String::new() }))
                    }
                };
                let id = call.change(&self.dir, |workbench, user| {
                    let (id, _) = workbench.add_participant(user, &alias, &cases)?;
                    if let Some((mut vault, identity)) = identity {
                        vault.put(id, &identity)?;
                    }
                    Ok(id)
                })?;
                let participant = id.to_string();
                call.output.either(&Made { participant: participant.clone() }, || participant)
            }
            What::List(time) => {
                let listed = call.view_at(&self.dir, time)?.read(|project| {
                    let known = project.participants().sorted_by_key(|known| known.alias.clone());
                    let listed = known.into_iter().map(|known| {
                        let sources = project.sources().sorted_by_key(|source| source.name.clone());
                        let theirs =
                            sources.into_iter().filter(|s| s.participant == Some(known.id));
                        Listed {
                            alias: known.alias.clone(),
                            participant: known.id.to_string(),
                            sources: theirs.map(|source| source.name.clone()).collect(),
                        }
                    });
                    listed.collect::<Vec<_>>()
                });
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }
}

fn as_text(participants: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = participants
        .iter()
        .map(|known| {
            let sources = known.sources.join(", ");
            vec![known.alias.clone(), known.sources.len().to_string(), sources]
        })
        .collect();
    table::aligned(&["alias", "sources", ""], &rows)
}
