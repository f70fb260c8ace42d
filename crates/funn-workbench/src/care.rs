//! Looking after a study: verifying, backing up, restoring, changing passphrases.

use std::path::Path;

use funn_model::Moment;
use funn_store::{
    BackupReport, Cost, Finding, Randomness, RestoreReport, Restored, Secret, Store, Vault,
    Verification,
};

use crate::error::WorkbenchError;
use crate::workbench::Workbench;

/// Verifies a study row by row; works on one too damaged to open otherwise.
pub fn verify(
    dir: &Path,
    secret: &Secret,
    random: Box<dyn Randomness + Send>,
) -> Result<Verification, WorkbenchError> {
    Ok(Store::unlock(dir, secret, random)?.verify()?)
}

/// The names of the backups of a study, oldest first.
pub fn backups(dir: &Path) -> Result<Vec<String>, WorkbenchError> {
    Ok(funn_store::backups(dir)?)
}

/// Brings back a backup that is verified first; the present files are set aside.
pub fn restore(
    dir: &Path,
    name: &str,
    what: Restored,
    secret: &Secret,
    now: Moment,
) -> Result<RestoreReport, WorkbenchError> {
    Ok(funn_store::restore(dir, name, what, secret, now)?)
}

/// Gives the vault another passphrase; `secret` is the old one or the vault's recovery key.
pub fn change_vault_passphrase(
    dir: &Path,
    secret: &Secret,
    new: &str,
    cost: Option<Cost>,
    random: Box<dyn Randomness + Send>,
) -> Result<(), WorkbenchError> {
    Ok(Vault::open(dir, secret, random)?.change_passphrase(&new.to_owned().into(), cost)?)
}

impl Workbench {
    /// Looks the study over: drifted passages, missing texts, old backups, permissions …
    pub fn doctor(&self) -> Result<Vec<Finding>, WorkbenchError> {
        let now = self.now();
        let store = self.store();
        let project = self.project();
        Ok(store.doctor(&project, now)?)
    }

    /// Makes a backup and verifies it; only then the oldest beyond `keep` go.
    pub fn backup(&self, keep: usize) -> Result<BackupReport, WorkbenchError> {
        let now = self.now();
        Ok(self.store().backup(now, keep)?)
    }

    /// Gives the study another passphrase; the recovery key stays.
    pub fn change_passphrase(&self, new: &str, cost: Option<Cost>) -> Result<(), WorkbenchError> {
        Ok(self.store().change_passphrase(&new.to_owned().into(), cost)?)
    }
}
