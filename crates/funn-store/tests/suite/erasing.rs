//! Forgetting: one person's texts, and the content of changes.

use std::path::Path;

use funn_model::{
    Change, ChangeId, Edit, Memo, MemoId, MemoKind, Moment, ParticipantId, SourceId, Span, Target,
};
use funn_store::{Logged, OpenNote, Redaction, Seq, StoreError};

use super::desk::{ADA, Desk, TEXT, folder};

const HERS: ParticipantId = ParticipantId::from_number(9);

/// Two interviews, hers and another's, both coded.
fn two_people(dir: &Path) -> Desk {
    let mut desk = Desk::furnished(dir);
    let other = desk.add_participant(10, "R2");
    desk.add_source(2, Some(other), "Noe annet ble sagt av en annen.");
    desk.code_passage(1, 1, Span::new(0, 7));
    desk.code_passage(2, 2, Span::new(4, 9));
    desk
}

#[test]
fn a_destroyed_key_forgets_one_person_in_old_copies_too() {
    let (folder, dir) = folder();
    let desk = two_people(&dir).reopened();
    drop(desk.store);
    let copy = std::fs::read(dir.join("study.db")).unwrap();
    let (mut desk, _) = Desk::open(&dir);
    assert!(desk.store.destroy_text_key(HERS).unwrap());
    assert!(!desk.store.destroy_text_key(HERS).unwrap());
    drop(desk);
    std::fs::write(dir.join("study.db"), copy).unwrap();
    let (desk, notes) = Desk::open(&dir);
    assert!(desk.project.source_text(SourceId::from_number(1)).is_none());
    assert!(desk.project.source_text(SourceId::from_number(2)).is_some());
    let texts = desk.project.sources().iter().filter_map(|s| desk.project.source_text(s.id));
    assert!(texts.map(funn_model::Text::as_str).all(|text| !text.contains("fylket")));
    assert_eq!(notes.len(), 1);
    assert!(matches!(notes[0], OpenNote::TextLost { participant: Some(HERS), .. }));
    drop(folder);
}

#[test]
fn what_was_coded_elsewhere_survives_a_destroyed_key() {
    let (_folder, dir) = folder();
    let mut desk = two_people(&dir);
    let before = desk.project.clone();
    desk.store.destroy_text_key(HERS).unwrap();
    let again = |desk: Desk| {
        drop(desk);
        Desk::open(&dir)
    };
    let (mut desk, notes) = again(desk);
    assert_eq!(desk.project, before, "every record is there, replayed from the first change");
    assert!(matches!(notes[..], [OpenNote::TextLost { .. }]), "{notes:?}");
    assert!(desk.project.source_text(SourceId::from_number(1)).is_none());
    let found = desk.store.verify().unwrap();
    assert!(found.ok, "{found:?}");
    desk.store.save_snapshot(&desk.project).unwrap();
    let (desk, _) = again(desk);
    assert_eq!(desk.project, before, "and from a snapshot");
    assert!(desk.store.verify().unwrap().ok);
    assert_eq!(desk.store.project_at(Moment(4000)).unwrap().sources().len(), 1);
}

#[test]
fn a_corrected_text_can_be_forgotten_too() {
    use funn_model::{EditMap, Replacement, Revision, Structure, TextId, TextRevision};
    let (_folder, dir) = folder();
    let mut desk = two_people(&dir);
    let text = TEXT.replacen("Vi", "Dere", 1);
    let replacement = Replacement { span: Span::new(0, 2), inserted: 4 };
    let revision = Revision {
        text: TextId::from_number(50),
        characters: u32::try_from(text.chars().count()).unwrap(),
        words: 11,
        structure: Structure::default(),
        at: Moment(0),
        edits: Some(EditMap::new(vec![replacement]).unwrap()),
    };
    let change = Change::ReviseText(TextRevision { source: SourceId::from_number(1), revision });
    let texts =
        [funn_store::NewText { id: TextId::from_number(50), owner: Some(HERS), text: &text }];
    desk.commit(funn_model::Intent::Do, &change, &texts);
    desk.code_passage(3, 1, Span::new(5, 12));
    let spans = |desk: &Desk| {
        let codings = desk.project.codings().by_id().into_iter();
        codings.map(|coding| (coding.id, coding.span)).collect::<Vec<_>>()
    };
    let before = spans(&desk);
    desk.store.destroy_text_key(HERS).unwrap();
    drop(desk.store);
    let (desk, _) = Desk::open(&dir);
    assert_eq!(spans(&desk), before);
    assert!(desk.store.verify().unwrap().ok);
}

fn memo(body: &str) -> Change {
    Change::Memo(Edit::Add(Memo {
        id: MemoId::from_number(1),
        target: Target::Study,
        kind: MemoKind::Note,
        title: String::new(),
        body: body.to_owned(),
        user: ADA,
        created: Moment(0),
        modified: Moment(0),
        displaced: false,
    }))
}

#[test]
fn a_redacted_change_is_gone_and_the_chain_still_verifies() {
    let (_folder, dir) = folder();
    let mut desk = two_people(&dir);
    let wrote = desk.act(&memo("hun heter Kari"));
    desk.store.save_snapshot(&desk.project).unwrap();
    let removed = desk.act(&Change::Memo(Edit::Remove(MemoId::from_number(1))));
    let after = desk.project.clone();
    let unknown = Redaction { id: ChangeId::from_number(999), keep: None };
    let refused = desk.store.redact(&[unknown]);
    assert!(matches!(refused, Err(StoreError::NoSuchChange { .. })));
    let both = [wrote, removed].map(|id| Redaction { id, keep: None });
    desk.store.redact(&both).unwrap();
    let found = desk.store.verify().unwrap();
    assert!(found.ok, "{found:?}");
    assert_eq!((found.entries, found.redacted), (9, 2));
    drop(desk.store);
    let (mut desk, notes) = Desk::open(&dir);
    assert_eq!(notes, []);
    assert_eq!(desk.project, after);
    let logged: Vec<_> = desk.store.entries(Seq(10)).map(|row| row.unwrap().1).collect();
    let gone = |logged: &Logged| matches!(logged, Logged::Redacted { kept: None, .. });
    assert!(logged.iter().all(gone), "{logged:?}");
    assert_eq!(desk.store.last_undoable(ADA).unwrap().unwrap().id, ChangeId::from_number(9));
    desk.code_passage(5, 2, Span::new(0, 3));
    assert!(desk.reopened().store.verify().unwrap().ok);
}

#[test]
fn a_part_of_a_change_can_be_kept() {
    let (_folder, dir) = folder();
    let mut desk = two_people(&dir);
    let Change::Memo(Edit::Add(whole)) = memo("hun heter Kari") else { panic!() };
    let wrote = desk.act(&Change::Memo(Edit::Add(whole.clone())));
    let cleaned = Memo { body: "hun heter …".to_owned(), ..whole };
    let keep =
        Some((Change::Memo(Edit::Add(cleaned.clone())), Change::Memo(Edit::Remove(cleaned.id))));
    desk.store.redact(&[Redaction { id: wrote, keep }]).unwrap();
    drop(desk.store);
    let (desk, _) = Desk::open(&dir);
    assert_eq!(desk.project.memos().get(cleaned.id), Some(&cleaned));
    assert!(desk.store.verify().unwrap().ok);
}

#[test]
fn changes_that_hang_on_an_erased_one_are_passed_over_and_told() {
    let (_folder, dir) = folder();
    let mut desk = two_people(&dir);
    desk.store.redact(&[Redaction { id: ChangeId::from_number(8), keep: None }]).unwrap();
    desk.act(&Change::Coding(Edit::Remove(funn_model::CodingId::from_number(1))));
    drop(desk.store);
    let (desk, notes) = Desk::open(&dir);
    assert_eq!(notes, [OpenNote::PassedOver { changes: vec![Seq(10)] }]);
    assert_eq!(desk.project.codings().len(), 1);
}
