//! A store whose disk fails: at every write, before and after it reached the disk.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use funn_model::{
    Change, ChangeId, Edit, Entry, Intent, Moment, Participant, ParticipantId, Project, StudyId,
    TextId, User, UserId,
};

use super::{NewStudy, NewText, Opened, Store, create};
use crate::chain::Seq;
use crate::error::StoreError;
use crate::files::{self, Lock};
use crate::journal::memory::MemoryJournal;
use crate::journal::sqlite::SqliteJournal;
use crate::journal::{
    Append, BlobKey, BlobKind, BlobVisitor, Counts, Journal, Part, SealedBlob, SealedRow,
    SealedSnapshot,
};
use crate::keys::{Cost, KeyRing, Role, Secret};
use crate::random::SeededRandomness;

const STUDY: StudyId = StudyId::from_number(1);

/// When the next write fails.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fails {
    Before,
    After,
}

/// A home whose `countdown`th write fails.
struct Failing {
    inner: MemoryJournal,
    countdown: Arc<AtomicU32>,
    fails: Fails,
}

impl Failing {
    fn write(
        &mut self,
        write: impl FnOnce(&mut MemoryJournal) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let left = self.countdown.load(Ordering::SeqCst);
        self.countdown.store(left.saturating_sub(1), Ordering::SeqCst);
        let error = || StoreError::Io {
            doing: "writing".to_owned(),
            source: Box::new(std::io::Error::other("injected")),
        };
        match (left, self.fails) {
            (1, Fails::Before) => Err(error()),
            (1, Fails::After) => write(&mut self.inner).and(Err(error())),
            _ => write(&mut self.inner),
        }
    }
}

impl Journal for Failing {
    fn begin(&mut self, study: StudyId, head: &[u8]) -> Result<(), StoreError> {
        self.write(|inner| inner.begin(study, head))
    }
    fn append(&mut self, study: StudyId, append: &Append<'_>) -> Result<(), StoreError> {
        self.write(|inner| inner.append(study, append))
    }
    fn rows(
        &self,
        study: StudyId,
        from: Seq,
        limit: usize,
        part: Part,
    ) -> Result<Vec<SealedRow>, StoreError> {
        self.inner.rows(study, from, limit, part)
    }
    fn replace_rows(&mut self, study: StudyId, rows: &[SealedRow]) -> Result<(), StoreError> {
        self.write(|inner| inner.replace_rows(study, rows))
    }
    fn head(&self, study: StudyId) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.head(study)
    }
    fn counts(&self, study: StudyId) -> Result<Counts, StoreError> {
        self.inner.counts(study)
    }
    fn blob(&self, study: StudyId, key: BlobKey) -> Result<Option<Vec<u8>>, StoreError> {
        self.inner.blob(study, key)
    }
    fn visit_blobs(
        &self,
        study: StudyId,
        kind: BlobKind,
        visit: &mut BlobVisitor<'_>,
    ) -> Result<(), StoreError> {
        self.inner.visit_blobs(study, kind, visit)
    }
    fn put_blobs(&mut self, study: StudyId, blobs: &[SealedBlob]) -> Result<(), StoreError> {
        self.write(|inner| inner.put_blobs(study, blobs))
    }
    fn delete_blobs(&mut self, study: StudyId, keys: &[BlobKey]) -> Result<(), StoreError> {
        self.write(|inner| inner.delete_blobs(study, keys))
    }
    fn put_snapshot(
        &mut self,
        study: StudyId,
        seq: Seq,
        chunks: &[Vec<u8>],
    ) -> Result<(), StoreError> {
        self.write(|inner| inner.put_snapshot(study, seq, chunks))
    }
    fn snapshot(&self, study: StudyId) -> Result<Option<SealedSnapshot>, StoreError> {
        self.inner.snapshot(study)
    }
    fn delete_snapshot(&mut self, study: StudyId) -> Result<(), StoreError> {
        self.write(|inner| inner.delete_snapshot(study))
    }
    fn wipe(&mut self) -> Result<(), StoreError> {
        self.inner.wipe()
    }
}

fn new_study(dir: &Path) -> Store {
    let new = NewStudy {
        id: STUDY,
        salt: [7; 16],
        passphrase: "p".to_owned().into(),
        vault_passphrase: "v".to_owned().into(),
        cost: Cost::LEAST,
        now: Moment(0),
    };
    create(dir, new, &mut SeededRandomness::from_number(1)).unwrap().store
}

fn user(number: u128) -> Change {
    let id = UserId::from_number(number);
    Change::User(Edit::Add(User { id, name: format!("user {number}") }))
}

/// Commits a change and applies it; on an error the project is left as it was.
fn commit(
    store: &mut Store,
    project: &mut Project,
    change: Change,
    texts: &[NewText<'_>],
) -> Result<Seq, StoreError> {
    let inverse = project.apply(&change).unwrap();
    let number = u128::from(store.position().0) + 1;
    let entry = Entry {
        id: ChangeId::from_number(number),
        at: Moment(0),
        user: UserId::from_number(1),
        intent: Intent::Do,
        change,
        inverse,
    };
    let committed = store.commit(&entry, texts);
    if committed.is_err() {
        project.apply(&entry.inverse).unwrap();
    }
    committed
}

fn store_on(dir: &Path, journal: Box<dyn Journal>) -> Store {
    let ring =
        KeyRing::open(&dir.join(files::STUDY_KEYS), Role::Study, &Secret::passphrase("p")).unwrap();
    let lock = Lock::take(dir, files::STUDY_LOCK).unwrap();
    let random = Box::new(SeededRandomness::from_number(3));
    Store::with_journal(dir, ring, journal, (random, lock)).unwrap()
}

fn failing_store(dir: &Path, fails: Fails) -> (Store, Arc<AtomicU32>) {
    let store = new_study(dir);
    let sealed = store.journal.head(STUDY).unwrap().unwrap();
    drop(store);
    let countdown = Arc::new(AtomicU32::new(0));
    let mut inner = MemoryJournal::default();
    inner.begin(STUDY, &sealed).unwrap();
    let journal = Failing { inner, countdown: Arc::clone(&countdown), fails };
    (store_on(dir, Box::new(journal)), countdown)
}

#[test]
fn a_write_that_fails_leaves_the_study_as_it_was() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, countdown) = failing_store(&dir.path().join("study"), Fails::Before);
    let mut project = Project::new(STUDY, [7; 16]);
    commit(&mut store, &mut project, user(1), &[]).unwrap();
    countdown.store(1, Ordering::SeqCst);
    let failed = commit(&mut store, &mut project, user(2), &[]);
    assert!(matches!(failed, Err(StoreError::Io { .. })));
    assert_eq!((store.position(), project.users().len()), (Seq(1), 1));
    assert!(store.verify().unwrap().ok);
    assert_eq!(commit(&mut store, &mut project, user(2), &[]).unwrap(), Seq(2));
    countdown.store(1, Ordering::SeqCst);
    assert!(store.save_snapshot(&project).is_err());
    assert_eq!(store.project_after(Seq(2)).unwrap(), project);
    assert!(store.verify().unwrap().ok);
}

/// The disk took the row but did not say so: nothing may be written after it as if it were not
/// there.
#[test]
fn a_write_that_landed_in_spite_of_its_error_is_not_written_over() {
    let dir = tempfile::tempdir().unwrap();
    let (mut store, countdown) = failing_store(&dir.path().join("study"), Fails::After);
    let mut project = Project::new(STUDY, [7; 16]);
    countdown.store(1, Ordering::SeqCst);
    assert!(commit(&mut store, &mut project, user(1), &[]).is_err());
    let next = commit(&mut store, &mut project, user(2), &[]);
    assert!(matches!(next, Err(StoreError::Outpaced { expected: 0 })), "{next:?}");
    assert!(next.unwrap_err().hint().contains("open it again"));
}

#[test]
fn a_redaction_that_fails_at_any_write_can_be_made_again() {
    for place in 1..=2 {
        for fails in [Fails::Before, Fails::After] {
            let dir = tempfile::tempdir().unwrap();
            let (mut store, countdown) = failing_store(&dir.path().join("study"), fails);
            let mut project = Project::new(STUDY, [7; 16]);
            commit(&mut store, &mut project, user(1), &[]).unwrap();
            store.save_snapshot(&project).unwrap();
            let redaction = [super::Redaction { id: ChangeId::from_number(1), keep: None }];
            countdown.store(place, Ordering::SeqCst);
            assert!(store.redact(&redaction).is_err());
            assert!(store.verify().unwrap().ok, "{place} {fails:?}");
            store.redact(&redaction).unwrap();
            let found = store.verify().unwrap();
            assert!(found.ok && found.redacted == 1, "{found:?}");
        }
    }
}

/// A genuine `SQLITE_FULL`: the file may not grow any more.
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("study");
    drop(new_study(&dir));
    let journal = SqliteJournal::open(&dir.join(files::STUDY_DB)).unwrap();
    journal.limit_pages(12);
    let mut store = store_on(&dir, Box::new(journal));
    let mut project = Project::new(STUDY, [7; 16]);
    commit(&mut store, &mut project, user(1), &[]).unwrap();
    let owner = ParticipantId::from_number(5);
    let participant = Participant { id: owner, alias: "R".to_owned() };
    let long = "En lang tekst. ".repeat(10_000);
    let text = NewText { id: TextId::from_number(1), owner: Some(owner), text: &long };
    let change = Change::Participant(Edit::Add(participant));
    let full = commit(&mut store, &mut project, change, &[text]);
    assert!(matches!(full, Err(StoreError::DiskFull)), "{full:?}");
    assert_eq!(store.position(), Seq(1));
    let mut number = 2;
    let full = loop {
        match commit(&mut store, &mut project, user(number), &[]) {
            Ok(_) => number += 1,
            Err(error) => break error,
        }
    };
    assert!(matches!(full, StoreError::DiskFull), "{full:?}");
    assert!(number > 3, "small changes still went in");
    assert!(store.verify().unwrap().ok);
    drop(store);
    let random = Box::new(SeededRandomness::from_number(4));
    let Opened { mut store, project: reopened, notes } =
        Store::open(&dir, &Secret::passphrase("p"), random).unwrap();
    assert_eq!((&reopened, notes), (&project, vec![]));
    commit(&mut store, &mut project, user(number), &[]).unwrap();
}
