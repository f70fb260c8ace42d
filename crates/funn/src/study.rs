//! Opening a study: to change it, or to look at it now or as it was.

use std::path::Path;

use funn_workbench::model::{Moment, Project, UserId};
use funn_workbench::{Environment, Secret, SystemRandomness, Workbench};

use crate::arguments::{AsOf, PlaceInTime};
use crate::commands::Call;
use crate::failure::Failure;
use crate::secrets::Lock;

/// A study as it is or was.
pub(crate) struct View {
    workbench: Workbench,
    past: Option<Project>,
}

impl View {
    /// Looks at it.
    pub(crate) fn read<T>(&self, look: impl FnOnce(&Project) -> T) -> T {
        match &self.past {
            Some(project) => look(project),
            None => self.workbench.read(look),
        }
    }
}

/// The system's clock and its randomness.
pub(crate) fn environment() -> Environment {
    Environment {
        clock: std::sync::Arc::new(|| Moment(jiff::Timestamp::now().as_millisecond())),
        random: Box::new(SystemRandomness),
    }
}

/// Refuses a folder that is no study before a passphrase is asked for.
pub(crate) fn must_exist(dir: &Path) -> Result<(), Failure> {
    if dir.join("study.keys").exists() || dir.join("study.db").exists() {
        return Ok(());
    }
    let hint = if dir.exists() {
        "Name the folder that `funn new` made; it holds study.db and study.keys."
    } else {
        "Check the path, or make a study there with `funn new`."
    };
    Err(Failure::NoStudy { dir: dir.to_owned(), hint })
}

/// Opens a study whose passphrase is known.
pub(crate) fn open_with(dir: &Path, passphrase: String) -> Result<Workbench, Failure> {
    let secret = Secret::passphrase(passphrase);
    Ok(Workbench::open(dir, &secret, environment(), Box::new(SystemRandomness))?)
}

impl Call {
    /// Opens a study.
    pub(crate) fn open(&self, dir: &Path) -> Result<Workbench, Failure> {
        must_exist(dir)?;
        let passphrase = self.passphrase(Lock::Study)?;
        open_with(dir, passphrase)
    }

    /// Opens a study to look at it, now or as it was.
    pub(crate) fn view(&self, place: &PlaceInTime) -> Result<View, Failure> {
        self.view_at(&place.dir, place.time)
    }

    /// Opens a study to look at it, now or as it was.
    pub(crate) fn view_at(&self, dir: &Path, time: AsOf) -> Result<View, Failure> {
        let workbench = self.open(dir)?;
        let past = match time.at {
            Some(at) => {
                let past = workbench.at(at)?;
                self.output.remark(&format!("The study as it was at {at}."));
                Some(past)
            }
            None => None,
        };
        Ok(View { workbench, past })
    }

    /// Opens a study to change it, for whoever codes.
    pub(crate) fn change<T>(
        &self,
        dir: &Path,
        work: impl FnOnce(&Workbench, UserId) -> Result<T, Failure>,
    ) -> Result<T, Failure> {
        let workbench = self.open(dir)?;
        let user = self.user(&workbench)?;
        let done = work(&workbench, user)?;
        workbench.tidy()?;
        Ok(done)
    }

    /// Whoever does this, as a user of the study.
    pub(crate) fn user(&self, workbench: &Workbench) -> Result<UserId, Failure> {
        Ok(workbench.user(&self.coder_name())?)
    }

    /// The name of whoever does this.
    pub(crate) fn coder_name(&self) -> String {
        let named = self.common.coder.as_ref().or(self.surroundings.coder.as_ref());
        named.map_or_else(|| "coder".to_owned(), |name| name.trim().to_owned())
    }
}
