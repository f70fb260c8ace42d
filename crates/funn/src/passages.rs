//! Passages as the contract has them, and as a person reads them.

use clap::ValueEnum;
use funn_workbench::evidence;
use funn_workbench::model::{CodeId, CodingId, Project, Segment, SourceId, Span};
use funn_workbench::render::{self, Guard, SegmentView};
use serde::Serialize;

use crate::failure::Failure;
use crate::output::Output;
use crate::words;

/// One passage as scripts see it. Positions are Unicode scalar values.
#[derive(Debug, Serialize)]
pub(crate) struct Passage {
    source: String,
    start: u32,
    end: u32,
    text: String,
    codes: Vec<String>,
    cases: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<String>,
    codings: Vec<String>,
}

impl Passage {
    /// A passage with the names of what is on it.
    pub(crate) fn of(project: &Project, segment: &Segment) -> Self {
        let source = project.sources().get(segment.source);
        let text = project.source_text(segment.source);
        let speaker = project.turn_at(segment.source, segment.span.start);
        Self {
            source: source.map_or_else(String::new, |source| source.name.clone()),
            start: segment.span.start,
            end: segment.span.end,
            text: text.map_or_else(String::new, |text| text.passage(segment.span).to_owned()),
            codes: segment.codes.iter().map(|&code| project.code_path(code)).collect(),
            cases: segment.cases.iter().map(|&case| project.case_label(case)).collect(),
            speaker: speaker.map(|turn| turn.speaker.clone()).filter(|name| !name.is_empty()),
            codings: segment.codings.iter().map(ToString::to_string).collect(),
        }
    }

    /// All of `segments`, in their order.
    pub(crate) fn all(project: &Project, segments: &[Segment]) -> Vec<Self> {
        segments.iter().map(|segment| Self::of(project, segment)).collect()
    }

    /// For the renderers.
    pub(crate) fn view(&self) -> SegmentView {
        SegmentView {
            source: self.source.clone(),
            start: self.start,
            end: self.end,
            text: self.text.clone(),
            codes: self.codes.clone(),
            cases: self.cases.clone(),
            speaker: self.speaker.clone(),
        }
    }
}

/// Codings as passages: those on the same passage together, by source name and position.
pub(crate) fn of_codings(project: &Project, codings: &[CodingId]) -> Vec<Passage> {
    let found = evidence::passages_of(project, codings, 0, usize::MAX);
    Passage::all(project, &found.segments.segments)
}

/// A passage with what is on it.
pub(crate) fn at(project: &Project, source: SourceId, span: Span) -> Passage {
    let on_it = project.codings_at(source, span).filter(|coding| coding.span == span);
    let mut codes: Vec<(String, CodeId)> =
        on_it.map(|coding| (project.code_path(coding.code), coding.code)).collect();
    codes.sort_unstable();
    codes.dedup();
    let codes = codes.into_iter().map(|(_, code)| code).collect();
    let cases = project.cases_at(source, span);
    Passage::of(project, &Segment { source, span, codings: Vec::new(), codes, cases })
}

/// How passages are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For reading
    Text,
    /// For a spreadsheet or a statistics program
    Csv,
    /// For a program
    Json,
    /// For a document
    Markdown,
}

/// Prints passages.
pub(crate) fn print(output: Output, passages: &[Passage], format: Format) -> Result<(), Failure> {
    if output.is_json() || format == Format::Json {
        return output.json(&passages);
    }
    let views: Vec<SegmentView> = passages.iter().map(Passage::view).collect();
    let text = match format {
        Format::Csv => render::segments_csv(&views, Guard::Apostrophe),
        Format::Markdown => render::segments_markdown(&views),
        Format::Text | Format::Json => render::segments_text(&views),
    };
    output.data(&text)?;
    if format == Format::Text {
        output.remark(&words::counted(passages.len(), "passage"));
    }
    Ok(())
}
