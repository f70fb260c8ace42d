//! Use cases: the one place where model, analysis, formats and store meet.
//!
//! Each public function of [`Workbench`] is something that a researcher does; [`ask`] holds the
//! questions. The two doors, the command line and the browser, call nothing below this crate.

pub mod ask;
mod autocode;
mod care;
mod cases;
mod codebook;
mod coding;
mod correction;
mod demo;
mod environment;
mod error;
pub mod evidence;
mod exchange;
mod facets;
mod history;
mod import;
mod names;
mod notices;
mod participants;
mod records;
mod removal;
mod summary;
mod workbench;

pub use funn_analysis as analysis;
pub use funn_formats::{Candidate, Encoding, Format, ReadError, render};
pub use funn_model as model;
pub use funn_store::{
    BackupReport, Cost, Finding, Identity, Problem, Randomness, RecoveryKey, RestoreReport,
    Restored, Secret, SeededRandomness, Severity, StoreError, SystemRandomness, Verification,
};

pub use autocode::{AutoCoding, Bounds, proposals};
pub use care::{backups, change_vault_passphrase, restore, verify};
pub use cases::{read_value, split_label};
pub use codebook::{CodeDraft, CodePatch, MergePreview, SplitPart};
pub use coding::{CodingPatch, CodingRequest, CodingsMade};
pub use correction::{Correction, CorrectionEffect};
pub use demo::{DEMO_PASSPHRASE, create_demo};
pub use environment::{Environment, Ids};
pub use error::{ErrorKind, WorkbenchError};
pub use exchange::{
    ExchangeNote, ExchangeReport, HandedOut, PositionsRead, codebook_as_qdc, study_as_qdpx,
};
pub use facets::FacetsPut;
pub use history::LogLine;
pub use import::{ImportFile, ImportOptions, ImportReport, ImportedSource, Refusal};
pub use names::nearest;
pub use participants::Identities;
pub use summary::{Summary, SummaryIntent};
pub use workbench::{Committed, NewWorkbench, Notice, StudyPlan, Workbench};
