//! `funn source`: the texts of the study.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use funn_workbench::model::{Project, Ref, Source as Model, Span};
use serde::Serialize;

use crate::arguments::{AsOf, span};
use crate::commands::Call;
use crate::failure::Failure;
use crate::{names, table};

/// List, show, rename and delete sources
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn source mystudy list
  funn source mystudy show 'Interview 3' --text
  funn source mystudy show 'Interview 3' --text --span 120..184
  funn source mystudy rename 'scan_0041' 'Interview 3'")]
pub(crate) struct Source {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// List the sources
    List(AsOf),
    /// Show what is known of a source, or its text
    Show {
        /// Its name
        name: String,
        /// Print its text
        #[arg(long)]
        text: bool,
        /// Only this passage of the text
        #[arg(long, value_name = "START..END", value_parser = span, requires = "text")]
        span: Option<Span>,
        #[command(flatten)]
        time: AsOf,
    },
    /// Give a source another name
    Rename {
        /// Its name
        name: String,
        /// Its new name
        new_name: String,
    },
    /// Delete a source with its codings, ties and memos
    Delete {
        /// Its name
        name: String,
        /// Do it; without this, say what would be deleted
        #[arg(long)]
        yes: bool,
    },
}

#[derive(Serialize)]
struct Listed {
    id: String,
    name: String,
    kind: &'static str,
    characters: u32,
    words: u32,
    codings: usize,
    cases: Vec<String>,
    speakers: Vec<String>,
    participant: Option<String>,
    format: String,
    encoding: String,
    added: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

#[derive(Serialize)]
struct Named {
    id: String,
    name: String,
}

#[derive(Serialize)]
struct Deleted {
    deleted: bool,
    codings: usize,
}

impl Source {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = self.dir;
        match self.what {
            What::List(time) => {
                let listed = call.view_at(&dir, time)?.read(|project| {
                    let sources = project.sources().sorted_by_key(|source| source.name.clone());
                    sources.into_iter().map(|s| describe(project, s)).collect::<Vec<_>>()
                });
                call.output.either(&listed, || as_table(&listed))
            }
            What::Show { name, text, span, time } => {
                let shown = call.view_at(&dir, time)?.read(|project| {
                    let source = names::source(project, &name)?;
                    let mut shown = describe(project, source);
                    if text {
                        shown.text = Some(text_of(project, source, span)?);
                    }
                    Ok::<_, Failure>(shown)
                })?;
                call.output.either(&shown, || as_text(&shown))
            }
            What::Rename { name, new_name } => {
                let id = call.change(&dir, |workbench, user| {
                    let id = workbench.read(|p| Ok::<_, Failure>(names::source(p, &name)?.id))?;
                    let new_name = new_name.clone();
                    workbench.revise::<Model>(user, id, |source| source.name = new_name)?;
                    Ok(id.to_string())
                })?;
                call.output.either(&Named { id, name: new_name.clone() }, || new_name)
            }
            What::Delete { name, yes } => {
                let look = |project: &Project| {
                    let id = names::source(project, &name)?.id;
                    Ok::<_, Failure>((id, project.marks(id).len()))
                };
                let codings = if yes {
                    call.change(&dir, |workbench, user| {
                        let (id, codings) = workbench.read(look)?;
                        workbench.delete(user, Ref::Source(id))?;
                        Ok(codings)
                    })?
                } else {
                    call.open(&dir)?.read(look)?.1
                };
                call.output.either(&Deleted { deleted: yes, codings }, || {
                    let what = crate::words::counted(codings, "coding");
                    if yes {
                        format!("deleted \"{name}\" and {what}")
                    } else {
                        format!(
                            "This would delete \"{name}\" and {what}. \
                             Nothing was changed; add --yes to do it."
                        )
                    }
                })
            }
        }
    }
}

fn describe(project: &Project, source: &Model) -> Listed {
    let current = source.current();
    let whole = Span::new(0, source.characters().max(1));
    let mut speakers: Vec<String> = current
        .map(|revision| revision.structure.turns.iter().map(|turn| turn.speaker.clone()).collect())
        .unwrap_or_default();
    speakers.sort_unstable();
    speakers.dedup();
    let cases = project.cases_at(source.id, whole);
    let participant = source.participant.and_then(|id| project.participants().get(id));
    Listed {
        id: source.id.to_string(),
        name: source.name.clone(),
        kind: kind(source),
        characters: source.characters(),
        words: current.map_or(0, |revision| revision.words),
        codings: project.marks(source.id).len(),
        cases: cases.into_iter().map(|case| project.case_label(case)).collect(),
        speakers,
        participant: participant.map(|participant| participant.alias.clone()),
        format: source.decoded_from.format.clone(),
        encoding: source.decoded_from.encoding.clone(),
        added: source.added.to_string(),
        text: None,
    }
}

fn kind(source: &Model) -> &'static str {
    use funn_workbench::model::SourceKind;
    match source.kind {
        SourceKind::Transcript => "transcript",
        SourceKind::Document => "document",
        SourceKind::FieldNote => "field-note",
        SourceKind::SurveyAnswer => "survey-answer",
    }
}

fn text_of(project: &Project, source: &Model, span: Option<Span>) -> Result<String, Failure> {
    let text = project.source_text(source.id).ok_or_else(|| {
        Failure::invalid(
            format!("the text of \"{}\" is gone", source.name),
            "It may have been erased; `funn log` says when.",
        )
    })?;
    Ok(match span {
        Some(span) => text.passage(span).to_owned(),
        None => text.as_str().to_owned(),
    })
}

fn as_table(sources: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = sources
        .iter()
        .map(|source| {
            vec![
                source.name.clone(),
                source.kind.to_owned(),
                source.words.to_string(),
                source.codings.to_string(),
                source.cases.join(" "),
            ]
        })
        .collect();
    table::aligned(&["source", "kind", "words", "codings", "cases"], &rows)
}

fn as_text(source: &Listed) -> String {
    if let Some(text) = &source.text {
        return text.clone();
    }
    format!(
        "{}\n  {} ({}, {}), added {}\n  {} characters, {} words, {} codings\n  cases: {}\n  speakers: {}\n",
        source.name,
        source.kind,
        source.format,
        source.encoding,
        source.added,
        source.characters,
        source.words,
        source.codings,
        source.cases.join(" "),
        source.speakers.join(", "),
    )
}
