//! `funn import`: documents into the study.

use std::path::{Path, PathBuf};

use clap::Args;
use funn_workbench::model::{CaseId, ParticipantId, UserId};
use funn_workbench::{
    Encoding, ExchangeReport, ImportFile, ImportOptions, ImportReport, Workbench,
};
use rayon::prelude::*;
use serde::Serialize;

use crate::arguments::{Place, pair};
use crate::commands::Call;
use crate::failure::{Failure, sentence};
use crate::progress::Progress;
use crate::{files, names, words};

/// Bring in documents (txt, md, html, docx, odt, rtf, pdf), transcripts and projects (qdpx, qdc)
///
/// Transcripts: vtt, srt, Whisper's json and tsv, oTranscribe's otr, ELAN's eaf, NVivo's time tables
/// (tsv), Nettskjema's dictaphone reports (csv); speakers and times are kept.
///
/// Names files, folders (with all in them) and patterns. All that can be read comes in, in one
/// step that `funn undo` takes back; what cannot be read is listed with what to do about it, and
/// the exit code is then 1. Whatever a document holds that has no place in a text, such as images,
/// comments and authors, is listed as a loss.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  funn import mystudy interviews/
  funn import mystudy 'interviews/*.docx' notes.md
  funn import mystudy R3.docx --participant R3 --case municipality=Arendal
  funn import mystudy old.txt --encoding windows-1252")]
pub(crate) struct Import {
    #[command(flatten)]
    place: Place,
    /// Files, folders, or patterns in quotes
    #[arg(required = true, value_name = "FILE")]
    named: Vec<PathBuf>,
    /// Tie every source to this case, which is made if need be; may be given again
    #[arg(long = "case", value_name = "KIND=NAME", value_parser = pair)]
    cases: Vec<(String, String)>,
    /// Whose words these are; their own key seals the text
    #[arg(long, value_name = "ALIAS")]
    participant: Option<String>,
    /// The encoding of text files that do not say: windows-1252, iso-8859-1, utf-16le …
    #[arg(long, value_name = "NAME", value_parser = encoding)]
    encoding: Option<Encoding>,
    /// Take a file in although its text is in the study already
    #[arg(long)]
    again: bool,
}

fn encoding(label: &str) -> Result<Encoding, String> {
    Encoding::from_label(label).ok_or_else(|| {
        "this is not the name of an encoding; try windows-1252, iso-8859-1 or utf-16le".to_owned()
    })
}

#[derive(Serialize)]
struct Imported {
    sources: Vec<ImportedSource>,
    losses: Vec<Lost>,
    refused: Vec<Refused>,
    /// Projects and codebooks of other tools.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    exchange: Vec<Exchanged>,
}

#[derive(Serialize)]
struct Exchanged {
    file: String,
    codes: usize,
    codings: usize,
    /// What was in the study already.
    known: usize,
    positions: Vec<Positions>,
}

/// How the other tool counts characters in a source, and what speaks for it.
#[derive(Serialize)]
struct Positions {
    source: String,
    convention: String,
    selections: u32,
    clean_ends: u32,
    ambiguous: bool,
}

#[derive(Serialize)]
struct ImportedSource {
    id: String,
    name: String,
    characters: u32,
    /// The file that held nothing new.
    #[serde(skip_serializing_if = "Option::is_none")]
    duplicate: Option<String>,
}

#[derive(Serialize)]
struct Lost {
    source: String,
    kind: &'static str,
    detail: String,
    count: u32,
    position: Option<u32>,
}

#[derive(Serialize)]
struct Refused {
    file: String,
    message: String,
    hint: String,
}

impl Import {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let paths = files::expand(&self.named)?;
        let (exchange, paths): (Vec<PathBuf>, Vec<PathBuf>) =
            paths.into_iter().partition(|path| is_exchange(path));
        let mut refused: Vec<Refused> = Vec::new();
        let mut documents = Vec::new();
        for (path, content) in read_all(&paths) {
            match content {
                Ok(bytes) => documents.push(ImportFile { name: file_name(path), bytes }),
                Err(error) => {
                    let failure = Failure::reading(path)(error);
                    let (message, hint) = (failure.to_string(), failure.hint());
                    refused.push(Refused { file: file_name(path), message, hint });
                }
            }
        }
        let report = if documents.is_empty() {
            call.open(&self.place.dir)?;
            ImportReport::default()
        } else {
            let total = documents.iter().map(|file| file.bytes.len() as u64).sum();
            let seen = call.surroundings.can_show_progress;
            call.change(&self.place.dir, |workbench, user| {
                let options = self.options(workbench, user)?;
                let progress = Progress::bytes("importing", total, seen);
                Ok(workbench.import(user, &documents, &options, &|done| progress.reach(done))?)
            })?
        };
        let mut imported = describe(report);
        imported.refused.append(&mut refused);
        if !exchange.is_empty() {
            call.change(&self.place.dir, |workbench, user| {
                take_in(workbench, user, &exchange, &mut imported);
                Ok(())
            })?;
        }
        call.output.either(&imported, || as_text(&imported))?;
        if !call.output.is_json() {
            tell_troubles(call, &imported);
        }
        let (bad, all) = (imported.refused.len(), imported.refused.len() + imported.sources.len());
        if bad == 0 {
            return Ok(());
        }
        Err(Failure::invalid(
            format!("{bad} of {} could not be imported", words::counted(all, "file")),
            match imported.refused.as_slice() {
                [one] => format!("{}: {}", one.file, one.hint),
                _ => "Each is listed with what to do about it.".to_owned(),
            },
        ))
    }

    fn options(&self, workbench: &Workbench, user: UserId) -> Result<ImportOptions, Failure> {
        let participant: Option<ParticipantId> = match &self.participant {
            Some(alias) => {
                Some(workbench.read(|project| names::participant(project, alias).map(|p| p.id))?)
            }
            None => None,
        };
        let mut cases: Vec<CaseId> = match participant {
            Some(id) => workbench.cases_of_participant(id),
            None => Vec::new(),
        };
        for (kind, name) in &self.cases {
            let (case, _) = workbench.put_case(user, kind, name, &[])?;
            if !cases.contains(&case) {
                cases.push(case);
            }
        }
        Ok(ImportOptions {
            encoding: self.encoding,
            participant,
            cases,
            keep_duplicates: self.again,
        })
    }
}

fn is_exchange(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default().to_ascii_lowercase();
    extension == "qdpx" || extension == "qdc"
}

/// Takes in projects and codebooks of other tools, one after the other.
fn take_in(workbench: &Workbench, user: UserId, paths: &[PathBuf], imported: &mut Imported) {
    for path in paths {
        let file = file_name(path);
        let bytes = match std::fs::read(path).map_err(Failure::reading(path)) {
            Ok(bytes) => bytes,
            Err(failure) => {
                imported.refused.push(refusal(file, &failure));
                continue;
            }
        };
        let is_codebook = path.extension().is_some_and(|e| e.eq_ignore_ascii_case("qdc"));
        let taken = if is_codebook {
            workbench.take_in_codebook(user, &bytes)
        } else {
            workbench.take_in_project(user, &bytes)
        };
        match taken {
            Ok(report) => add_exchange(report, &file, imported),
            Err(error) => imported.refused.push(refusal(file, &Failure::from(error))),
        }
    }
}

fn refusal(file: String, failure: &Failure) -> Refused {
    Refused { file, message: failure.to_string(), hint: failure.hint() }
}

fn add_exchange(report: ExchangeReport, file: &str, imported: &mut Imported) {
    imported.sources.extend(report.sources.into_iter().map(|(id, name, characters)| {
        ImportedSource { id: id.to_string(), name, characters, duplicate: None }
    }));
    imported.losses.extend(report.losses.into_iter().map(|loss| Lost {
        source: file.to_owned(),
        kind: "not-in-study",
        detail: loss.what,
        count: loss.count,
        position: None,
    }));
    imported.exchange.push(Exchanged {
        file: file.to_owned(),
        codes: report.codes,
        codings: report.codings,
        known: report.known,
        positions: report
            .positions
            .into_iter()
            .map(|read| Positions {
                source: read.source,
                convention: read.convention,
                selections: read.selections,
                clean_ends: read.clean_ends,
                ambiguous: read.is_ambiguous,
            })
            .collect(),
    });
}

/// Reads the files, several at once, in their order.
fn read_all(paths: &[PathBuf]) -> Vec<(&PathBuf, std::io::Result<Vec<u8>>)> {
    paths.par_iter().map(|path| (path, std::fs::read(path))).collect()
}

fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn describe(report: ImportReport) -> Imported {
    let sources = report.sources.into_iter().map(|source| ImportedSource {
        id: source.id.to_string(),
        name: source.name,
        characters: source.characters,
        duplicate: source.duplicate,
    });
    let losses = report.losses.into_iter().map(|(source, loss)| Lost {
        source,
        kind: loss.kind.slug(),
        detail: loss.detail,
        count: loss.count,
        position: loss.position,
    });
    let refused = report.refused.into_iter().map(|refusal| Refused {
        message: refusal.error.to_string(),
        hint: sentence(refusal.error.hint()),
        file: refusal.file,
    });
    Imported {
        sources: sources.collect(),
        losses: losses.collect(),
        refused: refused.collect(),
        exchange: Vec::new(),
    }
}

fn as_text(imported: &Imported) -> String {
    let mut text = String::new();
    for source in &imported.sources {
        let line = match &source.duplicate {
            Some(file) => {
                format!("{file}: its text is in the study already, as \"{}\"\n", source.name)
            }
            None => format!("{}  {}\n", source.name, words::counted_large(source.characters)),
        };
        text.push_str(&line);
    }
    for taken in &imported.exchange {
        let (codes, codings) =
            (words::counted(taken.codes, "code"), words::counted(taken.codings, "coding"));
        text.push_str(&format!(
            "{}  {codes}, {codings}; {} known already\n",
            taken.file, taken.known
        ));
        for read in &taken.positions {
            let doubt =
                if read.ambiguous { "; another way of counting fits about as well" } else { "" };
            text.push_str(&format!(
                "  {}: positions are {} ({} of {} ends at words{doubt})\n",
                read.source, read.convention, read.clean_ends, read.selections
            ));
        }
    }
    text
}

/// Losses and refusals, for a person.
fn tell_troubles(call: &Call, imported: &Imported) {
    let note = |line: &str| call.output.note(line);
    if !imported.losses.is_empty() {
        note("Not kept:");
        for loss in &imported.losses {
            let times =
                if loss.count > 1 { format!(" ({} times)", loss.count) } else { String::new() };
            note(&format!("  {}: {}: {}{times}", loss.source, loss.kind, loss.detail));
        }
    }
    if !imported.refused.is_empty() {
        note("Not imported:");
        for refused in &imported.refused {
            note(&format!("  {}: {}", refused.file, refused.message));
            if !refused.hint.is_empty() {
                note(&format!("    {}", refused.hint));
            }
        }
    }
}
