//! Taking documents in.

use axum::extract::{Multipart, State};
use funn_workbench::model::{Loss as ModelLoss, Participant};
use funn_workbench::{
    Encoding, ImportFile, ImportOptions, ImportReport, ImportedSource, ReadError,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::ApiError;
use crate::routes::Answer;
use crate::state::AppState;
use crate::wire::{Id, SourceUuid, Written};

/// The largest upload, all files together, in bytes.
pub(crate) const MOST_BYTES: usize = 256 << 20;

/// What to do where an encoding is not certain. (The reader's own hint speaks to the command line.)
const CHOOSE: &str = "choose the encoding and import the file again, or save it as UTF-8";

/// What is sent to import documents, as `multipart/form-data`.
#[derive(Debug, ToSchema)]
#[expect(dead_code, reason = "describes a form that is read field by field")]
pub(crate) struct UploadForm {
    /// The files; the field may stand there many times.
    #[schema(value_type = Vec<String>, format = Binary)]
    file: Vec<u8>,
    /// The encoding of text files, when it is not UTF-8: `windows-1252`.
    encoding: Option<String>,
    /// Whose words they are: the id of a participant.
    participant: Option<String>,
    /// A case to tie each source to, by id; the field may stand there many times.
    case: Option<Vec<String>>,
}

/// What an import did.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Import {
    /// The change; left out when nothing was added.
    #[serde(flatten)]
    written: Option<Written>,
    sources: Vec<Imported>,
    losses: Vec<Loss>,
    refused: Vec<Refusal>,
}

/// A file that became a source, or was there already.
#[derive(Debug, Serialize, ToSchema)]
struct Imported {
    id: SourceUuid,
    /// The file's name when it was there already, else the source's.
    name: String,
    /// Length in Unicode scalar values.
    characters: u32,
    /// The source whose text this is, when it was there already; nothing was added then.
    duplicate_of: Option<String>,
}

/// Something that could not be kept.
#[derive(Debug, Serialize, ToSchema)]
struct Loss {
    /// The source's name.
    source: String,
    /// What sort, such as `footnote`.
    kind: &'static str,
    detail: String,
    count: u32,
    /// Where the first stood.
    position: Option<u32>,
}

/// A file that was not taken in.
#[derive(Debug, Serialize, ToSchema)]
struct Refusal {
    file: String,
    message: String,
    hint: String,
    /// Encodings that would fit, likeliest first, when that is what is uncertain.
    encodings: Vec<&'static str>,
}

impl From<ImportReport> for Import {
    fn from(report: ImportReport) -> Self {
        let ImportReport { sources, losses, refused, committed } = report;
        let loss = |(source, loss): (String, ModelLoss)| Loss {
            source,
            kind: loss.kind.slug(),
            detail: loss.detail,
            count: loss.count,
            position: loss.position,
        };
        let refusal = |refusal: funn_workbench::Refusal| {
            let encodings = encodings(&refusal.error);
            let hint = if encodings.is_empty() { refusal.error.hint() } else { CHOOSE };
            Refusal {
                message: refusal.error.to_string(),
                hint: hint.to_owned(),
                encodings,
                file: refusal.file,
            }
        };
        Self {
            written: committed.map(Written::from),
            sources: sources.into_iter().map(Imported::from).collect(),
            losses: losses.into_iter().map(loss).collect(),
            refused: refused.into_iter().map(refusal).collect(),
        }
    }
}

/// Encodings that would fit, when that is what is uncertain.
fn encodings(error: &ReadError) -> Vec<&'static str> {
    match error {
        ReadError::UndecidedEncoding { candidates, .. } => {
            candidates.iter().map(|candidate| candidate.encoding.name()).collect()
        }
        _ => Vec::new(),
    }
}

impl From<ImportedSource> for Imported {
    fn from(source: ImportedSource) -> Self {
        let ImportedSource { id, name, characters, duplicate } = source;
        let (name, duplicate_of) = match duplicate {
            Some(file) => (file, Some(name)),
            None => (name, None),
        };
        Self { id: Id(id), name, characters, duplicate_of }
    }
}

pub(crate) async fn import(State(state): State<AppState>, form: Multipart) -> Answer {
    let (files, mut options) = read(form).await?;
    if files.is_empty() {
        let hint = "Send one or more files in the field \"file\".";
        return Err(ApiError::invalid("no file was sent", hint));
    }
    state
        .ask(move |desk| {
            if let Some(participant) = options.participant {
                desk.workbench.find::<Participant>(participant)?;
                options.cases.extend(desk.workbench.cases_of_participant(participant));
                options.cases.sort_unstable();
                options.cases.dedup();
            }
            let report = desk.workbench.import(desk.user, &files, &options, &|_bytes| {})?;
            Ok(Import::from(report))
        })
        .await
}

async fn read(mut form: Multipart) -> Result<(Vec<ImportFile>, ImportOptions), ApiError> {
    let mut files = Vec::new();
    let mut options = ImportOptions::default();
    while let Some(field) = form.next_field().await? {
        let name = field.name().unwrap_or_default().to_owned();
        match name.as_str() {
            "file" => {
                let file_name = field.file_name().unwrap_or_default().to_owned();
                if file_name.is_empty() {
                    let hint = "Send each file with its name; the extension tells its format.";
                    return Err(ApiError::invalid("a file has no name", hint));
                }
                files.push(ImportFile { name: file_name, bytes: field.bytes().await?.to_vec() });
            }
            "encoding" => options.encoding = encoding(field.text().await?.trim())?,
            "participant" => options.participant = Some(id(field.text().await?.trim())?),
            "case" => options.cases.push(id(field.text().await?.trim())?),
            _ => {
                let hint = "The fields are file, encoding, participant and case.";
                return Err(ApiError::invalid("the form has an unknown field", hint));
            }
        }
    }
    Ok((files, options))
}

fn encoding(label: &str) -> Result<Option<Encoding>, ApiError> {
    if label.is_empty() {
        return Ok(None);
    }
    Encoding::from_label(label).map(Some).ok_or_else(|| {
        let hint = "Name it as browsers do: utf-8, utf-16le, windows-1252, macintosh.";
        ApiError::invalid("the encoding is not known", hint)
    })
}

fn id<T: std::str::FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_not_an_id| ApiError::invalid("an id in the form is malformed", ""))
}
