//! The doctor finds what is the matter, and nothing where nothing is.

use std::path::Path;

use funn_model::{
    Change, Checksum, CodingId, Edit, Moment, ParticipantId, Project, SourceId, Span, Text, TextId,
};
use funn_store::{Finding, Severity, Store};

use super::desk::{Desk, folder};

const DAY: i64 = 24 * 60 * 60 * 1000;

fn healthy(dir: &Path) -> Desk {
    let mut desk = Desk::furnished(dir);
    desk.code_passage(1, 1, Span::new(0, 7));
    desk.store.backup(Moment(0), 1).unwrap();
    desk
}

fn checks(desk: &Desk, project: &Project, now: i64) -> Vec<(&'static str, Severity)> {
    let found: Vec<Finding> = desk.store.doctor(project, Moment(now)).unwrap();
    assert!(found.iter().all(|finding| !finding.remedy.is_empty() && !finding.message.is_empty()));
    found.iter().map(|finding| (finding.check, finding.severity)).collect()
}

#[test]
fn a_healthy_study_has_no_findings() {
    let (_folder, dir) = folder();
    let desk = healthy(&dir).reopened();
    assert_eq!(checks(&desk, &desk.project, DAY), []);
}

#[test]
fn backups_missing_old_or_bad() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    assert_eq!(checks(&desk, &desk.project, 0), [("backups", Severity::Warning)]);
    let backup = desk.store.backup(Moment(0), 1).unwrap();
    assert_eq!(checks(&desk, &desk.project, 7 * DAY), []);
    assert_eq!(checks(&desk, &desk.project, 8 * DAY), [("backups", Severity::Warning)]);
    std::fs::write(backup.path.join("study.db"), "not a database").unwrap();
    assert_eq!(checks(&desk, &desk.project, 0), [("backups", Severity::Error)]);
}

#[test]
fn a_study_in_memory_that_is_not_the_one_on_disk() {
    let (_folder, dir) = folder();
    let desk = healthy(&dir);
    let mut other = desk.project.clone();
    other.apply(&Change::Coding(Edit::Remove(CodingId::from_number(1)))).unwrap();
    assert_eq!(checks(&desk, &other, 0), [("snapshot", Severity::Error)]);
}

#[test]
fn passages_that_drifted_and_spans_outside() {
    let (_folder, dir) = folder();
    let desk = healthy(&dir);
    let with = |span, checksum| {
        let mut parts = desk.project.to_parts();
        parts.codings[0].span = span;
        parts.codings[0].checksum = checksum;
        let mut project =
            Project::from_parts(desk.project.id(), *desk.project.salt(), parts).unwrap();
        project.supply_text(TextId::from_number(1), Text::new(super::desk::TEXT));
        checks(&desk, &project, 0)
    };
    let of = |text: &str| Checksum::of(desk.project.salt(), text);
    let snapshot = ("snapshot", Severity::Error);
    assert_eq!(with(Span::new(0, 7), of("noe")), [("passages", Severity::Error), snapshot]);
    assert_eq!(
        with(Span::new(50, 99), of("elv.")),
        [("passages", Severity::Error), ("spans", Severity::Error), snapshot]
    );
    assert_eq!(Store::drifted_passages(&desk.project), 0);
}

#[test]
fn texts_that_are_lost_and_texts_of_nobody() {
    let (_folder, dir) = folder();
    let mut desk = healthy(&dir);
    desk.add_source(2, None, "Slettes igjen");
    desk.act(&Change::Source(Edit::Remove(SourceId::from_number(2))));
    assert_eq!(checks(&desk, &desk.project, 0), [("orphan-texts", Severity::Note)]);
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    let before: Vec<u8> = std::fs::read(dir.join("study.keys")).unwrap();
    desk.store.destroy_text_key(ParticipantId::from_number(9)).unwrap();
    assert_ne!(std::fs::read(dir.join("study.keys")).unwrap(), before);
    drop((desk, database));
    let (desk, _) = Desk::open(&dir);
    assert_eq!(
        checks(&desk, &desk.project, 0),
        [("missing-texts", Severity::Error), ("orphan-texts", Severity::Note)]
    );
}

#[test]
fn keys_that_are_older_than_the_texts() {
    let (_folder, dir) = folder();
    let mut desk = healthy(&dir);
    let old_keys = std::fs::read(dir.join("study.keys")).unwrap();
    desk.add_participant(10, "R2");
    desk.add_source(2, Some(ParticipantId::from_number(10)), "Ny");
    drop(desk);
    std::fs::write(dir.join("study.keys"), old_keys).unwrap();
    let (desk, _) = Desk::open(&dir);
    let found = checks(&desk, &desk.project, 0);
    assert!(found.contains(&("keys-of-participants", Severity::Warning)), "{found:?}");
}

#[cfg(unix)]
#[test]
fn files_that_others_may_read() {
    use std::os::unix::fs::PermissionsExt as _;
    let (_folder, dir) = folder();
    let desk = healthy(&dir);
    let open = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(dir.join("study.keys"), open).unwrap();
    assert_eq!(checks(&desk, &desk.project, 0), [("permissions", Severity::Warning)]);
}

#[test]
fn what_an_interrupted_write_left() {
    let (_folder, dir) = folder();
    let desk = healthy(&dir);
    std::fs::write(dir.join("study.keys.unfinished"), "half").unwrap();
    std::fs::create_dir(dir.join("backups/1970-01-02T00-00-00Z.unfinished")).unwrap();
    assert_eq!(checks(&desk, &desk.project, 0), [("leftovers", Severity::Note)]);
    drop(desk);
    let (desk, notes) = Desk::open(&dir);
    assert_eq!(notes.len(), 2, "{notes:?}");
    assert_eq!(checks(&desk, &desk.project, 0), []);
}

#[test]
fn a_damaged_database_file() {
    let (_folder, dir) = folder();
    let desk = healthy(&dir);
    drop(desk);
    let database = rusqlite::Connection::open(dir.join("study.db")).unwrap();
    // An index that does not match its table: nothing that sealing could see.
    database
        .execute_batch(
            "PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage =
               (SELECT rootpage FROM sqlite_schema WHERE name = 'sqlite_autoindex_heads_1')
             WHERE name = 'sqlite_autoindex_snapshots_1';",
        )
        .unwrap();
    drop(database);
    let (desk, notes) = Desk::open(&dir);
    assert_eq!(notes, [funn_store::OpenNote::SnapshotIgnored], "a snapshot is a cache");
    assert_eq!(desk.project.codings().len(), 1);
    let found = checks(&desk, &desk.project, 0);
    assert!(found.contains(&("database", Severity::Error)), "{found:?}");
}
