//! Verifying that a study is what was written, row by row.

use std::collections::{BTreeMap, BTreeSet};

use funn_model::{Checksum, Project, StudyId, TextId};
use rayon::prelude::*;

use super::replay::{Replay, text_ids};
use super::texts::WhyLost;
use super::{Logged, Store, StudyKeys, entries, snapshot};
use crate::chain::{Head, Link, Seq};
use crate::error::StoreError;
use crate::journal::{Journal, Part};
use crate::label::Label;

/// What a verification found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Verification {
    /// Whether nothing is wrong.
    pub ok: bool,
    /// Changes whose content is there.
    pub entries: u64,
    /// Changes whose content was erased.
    pub redacted: u64,
    /// Texts that open.
    pub texts: u64,
    /// What is wrong, in order of place.
    pub problems: Vec<Problem>,
}

/// Something that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A row does not open or does not read.
    #[error("change {seq} does not open")]
    Row {
        /// Its place.
        seq: Seq,
    },
    /// A row does not follow from the one before it.
    #[error("change {seq} does not follow from the one before it")]
    Chain {
        /// Its place.
        seq: Seq,
    },
    /// Rows are missing.
    #[error("changes {from} to {to} are missing")]
    Gap {
        /// The first.
        from: Seq,
        /// The last.
        to: Seq,
    },
    /// The sealed end of the journal does not open.
    #[error("the sealed end of the journal does not open")]
    Head,
    /// The journal does not end where its sealed end says.
    #[error("the journal ends at change {found}; it was sealed at {sealed}")]
    End {
        /// Where it ends.
        found: Seq,
        /// Where it should.
        sealed: Seq,
    },
    /// A change does not apply to what came before it.
    #[error("change {seq} does not apply: {reason}")]
    Unreplayable {
        /// Its place.
        seq: Seq,
        /// Which rule it breaks.
        reason: String,
    },
    /// The snapshot is not the study that the journal tells.
    #[error("the snapshot at change {seq} is not what the journal tells")]
    Snapshot {
        /// Where it was taken.
        seq: Seq,
    },
    /// A text does not open, or is not what its address says.
    #[error("text {text} is damaged")]
    Text {
        /// The text.
        text: TextId,
    },
    /// The list of texts does not open.
    #[error("the list of texts is damaged")]
    Texts,
}

/// What came of walking the rows.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) entries: u64,
    pub(super) redacted: u64,
    pub(super) problems: Vec<Problem>,
    pub(super) end: Option<Head>,
}

/// Rows that are opened at a time.
const ROWS: usize = 1024;

/// Walks all rows: each opens, follows from the one before, and `see` gets it. A row that does not
/// open ends what `see` gets.
pub(super) fn walk(
    keys: &StudyKeys,
    study: StudyId,
    journal: &dyn Journal,
    see: &mut dyn FnMut(Seq, &Logged, Link),
) -> Result<Walked, StoreError> {
    let mut walked = Walked::default();
    let mut end = Head::start(study);
    let mut seen_all = true;
    loop {
        let rows = journal.rows(study, end.seq.next(), ROWS, Part::Whole)?;
        if rows.is_empty() {
            break;
        }
        let opened: Vec<_> = rows
            .into_par_iter()
            .map(|row| {
                let header = entries::read_header(keys, study, &row).ok();
                (row.seq, header, entries::read_row(keys, study, row).ok())
            })
            .collect();
        for (seq, header, row) in opened {
            if seq > end.seq.next() {
                let to = Seq(seq.0 - 1);
                walked.problems.push(Problem::Gap { from: end.seq.next(), to });
                seen_all = false;
            }
            if let Some(header) = &header
                && seq == end.seq.next()
                && header.link(study, &end.link, seq) != header.link
            {
                walked.problems.push(Problem::Chain { seq });
            }
            end = Head { seq, link: header.map_or(Link([0; 32]), |header| header.link) };
            match row {
                Some((_, Logged::Entry(_))) => walked.entries += 1,
                Some((_, Logged::Redacted { .. })) => walked.redacted += 1,
                None => {
                    walked.problems.push(Problem::Row { seq });
                    seen_all = false;
                }
            }
            if let Some((_, logged)) = row.filter(|_| seen_all) {
                see(seq, &logged, end.link);
            }
        }
    }
    walked.end = Some(end);
    Ok(walked)
}

impl Store {
    /// Verifies all of it: the chain from the first change to the sealed end, that each row and
    /// each text opens and is what its hash says, and that the snapshot is what the journal tells.
    pub fn verify(&self) -> Result<Verification, StoreError> {
        let mut found = Verification::default();
        let mut lost = Vec::new();
        let texts = match self.texts_and(|| ()) {
            Ok((texts, ())) => texts,
            Err(StoreError::Damaged { .. }) => {
                lost.push(Problem::Texts);
                super::texts::Texts::default()
            }
            Err(error) => return Err(error),
        };
        found.texts = u64::try_from(texts.texts.len()).unwrap_or_default();
        for text in &texts.lost {
            if !matches!(text.why, WhyLost::KeyDestroyed(_)) {
                lost.push(Problem::Text { text: text.id });
            }
        }
        lost.extend(self.wrong_addresses(&texts.texts));
        let open = texts.texts.iter().map(|(id, _)| *id);
        let listed: BTreeSet<TextId> = texts.lost.iter().map(|lost| lost.id).chain(open).collect();
        let replay =
            Replay::on(Project::new(self.study_id(), self.ring.salt()), texts.texts.into_iter());
        let named = self.verify_rows(replay, &mut found)?;
        let unlisted = named.into_iter().filter(|text| !listed.contains(text));
        found.problems.extend(lost);
        found.problems.extend(unlisted.map(|text| Problem::Text { text }));
        found.ok = found.problems.is_empty();
        Ok(found)
    }

    /// Verifies the rows; answers which texts the replayed study names.
    fn verify_rows(
        &self,
        mut replay: Replay,
        found: &mut Verification,
    ) -> Result<BTreeSet<TextId>, StoreError> {
        let study = self.study_id();
        let (taken, damaged) = match self.journal.snapshot(study) {
            Err(StoreError::Damaged { .. }) => (None, true),
            taken => (taken?, false),
        };
        let snapshot_seq = taken.as_ref().map(|(seq, _)| *seq);
        let mut taken = taken.map(|(_, chunks)| chunks);
        let mut problems = Vec::new();
        if damaged {
            problems.push(Problem::Snapshot { seq: Seq(0) });
        }
        let mut stopped = false;
        let mut see = |seq: Seq, logged: &Logged, link: Link| {
            if stopped {
                return;
            }
            if let Err(error) = replay.apply(seq, logged) {
                let reason = match error {
                    StoreError::Unreplayable { reason, .. } => reason,
                    other => other.to_string(),
                };
                problems.push(Problem::Unreplayable { seq, reason });
                stopped = true;
            } else if Some(seq) == snapshot_seq
                && let Some(chunks) = taken.take()
            {
                let head = Head { seq, link };
                let kept = snapshot::open(&self.keys, study, self.ring.salt(), head, chunks);
                if !kept.is_some_and(|kept| same(&kept, &replay)) {
                    problems.push(Problem::Snapshot { seq });
                }
            }
        };
        let walked = walk(&self.keys, study, self.journal.as_ref(), &mut see)?;
        found.entries = walked.entries;
        found.redacted = walked.redacted;
        found.problems = walked.problems;
        found.problems.extend(problems);
        if let Some(seq) = snapshot_seq.filter(|seq| taken.is_some() && seq.0 > 0 && !stopped) {
            found.problems.push(Problem::Snapshot { seq });
        }
        let end = walked.end.unwrap_or(Head::start(study));
        match self.sealed_head()? {
            None => found.problems.push(Problem::Head),
            Some(head) if head != end => {
                found.problems.push(Problem::End { found: end.seq, sealed: head.seq });
            }
            Some(_) => {}
        }
        Ok(text_ids(&replay.so_far().to_parts()))
    }

    /// Texts that are not what their address says.
    fn wrong_addresses(&self, texts: &[(TextId, funn_model::Text)]) -> Vec<Problem> {
        let Ok(labels) = self.labels() else { return Vec::new() };
        let labels: BTreeMap<TextId, Label> = labels.into_iter().collect();
        let addresses = &self.keys.addresses;
        texts
            .par_iter()
            .filter(|(id, text)| {
                let label = labels.get(id);
                let bytes = text.as_str().as_bytes();
                label.is_none_or(|label| Label::of(addresses, label.owner, bytes) != *label)
            })
            .map(|(id, _)| Problem::Text { text: *id })
            .collect()
    }
}

/// Whether a snapshot is the project replayed; checksums of erased passages cannot be compared.
fn same(kept: &Project, replay: &Replay) -> bool {
    let replayed = replay.so_far();
    if replay.is_whole() {
        return kept == replayed;
    }
    let (mut ours, mut theirs) = (kept.to_parts(), replayed.to_parts());
    for coding in ours.codings.iter_mut().chain(&mut theirs.codings) {
        coding.checksum = Checksum::default();
    }
    ours == theirs
}
