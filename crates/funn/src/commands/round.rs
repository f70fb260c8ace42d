//! `funn round`: passes through the material.

use clap::{Args, Subcommand};
use funn_workbench::model::{Round as Pass, RoundId};
use serde::Serialize;

use crate::arguments::AsOf;
use crate::commands::Call;
use crate::failure::Failure;
use crate::{names, table};

/// Begin, close and list rounds of coding
///
/// What is coded goes to the newest open round. Nothing is coded in a closed one.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn round mystudy add 'by the guide'
  funn round mystudy close 1
  funn round mystudy list")]
pub(crate) struct Round {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: std::path::PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Begin a round
    Add {
        /// What it is called
        name: String,
    },
    /// Close a round: nothing more is coded in it
    Close {
        /// Its number; without it, the newest open one
        number: Option<u32>,
    },
    /// Open a closed round again
    Open {
        /// Its number
        number: u32,
    },
    /// List the rounds
    List(AsOf),
}

#[derive(Serialize)]
struct Made {
    round: String,
    number: u32,
}

#[derive(Serialize)]
struct Listed {
    number: u32,
    name: String,
    closed: Option<String>,
    codings: usize,
}

impl Round {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.what {
            What::Add { name } => {
                let made = call.change(&self.dir, |workbench, user| {
                    let newest =
                        workbench.read(|p| p.rounds().iter().map(|round| round.number).max());
                    let number = newest.unwrap_or_default() + 1;
                    let id: RoundId = workbench.fresh();
                    workbench.add(user, Pass { id, number, name, closed: None })?;
                    Ok(Made { round: id.to_string(), number })
                })?;
                call.output.either(&made, || format!("round {}", made.number))
            }
            What::Close { number } => Self::set_closed(&self.dir, call, number, true),
            What::Open { number } => Self::set_closed(&self.dir, call, Some(number), false),
            What::List(time) => {
                let view = call.view_at(&self.dir, time)?;
                let listed = view.read(|project| {
                    let rounds = project.rounds().sorted_by_key(|round| round.number);
                    let list = rounds.into_iter().map(|round| Listed {
                        number: round.number,
                        name: round.name.clone(),
                        closed: round.closed.map(|closed| closed.to_string()),
                        codings: project
                            .codings()
                            .iter()
                            .filter(|coding| coding.round == Some(round.id))
                            .count(),
                    });
                    list.collect::<Vec<_>>()
                });
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }

    fn set_closed(
        dir: &std::path::Path,
        call: &Call,
        number: Option<u32>,
        closes: bool,
    ) -> Result<(), Failure> {
        let made = call.change(dir, |workbench, user| {
            let id = workbench.read(|project| match number {
                Some(number) => names::round(project, number),
                None => project.open_round().ok_or_else(|| {
                    Failure::invalid(
                        "no round is open",
                        "Begin one with `funn round DIR add NAME`.",
                    )
                }),
            })?;
            let now = workbench.now();
            workbench.revise::<Pass>(user, id, |round| round.closed = closes.then_some(now))?;
            let number = workbench.find::<Pass>(id)?.number;
            Ok(Made { round: id.to_string(), number })
        })?;
        let state = if closes { "closed" } else { "open" };
        call.output.either(&made, || format!("round {} is {state}", made.number))
    }
}

fn as_text(rounds: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = rounds
        .iter()
        .map(|round| {
            let closed = round.closed.clone().unwrap_or_else(|| "open".to_owned());
            vec![round.number.to_string(), round.name.clone(), closed, round.codings.to_string()]
        })
        .collect();
    table::aligned(&["round", "name", "closed", "codings"], &rows)
}
