//! What every request shares.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use funn_workbench::Workbench;
use funn_workbench::model::UserId;
use serde::Serialize;
use tokio::sync::watch;

use crate::error::ApiError;
use crate::extract::Reply;
use crate::gate::{Hosts, Sessions, Token};

/// What every request shares; cheap to clone.
#[derive(Clone)]
pub(crate) struct AppState(Arc<Shared>);

/// The insides of [`AppState`].
pub(crate) struct Shared {
    /// Who may come in.
    pub(crate) sessions: Sessions,
    /// By which names the server may be called.
    pub(crate) hosts: Hosts,
    /// The study, and who works in it.
    pub(crate) desk: Desk,
    /// Place of the newest change in the journal.
    pub(crate) position: watch::Receiver<u64>,
    /// Whether the server is going down.
    pub(crate) closing: watch::Receiver<bool>,
    close: watch::Sender<bool>,
    began: Instant,
    requests: AtomicU64,
    instance: String,
}

/// The study, and who works in it.
#[derive(Clone)]
pub(crate) struct Desk {
    /// The study.
    pub(crate) workbench: Arc<Workbench>,
    /// Who works in it.
    pub(crate) user: UserId,
}

impl std::fmt::Debug for AppState {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AppState")
    }
}

impl std::ops::Deref for AppState {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl AppState {
    /// The state of a server at `port`.
    pub(crate) fn new(
        workbench: Arc<Workbench>,
        user: UserId,
        port: u16,
    ) -> Result<Self, getrandom::Error> {
        let (moved, position) = watch::channel(workbench.position());
        workbench.listen(move |notice| {
            moved.send_if_modified(|newest| {
                let is_newer = notice.position > *newest;
                *newest = notice.position.max(*newest);
                is_newer
            });
        });
        let (close, closing) = watch::channel(false);
        let instance = Token::random()?.to_hex().chars().take(8).collect();
        Ok(Self(Arc::new(Shared {
            sessions: Sessions::new()?,
            hosts: Hosts::at(port),
            desk: Desk { workbench, user },
            position,
            closing,
            close,
            began: Instant::now(),
            requests: AtomicU64::new(1),
            instance,
        })))
    }

    /// How long the server has run.
    pub(crate) fn uptime(&self) -> Duration {
        self.began.elapsed()
    }

    /// A number for a request, this server's own.
    pub(crate) fn next_request(&self) -> String {
        let number = self.requests.fetch_add(1, Ordering::Relaxed);
        format!("{}-{number}", self.instance)
    }

    /// Tells everybody who waits that the server is going down.
    pub(crate) fn close(&self) {
        self.close.send_replace(true);
    }

    /// The one seam between asynchronous requests and the synchronous workbench: does `work` on a
    /// thread that may block.
    pub(crate) async fn run_blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<T, ApiError> {
        let desk = self.desk.clone();
        match tokio::task::spawn_blocking(move || work(&desk)).await {
            Ok(done) => done,
            Err(stopped) if stopped.is_panic() => std::panic::resume_unwind(stopped.into_panic()),
            Err(_cancelled) => Err(ApiError::internal("the server is going down")),
        }
    }

    /// Asks the workbench, and writes what it answers as JSON, both on a thread that may block.
    pub(crate) async fn ask<T: Serialize>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, ApiError> + Send + 'static,
    ) -> Result<Reply, ApiError> {
        self.run_blocking(move |desk| Reply::of(&work(desk)?)).await
    }
}
