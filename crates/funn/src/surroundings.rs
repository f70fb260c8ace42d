//! [`Surroundings`]: what the program finds around it. The one file that reads the environment.

use std::io::IsTerminal as _;

/// What the program finds around it.
#[derive(Debug, Clone, Default)]
pub struct Surroundings {
    /// The study's passphrase (`FUNN_PASSPHRASE`).
    pub passphrase: Option<String>,
    /// The vault's passphrase (`FUNN_VAULT_PASSPHRASE`).
    pub vault_passphrase: Option<String>,
    /// Who codes: `FUNN_CODER`, else the name of the user of the operating system.
    pub coder: Option<String>,
    /// Whether somebody can be asked for a passphrase.
    pub can_ask: bool,
    /// Whether a progress bar would be seen.
    pub can_show_progress: bool,
    /// Whether there is a desktop on which a browser can open.
    pub has_desktop: bool,
}

impl Surroundings {
    /// Those of this process.
    pub fn of_process() -> Self {
        let read = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        let coder = ["FUNN_CODER", "USER", "LOGNAME", "USERNAME"].into_iter().find_map(read);
        let has_desktop = cfg!(any(target_os = "macos", windows))
            || ["DISPLAY", "WAYLAND_DISPLAY"].into_iter().any(|name| read(name).is_some());
        let sees_errors = std::io::stderr().is_terminal();
        Self {
            passphrase: read("FUNN_PASSPHRASE"),
            vault_passphrase: read("FUNN_VAULT_PASSPHRASE"),
            coder,
            can_ask: std::io::stdin().is_terminal() && sees_errors,
            can_show_progress: sees_errors,
            has_desktop,
        }
    }
}
