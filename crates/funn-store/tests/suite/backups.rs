//! Backups: verified before an older one goes, and brought back without losing what is there.

use std::path::Path;

use funn_model::{Moment, ParticipantId, SourceId, Span};
use funn_store::{
    OpenNote, RestoreReport, Restored, Secret, Seq, StoreError, Vault, backups, restore,
};

use super::desk::{Desk, VAULT_PASSPHRASE, folder, open, secret};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn bring_back(dir: &Path, name: &str) -> Result<RestoreReport, StoreError> {
    restore(dir, name, Restored::Study, &secret(), Moment(99 * DAY))
}

#[test]
fn as_many_are_kept_as_are_wanted() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    for day in 0..4 {
        let report = desk.store.backup(Moment(day * DAY), 2).unwrap();
        assert_eq!((report.entries, report.blobs), (5, 2));
        assert_eq!(report.removed.len(), usize::from(day >= 2));
    }
    let kept = backups(&dir).unwrap();
    assert_eq!(kept, ["1970-01-03T00-00-00Z", "1970-01-04T00-00-00Z"]);
    desk.store.backup(Moment(3 * DAY), 0).unwrap();
    assert_eq!(backups(&dir).unwrap(), ["1970-01-04T00-00-00Z-00002"], "one is kept at least");
}

#[test]
fn what_is_brought_back_is_the_study_as_it_was() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.code_passage(1, 1, Span::new(0, 7));
    let before = desk.project.clone();
    let name = desk.store.backup(Moment(0), 3).unwrap().name;
    desk.code_passage(2, 1, Span::new(3, 9));
    let after = desk.project.clone();
    assert!(matches!(bring_back(&dir, &name), Err(StoreError::InUse { .. })));
    drop(desk);
    assert!(matches!(bring_back(&dir, "nothing"), Err(StoreError::NoSuchBackup { .. })));
    let report = bring_back(&dir, &name).unwrap();
    assert_eq!(report.entries, 6);
    let (desk, notes) = Desk::open(&dir);
    assert_eq!((desk.project, notes), (before, vec![]));
    drop(desk.store);

    let aside = report.set_aside.unwrap();
    assert_eq!(backups(&dir).unwrap(), [name], "what was set aside is no backup");
    std::fs::copy(aside.join("study.db"), dir.join("study.db")).unwrap();
    assert_eq!(Desk::open(&dir).0.project, after, "nothing was lost");
}

#[test]
fn changes_that_only_the_wal_holds_are_in_the_backup_and_set_aside() {
    let (folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let report = desk.store.backup(Moment(0), 1).unwrap();
    assert_eq!(report.entries, 5);
    // A copy of the open study is what a crash leaves: the newest changes are in the side file.
    let crashed = folder.path().join("crashed");
    std::fs::create_dir_all(crashed.join("backups").join(&report.name)).unwrap();
    for file in ["study.db", "study.db-wal", "study.keys"] {
        std::fs::copy(dir.join(file), crashed.join(file)).unwrap();
    }
    let copy = report.path.join("study.db");
    std::fs::copy(copy, crashed.join("backups").join(&report.name).join("study.db")).unwrap();
    let restored = bring_back(&crashed, &report.name).unwrap();
    let aside = restored.set_aside.unwrap();
    assert!(aside.join("study.db-wal").is_file());
    let (desk, _) = Desk::open(&crashed);
    assert_eq!(desk.store.position(), Seq(5));
}

#[test]
fn a_bad_backup_is_neither_kept_nor_brought_back() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let good = desk.store.backup(Moment(0), 1).unwrap();
    drop(desk);
    // The study itself is damaged: a backup of it must not push out the good one.
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    database.execute("UPDATE rows SET payload = zeroblob(100) WHERE seq = 2", []).unwrap();
    drop(database);
    let mut store = funn_store::Store::unlock(
        &dir,
        &secret(),
        Box::new(funn_store::SeededRandomness::from_number(5)),
    )
    .unwrap();
    let refused = store.backup(Moment(DAY), 1);
    assert!(matches!(refused, Err(StoreError::Damaged { .. })), "{refused:?}");
    drop(store);
    assert_eq!(backups(&dir).unwrap(), std::slice::from_ref(&good.name));
    assert_eq!(std::fs::read_dir(dir.join("backups")).unwrap().count(), 3, "nothing half-made");

    let copy = good.path.join("study.db");
    let whole = std::fs::read(&copy).unwrap();
    let present = std::fs::read(dir.join("study.db")).unwrap();
    std::fs::write(&copy, &whole[..whole.len() / 2]).unwrap();
    assert!(matches!(bring_back(&dir, &good.name), Err(StoreError::Damaged { .. })));
    assert_eq!(std::fs::read(dir.join("study.db")).unwrap(), present, "nothing was touched");
    std::fs::write(&copy, whole).unwrap();
    bring_back(&dir, &good.name).unwrap();
    assert!(Desk::open(&dir).0.store.verify().unwrap().ok);
}

#[test]
fn an_old_backup_opens_with_the_keys_of_today_only() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let participant = ParticipantId::from_number(9);
    let name = desk.store.backup(Moment(0), 1).unwrap().name;
    assert!(desk.store.destroy_text_key(participant).unwrap());
    desk.store.change_passphrase(&"new words".to_owned().into(), None).unwrap();
    drop(desk);
    let new_words = Secret::passphrase("new words");
    assert!(matches!(bring_back(&dir, &name), Err(StoreError::WrongSecret)));
    restore(&dir, &name, Restored::Study, &new_words, Moment(1)).unwrap();
    let random = Box::new(funn_store::SeededRandomness::from_number(6));
    let opened = funn_store::Store::open(&dir, &new_words, random).unwrap();
    assert!(opened.project.source_text(SourceId::from_number(1)).is_none());
    let lost = |note: &OpenNote| matches!(note, OpenNote::TextLost { participant: Some(p), .. } if *p == participant);
    assert!(opened.notes.iter().any(lost), "{:?}", opened.notes);
}

#[test]
fn lost_keys_come_back_from_their_copy() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let name = desk.store.backup(Moment(0), 1).unwrap().name;
    let old_copy = std::fs::read(dir.join("backups/study.keys")).unwrap();
    desk.add_participant(10, "R2");
    desk.add_source(2, Some(ParticipantId::from_number(10)), "Ny tekst");
    let copy = std::fs::read(dir.join("backups/study.keys")).unwrap();
    assert_ne!(copy, old_copy, "the copy follows");
    assert_eq!(copy, std::fs::read(dir.join("study.keys")).unwrap());
    drop(desk);
    std::fs::write(dir.join("backups/study.keys"), &old_copy).unwrap();
    let (desk, notes) = Desk::open(&dir);
    assert_eq!(notes, [OpenNote::KeysCopyRenewed]);
    drop(desk);
    std::fs::remove_file(dir.join("study.keys")).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::NotAStudy { missing: "study.keys", .. })));
    bring_back(&dir, &name).unwrap();
    assert_eq!(Desk::open(&dir).0.store.position(), Seq(5));
}

#[test]
fn the_vault_comes_back_too() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let secret = Secret::passphrase(VAULT_PASSPHRASE);
    let random = || Box::new(funn_store::SeededRandomness::from_number(4));
    let mut vault = Vault::open(&dir, &secret, random()).unwrap();
    let (one, identity) = (ParticipantId::from_number(1), funn_store::Identity::default());
    vault.put_identity(one, &identity).unwrap();
    let name = desk.store.backup(Moment(0), 1).unwrap().name;
    vault.put_identity(ParticipantId::from_number(2), &identity).unwrap();
    drop(vault);
    restore(&dir, &name, Restored::Vault, &secret, Moment(1)).unwrap();
    let vault = Vault::open(&dir, &secret, random()).unwrap();
    assert_eq!(vault.identities().unwrap().into_keys().collect::<Vec<_>>(), [one]);
}
