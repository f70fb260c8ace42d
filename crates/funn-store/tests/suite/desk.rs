//! A study on a desk: what the workbench does with a store, in the fewest calls.

use std::path::{Path, PathBuf};

use funn_model::{
    Change, ChangeId, Checksum, Code, CodeId, Coding, CodingId, DecodedFrom, Edit, Entry, Intent,
    LineEnds, Moment, Participant, ParticipantId, Project, Revision, Source, SourceId, SourceKind,
    Span, Structure, StudyDetails, StudyId, Text, TextId, User, UserId,
};
use funn_store::{
    Cost, Created, NewStudy, NewText, OpenNote, Opened, Secret, SeededRandomness, Store,
    StoreError, create,
};
use funn_testkit::arbitrary::{Act, Story};

pub(crate) const PASSPHRASE: &str = "open sesame";
pub(crate) const VAULT_PASSPHRASE: &str = "vault of names";
pub(crate) const TEXT: &str = "Vi fikk aldri svar fra fylket. Da laget vi planen selv.";
pub(crate) const ADA: UserId = UserId::from_number(1);

/// A store and the project that it records.
pub(crate) struct Desk {
    pub(crate) store: Store,
    pub(crate) project: Project,
    pub(crate) made: u128,
}

/// A folder that goes away with the test, and the study's folder in it.
pub(crate) fn folder() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let study = dir.path().join("study");
    (dir, study)
}

pub(crate) fn secret() -> Secret {
    Secret::passphrase(PASSPHRASE)
}

pub(crate) fn make(dir: &Path) -> Result<Created, StoreError> {
    let new = NewStudy {
        id: StudyId::from_number(1),
        salt: [7; 16],
        passphrase: PASSPHRASE.to_owned().into(),
        vault_passphrase: VAULT_PASSPHRASE.to_owned().into(),
        cost: Cost::LEAST,
        now: Moment(0),
    };
    create(dir, new, &mut SeededRandomness::from_number(1))
}

pub(crate) fn open(dir: &Path) -> Result<Opened, StoreError> {
    // Another seed each time, as a program started anew has: nonces must not come again.
    let seed = std::fs::metadata(dir.join("study.db")).map_or(2, |m| m.len() + 2);
    Store::open(dir, &secret(), Box::new(SeededRandomness::from_number(seed)))
}

impl Desk {
    pub(crate) fn new(dir: &Path) -> Self {
        let Created { store, .. } = make(dir).unwrap();
        let project = Project::new(StudyId::from_number(1), [7; 16]);
        Self { store, project, made: 0 }
    }

    /// A study with a user, a participant, a source of theirs and a code.
    pub(crate) fn furnished(dir: &Path) -> Self {
        let mut desk = Self::new(dir);
        let details = StudyDetails { title: "Plan".to_owned(), ..Default::default() };
        desk.act(&Change::Study(details));
        desk.act(&Change::User(Edit::Add(User { id: ADA, name: "Ada".to_owned() })));
        desk.add_participant(9, "R1");
        desk.add_source(1, Some(ParticipantId::from_number(9)), TEXT);
        desk.act(&Change::Code(Edit::Add(Code::named(CodeId::from_number(1), None, "Forankring"))));
        desk
    }

    pub(crate) fn open(dir: &Path) -> (Self, Vec<OpenNote>) {
        let Opened { store, project, notes } = open(dir).unwrap();
        let made = u128::from(store.position().0);
        (Self { store, project, made }, notes)
    }

    /// Closes the study, opens it again, and checks that it is the same.
    pub(crate) fn reopened(self) -> Self {
        let dir = self.store.dir().to_owned();
        let before = self.project;
        drop(self.store);
        let (desk, notes) = Self::open(&dir);
        assert_eq!(notes, []);
        assert_eq!(desk.project, before);
        desk
    }

    pub(crate) fn try_commit(
        &mut self,
        intent: Intent,
        change: &Change,
        texts: &[NewText<'_>],
    ) -> Result<ChangeId, StoreError> {
        for text in texts {
            self.project.supply_text(text.id, Text::new(text.text));
        }
        let inverse = self.project.apply(change).unwrap();
        let entry = Entry {
            id: ChangeId::from_number(self.made + 1),
            at: Moment(i64::try_from(self.made + 1).unwrap() * 1000),
            user: ADA,
            intent,
            change: change.clone(),
            inverse,
        };
        match self.store.commit(&entry, texts) {
            Ok(seq) => {
                self.made += 1;
                assert_eq!(u128::from(seq.0), self.made);
                Ok(entry.id)
            }
            Err(error) => {
                self.project.apply(&entry.inverse).unwrap();
                Err(error)
            }
        }
    }

    pub(crate) fn commit(
        &mut self,
        intent: Intent,
        change: &Change,
        texts: &[NewText<'_>],
    ) -> ChangeId {
        self.try_commit(intent, change, texts).unwrap()
    }

    pub(crate) fn act(&mut self, change: &Change) -> ChangeId {
        self.commit(Intent::Do, change, &[])
    }

    pub(crate) fn tell(&mut self, story: &Story) {
        let mut ids: Vec<ChangeId> = Vec::new();
        for act in &story.acts {
            let intent = act.undoes.map_or(Intent::Do, |place| Intent::Undo(ids[place]));
            ids.push(self.commit(intent, &act.change, &new_texts(act)));
        }
    }

    pub(crate) fn add_participant(&mut self, number: u128, alias: &str) -> ParticipantId {
        let id = ParticipantId::from_number(number);
        let alias = alias.to_owned();
        self.act(&Change::Participant(Edit::Add(Participant { id, alias })));
        id
    }

    pub(crate) fn add_source(
        &mut self,
        number: u128,
        owner: Option<ParticipantId>,
        text: &str,
    ) -> ChangeId {
        let add = Change::Source(Edit::Add(source(number, owner, text)));
        let texts = [NewText { id: TextId::from_number(number), owner, text }];
        self.commit(Intent::Do, &add, &texts)
    }

    pub(crate) fn code_passage(&mut self, number: u128, source: u128, span: Span) -> ChangeId {
        let change = coding(&self.project, number, source, span);
        self.act(&change)
    }
}

pub(crate) fn new_texts(act: &Act) -> Vec<NewText<'_>> {
    act.texts.iter().map(|(id, owner, text)| NewText { id: *id, owner: *owner, text }).collect()
}

pub(crate) fn source(number: u128, participant: Option<ParticipantId>, text: &str) -> Source {
    let revision = Revision {
        text: TextId::from_number(number),
        characters: u32::try_from(text.chars().count()).unwrap(),
        words: 11,
        structure: Structure::default(),
        at: Moment(0),
        edits: None,
    };
    Source {
        id: SourceId::from_number(number),
        name: format!("Interview {number}"),
        kind: SourceKind::Transcript,
        participant,
        decoded_from: DecodedFrom {
            format: "txt".to_owned(),
            encoding: "UTF-8".to_owned(),
            had_bom: false,
            line_ends: LineEnds::Lf,
        },
        revisions: vec![revision],
        values: std::collections::BTreeMap::new(),
        added: Moment(0),
    }
}

pub(crate) fn coding(project: &Project, number: u128, source: u128, span: Span) -> Change {
    let source = SourceId::from_number(source);
    let passage = project.source_text(source).unwrap().passage(span);
    Change::Coding(Edit::Add(Coding {
        id: CodingId::from_number(number),
        code: CodeId::from_number(1),
        source,
        span,
        checksum: Checksum::of(project.salt(), passage),
        coder: ADA,
        at: Moment(5),
        round: None,
        facets: Vec::new(),
        weight: None,
        displaced: false,
    }))
}
