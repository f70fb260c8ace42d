//! `funn export`: what is in the study, for other programs.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use funn_workbench::ask;
use funn_workbench::model::Project;
use funn_workbench::render::{self, CellText, Guard, SegmentView, TableView};
use funn_workbench::{ExchangeNote, codebook_as_qdc, study_as_qdpx};
use serde::Serialize;

use crate::arguments::PlaceInTime;
use crate::commands::Call;
use crate::failure::Failure;
use crate::files::NewFile;
use crate::passages::Passage;

/// Write coded passages, the codebook or the study to a file: csv, json, markdown, qdc, qdpx
///
/// Nothing that stands in the vault is ever written. What a format has no place for is listed.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn export mystudy --format csv passages.csv
  funn export mystudy --format json --where 'round:2' passages.json
  funn export mystudy --what codebook --format markdown codebook.md
  funn export mystudy --format qdpx mystudy.qdpx")]
pub(crate) struct Export {
    #[command(flatten)]
    place: PlaceInTime,
    /// The file to write; must not exist
    #[arg(value_name = "OUT")]
    out: PathBuf,
    /// The format
    #[arg(long, value_enum)]
    format: Format,
    /// What to write
    #[arg(long, value_enum, default_value_t = What::Passages)]
    what: What,
    /// Only passages that this query finds
    #[arg(long = "where", value_name = "QUERY", default_value = "*", hide_default_value = true)]
    filter: String,
    /// Leave texts in csv as they are; else those that a spreadsheet would run get an apostrophe
    #[arg(long)]
    raw: bool,
}

/// The format of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For a spreadsheet or a statistics program
    Csv,
    /// For a program
    Json,
    /// For a document
    Markdown,
    /// The study, for other tools (REFI-QDA project)
    Qdpx,
    /// The codebook, for other tools (REFI-QDA codebook)
    Qdc,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    /// Coded passages with their codes and cases
    Passages,
    /// Codes with their definitions
    Codebook,
}

#[derive(Serialize)]
struct Written {
    written: String,
    losses: Vec<Lost>,
}

#[derive(Serialize)]
struct Lost {
    kind: &'static str,
    detail: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    count: Option<u32>,
}

#[derive(Serialize)]
struct CodeRow {
    path: String,
    definition: String,
    inclusion: String,
    exclusion: String,
    example: String,
    colour: Option<String>,
    is_codable: bool,
}

impl Export {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        if matches!(self.format, Format::Qdpx | Format::Qdc) {
            return self.hand_out(call);
        }
        let content = call.view(&self.place)?.read(|project| match self.what {
            What::Passages => self.passages(project),
            What::Codebook => self.codebook(project),
        })?;
        NewFile::reserve(&self.out)?.fill(content.as_bytes())?;
        let losses = match self.what {
            What::Passages => vec![Lost {
                kind: "not-in-format",
                detail: "coders, times, rounds, facets and memos have no column".to_owned(),
                count: None,
            }],
            What::Codebook => Vec::new(),
        };
        for lost in &losses {
            call.output.remark(&format!("Not written: {}.", lost.detail));
        }
        let written = self.out.display().to_string();
        call.output.either(&Written { written: written.clone(), losses }, || written)
    }

    /// Writes the study or its codebook as other tools read it.
    fn hand_out(&self, call: &Call) -> Result<(), Failure> {
        let out = call.view(&self.place)?.read(|project| match self.format {
            Format::Qdc => Ok(codebook_as_qdc(project)),
            Format::Qdpx | Format::Csv | Format::Json | Format::Markdown => study_as_qdpx(project),
        })?;
        NewFile::reserve(&self.out)?.fill(&out.bytes)?;
        let lost = |loss: ExchangeNote| Lost {
            kind: "not-in-format",
            detail: loss.what,
            count: Some(loss.count),
        };
        let losses: Vec<Lost> = out.losses.into_iter().map(lost).collect();
        for lost in &losses {
            call.output.remark(&format!(
                "Not written: {} {}.",
                lost.count.unwrap_or_default(),
                lost.detail
            ));
        }
        let written = self.out.display().to_string();
        call.output.either(&Written { written: written.clone(), losses }, || written)
    }

    fn guard(&self) -> Guard {
        if self.raw { Guard::Raw } else { Guard::Apostrophe }
    }

    fn passages(&self, project: &Project) -> Result<String, Failure> {
        let found =
            ask::passages(project, &self.filter).map_err(Failure::in_query(&self.filter))?;
        let passages = Passage::all(project, &found.segments);
        let views: Vec<SegmentView> = passages.iter().map(Passage::view).collect();
        Ok(match self.format {
            Format::Csv => render::segments_csv(&views, self.guard()),
            Format::Markdown => render::segments_markdown(&views),
            Format::Json | Format::Qdpx | Format::Qdc => as_json(&passages)?,
        })
    }

    fn codebook(&self, project: &Project) -> Result<String, Failure> {
        let codes: Vec<CodeRow> = project
            .code_tree()
            .into_iter()
            .map(|(_, code)| CodeRow {
                path: project.code_path(code.id),
                definition: code.definition.clone(),
                inclusion: code.inclusion.clone(),
                exclusion: code.exclusion.clone(),
                example: code.example.clone(),
                colour: code.colour.map(|colour| colour.to_string()),
                is_codable: code.is_codable,
            })
            .collect();
        let table = codebook_table(&codes);
        Ok(match self.format {
            Format::Csv => render::table_csv(&table, self.guard()),
            Format::Markdown => render::table_markdown(&table),
            Format::Json | Format::Qdpx | Format::Qdc => as_json(&codes)?,
        })
    }
}

fn as_json(value: &impl Serialize) -> Result<String, Failure> {
    let mut text = serde_json::to_string_pretty(value)
        .map_err(|error| Failure::System { doing: "cannot write JSON", error: error.into() })?;
    text.push('\n');
    Ok(text)
}

fn codebook_table(codes: &[CodeRow]) -> TableView {
    let names = ["definition", "inclusion", "exclusion", "example", "colour"];
    let cells = codes.iter().map(|code| {
        let colour = code.colour.clone().unwrap_or_default();
        [&code.definition, &code.inclusion, &code.exclusion, &code.example, &colour]
            .into_iter()
            .map(|text| CellText::Text(text.clone()))
            .collect()
    });
    TableView {
        corner: "code".to_owned(),
        rows: codes.iter().map(|code| code.path.clone()).collect(),
        cols: names.map(str::to_owned).to_vec(),
        cells: cells.collect(),
        totals: None,
    }
}
