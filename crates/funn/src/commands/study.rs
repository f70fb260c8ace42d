//! `funn study`: the study as a whole.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use funn_workbench::model::{Change, Project};
use serde::Serialize;

use crate::arguments::AsOf;
use crate::commands::Call;
use crate::failure::Failure;
use crate::words::counted;

/// Show what is in the study, or change its title, question and language
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn study mystudy show
  funn study mystudy show --at 2023-03-01
  funn study mystudy set --question 'What makes trust last?'")]
pub(crate) struct Study {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Show title, question and how much there is of everything
    Show(AsOf),
    /// Change title, question or language
    Set {
        /// What the study is called
        #[arg(long)]
        title: Option<String>,
        /// The research question
        #[arg(long)]
        question: Option<String>,
        /// The language of the material: nb, nn, en …
        #[arg(long)]
        language: Option<String>,
    },
}

#[derive(Serialize)]
struct Shown {
    study: String,
    title: String,
    question: String,
    language: String,
    sources: usize,
    characters: u64,
    words: u64,
    codes: usize,
    codings: usize,
    cases: usize,
    memos: usize,
    sets: usize,
    participants: usize,
    coders: Vec<String>,
}

impl Study {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let shown = match self.what {
            What::Show(time) => call.view_at(&self.dir, time)?.read(show),
            What::Set { title: None, question: None, language: None } => {
                return Err(Failure::usage(
                    "nothing was given to set",
                    "Give --title, --question or --language.",
                ));
            }
            What::Set { title, question, language } => {
                call.change(&self.dir, |workbench, user| {
                    let mut details = workbench.read(|project| project.details().clone());
                    let places = [
                        (title, &mut details.title),
                        (question, &mut details.question),
                        (language, &mut details.language),
                    ];
                    for (new, place) in places {
                        if let Some(new) = new {
                            *place = new;
                        }
                    }
                    workbench.commit(user, Change::Study(details))?;
                    Ok(workbench.read(show))
                })?
            }
        };
        call.output.either(&shown, || as_text(&shown))
    }
}

fn show(project: &Project) -> Shown {
    let revisions = || project.sources().iter().filter_map(|source| source.current());
    let users = project.users().sorted_by_key(|user| user.name.clone());
    let details = project.details();
    Shown {
        study: project.id().to_string(),
        title: details.title.clone(),
        question: details.question.clone(),
        language: details.language.clone(),
        sources: project.sources().len(),
        characters: revisions().map(|revision| u64::from(revision.characters)).sum(),
        words: revisions().map(|revision| u64::from(revision.words)).sum(),
        codes: project.codes().len(),
        codings: project.codings().len(),
        cases: project.cases().len(),
        memos: project.memos().len(),
        sets: project.sets().len(),
        participants: project.participants().len(),
        coders: users.into_iter().map(|user| user.name.clone()).collect(),
    }
}

fn as_text(study: &Shown) -> String {
    let mut text = format!("{}\n", study.title);
    if !study.question.is_empty() {
        text.push_str(&format!("{}\n", study.question));
    }
    let amount =
        |count: u64, noun: &str| counted(usize::try_from(count).unwrap_or(usize::MAX), noun);
    let lines = [
        vec![
            counted(study.sources, "source"),
            amount(study.characters, "character"),
            amount(study.words, "word"),
        ],
        vec![
            counted(study.codes, "code"),
            counted(study.codings, "coding"),
            counted(study.cases, "case"),
            counted(study.memos, "memo"),
            counted(study.sets, "set"),
        ],
        vec![counted(study.participants, "participant")],
        vec![format!("coders: {}", study.coders.join(", "))],
    ];
    for line in lines {
        text.push_str(&format!("\n  {}", line.join(", ")));
    }
    text.push('\n');
    text
}
