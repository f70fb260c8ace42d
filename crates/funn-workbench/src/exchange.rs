//! Exchange with other tools: REFI-QDA projects (QDPX) and codebooks (QDC), in and out.
//!
//! GUIDs become ids as they are, so that taking a project in twice adds only what is new, and what
//! goes out has the names it came with.

mod hand_out;
mod take_in;

use std::collections::BTreeMap;

use funn_formats::refi::codebook::Code as ForeignCode;
use funn_formats::refi::{ExchangeLoss, Guid, RefiError};
use funn_model::{Change, Code, CodeId, Edit, Project, SourceId};

use crate::workbench::Committed;

pub use hand_out::{codebook_as_qdc, study_as_qdpx};

/// Something that an exchange could not keep, or had to mend.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct ExchangeNote {
    /// What: an element of the standard, or a noun of the study.
    pub what: String,
    /// How many.
    pub count: u32,
}

impl From<ExchangeLoss> for ExchangeNote {
    fn from(loss: ExchangeLoss) -> Self {
        Self { what: loss.what, count: loss.count }
    }
}

/// How the positions of one source were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PositionsRead {
    /// The source's name.
    pub source: String,
    /// The convention, in words.
    pub convention: String,
    /// How many selections there are.
    pub selections: u32,
    /// How many of their ends stand at the end or start of a word.
    pub clean_ends: u32,
    /// Whether another convention fits about as well.
    pub is_ambiguous: bool,
}

/// What taking in a project or a codebook did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ExchangeReport {
    /// The sources added: id, name, length in Unicode scalar values.
    pub sources: Vec<(SourceId, String, u32)>,
    /// How many codes were added.
    pub codes: usize,
    /// How many codings were added.
    pub codings: usize,
    /// How many records were there already.
    pub known: usize,
    /// How positions were read, source by source.
    pub positions: Vec<PositionsRead>,
    /// What could not be kept.
    pub losses: Vec<ExchangeNote>,
    /// The change, when there was one.
    pub committed: Option<Committed>,
}

/// Bytes on their way out, with what the format has no place for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HandedOut {
    /// The file.
    pub bytes: Vec<u8>,
    /// What is not in it.
    pub losses: Vec<ExchangeNote>,
}

/// An id made of a GUID; of one that is none, by a hash of its spelling.
pub(crate) fn id_of<I: From<[u8; 16]>>(guid: &Guid) -> I {
    let canonical = guid.canonical();
    let parsed: Result<CodeId, _> = canonical.parse();
    let bytes = parsed.map_or_else(
        |_not_a_guid| {
            let minted: Result<CodeId, _> = Guid::minted(&[&canonical]).canonical().parse();
            minted.map_or([0; 16], |id| *id.as_bytes())
        },
        |id| *id.as_bytes(),
    );
    I::from(bytes)
}

/// The changes that add a foreign code tree, and which code each GUID stands for. A code with the
/// same id, or with the same name in the same place, is the same code.
pub(crate) fn codes_in(
    project: &Project,
    codes: &[ForeignCode],
    changes: &mut Vec<Change>,
) -> BTreeMap<Guid, CodeId> {
    let mut known = BTreeMap::new();
    let mut ahead: Vec<(Option<CodeId>, u32, &ForeignCode)> = Vec::new();
    let first = u32::try_from(project.code_children(None).len()).unwrap_or_default();
    ahead.extend((first..).zip(codes).map(|(position, code)| (None, position, code)));
    while let Some((parent, position, foreign)) = ahead.pop() {
        let name = free_of_slashes(&foreign.name);
        let wanted: CodeId = id_of(&foreign.guid);
        let twin = project
            .codes()
            .iter()
            .find(|code| code.id == wanted || (code.parent == parent && code.name == name));
        let coming = changes.iter().find_map(|change| match change {
            Change::Code(Edit::Add(code)) if code.parent == parent && code.name == name => {
                Some(code.id)
            }
            _ => None,
        });
        let id = if let Some(id) = twin.map(|code| code.id).or(coming) {
            id
        } else {
            let mut code = Code::named(wanted, parent, name);
            code.position = position;
            code.is_codable = foreign.is_codable;
            code.colour = foreign.colour.as_ref().and_then(|colour| colour.as_str().parse().ok());
            code.definition = foreign.description.clone().unwrap_or_default();
            changes.push(Change::Code(Edit::Add(code)));
            wanted
        };
        known.insert(foreign.guid.clone(), id);
        let children = (0_u32..).zip(&foreign.children);
        ahead.extend(children.map(|(position, child)| (Some(id), position, child)));
    }
    known
}

/// A name as codes may have it.
fn free_of_slashes(name: &str) -> String {
    let cleaned: String = name
        .trim()
        .chars()
        .filter(|character| !character.is_control())
        .map(|character| if character == '/' { '∕' } else { character })
        .collect();
    if cleaned.is_empty() { "?".to_owned() } else { cleaned }
}

impl From<RefiError> for crate::WorkbenchError {
    fn from(error: RefiError) -> Self {
        Self::invalid(error.to_string(), error.hint())
    }
}
