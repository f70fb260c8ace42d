//! `funn codebook`: the codes, their tree and their definitions.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use funn_workbench::analysis::code_counts;
use funn_workbench::model::{CodeId, Colour, Project, Ref};
use funn_workbench::{CodeDraft, CodePatch};
use serde::Serialize;

use crate::arguments::AsOf;
use crate::commands::Call;
use crate::failure::Failure;
use crate::{names, table, words};

/// Add, move, merge, rename, delete and list codes
///
/// A code is named by its path, such as 'Resources/Money', or by its last name where only one code
/// has it.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn codebook mystudy add 'Resources/Money' --definition 'Budgets, grants, costs'
  funn codebook mystudy list
  funn codebook mystudy move Resources/Money Conditions
  funn codebook mystudy move Conditions/Money /
  funn codebook mystudy merge Costs Money
  funn codebook mystudy list --at 2023-03-01")]
pub(crate) struct Codebook {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a code, with what is missing above it
    Add {
        /// Its path: names parted by "/"
        path: String,
        #[command(flatten)]
        said: Said,
    },
    /// Change what is said of a code
    Edit {
        /// Its path
        code: String,
        #[command(flatten)]
        said: Said,
    },
    /// List the codes with their definitions and numbers of codings
    List(AsOf),
    /// Move a code, with all under it, under another code
    Move {
        /// The code
        code: String,
        /// The code to put it under; "/" for the top
        under: String,
        /// Put it ahead of this code instead of last
        #[arg(long, value_name = "CODE")]
        before: Option<String>,
    },
    /// Merge a code into another: codings, memos and the codes under it move there
    Merge {
        /// The code that goes
        code: String,
        /// The code that stays
        into: String,
        /// Only say what would be done
        #[arg(long)]
        preview: bool,
    },
    /// Give a code another name
    Rename {
        /// The code
        code: String,
        /// Its new last name, without what stands above it
        name: String,
    },
    /// Delete a code with all under it and all their codings
    Delete {
        /// The code
        code: String,
        /// Do it; without this, say what would be deleted
        #[arg(long)]
        yes: bool,
    },
}

/// What is said of a code.
#[derive(Debug, Args)]
struct Said {
    /// What it means
    #[arg(long, value_name = "TEXT")]
    definition: Option<String>,
    /// When to use it
    #[arg(long, value_name = "TEXT")]
    inclusion: Option<String>,
    /// When not to
    #[arg(long, value_name = "TEXT")]
    exclusion: Option<String>,
    /// A typical passage
    #[arg(long, value_name = "TEXT")]
    example: Option<String>,
    /// Its colour, such as #1f77b4
    #[arg(long, value_name = "COLOUR")]
    colour: Option<Colour>,
    /// Whether passages may be coded with it (no: it is a heading only)
    #[arg(long, value_name = "true|false")]
    codable: Option<bool>,
}

impl From<Said> for CodePatch {
    fn from(said: Said) -> Self {
        Self {
            name: None,
            colour: said.colour.map(Some),
            is_codable: said.codable,
            definition: said.definition,
            inclusion: said.inclusion,
            exclusion: said.exclusion,
            example: said.example,
        }
    }
}

#[derive(Serialize)]
struct Made {
    code: String,
}

#[derive(Serialize)]
struct Done {
    change: String,
    summary: String,
}

#[derive(Serialize)]
struct Listed {
    path: String,
    definition: String,
    codings: u64,
    codings_with_descendants: u64,
    sources: u64,
    cases: u64,
    is_codable: bool,
}

#[derive(Serialize)]
struct MergeShown {
    codings: usize,
    duplicates: usize,
    children: usize,
    memos: usize,
}

#[derive(Serialize)]
struct DeleteShown {
    deleted: bool,
    codes: usize,
    codings: usize,
}

impl Codebook {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = self.dir;
        match self.what {
            What::Add { path, said } => {
                let code = call.change(&dir, |workbench, user| {
                    let draft = CodeDraft { path, under: None, patch: said.into() };
                    Ok(workbench.add_code(user, draft)?.0.to_string())
                })?;
                call.output.either(&Made { code: code.clone() }, || code)
            }
            What::Edit { code, said } => change(call, &dir, &code, |workbench, user, id| {
                Ok(workbench.change_code(user, id, said.into())?)
            }),
            What::Rename { code, name } => change(call, &dir, &code, |workbench, user, id| {
                let patch = CodePatch { name: Some(name), ..CodePatch::default() };
                Ok(workbench.change_code(user, id, patch)?)
            }),
            What::Move { code, under, before } => {
                change(call, &dir, &code, |workbench, user, id| {
                    let (under, before) = workbench.read(|project| {
                        let under = match under.trim_matches('/') {
                            "" => None,
                            path => Some(names::code(project, path)?),
                        };
                        let before = before.map(|name| names::code(project, &name)).transpose()?;
                        Ok::<_, Failure>((under, before))
                    })?;
                    Ok(workbench.move_code(user, id, under, before)?)
                })
            }
            What::Merge { code, into, preview: true } => preview_merge(call, &dir, &code, &into),
            What::Merge { code, into, preview: false } => {
                change(call, &dir, &code, |workbench, user, id| {
                    let into = workbench.read(|project| names::code(project, &into))?;
                    Ok(workbench.merge_codes(user, id, into)?)
                })
            }
            What::Delete { code, yes } => delete(call, &dir, &code, yes),
            What::List(time) => {
                let listed = call.view_at(&dir, time)?.read(list);
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }
}

fn change(
    call: &Call,
    dir: &Path,
    code: &str,
    work: impl FnOnce(
        &funn_workbench::Workbench,
        funn_workbench::model::UserId,
        CodeId,
    ) -> Result<funn_workbench::Committed, Failure>,
) -> Result<(), Failure> {
    let done = call.change(dir, |workbench, user| {
        let id = workbench.read(|project| names::code(project, code))?;
        work(workbench, user, id)
    })?;
    let summary = words::of_summary(&done.summary);
    let shown = Done { change: done.change.to_string(), summary: summary.clone() };
    call.output.either(&shown, || summary)
}

fn preview_merge(call: &Call, dir: &Path, code: &str, into: &str) -> Result<(), Failure> {
    let workbench = call.open(dir)?;
    let (from, to) = workbench.read(|project| {
        Ok::<_, Failure>((names::code(project, code)?, names::code(project, into)?))
    })?;
    let preview = workbench.preview_merge(from, to)?;
    let shown = MergeShown {
        codings: preview.codings,
        duplicates: preview.duplicates,
        children: preview.children,
        memos: preview.memos,
    };
    call.output.either(&shown, || {
        format!(
            "{} would move, {} that are there already would go, {} and {} would move. \
             Nothing was changed.",
            words::counted(shown.codings, "coding"),
            shown.duplicates,
            words::counted(shown.children, "code"),
            words::counted(shown.memos, "memo"),
        )
    })
}

fn delete(call: &Call, dir: &Path, code: &str, is_confirmed: bool) -> Result<(), Failure> {
    let count = |project: &Project| {
        let id = names::code(project, code)?;
        let codes = project.code_with_descendants(id);
        let codings = project.codings().iter().filter(|coding| codes.contains(&coding.code));
        Ok::<_, Failure>((id, codes.len(), codings.count()))
    };
    let (codes, codings) = if is_confirmed {
        call.change(dir, |workbench, user| {
            let (id, codes, codings) = workbench.read(count)?;
            workbench.delete(user, Ref::Code(id))?;
            Ok((codes, codings))
        })?
    } else {
        let (_, codes, codings) = call.open(dir)?.read(count)?;
        (codes, codings)
    };
    let what =
        format!("{} and {}", words::counted(codes, "code"), words::counted(codings, "coding"));
    call.output.either(&DeleteShown { deleted: is_confirmed, codes, codings }, || {
        if is_confirmed {
            format!("deleted {what}")
        } else {
            format!("This would delete {what}. Nothing was changed; add --yes to do it.")
        }
    })
}

fn list(project: &Project) -> Vec<Listed> {
    let tree = project.code_tree();
    let listed = tree.into_iter().zip(code_counts(project)).map(|((_, code), counts)| Listed {
        path: counts.path,
        definition: code.definition.clone(),
        codings: counts.own,
        codings_with_descendants: counts.with_descendants,
        sources: counts.sources,
        cases: counts.cases,
        is_codable: code.is_codable,
    });
    listed.collect()
}

fn as_text(codes: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = codes
        .iter()
        .map(|code| {
            vec![
                code.path.clone(),
                code.codings.to_string(),
                code.codings_with_descendants.to_string(),
                table::one_line(&code.definition, 60),
            ]
        })
        .collect();
    table::aligned(&["code", "codings", "with those below", "definition"], &rows)
}
