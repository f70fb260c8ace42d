//! `funn uncode`: codings taken away.

use clap::Args;
use funn_workbench::ask;
use funn_workbench::model::{Coding, CodingId, Project, Span};
use serde::Serialize;

use crate::arguments::{Place, span};
use crate::commands::Call;
use crate::failure::Failure;
use crate::passages::{self, Format, Passage};
use crate::{names, words};

/// Take codings away: by id at once; by query shown first, then done with --yes
///
/// Only what all given options have in common is taken away. `funn undo` brings it back.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn uncode mystudy --code Money --source 'Interview 3' --span 120..184 --yes
  funn uncode mystudy --code Money --by anna
  funn uncode mystudy --where 'code:Money and round:1' --yes
  funn uncode mystudy --coding 0192f0c1-…")]
pub(crate) struct Uncode {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    wanted: Wanted,
    /// Do it; without this, show what would be taken away
    #[arg(long)]
    yes: bool,
}

#[derive(Debug, Args)]
#[group(required = true, multiple = true)]
struct Wanted {
    /// This coding; may be given again; done at once
    #[arg(long = "coding", value_name = "ID")]
    ids: Vec<CodingId>,
    /// Codings of this code, without those of the codes under it
    #[arg(long, value_name = "PATH")]
    code: Option<String>,
    /// Codings in this source
    #[arg(long, value_name = "NAME")]
    source: Option<String>,
    /// Codings of exactly this passage
    #[arg(long, value_name = "START..END", value_parser = span, requires = "source")]
    span: Option<Span>,
    /// Codings made by this coder
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// Codings that this query finds
    #[arg(long = "where", value_name = "QUERY")]
    filter: Option<String>,
}

#[derive(Serialize)]
struct Done {
    codings: usize,
    proposed: usize,
}

impl Uncode {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        if self.yes || !self.wanted.ids.is_empty() {
            let done = call.change(&self.place.dir, |workbench, user| {
                let codings = workbench.read(|project| self.wanted.codings(project))?;
                if !codings.is_empty() {
                    workbench.uncode(user, &codings)?;
                }
                Ok(codings.len())
            })?;
            return call.output.either(&Done { codings: done, proposed: done }, || {
                format!("took {} away", words::counted(done, "coding"))
            });
        }
        let (count, shown): (usize, Vec<Passage>) =
            call.open(&self.place.dir)?.read(|project| {
                let codings = self.wanted.codings(project)?;
                Ok::<_, Failure>((codings.len(), passages::of_codings(project, &codings)))
            })?;
        if call.output.is_json() {
            return call.output.json(&Done { codings: 0, proposed: count });
        }
        passages::print(call.output, &shown, Format::Text)?;
        call.output.note(&format!(
            "{} would go. Nothing was changed; add --yes to do it.",
            words::counted(count, "coding")
        ));
        Ok(())
    }
}

impl Wanted {
    fn codings(&self, project: &Project) -> Result<Vec<CodingId>, Failure> {
        let mut found = match &self.filter {
            Some(query) => ask::codings(project, query).map_err(Failure::in_query(query))?,
            None => project.codings().by_id().into_iter().map(|coding| coding.id).collect(),
        };
        let code = self.code.as_ref().map(|path| names::code(project, path)).transpose()?;
        let source = match &self.source {
            Some(name) => Some(names::source(project, name)?.id),
            None => None,
        };
        let coder = self.by.as_ref().map(|name| names::user(project, name)).transpose()?;
        let is_wanted = |coding: &Coding| {
            (self.ids.is_empty() || self.ids.contains(&coding.id))
                && code.is_none_or(|code| coding.code == code)
                && source.is_none_or(|source| coding.source == source)
                && self.span.is_none_or(|span| coding.span == span)
                && coder.is_none_or(|coder| coding.coder == coder)
        };
        if let Some(unknown) = self.ids.iter().find(|&&id| !project.codings().contains(id)) {
            let hint = "`funn find DIR '*' --json` lists codings with their ids.".to_owned();
            return Err(Failure::NoSuch { noun: "coding", name: unknown.to_string(), hint });
        }
        found.retain(|&id| project.codings().get(id).is_some_and(is_wanted));
        Ok(found)
    }
}
