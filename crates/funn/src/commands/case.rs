//! `funn case`: what the study compares.

use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use funn_workbench::analysis::Proposal;
use funn_workbench::model::{AttributeOwner, CaseId, Project, Ref, Span};
use serde::Serialize;
use serde_json::{Map, Value};

use crate::arguments::{AsOf, pair, span};
use crate::commands::Call;
use crate::failure::Failure;
use crate::passages::{self, Format};
use crate::rules::{self, By, Reach};
use crate::{names, table, words};

/// Add, tie, delete and list cases: municipalities, informants, organisations …
///
/// Kinds and attributes are made as they are named, with the type that the first value suggests
/// (number, true or false, date, text). A case is written KIND=NAME.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn case mystudy add municipality Arendal inhabitants=45891 coastal=yes
  funn case mystudy tie municipality=Arendal --source 'Interview 3'
  funn case mystudy tie municipality=Oslo --source 'Report' --span 1200..1850
  funn case mystudy tie municipality=Oslo --match '^5\\.2' --until '^5\\.3' --yes
  funn case mystudy list --kind municipality")]
pub(crate) struct Case {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Add a case, or fill in attributes of one that is there
    Add {
        /// What kind of case, such as municipality
        kind: String,
        /// Its name
        name: String,
        /// Values of its attributes; an empty value takes one away
        #[arg(value_name = "ATTRIBUTE=VALUE", value_parser = pair)]
        values: Vec<(String, String)>,
    },
    /// Tie a case to a source, to a passage of it, or to all passages that a rule finds
    ///
    /// A rule shows what it would tie; --yes does it, in one step.
    Tie(Box<Tie>),
    /// Delete a case with its ties, relations and memos
    Delete {
        /// The case
        #[arg(value_name = "KIND=NAME", value_parser = pair)]
        case: (String, String),
    },
    /// List the cases with their attributes
    List {
        /// Only cases of this kind
        #[arg(long)]
        kind: Option<String>,
        #[command(flatten)]
        time: AsOf,
    },
}

#[derive(Debug, Args)]
struct Tie {
    /// The case
    #[arg(value_name = "KIND=NAME", value_parser = pair)]
    case: (String, String),
    /// The source; a rule may be given several
    #[arg(long = "source", value_name = "NAME", required_unless_present = "rule")]
    sources: Vec<String>,
    /// The passage; without it, the whole source
    #[arg(long, value_name = "START..END", value_parser = span, conflicts_with = "rule")]
    span: Option<Span>,
    #[command(flatten)]
    by: By,
    #[command(flatten)]
    reach: Reach,
    /// Do what a rule proposes; without this, show it
    #[arg(long, help_heading = "Rules", requires = "rule")]
    yes: bool,
}

#[derive(Serialize)]
struct Made {
    case: String,
}

#[derive(Serialize)]
struct Tied {
    tie: String,
}

#[derive(Serialize)]
struct TiedAll {
    ties: usize,
    proposed: usize,
}

#[derive(Serialize)]
struct Listed {
    case: String,
    kind: String,
    name: String,
    values: Map<String, Value>,
    sources: Vec<String>,
}

impl Case {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = self.dir;
        match self.what {
            What::Add { kind, name, values } => {
                let case = call.change(&dir, |workbench, user| {
                    Ok(workbench.put_case(user, &kind, &name, &values)?.0.to_string())
                })?;
                call.output.either(&Made { case: case.clone() }, || case)
            }
            What::Tie(tie) => tie.run(call, &dir),
            What::Delete { case } => delete(call, &dir, &case),
            What::List { kind, time } => {
                let listed = call.view_at(&dir, time)?.read(|p| list(p, kind.as_deref()))?;
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }
}

impl Tie {
    fn run(&self, call: &Call, dir: &Path) -> Result<(), Failure> {
        if !self.by.is_given() {
            return self.one(call, dir);
        }
        if self.yes {
            let (proposed, ties) = call.change(dir, |workbench, user| {
                let (case, found) = workbench.read(|project| self.resolve(project))?;
                Ok((found.len(), workbench.tie_passages(user, case, &found)?.0))
            })?;
            let tied = TiedAll { ties, proposed };
            return call
                .output
                .either(&tied, || format!("tied {}", words::counted(ties, "passage")));
        }
        let passages = call.open(dir)?.read(|project| {
            let (_, found) = self.resolve(project)?;
            Ok::<_, Failure>(rules::shown(project, &found))
        })?;
        if call.output.is_json() {
            return call.output.json(&TiedAll { ties: 0, proposed: passages.len() });
        }
        passages::print(call.output, &passages, Format::Text)?;
        call.output.note("Nothing was changed; add --yes to tie them.");
        Ok(())
    }

    fn one(&self, call: &Call, dir: &Path) -> Result<(), Failure> {
        let [source] = self.sources.as_slice() else {
            return Err(Failure::usage("several sources need a rule", "Tie them one by one."));
        };
        let tie = call.change(dir, |workbench, user| {
            let (case, source) = workbench.read(|project| {
                let source = names::source(project, source)?.id;
                Ok::<_, Failure>((names::case(project, &self.case)?, source))
            })?;
            Ok(workbench.tie(user, case, source, self.span)?.0.to_string())
        })?;
        call.output.either(&Tied { tie: tie.clone() }, || tie)
    }

    fn resolve(&self, project: &Project) -> Result<(CaseId, Vec<Proposal>), Failure> {
        let case = names::case(project, &self.case)?;
        Ok((case, self.by.passages(project, &self.reach, &self.sources)?))
    }
}

fn delete(call: &Call, dir: &Path, case: &(String, String)) -> Result<(), Failure> {
    let id = call.change(dir, |workbench, user| {
        let id = workbench.read(|project| names::case(project, case))?;
        workbench.delete(user, Ref::Case(id))?;
        Ok(id.to_string())
    })?;
    let (kind, name) = case;
    call.output.either(&Made { case: id }, || format!("deleted {kind}={name}"))
}

fn list(project: &Project, kind: Option<&str>) -> Result<Vec<Listed>, Failure> {
    if let Some(name) = kind.filter(|name| project.case_kind_named(name).is_none()) {
        let mut known: Vec<String> =
            project.case_kinds().iter().map(|kind| kind.name.clone()).collect();
        known.sort_unstable();
        let hint = format!("There are {}.", known.join(", "));
        let hint = if known.is_empty() { "There are none yet.".to_owned() } else { hint };
        return Err(Failure::NoSuch { noun: "kind of case", name: name.to_owned(), hint });
    }
    let mut listed: Vec<Listed> = project
        .cases()
        .iter()
        .map(|case| {
            let kind = project.case_kinds().get(case.kind);
            let owner = AttributeOwner::CaseKind(case.kind);
            let attributes = project.attributes().sorted_by_key(|known| known.name.clone());
            let values = attributes.into_iter().filter(|known| known.owner == owner);
            let values = values.filter_map(|known| {
                let value = case.values.get(&known.id)?;
                Some((known.name.clone(), as_json(value)))
            });
            let ties = project.ties().iter().filter(|tie| tie.case == case.id);
            let mut sources: Vec<String> = ties
                .filter_map(|tie| project.sources().get(tie.source))
                .map(|source| source.name.clone())
                .collect();
            sources.sort_unstable();
            sources.dedup();
            Listed {
                case: case.id.to_string(),
                kind: kind.map_or_else(String::new, |kind| kind.name.clone()),
                name: case.name.clone(),
                values: values.collect(),
                sources,
            }
        })
        .filter(|case| kind.is_none_or(|kind| case.kind == kind))
        .collect();
    listed.sort_by(|one, other| (&one.kind, &one.name).cmp(&(&other.kind, &other.name)));
    Ok(listed)
}

/// A value as JSON: numbers and truth values as such, all else as text.
pub(crate) fn as_json(value: &funn_workbench::model::Value) -> Value {
    use funn_workbench::model::Value as Known;
    match value {
        Known::Text(text) => Value::from(text.as_str()),
        // A whole number is written without a decimal point.
        Known::Number(number) => {
            number.to_string().parse::<i64>().map_or(Value::from(*number), Value::from)
        }
        Known::Boolean(truth) => Value::from(*truth),
        Known::Date(date) => Value::from(date.to_string()),
    }
}

fn as_text(cases: &[Listed]) -> String {
    let shown = |(name, value): (&String, &Value)| match value {
        Value::String(text) => format!("{name}={text}"),
        other => format!("{name}={other}"),
    };
    let rows: Vec<Vec<String>> = cases
        .iter()
        .map(|case| {
            let values: Vec<String> = case.values.iter().map(shown).collect();
            vec![
                format!("{}={}", case.kind, case.name),
                case.sources.len().to_string(),
                values.join(" "),
            ]
        })
        .collect();
    table::aligned(&["case", "sources", "attributes"], &rows)
}
