//! [`Workbench`]: one open study, and the corridor that every write goes through.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard};

use funn_model::{
    Change, ChangeId, Deed, Edit, Entry, Intent, Moment, ParticipantId, Project, Record as _,
    StudyDetails, StudyId, Text, TextId, User, UserId,
};
use funn_store::{Cost, NewStudy, NewText, RecoveryKey, Secret, Seq, Store};

use crate::environment::{Environment, Ids};
use crate::error::WorkbenchError;
use crate::summary::Summary;

/// A change that was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Committed {
    /// Its id.
    pub change: ChangeId,
    /// Its place in the journal.
    pub position: u64,
    /// What it amounts to.
    pub summary: Summary,
}

/// What everybody who looks at the study is told of a change.
#[derive(Debug, Clone, PartialEq)]
pub struct Notice {
    /// Its place in the journal.
    pub position: u64,
    /// Who made it.
    pub user: UserId,
    /// What it amounts to.
    pub summary: Summary,
    /// The nouns touched, each once.
    pub touched: Vec<&'static str>,
    /// The sources whose codings or text were touched, each once.
    pub sources: Vec<funn_model::SourceId>,
}

impl Notice {
    /// What an entry of the journal means to those who look on.
    pub(crate) fn of(position: u64, entry: &Entry, project: &Project) -> Self {
        let summary = Summary::of(entry, project);
        let (touched, sources) = touched(entry, project);
        Self { position, user: entry.user, summary, touched, sources }
    }
}

type Listener = Box<dyn Fn(&Notice) + Send + Sync>;

/// A text on its way into the study.
pub(crate) struct TextToKeep {
    pub(crate) id: TextId,
    pub(crate) owner: Option<ParticipantId>,
    pub(crate) text: Text,
}

/// One open study.
pub struct Workbench {
    project: RwLock<Project>,
    store: Mutex<Store>,
    ids: Mutex<Ids>,
    clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    listeners: RwLock<Vec<Listener>>,
    turn: Mutex<()>,
}

impl std::fmt::Debug for Workbench {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Workbench")
    }
}

/// A new study, and the keys that are shown once.
#[derive(Debug)]
pub struct NewWorkbench {
    /// The study, open.
    pub workbench: Workbench,
    /// Opens the study when the passphrase is lost.
    pub recovery: RecoveryKey,
    /// Opens the vault when its passphrase is lost.
    pub vault_recovery: RecoveryKey,
}

/// What a new study is made with.
#[derive(Debug)]
pub struct StudyPlan {
    /// What is said of it.
    pub details: StudyDetails,
    /// Its passphrase.
    pub passphrase: String,
    /// The vault's passphrase.
    pub vault_passphrase: String,
    /// What guessing a passphrase shall cost.
    pub cost: Cost,
    /// The name of the first user.
    pub user: String,
}

impl Workbench {
    /// Makes a study in a folder that is empty or does not exist.
    pub fn create(
        dir: &Path,
        plan: StudyPlan,
        environment: Environment,
        mut random: Box<dyn funn_store::Randomness + Send>,
    ) -> Result<NewWorkbench, WorkbenchError> {
        let mut ids = Ids::new(environment.random);
        let now = (environment.clock)();
        let id = StudyId::from_bytes(ids.next(now));
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let new = NewStudy {
            id,
            salt,
            passphrase: plan.passphrase.into(),
            vault_passphrase: plan.vault_passphrase.into(),
            cost: plan.cost,
            now,
        };
        let created = funn_store::create(dir, new, random.as_mut())?;
        let workbench = Self {
            project: RwLock::new(Project::new(id, salt)),
            store: Mutex::new(created.store),
            ids: Mutex::new(ids),
            clock: environment.clock,
            listeners: RwLock::default(),
            turn: Mutex::default(),
        };
        let user = User { id: UserId::from_bytes(workbench.new_id()), name: plan.user };
        let changes = vec![Change::User(Edit::Add(user.clone())), Change::Study(plan.details)];
        let subject = String::new();
        workbench.commit(user.id, Change::Batch { deed: Deed::SetUp, subject, changes })?;
        Ok(NewWorkbench {
            workbench,
            recovery: created.recovery,
            vault_recovery: created.vault_recovery,
        })
    }

    /// Opens the study in a folder.
    pub fn open(
        dir: &Path,
        secret: &Secret,
        environment: Environment,
        random: Box<dyn funn_store::Randomness + Send>,
    ) -> Result<Self, WorkbenchError> {
        let opened = Store::open(dir, secret, random)?;
        Ok(Self {
            project: RwLock::new(opened.project),
            store: Mutex::new(opened.store),
            ids: Mutex::new(Ids::new(environment.random)),
            clock: environment.clock,
            listeners: RwLock::default(),
            turn: Mutex::default(),
        })
    }

    /// Looks at the study as it is now.
    pub fn read<T>(&self, look: impl FnOnce(&Project) -> T) -> T {
        look(&self.project())
    }

    pub(crate) fn project(&self) -> RwLockReadGuard<'_, Project> {
        self.project.read().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn store(&self) -> MutexGuard<'_, Store> {
        self.store.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Held by a use case that looks at the study and then writes what follows from it, so that
    /// nobody else of that sort comes in between. Never taken twice by one use case.
    pub(crate) fn turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn new_id(&self) -> [u8; 16] {
        let now = self.now();
        self.ids.lock().unwrap_or_else(PoisonError::into_inner).next(now)
    }

    /// The present moment, as the study's clock has it.
    pub fn now(&self) -> Moment {
        (self.clock)()
    }

    /// Place of the newest change in the journal.
    pub fn position(&self) -> u64 {
        self.store().position().0
    }

    /// Calls `listener` after every change from now on.
    pub fn listen(&self, listener: impl Fn(&Notice) + Send + Sync + 'static) {
        let mut listeners = self.listeners.write().unwrap_or_else(PoisonError::into_inner);
        listeners.push(Box::new(listener));
    }

    /// The user with this name, made when there is none.
    pub fn user(&self, name: &str) -> Result<UserId, WorkbenchError> {
        if let Some(user) = self.project().user_named(name) {
            return Ok(user.id);
        }
        let user = User { id: UserId::from_bytes(self.new_id()), name: name.to_owned() };
        let id = user.id;
        self.commit(id, Change::User(Edit::Add(user)))?;
        Ok(id)
    }

    /// Makes a change: validated, written to the journal, applied, told to all.
    pub fn commit(&self, user: UserId, change: Change) -> Result<Committed, WorkbenchError> {
        self.commit_with_texts(user, Intent::Do, change, &[])
    }

    pub(crate) fn commit_with_texts(
        &self,
        user: UserId,
        intent: Intent,
        change: Change,
        texts: &[TextToKeep],
    ) -> Result<Committed, WorkbenchError> {
        let id = ChangeId::from_bytes(self.new_id());
        let at = self.now();
        let mut store = self.store();
        let (notice, committed) = {
            let mut project = self.project.write().unwrap_or_else(PoisonError::into_inner);
            for text in texts {
                project.supply_text(text.id, text.text.clone());
            }
            let inverse = project.apply(&change)?;
            let entry = Entry { id, at, user, intent, change, inverse };
            let new_texts: Vec<NewText<'_>> = texts
                .iter()
                .map(|text| NewText { id: text.id, owner: text.owner, text: text.text.as_str() })
                .collect();
            let position = match store.commit(&entry, &new_texts) {
                Ok(Seq(position)) => position,
                Err(error) => {
                    let undone = project.apply(&entry.inverse);
                    debug_assert!(undone.is_ok(), "an inverse applies: {undone:?}");
                    return Err(error.into());
                }
            };
            let notice = Notice::of(position, &entry, &project);
            let summary = notice.summary.clone();
            (notice, Committed { change: id, position, summary })
        };
        drop(store);
        let listeners = self.listeners.read().unwrap_or_else(PoisonError::into_inner);
        listeners.iter().for_each(|listener| listener(&notice));
        Ok(committed)
    }

    /// Saves a snapshot when the journal has grown much since the last one, so that the next
    /// opening is quick. Nothing is lost without it.
    pub fn tidy(&self) -> Result<(), WorkbenchError> {
        let mut store = self.store();
        if store.snapshot_due() {
            let project = self.project();
            store.save_snapshot(&project)?;
        }
        Ok(())
    }
}

/// The nouns and sources that an entry touches.
fn touched(entry: &Entry, project: &Project) -> (Vec<&'static str>, Vec<funn_model::SourceId>) {
    let mut nouns = std::collections::BTreeSet::new();
    let mut sources = std::collections::BTreeSet::new();
    let mut ahead = vec![&entry.change, &entry.inverse];
    while let Some(change) = ahead.pop() {
        if let Some((noun, _)) = change.record() {
            nouns.insert(noun);
        }
        match change {
            Change::Batch { changes, .. } => ahead.extend(changes),
            Change::Coding(Edit::Add(coding) | Edit::Replace(coding)) => {
                sources.insert(coding.source);
            }
            Change::Source(edit) => {
                sources.insert(edit.id());
            }
            Change::ReviseText(revision) => {
                nouns.insert(funn_model::Coding::NOUN);
                sources.insert(revision.source);
            }
            _ => {}
        }
    }
    sources.retain(|&source| project.sources().contains(source));
    (nouns.into_iter().collect(), sources.into_iter().collect())
}
