//! Replaying the journal, also where texts were erased.

use std::collections::{BTreeMap, BTreeSet};

use funn_model::project::ProjectParts;
use funn_model::{
    Change, ChangeError, Checksum, Coding, CodingId, Edit, Moment, Project, Text, TextId,
};
use rayon::prelude::*;

use super::{Logged, Store, entries, snapshot};
use crate::chain::Seq;
use crate::error::StoreError;
use crate::journal::Part;

/// Rows that are opened at a time.
const ROWS: usize = 1024;

/// A project in the making.
///
/// A text that was erased is stood in for by as many spaces while changes are applied, so that
/// what was said of other texts still comes out; in the finished project it is missing.
#[derive(Debug)]
pub(super) struct Replay {
    project: Project,
    stand_ins: BTreeSet<TextId>,
    checksums: BTreeMap<CodingId, Checksum>,
    redacted: bool,
    passed_over: Vec<Seq>,
}

impl Replay {
    /// Goes on from a project.
    pub(super) fn on(mut project: Project, texts: impl Iterator<Item = (TextId, Text)>) -> Self {
        for (id, text) in texts {
            project.supply_text(id, text);
        }
        Self {
            project,
            stand_ins: BTreeSet::new(),
            checksums: BTreeMap::new(),
            redacted: false,
            passed_over: Vec::new(),
        }
    }

    /// Applies one row. Once a row was redacted, changes that do not apply are passed over.
    pub(super) fn apply(&mut self, seq: Seq, logged: &Logged) -> Result<(), StoreError> {
        let change = match logged {
            Logged::Entry(entry) => &entry.change,
            Logged::Redacted { kept, .. } => {
                self.redacted = true;
                let Some(kept) = kept else { return Ok(()) };
                &kept.change
            }
        };
        match self.make(change) {
            Ok(()) => Ok(()),
            Err(_erased_before) if self.redacted => {
                self.passed_over.push(seq);
                Ok(())
            }
            Err(error) => {
                Err(StoreError::Unreplayable { seq: seq.0, reason: rule_broken(&error).to_owned() })
            }
        }
    }

    fn make(&mut self, change: &Change) -> Result<(), ChangeError> {
        match change {
            Change::Batch { changes, .. } if self.stands_in() || brings_text(changes) => {
                return changes.iter().try_for_each(|change| self.make(change));
            }
            Change::Source(Edit::Add(source)) => {
                for revision in &source.revisions {
                    self.stand_in(revision.text, revision.characters);
                }
            }
            Change::ReviseText(correction) => {
                self.stand_in(correction.revision.text, correction.revision.characters);
            }
            Change::Coding(Edit::Add(coding)) if self.stands_in() => {
                let adapted = Change::Coding(Edit::Add(self.adapted(coding)));
                return self.project.apply(&adapted).map(drop);
            }
            Change::Coding(Edit::Replace(coding)) if self.stands_in() => {
                let adapted = Change::Coding(Edit::Replace(self.adapted(coding)));
                return self.project.apply(&adapted).map(drop);
            }
            _ => {}
        }
        self.project.apply(change).map(drop)
    }

    fn stands_in(&self) -> bool {
        !self.stand_ins.is_empty()
    }

    fn stand_in(&mut self, text: TextId, characters: u32) {
        if self.project.text(text).is_none() {
            let length = usize::try_from(characters).unwrap_or_default();
            self.project.supply_text(text, Text::new(" ".repeat(length)));
            self.stand_ins.insert(text);
        }
    }

    /// The coding with the checksum of the passage that stands in for the erased one.
    fn adapted(&mut self, coding: &Coding) -> Coding {
        let source = self.project.sources().get(coding.source);
        let erased = source.and_then(funn_model::Source::text_id);
        if !erased.is_some_and(|text| self.stand_ins.contains(&text)) {
            return coding.clone();
        }
        self.checksums.insert(coding.id, coding.checksum);
        let passage = self.project.source_text(coding.source).map(|text| text.passage(coding.span));
        let checksum = Checksum::of(self.project.salt(), passage.unwrap_or_default());
        Coding { checksum, ..coding.clone() }
    }

    /// The project, without what stood in, and the changes that were passed over.
    pub(super) fn finish(self) -> Result<(Project, Vec<Seq>), StoreError> {
        if self.stand_ins.is_empty() {
            return Ok((self.project, self.passed_over));
        }
        let (id, salt) = (self.project.id(), *self.project.salt());
        let mut parts: ProjectParts = self.project.to_parts();
        for coding in &mut parts.codings {
            let source = self.project.sources().get(coding.source);
            let text = source.and_then(funn_model::Source::text_id);
            if text.is_some_and(|text| self.stand_ins.contains(&text))
                && let Some(checksum) = self.checksums.get(&coding.id)
            {
                coding.checksum = *checksum;
            }
        }
        let texts = text_ids(&parts);
        let mut project = Project::from_parts(id, salt, parts)
            .map_err(|error| StoreError::damaged("the study", rule_broken(&error)))?;
        for text in texts.into_iter().filter(|text| !self.stand_ins.contains(text)) {
            if let Some(content) = self.project.text(text) {
                project.supply_text(text, content.clone());
            }
        }
        Ok((project, self.passed_over))
    }

    /// The project as it is now.
    pub(super) fn so_far(&self) -> &Project {
        &self.project
    }

    /// Whether nothing was erased so far.
    pub(super) fn is_whole(&self) -> bool {
        self.stand_ins.is_empty() && !self.redacted
    }
}

/// Texts that a project names.
pub(super) fn text_ids(parts: &ProjectParts) -> BTreeSet<TextId> {
    let revisions = parts.sources.iter().flat_map(|source| &source.revisions);
    revisions.map(|revision| revision.text).collect()
}

fn brings_text(changes: &[Change]) -> bool {
    changes.iter().any(|change| match change {
        Change::Source(Edit::Add(_)) | Change::ReviseText(_) => true,
        Change::Batch { changes, .. } => brings_text(changes),
        _ => false,
    })
}

/// Which rule a change breaks, without the names in it.
pub(super) fn rule_broken(error: &ChangeError) -> &'static str {
    match error {
        ChangeError::Missing { .. } => "it names something that is not there",
        ChangeError::Exists { .. } => "it adds something that is there already",
        ChangeError::NameTaken { .. } => "it uses a name that is taken",
        ChangeError::BadName { .. } => "it uses a name that cannot be one",
        ChangeError::InUse { .. } => "it removes something that is used",
        ChangeError::BadSpan { .. } => "a passage lies outside its text",
        ChangeError::PassageChanged { .. } => "a passage is not the one that was meant",
        ChangeError::Cycle { .. } => "a code would stand under itself",
        ChangeError::NotCodable { .. } => "a code is a heading",
        ChangeError::RoundClosed { .. } => "a round is closed",
        ChangeError::BadValue { .. } => "a value does not fit its attribute",
        ChangeError::Malformed { reason, .. } => reason,
    }
}

impl Store {
    /// Applies rows `from..=to`, opening them in parallel.
    pub(super) fn replay(&self, replay: &mut Replay, from: Seq, to: Seq) -> Result<(), StoreError> {
        let (keys, study) = (&self.keys, self.study_id());
        let mut next = from;
        while next <= to {
            let left = usize::try_from(to.0 + 1 - next.0).unwrap_or(usize::MAX);
            let rows = self.journal.rows(study, next, left.min(ROWS), Part::Whole)?;
            let expected = u64::try_from(rows.len()).unwrap_or_default();
            let last = rows.last().map(|row| row.seq);
            if last != Some(Seq(next.0 + expected.saturating_sub(1))) {
                return Err(StoreError::damaged(
                    "the journal",
                    format!("change {next} is missing"),
                ));
            }
            let logged: Result<Vec<_>, _> = rows
                .into_par_iter()
                .map(|row| {
                    let seq = row.seq;
                    entries::read_row(keys, study, row).map(|(_, logged)| (seq, logged))
                })
                .collect();
            for (seq, logged) in &logged? {
                replay.apply(*seq, logged)?;
            }
            next = Seq(next.0 + expected);
        }
        Ok(())
    }

    /// The study as it stood at a moment: after the newest change made at or before it.
    pub fn project_at(&self, at: Moment) -> Result<Project, StoreError> {
        let mut until = Seq(0);
        for header in self.headers_backwards() {
            let (seq, header) = header?;
            if header.at <= at {
                until = seq;
                break;
            }
        }
        self.project_after(until)
    }

    /// The study as it stood after a change.
    pub fn project_after(&self, until: Seq) -> Result<Project, StoreError> {
        let (study, salt) = (self.study_id(), self.ring.salt());
        let (taken, _) = self.taken_snapshot(until)?;
        let keys = &self.keys;
        let (texts, restored) = self.texts_and(move || {
            let (head, chunks) = taken?;
            Some((snapshot::open(keys, study, salt, head, chunks)?, head.seq))
        })?;
        let (project, from) = restored.unwrap_or_else(|| (Project::new(study, salt), Seq(0)));
        let mut replay = Replay::on(project, texts.texts.into_iter());
        self.replay(&mut replay, from.next(), until)?;
        replay.finish().map(|(project, _)| project)
    }
}
