//! A study from its making to its reopening, in one story.

use std::path::Path;

use funn_model::{
    Change, ChangeId, Checksum, Code, CodeId, Coding, CodingId, DecodedFrom, Edit, Entry, Intent,
    LineEnds, Moment, Participant, ParticipantId, Project, Revision, Source, SourceId, SourceKind,
    Span, Structure, StudyDetails, StudyId, Text, TextId, User, UserId,
};
use funn_store::{
    Cost, Created, Logged, NewStudy, NewText, Opened, Secret, SeededRandomness, Seq, Store,
    StoreError, create,
};

const TEXT: &str = "Vi fikk aldri svar fra fylket. Da laget vi planen selv.";

struct Desk {
    store: Store,
    project: Project,
    made: u128,
}

impl Desk {
    fn new(dir: &Path) -> Self {
        let (id, salt) = (StudyId::from_number(1), [7; 16]);
        let new = NewStudy {
            id,
            salt,
            passphrase: "open sesame".to_owned().into(),
            vault_passphrase: "vault".to_owned().into(),
            cost: Cost::LEAST,
            now: Moment(0),
        };
        let mut random = SeededRandomness::from_number(1);
        let Created { store, .. } = create(dir, new, &mut random).unwrap();
        Self { store, project: Project::new(id, salt), made: 0 }
    }

    fn reopened(self, dir: &Path) -> Self {
        let made = self.made;
        let before = self.project;
        drop(self.store);
        let Opened { store, project, notes } = open(dir).unwrap();
        assert_eq!(notes, []);
        assert_eq!(project, before);
        Self { store, project, made }
    }

    fn make(&mut self, intent: Intent, change: &Change, texts: &[NewText<'_>]) -> ChangeId {
        for text in texts {
            self.project.supply_text(text.id, Text::new(text.text));
        }
        let inverse = self.project.apply(change).unwrap();
        self.made += 1;
        let entry = Entry {
            id: ChangeId::from_number(self.made),
            at: Moment(i64::try_from(self.made).unwrap() * 1000),
            user: UserId::from_number(1),
            intent,
            change: change.clone(),
            inverse,
        };
        let seq = self.store.commit(&entry, texts).unwrap();
        assert_eq!(u128::from(seq.0), self.made);
        entry.id
    }

    fn do_it(&mut self, change: &Change) -> ChangeId {
        self.make(Intent::Do, change, &[])
    }

    fn undo(&mut self) {
        let entry = self.store.last_undoable(UserId::from_number(1)).unwrap().unwrap();
        self.make(Intent::Undo(entry.id), &entry.inverse, &[]);
    }

    fn redo(&mut self) {
        let entry = self.store.last_redoable(UserId::from_number(1)).unwrap().unwrap();
        self.make(Intent::Redo(entry.id), &entry.change, &[]);
    }

    fn undoable(&self) -> Option<ChangeId> {
        self.store.last_undoable(UserId::from_number(1)).unwrap().map(|entry| entry.id)
    }

    fn redoable(&self) -> Option<ChangeId> {
        self.store.last_redoable(UserId::from_number(1)).unwrap().map(|entry| entry.id)
    }
}

fn open(dir: &Path) -> Result<Opened, StoreError> {
    let random = Box::new(SeededRandomness::from_number(2));
    Store::open(dir, &Secret::passphrase("open sesame"), random)
}

fn source(id: u128, participant: Option<ParticipantId>, text: &str) -> Source {
    let revision = Revision {
        text: TextId::from_number(id),
        characters: u32::try_from(text.chars().count()).unwrap(),
        words: 11,
        structure: Structure::default(),
        at: Moment(0),
        edits: None,
    };
    Source {
        id: SourceId::from_number(id),
        name: format!("Interview {id}"),
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

fn coding(project: &Project, id: u128, source: u128, span: Span) -> Change {
    let source = SourceId::from_number(source);
    let passage = project.source_text(source).unwrap().passage(span);
    Change::Coding(Edit::Add(Coding {
        id: CodingId::from_number(id),
        code: CodeId::from_number(1),
        source,
        span,
        checksum: Checksum::of(project.salt(), passage),
        coder: UserId::from_number(1),
        at: Moment(5),
        round: None,
        facets: Vec::new(),
        weight: None,
        displaced: false,
    }))
}

fn set_up(desk: &mut Desk) {
    desk.do_it(&Change::Study(StudyDetails { title: "Plan".to_owned(), ..Default::default() }));
    desk.do_it(&Change::User(Edit::Add(User {
        id: UserId::from_number(1),
        name: "Ada".to_owned(),
    })));
    let participant = ParticipantId::from_number(9);
    desk.do_it(&Change::Participant(Edit::Add(Participant {
        id: participant,
        alias: "R1".to_owned(),
    })));
    let texts = [NewText { id: TextId::from_number(1), owner: Some(participant), text: TEXT }];
    let add = Change::Source(Edit::Add(source(1, Some(participant), TEXT)));
    desk.make(Intent::Do, &add, &texts);
    let code = Code::named(CodeId::from_number(1), None, "Forankring");
    desk.do_it(&Change::Code(Edit::Add(code)));
}

#[test]
fn what_is_committed_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("study");
    let mut desk = Desk::new(&dir);
    set_up(&mut desk);
    let change = coding(&desk.project, 1, 1, Span::new(0, 7));
    desk.do_it(&change);
    let mut desk = desk.reopened(&dir);
    assert_eq!(desk.project.source_text(SourceId::from_number(1)).unwrap().as_str(), TEXT);

    desk.store.save_snapshot(&desk.project).unwrap();
    let change = coding(&desk.project, 2, 1, Span::new(3, 9));
    desk.do_it(&change);
    let desk = desk.reopened(&dir);
    assert_eq!(desk.store.position(), Seq(7));
    let found = desk.store.verify().unwrap();
    assert!(found.ok, "{found:?}");
    assert_eq!((found.entries, found.redacted, found.texts), (7, 0, 1));

    let logged: Vec<_> = desk.store.entries(Seq(6)).map(Result::unwrap).collect();
    assert_eq!(logged.len(), 2);
    assert!(matches!(&logged[0], (Seq(6), Logged::Entry(entry)) if entry.at == Moment(6000)));

    let before = desk.store.project_at(Moment(5999)).unwrap();
    assert_eq!((before.codings().len(), before.codes().len()), (0, 1));
    assert_eq!(desk.store.project_at(Moment(6000)).unwrap().codings().len(), 1);
    assert_eq!(desk.store.project_at(Moment(9000)).unwrap(), desk.project);
    assert_eq!(desk.store.project_at(Moment(1)).unwrap().users().len(), 0);
    assert_eq!(desk.store.doctor(&desk.project, Moment(0)).unwrap().len(), 1, "no backup yet");
}

#[test]
fn undo_and_redo_work_across_restarts() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path().join("study");
    let mut desk = Desk::new(&dir);
    set_up(&mut desk);
    let rename =
        |name: &str| Change::Code(Edit::Replace(Code::named(CodeId::from_number(1), None, name)));
    let name = |desk: &Desk| desk.project.codes().get(CodeId::from_number(1)).unwrap().name.clone();
    let first = desk.do_it(&rename("A"));
    let second = desk.do_it(&rename("B"));
    assert_eq!((desk.undoable(), desk.redoable()), (Some(second), None));
    desk.undo();
    let mut desk = desk.reopened(&dir);
    assert_eq!(name(&desk), "A");
    assert_eq!((desk.undoable(), desk.redoable()), (Some(first), Some(second)));
    desk.undo();
    assert_eq!((name(&desk).as_str(), desk.redoable()), ("Forankring", Some(first)));
    desk.redo();
    let mut desk = desk.reopened(&dir);
    assert_eq!((desk.undoable(), desk.redoable()), (Some(first), Some(second)));
    desk.redo();
    assert_eq!(name(&desk), "B");
    assert_eq!((desk.undoable(), desk.redoable()), (Some(second), None));
    desk.undo();
    desk.do_it(&rename("C"));
    assert_eq!(desk.redoable(), None, "new work clears what could be redone");
    desk.undo();
    desk.undo();
    assert_eq!(name(&desk), "Forankring");
    assert_eq!(desk.store.last_undoable(UserId::from_number(2)).unwrap(), None);
    while desk.undoable().is_some() {
        desk.undo();
    }
    assert_eq!(desk.project.users().len(), 0);
    let desk = desk.reopened(&dir);
    assert!(desk.store.verify().unwrap().ok);
}
