//! Serving a study to the browsers of this machine until Ctrl-C.

use std::sync::Arc;

use funn_web::{Running, ServerConfig};
use funn_workbench::Workbench;
use serde::Serialize;

use crate::commands::Call;
use crate::failure::Failure;

/// How the workbench is reached.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Door {
    /// The port; 0 means any that is free.
    pub(crate) port: u16,
    /// Whether a browser is opened where there is a desktop.
    pub(crate) opens_browser: bool,
}

#[derive(Serialize)]
struct Serving<'a> {
    study: String,
    url: &'a str,
}

/// Serves until Ctrl-C.
pub(crate) fn serve(call: &Call, workbench: Workbench, door: Door) -> Result<(), Failure> {
    let user = call.user(&workbench)?;
    workbench.tidy()?;
    let study = workbench.read(|project| project.id().to_string());
    let workbench = Arc::new(workbench);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::System { doing: "cannot start the server", error })?;
    runtime.block_on(async {
        let config = ServerConfig { port: door.port };
        let running = funn_web::serve(Arc::clone(&workbench), user, config).await?;
        announce(call, study, &running, door)?;
        let stopped = told_to_stop().await;
        running.stop().await?;
        stopped.map_err(|error| Failure::System { doing: "cannot wait for Ctrl-C", error })
    })?;
    workbench.tidy()?;
    call.output.remark("Stopped. Everything is saved.");
    Ok(())
}

/// Waits for Ctrl-C, or for the system to ask for an end.
async fn told_to_stop() -> std::io::Result<()> {
    #[cfg(unix)]
    {
        let terminate = tokio::signal::unix::SignalKind::terminate();
        let mut terminated = tokio::signal::unix::signal(terminate)?;
        tokio::select! {
            stopped = tokio::signal::ctrl_c() => stopped,
            _asked = terminated.recv() => Ok(()),
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

fn announce(call: &Call, study: String, running: &Running, door: Door) -> Result<(), Failure> {
    let url = &running.login_url;
    call.output.either(&Serving { study, url }, || url.clone())?;
    call.output.remark("The workbench runs at this address, for one browser. Ctrl-C stops it.");
    let opens = door.opens_browser && call.surroundings.has_desktop && !call.output.is_json();
    if opens && open::that_detached(url).is_err() {
        call.output.remark("No browser could be opened; open the address yourself.");
    }
    Ok(())
}
