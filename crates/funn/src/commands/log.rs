//! `funn log`: what was done, by whom, when.

use clap::Args;
use funn_workbench::LogLine;
use funn_workbench::model::{Moment, Project};
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::when;
use crate::words;

/// How many lines are read at a time.
const PAGE: usize = 4096;

/// Show what was done, one change a line, oldest first
///
/// With --json each line is one JSON object.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn log mystudy
  funn log mystudy --since 2023-03-01
  funn log mystudy --json | jq 'select(.user == \"anna\")'")]
pub(crate) struct Log {
    #[command(flatten)]
    place: Place,
    /// Only changes made at or after this time: 2023-03-01 (the start of that day),
    /// 2023-03-01T12:00 (both UTC), or 2023-03-01T12:00+01:00
    #[arg(long, value_name = "TIME", value_parser = when::read_since)]
    since: Option<Moment>,
    /// Only the newest N changes
    #[arg(long, value_name = "N")]
    last: Option<usize>,
}

#[derive(Serialize)]
struct Line {
    position: u64,
    change: String,
    at: String,
    user: String,
    deed: &'static str,
    noun: String,
    count: usize,
    subject: String,
    summary: String,
}

impl Log {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let workbench = call.open(&self.place.dir)?;
        let mut lines = Vec::new();
        let mut from = 0;
        loop {
            let page = workbench.log(from, PAGE)?;
            let Some(last) = page.last() else { break };
            from = last.position + 1;
            let is_wanted = |line: &LogLine| self.since.is_none_or(|since| line.at >= since);
            lines.extend(page.into_iter().filter(is_wanted));
        }
        let skipped = self.last.map_or(0, |wanted| lines.len().saturating_sub(wanted));
        let mut text = String::new();
        workbench.read(|project| {
            for line in lines.iter().skip(skipped) {
                text.push_str(&written(&line_of(line, project), call.output.is_json()));
                text.push('\n');
            }
        });
        call.output.data(&text)
    }
}

fn line_of(line: &LogLine, project: &Project) -> Line {
    let user = project.users().get(line.user).map_or_else(String::new, |user| user.name.clone());
    let (position, change, at) = (line.position, line.change.to_string(), line.at.to_string());
    match &line.summary {
        Some(summary) => Line {
            position,
            change,
            at,
            user,
            deed: summary.deed,
            noun: summary.noun.clone(),
            count: summary.count,
            subject: summary.subject.clone(),
            summary: words::of_summary(summary),
        },
        None => Line {
            position,
            change,
            at,
            user,
            deed: "erased",
            noun: String::new(),
            count: 0,
            subject: String::new(),
            summary: "erased".to_owned(),
        },
    }
}

fn written(line: &Line, is_json: bool) -> String {
    if is_json {
        return serde_json::to_string(line).unwrap_or_default();
    }
    let Line { position, at, user, summary, .. } = line;
    format!("{position:>6}  {at}  {user}  {summary}")
}
