//! Rules that find passages: what `funn code` and `funn case tie` share.

use clap::{Args, ValueEnum};
use funn_workbench::analysis::{Extend, Proposal, Rule, RuleBy};
use funn_workbench::model::{Project, TextPattern};
use funn_workbench::{Bounds, proposals};

use crate::failure::Failure;
use crate::names;
use crate::passages::{self, Passage};

/// What finds the passages.
#[derive(Debug, Args)]
#[group(id = "rule", multiple = false)]
pub(crate) struct By {
    /// Every place where this regular expression is found
    #[arg(long = "match", value_name = "REGEX", help_heading = "Rules")]
    regex: Option<String>,
    /// Every place where these words are found; `*` stands for any letters
    #[arg(long, value_name = "TEXT", help_heading = "Rules")]
    search: Option<String>,
    /// Every turn of this speaker
    #[arg(long, value_name = "NAME", help_heading = "Rules")]
    speaker: Option<String>,
    /// All that stands under headings in which this is found
    #[arg(long, value_name = "TEXT", help_heading = "Rules")]
    heading: Option<String>,
}

/// How far the passages of a rule reach, and where it looks.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules")]
pub(crate) struct Reach {
    /// How far around what was found a passage reaches
    #[arg(long, value_enum, default_value_t = Unit::None)]
    extend: Unit,
    /// Each passage goes on to where this regular expression is found next, or to the end
    #[arg(long, value_name = "REGEX", requires = "rule")]
    until: Option<String>,
    /// Only inside passages that this query finds
    #[arg(long = "where", value_name = "QUERY", requires = "rule")]
    filter: Option<String>,
}

/// How far around what was found a passage reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// What was found and no more
    None,
    /// The whole sentence
    Sentence,
    /// The whole paragraph
    Paragraph,
    /// The whole turn of the speaker
    Turn,
    /// All under the nearest heading
    Section,
}

impl From<Unit> for Extend {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::None => Self::Exact,
            Unit::Sentence => Self::Sentence,
            Unit::Paragraph => Self::Paragraph,
            Unit::Turn => Self::Turn,
            Unit::Section => Self::Section,
        }
    }
}

impl By {
    /// What is looked for, if a rule was given.
    fn rule(&self) -> Option<RuleBy> {
        let By { regex, search, speaker, heading } = self;
        let regex = regex.as_ref().map(|text| RuleBy::Text(TextPattern::regex(text.as_str())));
        let search = search.as_ref().map(|text| RuleBy::Text(TextPattern::words(text.as_str())));
        let speaker = speaker.as_ref().map(|name| RuleBy::Speaker(name.clone()));
        let heading = heading.as_ref();
        let heading = heading.map(|text| RuleBy::Heading(TextPattern::literal(text.as_str())));
        regex.or(search).or(speaker).or(heading)
    }

    /// Whether a rule was given.
    pub(crate) fn is_given(&self) -> bool {
        self.rule().is_some()
    }

    /// The passages that the rule finds; none where no rule was given.
    pub(crate) fn passages(
        &self,
        project: &Project,
        reach: &Reach,
        sources: &[String],
    ) -> Result<Vec<Proposal>, Failure> {
        let Some(by) = self.rule() else { return Ok(Vec::new()) };
        if let RuleBy::Speaker(name) = &by {
            names::speaker(project, name)?;
        }
        let sources: Result<_, Failure> =
            sources.iter().map(|name| Ok(names::source(project, name)?.id)).collect();
        let rule = Rule { by, extend: reach.extend.into(), sources: sources? };
        let bounds = Bounds {
            inside: reach.filter.clone(),
            until: reach.until.as_ref().map(|text| TextPattern::regex(text.as_str())),
        };
        let query = reach.filter.as_deref().unwrap_or_default();
        proposals(project, &rule, &bounds).map_err(Failure::in_query(query))
    }
}

/// Proposals as passages to be shown.
pub(crate) fn shown(project: &Project, proposals: &[Proposal]) -> Vec<Passage> {
    let places = proposals.iter().map(|proposal| (proposal.source, proposal.span));
    places.map(|(source, span)| passages::at(project, source, span)).collect()
}
