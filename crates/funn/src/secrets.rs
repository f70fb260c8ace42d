//! Passphrases: from the environment, from a file, else asked for without showing them.

use std::path::Path;

use crate::commands::Call;
use crate::failure::Failure;

/// Which lock a passphrase opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lock {
    /// The study: texts, codings, journal.
    Study,
    /// The vault: who the participants are.
    Vault,
}

impl Lock {
    fn owner(self) -> &'static str {
        match self {
            Self::Study => "study's",
            Self::Vault => "vault's",
        }
    }

    fn variable(self) -> &'static str {
        match self {
            Self::Study => "FUNN_PASSPHRASE",
            Self::Vault => "FUNN_VAULT_PASSPHRASE",
        }
    }

    fn option(self) -> &'static str {
        match self {
            Self::Study => "--passphrase-file",
            Self::Vault => "--vault-passphrase-file",
        }
    }
}

impl Call {
    /// The passphrase that opens something that exists.
    pub(crate) fn passphrase(&self, lock: Lock) -> Result<String, Failure> {
        match self.given_passphrase(lock)? {
            Some(passphrase) => Ok(passphrase),
            None if self.surroundings.can_ask => ask(&format!("The {} passphrase: ", lock.owner())),
            None => Err(missing(lock)),
        }
    }

    /// The passphrase for something that is being made; a person types it twice.
    pub(crate) fn new_passphrase(&self, lock: Lock) -> Result<Option<String>, Failure> {
        if let Some(passphrase) = self.given_passphrase(lock)? {
            return Ok(Some(passphrase));
        }
        if !self.surroundings.can_ask {
            return Ok(None);
        }
        self.choose_passphrase(lock).map(Some)
    }

    /// Asks for a new passphrase, twice.
    pub(crate) fn choose_passphrase(&self, lock: Lock) -> Result<String, Failure> {
        if !self.surroundings.can_ask {
            return Err(Failure::usage(
                "the new passphrase is missing",
                "Name a file that holds it with --new-passphrase-file.",
            ));
        }
        let owner = lock.owner();
        let first = ask(&format!("Choose the {owner} passphrase (several words): "))?;
        let again = ask(&format!("The {owner} passphrase once more: "))?;
        if first == again {
            Ok(first)
        } else {
            Err(Failure::invalid("the two passphrases differ", "Start the command again."))
        }
    }

    /// The passphrase from the file named, else from the environment.
    fn given_passphrase(&self, lock: Lock) -> Result<Option<String>, Failure> {
        let (file, variable) = match lock {
            Lock::Study => (&self.common.passphrase_file, &self.surroundings.passphrase),
            Lock::Vault => {
                (&self.common.vault_passphrase_file, &self.surroundings.vault_passphrase)
            }
        };
        match file {
            Some(path) => first_line(path).map(Some),
            None => Ok(variable.clone()),
        }
    }
}

/// What to say when a passphrase is missing and nobody can be asked.
pub(crate) fn missing(lock: Lock) -> Failure {
    Failure::NoPassphrase { of: lock.owner(), variable: lock.variable(), option: lock.option() }
}

/// The first line of a file that holds a secret.
pub(crate) fn first_line(path: &Path) -> Result<String, Failure> {
    let content = std::fs::read_to_string(path).map_err(Failure::reading(path))?;
    let line = content.lines().next().unwrap_or_default();
    if line.is_empty() {
        return Err(Failure::invalid(
            format!("the first line of {} is empty", path.display()),
            "Write the passphrase or key on the first line.",
        ));
    }
    Ok(line.to_owned())
}

fn ask(prompt: &str) -> Result<String, Failure> {
    rpassword::prompt_password(prompt)
        .map_err(|error| Failure::System { doing: "cannot ask for a passphrase", error })
}
