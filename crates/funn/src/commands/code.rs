//! `funn code`: passages coded, one by one or by a rule.

use clap::Args;
use funn_workbench::model::{FacetMark, Project, RoundId, Span, UserId};
use funn_workbench::{AutoCoding, CodingRequest, Workbench};
use serde::Serialize;

use crate::arguments::{Place, pair, span};
use crate::commands::Call;
use crate::failure::Failure;
use crate::passages::{self, Format, Passage};
use crate::rules::{self, By, Reach};
use crate::{names, words};

/// Code a passage, or every passage that a rule finds
///
/// One passage: --source with --span. Many: --match, --search, --speaker or --heading; these show
/// what they would code, and --yes does it, in one step that `funn undo` takes back. The code is
/// made if it does not exist. Positions count Unicode characters from 0; the end lies after.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn code mystudy Resources/Money --source 'Interview 3' --span 120..184 --facet valence=barrier
  funn code mystudy Quotations --match '«[^»]+»'
  funn code mystudy Budget --match '(?i)budsjett' --extend paragraph --yes
  funn code mystudy 'Speakers/R1' --speaker R1 --yes
  funn code mystudy Recruitment --heading Rekruttering --where 'case:Arendal' --yes")]
pub(crate) struct Code {
    #[command(flatten)]
    place: Place,
    /// The code: names parted by "/"
    #[arg(value_name = "CODE")]
    path: String,
    /// The source; a rule may be given several
    #[arg(long = "source", value_name = "NAME")]
    sources: Vec<String>,
    /// The passage
    #[arg(long, value_name = "START..END", value_parser = span, requires = "sources")]
    #[arg(required_unless_present = "rule", conflicts_with = "rule")]
    span: Option<Span>,
    /// A facet of the codings; may be given again
    #[arg(long = "facet", value_name = "FACET=VALUE", value_parser = pair)]
    facets: Vec<(String, String)>,
    /// A weight from 0 to 100, for one passage
    #[arg(long, conflicts_with = "rule", value_parser = clap::value_parser!(u8).range(0..=100))]
    weight: Option<u8>,
    /// The round; without it, the newest open one
    #[arg(long, value_name = "N")]
    round: Option<u32>,
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
    coding: String,
}

#[derive(Serialize)]
struct ByRule {
    codings: usize,
    proposed: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    passages: Option<Vec<Passage>>,
}

impl Code {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        match self.span {
            Some(span) => self.one(call, span),
            None if self.yes => self.all(call),
            None => self.show(call),
        }
    }

    /// Codes what the rule finds.
    fn all(&self, call: &Call) -> Result<(), Failure> {
        let (proposed, codings) = call.change(&self.place.dir, |workbench, user| {
            let (passages, round) = workbench.read(|project| {
                let passages = self.by.passages(project, &self.reach, &self.sources)?;
                Ok::<_, Failure>((passages, self.round_id(project)?))
            })?;
            let facets = self.put_facets(call, workbench, user)?;
            let coding = AutoCoding { path: self.path.clone(), facets, round };
            Ok((passages.len(), workbench.autocode(user, &passages, &coding)?.0))
        })?;
        call.output.either(&ByRule { codings, proposed, passages: None }, || {
            let coded = words::counted(codings, "passage");
            match proposed - codings.min(proposed) {
                0 => format!("coded {coded}: {}", self.path),
                already => {
                    format!("coded {coded}: {} ({already} were coded so already)", self.path)
                }
            }
        })
    }

    /// Shows what the rule finds.
    fn show(&self, call: &Call) -> Result<(), Failure> {
        let passages = call.open(&self.place.dir)?.read(|project| {
            self.round_id(project)?;
            let found = self.by.passages(project, &self.reach, &self.sources)?;
            Ok::<_, Failure>(rules::shown(project, &found))
        })?;
        let proposed = passages.len();
        if call.output.is_json() {
            let passages = Some(passages);
            return call.output.json(&ByRule { codings: 0, proposed, passages });
        }
        passages::print(call.output, &passages, Format::Text)?;
        call.output.note("Nothing was changed; add --yes to code them.");
        Ok(())
    }

    /// The facets asked for; those that the study has not got are made, and that is said.
    fn put_facets(
        &self,
        call: &Call,
        workbench: &Workbench,
        user: UserId,
    ) -> Result<Vec<FacetMark>, Failure> {
        let put = workbench.put_facets(user, &self.facets)?;
        if !put.made.is_empty() {
            call.output.note(&format!("Made the facet value {}.", put.made.join(", ")));
        }
        Ok(put.marks)
    }

    fn round_id(&self, project: &Project) -> Result<Option<RoundId>, Failure> {
        self.round.map(|number| names::round(project, number)).transpose()
    }

    fn one(&self, call: &Call, span: Span) -> Result<(), Failure> {
        let [source] = self.sources.as_slice() else {
            return Err(Failure::usage(
                "a passage stands in one source",
                "Give --source once, with --span.",
            ));
        };
        let coding = call.change(&self.place.dir, |workbench, user| {
            let mut request = workbench.read(|project| self.request(project, source, span))?;
            request.facets = self.put_facets(call, workbench, user)?;
            let made = workbench.code(user, &request)?;
            Ok(made.codings.first().map(ToString::to_string).unwrap_or_default())
        })?;
        call.output.either(&Made { coding: coding.clone() }, || coding)
    }

    fn request(
        &self,
        project: &Project,
        source: &str,
        span: Span,
    ) -> Result<CodingRequest, Failure> {
        Ok(CodingRequest {
            source: names::source(project, source)?.id,
            span,
            codes: Vec::new(),
            paths: vec![self.path.clone()],
            facets: Vec::new(),
            weight: self.weight,
            round: self.round_id(project)?,
        })
    }
}
