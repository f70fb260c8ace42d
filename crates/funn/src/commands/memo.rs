//! `funn memo`: writing about anything in the study.

use std::io::Read as _;
use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};
use funn_workbench::model::{CodingId, Memo as Model, MemoId, MemoKind, Project, Span, Target};
use serde::Serialize;

use crate::arguments::{AsOf, pair, span};
use crate::commands::Call;
use crate::failure::Failure;
use crate::{names, table};

/// Write and list memos, on the study or on anything in it
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn memo mystudy add 'Ask about the budget next time' --kind to-do
  funn memo mystudy add 'Broad; split?' --code Resources --title Scope
  funn memo mystudy add 'She hesitates' --source 'Interview 3' --span 120..184
  funn memo mystudy add --file thoughts.md --kind theory
  funn memo mystudy list --kind theory")]
pub(crate) struct Memo {
    /// The study's folder
    #[arg(value_name = "DIR")]
    dir: PathBuf,
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    /// Write a memo
    Add(Box<Draft>),
    /// List the memos, oldest first
    List {
        /// Only memos of this kind
        #[arg(long, value_enum)]
        kind: Option<Kind>,
        #[command(flatten)]
        time: AsOf,
    },
}

#[derive(Debug, Args)]
struct Draft {
    /// Its text, in markdown
    #[arg(required_unless_present = "file")]
    text: Option<String>,
    /// Read the text from FILE; "-" is standard input
    #[arg(long, value_name = "FILE", conflicts_with = "text")]
    file: Option<PathBuf>,
    /// Its title
    #[arg(long, default_value = "", hide_default_value = true)]
    title: String,
    /// What sort of writing it is
    #[arg(long, value_enum, default_value_t = Kind::Note)]
    kind: Kind,
    #[command(flatten)]
    about: About,
    /// Only this passage of the source
    #[arg(long, value_name = "START..END", value_parser = span, requires = "source")]
    span: Option<Span>,
}

/// What a memo is about; nothing of it means the study.
#[derive(Debug, Args)]
#[group(multiple = false)]
struct About {
    /// About this source
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// About this code
    #[arg(long, value_name = "PATH")]
    code: Option<String>,
    /// About this coding
    #[arg(long, value_name = "ID")]
    coding: Option<CodingId>,
    /// About this case
    #[arg(long, value_name = "KIND=NAME", value_parser = pair)]
    case: Option<(String, String)>,
    /// About this set
    #[arg(long, value_name = "NAME")]
    set: Option<String>,
}

/// What sort of writing a memo is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Any note
    Note,
    /// About theory
    Theory,
    /// About method
    Method,
    /// A reflection
    Reflection,
    /// Something to do
    ToDo,
}

impl From<Kind> for MemoKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Note => Self::Note,
            Kind::Theory => Self::Theory,
            Kind::Method => Self::Method,
            Kind::Reflection => Self::Reflection,
            Kind::ToDo => Self::ToDo,
        }
    }
}

#[derive(Serialize)]
struct Made {
    memo: String,
}

#[derive(Serialize)]
struct Listed {
    memo: String,
    about: String,
    kind: &'static str,
    title: String,
    body: String,
    user: String,
    created: String,
    modified: String,
}

impl Memo {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.what {
            What::Add(draft) => {
                let body = draft.body()?;
                let memo = call.change(&self.dir, |workbench, user| {
                    let target = workbench.read(|project| draft.target(project))?;
                    let now = workbench.now();
                    let id: MemoId = workbench.fresh();
                    let memo = Model {
                        id,
                        target,
                        kind: draft.kind.into(),
                        title: draft.title.clone(),
                        body,
                        user,
                        created: now,
                        modified: now,
                        displaced: false,
                    };
                    workbench.add(user, memo)?;
                    Ok(id.to_string())
                })?;
                call.output.either(&Made { memo: memo.clone() }, || memo)
            }
            What::List { kind, time } => {
                let kind = kind.map(MemoKind::from);
                let listed = call.view_at(&self.dir, time)?.read(|project| list(project, kind));
                call.output.either(&listed, || as_text(&listed))
            }
        }
    }
}

impl Draft {
    fn body(&self) -> Result<String, Failure> {
        let body = match (&self.text, &self.file) {
            (Some(text), _) => text.clone(),
            (None, Some(path)) if path.as_os_str() == "-" => {
                let mut body = String::new();
                std::io::stdin().read_to_string(&mut body).map_err(Failure::reading(path))?;
                body
            }
            (None, Some(path)) => std::fs::read_to_string(path).map_err(Failure::reading(path))?,
            (None, None) => String::new(),
        };
        if body.trim().is_empty() && self.title.is_empty() {
            return Err(Failure::usage("the memo is empty", "Write its text after `add`."));
        }
        Ok(body)
    }

    fn target(&self, project: &Project) -> Result<Target, Failure> {
        let About { source, code, coding, case, set } = &self.about;
        if let Some(name) = source {
            let id = names::source(project, name)?.id;
            return Ok(self.span.map_or(Target::Source(id), |span| Target::Passage(id, span)));
        }
        if let Some(path) = code {
            return names::code(project, path).map(Target::Code);
        }
        if let Some(label) = case {
            return names::case(project, label).map(Target::Case);
        }
        if let Some(name) = set {
            return names::set(project, name).map(|set| Target::Set(set.id));
        }
        Ok(coding.map_or(Target::Study, Target::Coding))
    }
}

fn list(project: &Project, kind: Option<MemoKind>) -> Vec<Listed> {
    let memos = project.memos().sorted_by_key(|memo| memo.created);
    let wanted = memos.into_iter().filter(|memo| kind.is_none_or(|kind| memo.kind == kind));
    let listed = wanted.map(|memo| Listed {
        memo: memo.id.to_string(),
        about: about(project, memo.target),
        kind: slug(memo.kind),
        title: memo.title.clone(),
        body: memo.body.clone(),
        user: project.users().get(memo.user).map_or_else(String::new, |user| user.name.clone()),
        created: memo.created.to_string(),
        modified: memo.modified.to_string(),
    });
    listed.collect()
}

fn about(project: &Project, target: Target) -> String {
    let source = |id| project.sources().get(id).map_or("", |source| source.name.as_str());
    match target {
        Target::Study => "study".to_owned(),
        Target::Source(id) => format!("source {}", source(id)),
        Target::Passage(id, span) => format!("source {} {span}", source(id)),
        Target::Code(id) => format!("code {}", project.code_path(id)),
        Target::Coding(id) => format!("coding {id}"),
        Target::Case(id) => format!("case {}", project.case_label(id)),
        Target::Set(id) => {
            format!("set {}", project.sets().get(id).map_or("", |set| set.name.as_str()))
        }
        Target::Memo(id) => {
            format!("memo {}", project.memos().get(id).map_or("", |memo| memo.title.as_str()))
        }
    }
}

const fn slug(kind: MemoKind) -> &'static str {
    match kind {
        MemoKind::Note => "note",
        MemoKind::Theory => "theory",
        MemoKind::Method => "method",
        MemoKind::Reflection => "reflection",
        MemoKind::ToDo => "to-do",
    }
}

fn as_text(memos: &[Listed]) -> String {
    let rows: Vec<Vec<String>> = memos
        .iter()
        .map(|memo| {
            let text = [memo.title.as_str(), memo.body.as_str()].join(" ");
            vec![
                memo.created.clone(),
                memo.user.clone(),
                memo.kind.to_owned(),
                memo.about.clone(),
                table::one_line(&text, 60),
            ]
        })
        .collect();
    table::aligned(&["written", "by", "kind", "about", "memo"], &rows)
}
