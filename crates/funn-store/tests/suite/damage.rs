//! Damaged files: a clear error, or nothing wrong at all; never another study in silence.

use std::path::Path;

use funn_model::{Moment, Project, Span};
use funn_store::{OpenNote, SeededRandomness, Store, StoreError};

use super::desk::{Desk, folder, open, secret};

/// A study with a snapshot and changes after it, closed.
fn study(dir: &Path) -> Project {
    let mut desk = Desk::furnished(dir);
    desk.add_source(2, None, &"En lang tekst. ".repeat(600));
    desk.code_passage(1, 1, Span::new(0, 7));
    desk.store.save_snapshot(&desk.project).unwrap();
    desk.code_passage(2, 2, Span::new(30, 90));
    desk.project
}

/// Opens a damaged study: it must fail with a fitting error, or say what it noticed, or be whole.
fn judge(dir: &Path, whole: &Project, what: &str) -> &'static str {
    let fitting = |error: &StoreError| {
        matches!(
            error,
            StoreError::Damaged { .. } | StoreError::TooNew { .. } | StoreError::Io { .. }
        )
    };
    match open(dir) {
        Err(error) => {
            assert!(fitting(&error), "{what}: {error:?}");
            assert!(!error.hint().is_empty());
            "refused"
        }
        Ok(opened) => {
            assert_eq!(&opened.project, whole, "{what}");
            let found = opened.store.verify();
            let lost = |note: &OpenNote| matches!(note, OpenNote::TextLost { .. });
            match found {
                Ok(found) if found.ok => {
                    assert!(!opened.notes.iter().any(lost), "{what}: {:?}", opened.notes);
                    let texts = whole.sources().iter().map(|source| source.id);
                    for id in texts {
                        let text = |project: &Project| project.source_text(id).cloned();
                        assert_eq!(text(&opened.project), text(whole), "{what}");
                    }
                    "whole"
                }
                Ok(_) => "verified as damaged",
                Err(error) => {
                    assert!(fitting(&error), "{what}: {error:?}");
                    "verify refused"
                }
            }
        }
    }
}

#[test]
fn a_flipped_byte_anywhere_in_the_database() {
    let (_folder, dir) = folder();
    let whole = study(&dir);
    let path = dir.join("study.db");
    let good = std::fs::read(&path).unwrap();
    let mut outcomes = std::collections::BTreeMap::<_, u32>::new();
    for place in 0..150 {
        let at = place * good.len() / 150 + place * 31 % 97;
        let mut bad = good.clone();
        bad[at] ^= 0x20;
        std::fs::write(&path, &bad).unwrap();
        *outcomes.entry(judge(&dir, &whole, &format!("byte {at}"))).or_default() += 1;
    }
    std::fs::write(&path, &good).unwrap();
    assert_eq!(judge(&dir, &whole, "mended"), "whole");
    let noticed: u32 = outcomes.iter().filter(|(name, _)| **name != "whole").map(|(_, n)| n).sum();
    assert!(noticed > 30, "many bytes of this file are free space, but not all: {outcomes:?}");
}

#[test]
fn a_database_cut_short() {
    let (_folder, dir) = folder();
    let whole = study(&dir);
    let path = dir.join("study.db");
    let good = std::fs::read(&path).unwrap();
    for parts in 0..16 {
        std::fs::write(&path, &good[..good.len() * parts / 16]).unwrap();
        let outcome = judge(&dir, &whole, &format!("{parts} sixteenths"));
        assert_ne!(outcome, "whole", "{parts} sixteenths");
    }
}

#[test]
fn damaged_and_missing_keys() {
    let (_folder, dir) = folder();
    let whole = study(&dir);
    let path = dir.join("study.keys");
    let good = std::fs::read(&path).unwrap();
    for at in (0..good.len()).step_by(7) {
        let mut bad = good.clone();
        bad[at] ^= 1;
        std::fs::write(&path, &bad).unwrap();
        assert_eq!(judge(&dir, &whole, &format!("byte {at} of the keys")), "refused");
    }
    for end in [0, 8, 50, good.len() - 1] {
        std::fs::write(&path, &good[..end]).unwrap();
        assert_eq!(judge(&dir, &whole, "keys cut short"), "refused");
    }
    std::fs::remove_file(&path).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::NotAStudy { missing: "study.keys", .. })));
    std::fs::write(&path, &good).unwrap();
    assert_eq!(judge(&dir, &whole, "mended"), "whole");
    std::fs::remove_file(dir.join("study.db")).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::NotAStudy { missing: "study.db", .. })));
}

#[test]
fn a_database_of_another_study_or_another_program() {
    let (_folder, dir) = folder();
    study(&dir);
    let path = dir.join("study.db");
    let (other_folder, other) = folder_of_another();
    std::fs::copy(other.join("study.db"), &path).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::Damaged { .. })));
    std::fs::remove_file(&path).unwrap();
    let foreign = rusqlite::Connection::open(&path).unwrap();
    foreign.execute_batch("CREATE TABLE project (name TEXT)").unwrap();
    drop((foreign, other_folder));
    assert!(matches!(open(&dir), Err(StoreError::Damaged { .. })));
    std::fs::write(&path, "plain text, and more of it than a header has bytes".repeat(9)).unwrap();
    assert!(matches!(open(&dir), Err(StoreError::Damaged { .. })));
}

/// The same study id, other keys.
fn folder_of_another() -> (tempfile::TempDir, std::path::PathBuf) {
    let (folder, dir) = folder();
    let new = funn_store::NewStudy {
        id: funn_model::StudyId::from_number(1),
        salt: [7; 16],
        passphrase: super::desk::PASSPHRASE.to_owned().into(),
        vault_passphrase: "v".to_owned().into(),
        cost: funn_store::Cost::LEAST,
        now: Moment(0),
    };
    funn_store::create(&dir, new, &mut SeededRandomness::from_number(77)).unwrap();
    (folder, dir)
}

#[test]
fn a_study_of_a_newer_program() {
    let (_folder, dir) = folder();
    study(&dir);
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    database.pragma_update(None, "user_version", 2).unwrap();
    drop(database);
    assert!(matches!(open(&dir), Err(StoreError::TooNew { version: 2 })));
}

#[test]
fn a_damaged_snapshot_is_passed_by() {
    let (_folder, dir) = folder();
    let whole = study(&dir);
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    database.execute("UPDATE snapshots SET sealed = zeroblob(50) WHERE chunk = 1", []).unwrap();
    drop(database);
    let opened = open(&dir).unwrap();
    assert_eq!(opened.notes, [OpenNote::SnapshotIgnored]);
    assert_eq!(opened.project, whole);
    let found = opened.store.verify().unwrap();
    assert_eq!(found.problems.len(), 1, "{found:?}");
}

/// What each wrong that is done to the rows is called.
#[test]
fn rows_edited_deleted_reordered_or_cut_off() {
    for (wrong, refused) in [
        ("UPDATE rows SET payload = zeroblob(200) WHERE seq = 3", false),
        ("UPDATE rows SET header = (SELECT header FROM rows WHERE seq = 4) WHERE seq = 3", false),
        ("DELETE FROM rows WHERE seq = 3", false),
        (
            "UPDATE rows SET seq = CASE seq WHEN 3 THEN -4 ELSE -3 END WHERE seq IN (3, 4);
          UPDATE rows SET seq = -seq WHERE seq < 0",
            false,
        ),
        ("DELETE FROM rows WHERE seq = 8", true),
        ("DELETE FROM rows WHERE seq >= 6", true),
        ("DELETE FROM rows", true),
        ("INSERT INTO rows SELECT study, 9, header, payload FROM rows WHERE seq = 8", true),
        ("DELETE FROM heads", true),
        ("UPDATE heads SET sealed = zeroblob(81)", true),
    ] {
        let (_folder, dir) = folder();
        let whole = study(&dir);
        let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
        database.execute_batch(wrong).unwrap();
        drop(database);
        match open(&dir) {
            Ok(opened) => {
                // What lies before the snapshot is seen by verifying, not by opening.
                assert!(!refused, "{wrong}");
                assert_eq!(opened.project, whole, "{wrong}");
            }
            Err(error) => {
                assert!(
                    refused && matches!(error, StoreError::Damaged { .. }),
                    "{wrong}: {error:?}"
                );
            }
        }
        let random = Box::new(SeededRandomness::from_number(9));
        let store = Store::unlock(&dir, &secret(), random).unwrap();
        let found = store.verify().unwrap();
        assert!(!found.ok && !found.problems.is_empty(), "{wrong}: {found:?}");
    }
}

#[test]
fn texts_edited_deleted_or_exchanged() {
    for wrong in [
        "UPDATE blobs SET sealed = zeroblob(100) WHERE kind = 2",
        "DELETE FROM blobs WHERE kind = 2",
        "UPDATE blobs SET sealed = zeroblob(100) WHERE kind = 1",
        "DELETE FROM blobs WHERE kind = 1",
    ] {
        let (_folder, dir) = folder();
        study(&dir);
        let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
        database.execute_batch(wrong).unwrap();
        drop(database);
        match open(&dir) {
            Ok(opened) => {
                let lost = |note: &OpenNote| matches!(note, OpenNote::TextLost { .. });
                assert_eq!(opened.notes.iter().filter(|note| lost(note)).count(), 2, "{wrong}");
                let found = opened.store.verify().unwrap();
                assert!(!found.ok, "{wrong}: {found:?}");
            }
            Err(error) => {
                assert!(matches!(error, StoreError::Damaged { .. }), "{wrong}: {error:?}");
            }
        }
    }
}
