//! Opening: what is committed is there.

use funn_model::{Change, ChangeId, Edit, Intent, Moment, Span, StudyDetails, User, UserId};
use funn_store::{Logged, Secret, SeededRandomness, Seq, Store, StoreError};

use super::desk::{Desk, TEXT, folder, make, open, source};

#[test]
fn what_is_committed_is_there_after_reopening() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.code_passage(1, 1, Span::new(0, 7));
    let mut desk = desk.reopened();
    let id = funn_model::SourceId::from_number(1);
    assert_eq!(desk.project.source_text(id).unwrap().as_str(), TEXT);

    desk.store.save_snapshot(&desk.project).unwrap();
    desk.code_passage(2, 1, Span::new(3, 9));
    let desk = desk.reopened();
    assert_eq!(desk.store.position(), Seq(7));
    let found = desk.store.verify().unwrap();
    assert!(found.ok, "{found:?}");
    assert_eq!((found.entries, found.redacted, found.texts), (7, 0, 1));

    let logged: Vec<_> = desk.store.entries(Seq(6)).map(Result::unwrap).collect();
    assert_eq!(logged.len(), 2);
    assert!(matches!(&logged[0], (Seq(6), Logged::Entry(entry)) if entry.at == Moment(6000)));
}

#[test]
fn any_past_moment_can_be_loaded() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.code_passage(1, 1, Span::new(0, 7));
    desk.store.save_snapshot(&desk.project).unwrap();
    desk.code_passage(2, 1, Span::new(3, 9));
    let at = |moment| desk.store.project_at(Moment(moment)).unwrap();
    assert_eq!((at(5999).codings().len(), at(5999).codes().len()), (0, 1), "before the snapshot");
    assert_eq!(at(6000).codings().len(), 1, "at the snapshot");
    assert_eq!(at(9000), desk.project, "after it");
    assert_eq!(at(1).users().len(), 0);
}

#[test]
fn the_recovery_key_opens_what_the_passphrase_does() {
    let (_folder, dir) = folder();
    let made = make(&dir).unwrap();
    let (recovery, vault_recovery) = (made.recovery.to_string(), made.vault_recovery.to_string());
    drop(made.store);
    let with = |secret| {
        let random = Box::new(SeededRandomness::from_number(3));
        Store::open(&dir, &secret, random).map(|opened| opened.store.position())
    };
    assert_eq!(with(Secret::recovery_key(recovery)).unwrap(), Seq(0));
    assert!(matches!(with(Secret::recovery_key(vault_recovery)), Err(StoreError::WrongSecret)));
    assert!(matches!(with(Secret::passphrase("open sesam")), Err(StoreError::WrongSecret)));
    let mistyped = with(Secret::recovery_key("AAAAA"));
    assert!(matches!(mistyped, Err(StoreError::MistypedRecoveryKey { .. })));
}

#[test]
fn a_changed_passphrase_replaces_the_old_one() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.store.change_passphrase(&"a better one".to_owned().into(), None).unwrap();
    drop(desk);
    assert!(matches!(open(&dir), Err(StoreError::WrongSecret)));
    let random = Box::new(SeededRandomness::from_number(3));
    let opened = Store::open(&dir, &Secret::passphrase("a better one"), random).unwrap();
    assert_eq!(opened.store.position(), Seq(5));
}

#[test]
fn a_second_opener_is_refused() {
    let (_folder, dir) = folder();
    let desk = Desk::furnished(&dir);
    let refused = open(&dir).map(|_| ());
    assert!(matches!(refused, Err(StoreError::InUse { .. })), "{refused:?}");
    drop(desk);
    open(&dir).unwrap();
}

#[test]
fn a_study_is_not_made_over_another_or_in_a_full_folder() {
    let (_folder, dir) = folder();
    drop(Desk::furnished(&dir));
    assert!(matches!(make(&dir), Err(StoreError::Exists { .. })));
    assert_eq!(open(&dir).unwrap().store.position(), Seq(5));
    let file = dir.with_file_name("file");
    std::fs::write(&file, "something").unwrap();
    assert!(matches!(make(&file), Err(StoreError::Exists { .. })));
    assert_eq!(std::fs::read(&file).unwrap(), b"something");
}

#[test]
fn a_folder_that_is_no_study_says_so() {
    let (folder, dir) = folder();
    assert!(matches!(open(folder.path()), Err(StoreError::NotAStudy { .. })));
    assert!(matches!(open(&dir), Err(StoreError::NotAStudy { .. })));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "looking leaves nothing");
}

#[test]
fn equal_texts_of_one_owner_are_kept_once_and_both_read() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.add_source(2, None, TEXT);
    desk.add_source(3, None, TEXT);
    let desk = desk.reopened();
    assert_eq!(desk.store.verify().unwrap().texts, 3);
    let texts = desk.project.sources().iter().map(|s| desk.project.source_text(s.id).unwrap());
    assert!(texts.map(funn_model::Text::as_str).all(|text| text == TEXT));
}

#[test]
fn a_deleted_source_comes_back_with_its_text_after_a_restart() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let removed = desk.act(&Change::Source(Edit::Remove(funn_model::SourceId::from_number(1))));
    let mut desk = desk.reopened();
    let entry = desk.store.last_undoable(super::desk::ADA).unwrap().unwrap();
    assert_eq!(entry.id, removed);
    desk.commit(Intent::Undo(removed), &entry.inverse, &[]);
    let desk = desk.reopened();
    let text = desk.project.source_text(funn_model::SourceId::from_number(1)).unwrap();
    assert_eq!(text.as_str(), TEXT);
}

#[test]
fn a_snapshot_is_due_after_much_work_and_may_be_deleted() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    assert!(!desk.store.snapshot_due());
    let title = "x".repeat(9 * 1024 * 1024);
    desk.act(&Change::Study(StudyDetails { title, ..StudyDetails::default() }));
    assert!(desk.store.snapshot_due());
    desk.store.save_snapshot(&desk.project).unwrap();
    assert!(!desk.store.snapshot_due());
    let desk = desk.reopened();
    assert!(!desk.store.snapshot_due());
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    database.execute("DELETE FROM snapshots", []).unwrap();
    drop(database);
    desk.reopened();
}

#[test]
fn ids_and_times_come_back_exactly() {
    let (_folder, dir) = folder();
    let mut desk = Desk::new(&dir);
    let user = User { id: UserId::from_number(u128::MAX), name: "Å 😀 e\u{301}".to_owned() };
    desk.act(&Change::User(Edit::Add(user)));
    let desk = desk.reopened();
    let Some(Logged::Entry(entry)) = desk.store.entry(Seq(1)).unwrap() else { panic!() };
    assert_eq!(entry.id, ChangeId::from_number(1));
    assert_eq!((entry.at, entry.user, entry.intent), (Moment(1000), super::desk::ADA, Intent::Do));
    assert_eq!(desk.store.entry(Seq(2)).unwrap(), None);
    assert_eq!(desk.store.study_id(), desk.project.id());
}

/// A key that did not reach the disk seals nothing.
#[test]
fn a_keys_file_that_cannot_be_written_stops_what_needs_it() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let owner = desk.add_participant(10, "R2");
    let add = Change::Source(Edit::Add(source(2, Some(owner), TEXT)));
    let id = funn_model::TextId::from_number(2);
    let texts = [funn_store::NewText { id, owner: Some(owner), text: TEXT }];
    // A folder where the new file would be written: not even root can write it.
    let obstacle = dir.join("study.keys.unfinished");
    std::fs::create_dir(&obstacle).unwrap();
    for _ in 0..2 {
        let refused = desk.try_commit(Intent::Do, &add, &texts);
        assert!(matches!(refused, Err(StoreError::Io { .. })), "{refused:?}");
    }
    std::fs::remove_dir(&obstacle).unwrap();
    desk.commit(Intent::Do, &add, &texts);
    let desk = desk.reopened();
    assert_eq!(desk.project.text(id).map(funn_model::Text::as_str), Some(TEXT));
}
