//! `funn set`: named collections.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use funn_workbench::model::{Project, Ref, Set as Model, SetId, SetMember};
use serde::Serialize;

use crate::arguments::{AsOf, pair};
use crate::commands::Call;
use crate::failure::Failure;
use crate::{names, table};

/// Make and list sets of sources, codes and cases
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn set mystudy add 'Pilot' --source 'Interview 1' --source 'Interview 2'
  funn set mystudy add 'Coastal' --case municipality=Arendal
  funn set mystudy list")]
pub(crate) struct Set {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Make a set, or add to one
    Add {
        /// Its name
        name: String,
        #[command(flatten)]
        members: Members,
    },
    /// Take members out of a set
    Take {
        /// Its name
        name: String,
        #[command(flatten)]
        members: Members,
    },
    /// Delete a set; its members stay in the study
    Delete {
        /// Its name
        name: String,
    },
    /// List the sets with their members
    List(AsOf),
}

#[derive(Debug, Args)]
struct Members {
    /// A source; may be given again
    #[arg(long = "source", value_name = "NAME")]
    sources: Vec<String>,
    /// A code; may be given again
    #[arg(long = "code", value_name = "PATH")]
    codes: Vec<String>,
    /// A case; may be given again
    #[arg(long = "case", value_name = "KIND=NAME", value_parser = pair)]
    cases: Vec<(String, String)>,
}

impl Members {
    fn resolve(&self, project: &Project) -> Result<Vec<SetMember>, Failure> {
        let sources =
            self.sources.iter().map(|name| Ok(SetMember::Source(names::source(project, name)?.id)));
        let codes = self.codes.iter().map(|path| names::code(project, path).map(SetMember::Code));
        let cases = self.cases.iter().map(|case| names::case(project, case).map(SetMember::Case));
        sources.chain(codes).chain(cases).collect()
    }
}

#[derive(Serialize)]
struct Made {
    set: String,
}

#[derive(Serialize)]
struct Listed {
    name: String,
    members: Vec<Member>,
}

#[derive(Serialize)]
struct Member {
    #[serde(rename = "type")]
    sort: &'static str,
    name: String,
}

impl Set {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.what {
            What::Add { name, members } => {
                let set = call.change(&self.dir, |workbench, user| {
                    let (known, new) = workbench.read(|project| {
                        let known = project.set_named(&name).cloned();
                        Ok::<_, Failure>((known, members.resolve(project)?))
                    })?;
                    let Some(known) = known else {
                        let id: SetId = workbench.fresh();
                        workbench.add(user, Model { id, name: name.clone(), members: new })?;
                        return Ok(id.to_string());
                    };
                    workbench.revise::<Model>(user, known.id, |set| {
                        set.members.extend(new.iter().filter(|new| !known.members.contains(new)));
                    })?;
                    Ok(known.id.to_string())
                })?;
                call.output.either(&Made { set: set.clone() }, || set)
            }
            What::Take { name, members } => {
                let set = call.change(&self.dir, |workbench, user| {
                    let (id, gone) = workbench.read(|project| {
                        let id = names::set(project, &name)?.id;
                        Ok::<_, Failure>((id, members.resolve(project)?))
                    })?;
                    workbench.revise::<Model>(user, id, |set| {
                        set.members.retain(|member| !gone.contains(member));
                    })?;
                    Ok(id.to_string())
                })?;
                call.output.either(&Made { set: set.clone() }, || set)
            }
            What::Delete { name } => {
                let set = call.change(&self.dir, |workbench, user| {
                    let id = workbench.read(|p| Ok::<_, Failure>(names::set(p, &name)?.id))?;
                    workbench.delete(user, Ref::Set(id))?;
                    Ok(id.to_string())
                })?;
                call.output.either(&Made { set }, || format!("deleted the set \"{name}\""))
            }
            What::List(time) => {
                let listed = call.view_at(&self.dir, time)?.read(list);
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }
}

fn list(project: &Project) -> Vec<Listed> {
    let sets = project.sets().sorted_by_key(|set| set.name.clone());
    let listed = sets.into_iter().map(|set| Listed {
        name: set.name.clone(),
        members: set.members.iter().map(|&member| describe(project, member)).collect(),
    });
    listed.collect()
}

fn describe(project: &Project, member: SetMember) -> Member {
    let (sort, name) = match member {
        SetMember::Source(id) => {
            ("source", project.sources().get(id).map(|source| source.name.clone()))
        }
        SetMember::Code(id) => ("code", Some(project.code_path(id))),
        SetMember::Case(id) => ("case", Some(project.case_label(id))),
        SetMember::Memo(id) => ("memo", project.memos().get(id).map(|memo| memo.title.clone())),
    };
    Member { sort, name: name.unwrap_or_default() }
}

fn as_text(sets: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = sets
        .iter()
        .map(|set| {
            let members: Vec<&str> =
                set.members.iter().map(|member| member.name.as_str()).collect();
            vec![set.name.clone(), members.len().to_string(), members.join(", ")]
        })
        .collect();
    table::aligned(&["set", "members", ""], &rows)
}
