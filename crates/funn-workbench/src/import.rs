//! Taking documents in.

use std::collections::{BTreeMap, BTreeSet};

use funn_formats::{Encoding, Hints, ReadError};
use funn_model::{
    CaseId, Change, Deed, Edit, Imported, Loss, ParticipantId, Project, Revision, Source,
    SourceDraft, SourceId, Text, TextId, Tie, TieId, UserId, count_words,
};
use rayon::prelude::*;

use crate::error::WorkbenchError;
use crate::workbench::{Committed, TextToKeep, Workbench};

/// A file to be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportFile {
    /// Its name, with its extension.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// How files are to be taken in.
#[derive(Debug, Clone, Default)]
pub struct ImportOptions {
    /// The encoding of text files, when the user says it.
    pub encoding: Option<Encoding>,
    /// Whose words they are.
    pub participant: Option<ParticipantId>,
    /// Cases to tie each source to.
    pub cases: Vec<CaseId>,
    /// Whether a file whose text is in the study already is taken in again.
    pub keep_duplicates: bool,
}

/// A file that became a source, or was there already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportedSource {
    /// The source.
    pub id: SourceId,
    /// Its name.
    pub name: String,
    /// Its length in Unicode scalar values.
    pub characters: u32,
    /// The file's name, when its text was in the study (or earlier in this import) already;
    /// nothing was added then.
    pub duplicate: Option<String>,
}

/// A file that was not taken in.
#[derive(Debug, Clone, PartialEq)]
pub struct Refusal {
    /// Its name.
    pub file: String,
    /// Why.
    pub error: ReadError,
}

/// What an import did.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ImportReport {
    /// The sources, in the order of the files.
    pub sources: Vec<ImportedSource>,
    /// What could not be kept, with the name of the source.
    pub losses: Vec<(String, Loss)>,
    /// Files that were not taken in.
    pub refused: Vec<Refusal>,
    /// The change, when there was one.
    pub committed: Option<Committed>,
}

/// One file as read.
struct Arrival {
    file: String,
    imported: Imported<SourceDraft>,
    text: Text,
    words: u32,
}

impl Arrival {
    fn read(file: &ImportFile, options: &ImportOptions) -> Result<Self, ReadError> {
        let hints = Hints { file_name: &file.name, encoding: options.encoding };
        let mut imported = funn_formats::read(&file.bytes, &hints)?;
        let text = Text::new(std::mem::take(&mut imported.value.text));
        let words = count_words(text.as_str());
        // Makes the index here, where many threads work.
        text.characters();
        Ok(Self { file: file.name.clone(), imported, text, words })
    }
}

/// Everything on its way into the study in one import.
#[derive(Default)]
struct Arriving {
    /// The sources that are there already, by the lengths of their first and current texts.
    there: BTreeMap<u32, BTreeSet<SourceId>>,
    changes: Vec<Change>,
    texts: Vec<TextToKeep>,
    names: BTreeSet<String>,
    by_length: BTreeMap<u32, Vec<(SourceId, String, Text)>>,
}

impl Arriving {
    fn beside(project: &Project) -> Self {
        let mut there: BTreeMap<u32, BTreeSet<SourceId>> = BTreeMap::new();
        for source in project.sources() {
            for revision in source.revisions.first().into_iter().chain(source.current()) {
                there.entry(revision.characters).or_default().insert(source.id);
            }
        }
        Self { there, ..Self::default() }
    }
}

impl Workbench {
    /// Reads files and adds each as a source, all in one step. `progress` is called with the
    /// number of bytes read so far.
    pub fn import(
        &self,
        user: UserId,
        files: &[ImportFile],
        options: &ImportOptions,
        progress: &(dyn Fn(u64) + Sync),
    ) -> Result<ImportReport, WorkbenchError> {
        let done = std::sync::atomic::AtomicU64::new(0);
        let read: Vec<Result<Arrival, ReadError>> = files
            .par_iter()
            .map(|file| {
                let read = Arrival::read(file, options);
                let bytes = file.bytes.len() as u64;
                let before = done.fetch_add(bytes, std::sync::atomic::Ordering::Relaxed);
                progress(before + bytes);
                read
            })
            .collect();
        let _turn = self.turn();
        let mut report = ImportReport::default();
        let mut arriving = Arriving::beside(&self.project());
        for (file, read) in files.iter().zip(read) {
            match read {
                Ok(arrival) => self.receive(&mut arriving, &mut report, options, arrival),
                Err(error) => report.refused.push(Refusal { file: file.name.clone(), error }),
            }
        }
        if !arriving.changes.is_empty() {
            let subject = match report.sources.as_slice() {
                [one] => one.name.clone(),
                _ => String::new(),
            };
            let change = Change::Batch { deed: Deed::Import, subject, changes: arriving.changes };
            let intent = funn_model::Intent::Do;
            report.committed =
                Some(self.commit_with_texts(user, intent, change, &arriving.texts)?);
        }
        Ok(report)
    }

    fn receive(
        &self,
        arriving: &mut Arriving,
        report: &mut ImportReport,
        options: &ImportOptions,
        arrival: Arrival,
    ) {
        let Arrival { file, imported, text, words } = arrival;
        let project = self.project();
        let characters = text.characters();
        let twin = find_twin(&project, arriving, &text);
        if let Some((id, name)) = twin.filter(|_| !options.keep_duplicates) {
            let duplicate = Some(file);
            report.sources.push(ImportedSource { id, name, characters, duplicate });
            return;
        }
        let Imported { value: draft, losses } = imported;
        let name = free_name(&project, &arriving.names, &draft.name);
        let (id, text_id) =
            (SourceId::from_bytes(self.new_id()), TextId::from_bytes(self.new_id()));
        let now = self.now();
        let revision = Revision {
            text: text_id,
            characters,
            words,
            structure: draft.structure,
            at: now,
            edits: None,
        };
        let source = Source {
            id,
            name: name.clone(),
            kind: draft.kind,
            participant: options.participant,
            decoded_from: draft.decoded_from,
            revisions: vec![revision],
            values: BTreeMap::new(),
            added: now,
        };
        arriving.changes.push(Change::Source(Edit::Add(source)));
        arriving.changes.extend(options.cases.iter().map(|&case| {
            let tie_id = TieId::from_bytes(self.new_id());
            let tie = Tie { id: tie_id, case, source: id, span: None, displaced: false };
            Change::Tie(Edit::Add(tie))
        }));
        arriving.names.insert(name.clone());
        let twins = arriving.by_length.entry(characters).or_default();
        twins.push((id, name.clone(), text.clone()));
        arriving.texts.push(TextToKeep { id: text_id, owner: options.participant, text });
        report.losses.extend(losses.into_iter().map(|loss| (name.clone(), loss)));
        report.sources.push(ImportedSource { id, name, characters, duplicate: None });
    }
}

/// A source whose text this is already, in its first or its current form.
fn find_twin(project: &Project, arriving: &Arriving, text: &Text) -> Option<(SourceId, String)> {
    let characters = text.characters();
    let same = |revision: &Revision| {
        revision.characters == characters && project.text(revision.text) == Some(text)
    };
    let there = arriving.there.get(&characters).into_iter().flatten();
    let mut there = there.filter_map(|&id| project.sources().get(id)).filter(|source| {
        source.revisions.first().is_some_and(same) || source.current().is_some_and(same)
    });
    let there = there.next().map(|source| (source.id, source.name.clone()));
    there.or_else(|| {
        let coming = arriving.by_length.get(&characters)?;
        let twin = coming.iter().find(|(_, _, other)| other == text)?;
        Some((twin.0, twin.1.clone()))
    })
}

pub(crate) fn free_name(project: &Project, coming: &BTreeSet<String>, wanted: &str) -> String {
    let cleaned: String = wanted.chars().filter(|character| !character.is_control()).collect();
    let wanted = if cleaned.trim().is_empty() { "untitled" } else { cleaned.trim() };
    let taken = |name: &str| project.source_named(name).is_some() || coming.contains(name);
    if !taken(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2;
    loop {
        let name = format!("{wanted} ({number})");
        if !taken(&name) {
            return name;
        }
        number += 1;
    }
}
