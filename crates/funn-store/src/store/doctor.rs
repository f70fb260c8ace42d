//! The doctor: named checks over an open study, one small function each.
#![expect(clippy::unnecessary_wraps, reason = "all checks have one signature")]

use std::collections::BTreeSet;

use funn_model::{Moment, Project};

use super::{Store, backup, drift, replay};
use crate::error::StoreError;
use crate::files;
use crate::journal::sqlite::SqliteJournal;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Good to know.
    Note,
    /// Should be seen to soon.
    Warning,
    /// Something is wrong with the study.
    Error,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which check, in kebab-case.
    pub check: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is the matter; names no one.
    pub message: String,
    /// What to do.
    pub remedy: &'static str,
}

/// Days after which a backup is old.
const OLD_BACKUP_DAYS: i64 = 7;
const DAY_MS: i64 = 24 * 60 * 60 * 1000;

type Check = fn(&Store, &Project, Moment) -> Result<Option<Finding>, StoreError>;

const CHECKS: [Check; 10] = [
    passages,
    spans,
    missing_texts,
    orphan_texts,
    keys_of_participants,
    snapshot,
    database,
    backups,
    permissions,
    leftovers,
];

impl Store {
    /// Looks the study over, with the project as it is in memory.
    pub fn doctor(&self, project: &Project, now: Moment) -> Result<Vec<Finding>, StoreError> {
        let found: Result<Vec<_>, _> =
            CHECKS.iter().map(|check| check(self, project, now)).collect();
        Ok(found?.into_iter().flatten().collect())
    }

    /// How many coded passages are not the text that was coded.
    pub fn drifted_passages(project: &Project) -> usize {
        drift::drifted(project).len()
    }
}

fn passages(_: &Store, project: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let drifted = drift::drifted(project).len();
    Ok((drifted > 0).then(|| Finding {
        check: "passages",
        severity: Severity::Error,
        message: format!("{drifted} coded passages are not the text that was coded"),
        remedy: "run `funn verify`; if the texts are whole, code these passages again",
    }))
}

fn spans(_: &Store, project: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let length = |source| project.sources().get(source).map_or(0, funn_model::Source::characters);
    let codings = project.codings().iter().map(|coding| (coding.source, coding.span));
    let ties = project.ties().iter().filter_map(|tie| Some((tie.source, tie.span?)));
    let outside = codings.chain(ties).filter(|(source, span)| span.end > length(*source)).count();
    Ok((outside > 0).then(|| Finding {
        check: "spans",
        severity: Severity::Error,
        message: format!("{outside} passages lie outside their texts"),
        remedy: "run `funn verify` and bring back a backup",
    }))
}

fn missing_texts(_: &Store, project: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let missing = project.sources().iter().filter(|s| project.source_text(s.id).is_none()).count();
    Ok((missing > 0).then(|| Finding {
        check: "missing-texts",
        severity: Severity::Error,
        message: format!("the texts of {missing} sources cannot be read"),
        remedy: "if they were not erased on purpose, bring back a backup",
    }))
}

fn orphan_texts(
    store: &Store,
    project: &Project,
    _: Moment,
) -> Result<Option<Finding>, StoreError> {
    let shown = replay::text_ids(&project.to_parts());
    let orphans = store.labels()?.iter().filter(|(id, _)| !shown.contains(id)).count();
    Ok((orphans > 0).then(|| Finding {
        check: "orphan-texts",
        severity: Severity::Note,
        message: format!("{orphans} texts belong to sources that were deleted"),
        remedy: "none is needed; they are kept so that the deletion can be undone",
    }))
}

fn keys_of_participants(
    store: &Store,
    _: &Project,
    _: Moment,
) -> Result<Option<Finding>, StoreError> {
    let mut without = BTreeSet::new();
    for (_, label) in store.labels()? {
        let Some(owner) = label.owner else { continue };
        if store.ring.participant(owner).is_none()
            && store.journal.blob(store.study_id(), label.content_key())?.is_some()
        {
            without.insert(owner);
        }
    }
    let without = without.len();
    Ok((without > 0).then(|| Finding {
        check: "keys-of-participants",
        severity: Severity::Warning,
        message: format!("texts of {without} participants are there whose keys are not"),
        remedy: "if they withdrew, run the withdrawal again; otherwise study.keys is older than study.db",
    }))
}

fn snapshot(store: &Store, project: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let replayed = store.project_after(store.position())?;
    let texts_lost = project.sources().iter().any(|s| project.source_text(s.id).is_none());
    Ok((!texts_lost && replayed != *project).then(|| Finding {
        check: "snapshot",
        severity: Severity::Error,
        message: "the study in memory is not the one on disk".to_owned(),
        remedy: "close the study and open it again",
    }))
}

fn database(store: &Store, _: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let mut lines = SqliteJournal::open(&store.file(files::STUDY_DB))?.integrity()?;
    let vault = store.file(files::VAULT_DB);
    if vault.is_file() {
        lines.extend(SqliteJournal::open(&vault)?.integrity()?);
    }
    Ok(lines.into_iter().next().map(|line| Finding {
        check: "database",
        severity: Severity::Error,
        message: format!("a database file is damaged: {line}"),
        remedy: "bring back the newest backup; the present file is set aside",
    }))
}

fn backups(store: &Store, _: &Project, now: Moment) -> Result<Option<Finding>, StoreError> {
    let finding = |severity, message: String| {
        let remedy = "run `funn backup`, best to a disk that is not this one";
        Some(Finding { check: "backups", severity, message, remedy })
    };
    let Some(newest) = backup::backups(store.dir())?.pop() else {
        return Ok(finding(Severity::Warning, "there is no backup".to_owned()));
    };
    let copy = store.file(files::BACKUPS).join(&newest).join(files::STUDY_DB);
    if let Err(error) = backup::verify_copy(&copy, &store.keys, store.study_id()) {
        return Ok(finding(Severity::Error, format!("the newest backup is bad: {error}")));
    }
    let age_days = backup::made_at(&newest).map(|made| (now.0 - made.0) / DAY_MS);
    Ok(match age_days {
        Some(days) if days <= OLD_BACKUP_DAYS => None,
        Some(days) => finding(Severity::Warning, format!("the newest backup is {days} days old")),
        None => {
            finding(Severity::Note, "the newest backup does not say when it was made".to_owned())
        }
    })
}

#[cfg(unix)]
fn permissions(store: &Store, _: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    use std::os::unix::fs::PermissionsExt as _;
    let names = [files::STUDY_DB, files::STUDY_KEYS, files::VAULT_DB, files::VAULT_KEYS];
    let open_to_others = names.iter().filter(|name| {
        let metadata = std::fs::metadata(store.file(name));
        metadata.is_ok_and(|metadata| metadata.permissions().mode() & 0o077 != 0)
    });
    let open_to_others: Vec<&str> = open_to_others.copied().collect();
    Ok((!open_to_others.is_empty()).then(|| Finding {
        check: "permissions",
        severity: Severity::Warning,
        message: format!("others on this computer may read {}", open_to_others.join(", ")),
        remedy: "run `chmod 600` on these files",
    }))
}

#[cfg(not(unix))]
fn permissions(_: &Store, _: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    Ok(None)
}

fn leftovers(store: &Store, _: &Project, _: Moment) -> Result<Option<Finding>, StoreError> {
    let of_both = [false, true].map(|vault| files::leftovers(store.dir(), vault).len());
    let found: usize = of_both.iter().sum();
    Ok((found > 0).then(|| Finding {
        check: "leftovers",
        severity: Severity::Note,
        message: format!("{found} files were left by a write that was cut short"),
        remedy: "close the study and open it again: they are removed",
    }))
}
