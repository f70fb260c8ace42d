//! Opening a study.

use std::path::Path;

use funn_model::{CodingId, ParticipantId, Project, StudyId, TextId};

use super::replay::Replay;
use super::texts::{Texts, WhyLost};
use super::{Store, StudyKeys, Tail, drift, entries, snapshot};
use crate::chain::{Head, Link, Seq};
use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::sqlite::SqliteJournal;
use crate::journal::{Journal, Part};
use crate::keys::{KeyRing, Role, Secret};
use crate::random::Randomness;
use crate::seal::{self, Kind, Place};

/// A study, open.
#[derive(Debug)]
pub struct Opened {
    /// Where changes are recorded.
    pub store: Store,
    /// The study as it stands.
    pub project: Project,
    /// What its people should know.
    pub notes: Vec<OpenNote>,
}

/// Something noticed while a study was opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum OpenNote {
    /// The snapshot could not be used; the journal was replayed instead, and nothing is missing.
    SnapshotIgnored,
    /// A text cannot be read.
    TextLost {
        /// The text.
        text: TextId,
        /// Whose words it held, when their key was destroyed.
        participant: Option<ParticipantId>,
    },
    /// Passages that are not those that were coded.
    PassagesDrifted {
        /// Their codings.
        codings: Vec<CodingId>,
    },
    /// A file whose writing was cut short was removed; what it was to replace is as it was.
    LeftoverRemoved {
        /// Its name.
        name: String,
    },
    /// The copy of a keys file beside the backups was out of date and was renewed.
    KeysCopyRenewed,
    /// Changes that no longer apply because one before them was erased.
    PassedOver {
        /// Their places.
        changes: Vec<Seq>,
    },
}

impl Store {
    /// Opens a study: the snapshot, what came after it, and the texts.
    pub fn open(
        dir: &Path,
        secret: &Secret,
        random: Box<dyn Randomness + Send>,
    ) -> Result<Opened, StoreError> {
        let mut store = Self::unlock(dir, secret, random)?;
        let mut notes = store.tidy()?;
        let project = store.load(&mut notes)?;
        Ok(Opened { store, project, notes })
    }

    /// Opens the journal without loading the study, so that [`Store::verify`] can look at one that
    /// does not open otherwise.
    pub fn unlock(
        dir: &Path,
        secret: &Secret,
        random: Box<dyn Randomness + Send>,
    ) -> Result<Self, StoreError> {
        for missing in [files::STUDY_KEYS, files::STUDY_DB] {
            if !dir.join(missing).is_file() {
                return Err(StoreError::NotAStudy { dir: dir.to_owned(), missing });
            }
        }
        let lock = Lock::take(dir, files::STUDY_LOCK)?;
        let ring = KeyRing::open(&dir.join(files::STUDY_KEYS), Role::Study, secret)?;
        let journal = SqliteJournal::open(&dir.join(files::STUDY_DB))?;
        Self::with_journal(dir, ring, Box::new(journal), (random, lock))
    }

    pub(super) fn with_journal(
        dir: &Path,
        ring: KeyRing,
        journal: Box<dyn Journal>,
        (random, lock): (Box<dyn Randomness + Send>, Lock),
    ) -> Result<Self, StoreError> {
        let keys = StudyKeys::of(&ring);
        let mut store = Self {
            dir: dir.to_owned(),
            head: Head::start(ring.study()),
            ring,
            keys,
            journal,
            random,
            since_snapshot: Tail::default(),
            undo_memory: std::cell::RefCell::default(),
            _lock: lock,
        };
        store.head = match store.sealed_head()? {
            Some(head) => head,
            None => store.last_row()?,
        };
        Ok(store)
    }

    /// The head as it was sealed; none when it does not open.
    pub(super) fn sealed_head(&self) -> Result<Option<Head>, StoreError> {
        open_head(&self.keys, self.study_id(), self.journal.as_ref())
    }

    /// Where the rows end, whatever the head says.
    fn last_row(&self) -> Result<Head, StoreError> {
        let study = self.study_id();
        let last = Seq(self.journal.counts(study)?.rows);
        let row = self.journal.rows(study, last, 1, Part::Header)?.into_iter().next();
        let link = row.and_then(|row| entries::read_header(&self.keys, study, &row).ok());
        Ok(link.map_or(Head::start(study), |header| Head { seq: last, link: header.link }))
    }

    /// Removes what an interrupted write left behind.
    fn tidy(&self) -> Result<Vec<OpenNote>, StoreError> {
        let mut notes = Vec::new();
        for path in files::leftovers(&self.dir, false) {
            files::remove(&path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            notes.push(OpenNote::LeftoverRemoved { name });
        }
        for name in [files::STUDY_KEYS, files::VAULT_KEYS] {
            if super::backup::keys_copy_is_old(&self.dir, name) {
                super::backup::renew_keys_copy(&self.dir, name)?;
                notes.push(OpenNote::KeysCopyRenewed);
            }
        }
        Ok(notes)
    }

    fn load(&mut self, notes: &mut Vec<OpenNote>) -> Result<Project, StoreError> {
        self.check_end()?;
        let study = self.study_id();
        let (taken, had_snapshot) = self.taken_snapshot(self.head.seq)?;
        let (keys, salt) = (&self.keys, self.ring.salt());
        let (texts, restored) = self.texts_and(move || {
            let (head, chunks) = taken?;
            let project = snapshot::open(keys, study, salt, head, chunks)?;
            Some((project, head.seq))
        })?;
        if had_snapshot && restored.is_none() {
            notes.push(OpenNote::SnapshotIgnored);
        }
        let (project, from) = restored.unwrap_or_else(|| (Project::new(study, salt), Seq(0)));
        let mut replay = Replay::on(project, texts.texts.iter().cloned());
        self.replay(&mut replay, from.next(), self.head.seq)?;
        let (project, passed_over) = replay.finish()?;
        self.since_snapshot.entries = self.head.seq.0.saturating_sub(from.0);
        if !passed_over.is_empty() {
            notes.push(OpenNote::PassedOver { changes: passed_over });
        }
        note_texts(&project, &texts, notes);
        Ok(project)
    }

    /// Whether the journal ends where its head says.
    fn check_end(&self) -> Result<(), StoreError> {
        let ends = |place: &str| StoreError::damaged("the journal", place);
        if self.sealed_head()?.is_none() {
            return Err(ends("its end is not sealed"));
        }
        let rows = self.journal.rows(self.study_id(), self.head.seq, 2, Part::Header)?;
        let rows: Vec<_> = rows.iter().filter(|row| row.seq > Seq(0)).collect();
        match rows.as_slice() {
            [] if self.head.seq == Seq(0) => Ok(()),
            [row] if row.seq == self.head.seq => {
                let header = entries::read_header(&self.keys, self.study_id(), row)?;
                if header.link == self.head.link { Ok(()) } else { Err(ends("its last change")) }
            }
            _ => Err(ends("changes are missing from its end, or were added to it")),
        }
    }

    /// The snapshot, when one was taken at or before `until`, and whether there was any; one whose
    /// rows are damaged is passed by, since it is a cache.
    pub(super) fn taken_snapshot(&self, until: Seq) -> Result<(Option<Taken>, bool), StoreError> {
        let (seq, chunks) = match self.journal.snapshot(self.study_id()) {
            Ok(Some(taken)) => taken,
            Ok(None) => return Ok((None, false)),
            Err(StoreError::Damaged { .. }) => return Ok((None, true)),
            Err(error) => return Err(error),
        };
        let link = if seq <= until { self.link_at(seq)? } else { None };
        Ok((link.map(|link| (Head { seq, link }, chunks)), true))
    }

    /// The link of a row; none when there is no such row.
    pub(super) fn link_at(&self, seq: Seq) -> Result<Option<Link>, StoreError> {
        if seq == Seq(0) {
            return Ok(Some(Head::start(self.study_id()).link));
        }
        Ok(self.headers(seq, seq)?.into_iter().next().map(|(_, header)| header.link))
    }
}

/// The sealed head of a journal; none when it does not open.
pub(super) fn open_head(
    keys: &StudyKeys,
    study: StudyId,
    journal: &dyn Journal,
) -> Result<Option<Head>, StoreError> {
    let place = Place::new(study, Kind::Head, [0; 32], 0);
    let sealed = journal.head(study)?;
    let opened = sealed.and_then(|sealed| seal::open(&keys.journal, place, sealed).ok());
    Ok(opened.and_then(|bytes| Head::from_bytes(&bytes)))
}

/// Sealed chunks, and where in the journal they were taken.
pub(super) type Taken = (Head, Vec<Vec<u8>>);

fn note_texts(project: &Project, texts: &Texts, notes: &mut Vec<OpenNote>) {
    for lost in &texts.lost {
        let participant = match lost.why {
            WhyLost::KeyDestroyed(owner) => Some(owner),
            WhyLost::Missing | WhyLost::Damaged => None,
        };
        notes.push(OpenNote::TextLost { text: lost.id, participant });
    }
    let listed = |text| texts.lost.iter().any(|lost| lost.id == text);
    let missing = project.sources().by_id().into_iter().filter_map(funn_model::Source::text_id);
    for text in missing.filter(|&text| project.text(text).is_none() && !listed(text)) {
        notes.push(OpenNote::TextLost { text, participant: None });
    }
    let codings = drift::drifted(project);
    if !codings.is_empty() {
        notes.push(OpenNote::PassagesDrifted { codings });
    }
}
