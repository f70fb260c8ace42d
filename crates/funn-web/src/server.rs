//! [`serve`]: a workbench on a loopback port, until it is told to stop.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::ServiceExt;
use axum::extract::Request;
use funn_workbench::Workbench;
use funn_workbench::model::UserId;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::app::{self, App};
use crate::gate::LOGIN_PATH;
use crate::state::AppState;

/// How long requests in flight may take once the server is told to stop.
const GRACE: Duration = Duration::from_secs(5);

/// How a server is started.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ServerConfig {
    /// The port of 127.0.0.1 to listen on; 0 means any that is free.
    pub port: u16,
}

/// Why a server could not start or go on.
#[derive(Debug, thiserror::Error)]
pub enum WebError {
    /// The port is taken, or may not be used.
    #[error("cannot listen on 127.0.0.1:{port}: {error}")]
    Bind {
        /// The port asked for.
        port: u16,
        /// Why.
        #[source]
        error: std::io::Error,
    },
    /// The operating system gave no random numbers.
    #[error("the operating system gave no random numbers")]
    Random(#[source] getrandom::Error),
    /// The server broke off.
    #[error("the server broke off: {error}")]
    Serve {
        /// Why.
        #[source]
        error: std::io::Error,
    },
}

/// A server that runs until [`Running::stop`].
#[derive(Debug)]
pub struct Running {
    /// The address of the workbench, such as `http://127.0.0.1:4180/`; needs a session.
    pub url: String,
    /// The address that lets one browser in, once. A secret: print it, never log it.
    pub login_url: String,
    /// Where it listens.
    pub addr: SocketAddr,
    state: AppState,
    handle: JoinHandle<Result<(), std::io::Error>>,
}

impl Running {
    /// A further address that lets one browser in, once.
    pub fn new_login_url(&self) -> Result<String, WebError> {
        login_url(&self.url, &self.state)
    }

    /// Stops: no new requests; those in flight get five seconds, event streams end at once.
    pub async fn stop(self) -> Result<(), WebError> {
        self.state.close();
        self.wait().await
    }

    /// Waits until the server ends of itself.
    pub async fn wait(self) -> Result<(), WebError> {
        match self.handle.await {
            Ok(Err(error)) => Err(WebError::Serve { error }),
            Ok(Ok(())) | Err(_) => Ok(()),
        }
    }
}

/// Serves a workbench to the browsers of this machine, for `user`.
pub async fn serve(
    workbench: Arc<Workbench>,
    user: UserId,
    config: ServerConfig,
) -> Result<Running, WebError> {
    let bind = |error| WebError::Bind { port: config.port, error };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await.map_err(bind)?;
    let addr = listener.local_addr().map_err(bind)?;
    let App { service, state } =
        app::build(workbench, user, addr.port()).map_err(WebError::Random)?;
    let url = format!("http://{addr}/");
    let login_url = login_url(&url, &state)?;
    let mut closing = state.closing.clone();
    let handle = tokio::spawn(async move {
        let mut closed = closing.clone();
        let stopping = async move {
            told_to(&mut closing).await;
        };
        let service = ServiceExt::<Request>::into_make_service(service);
        let serving = axum::serve(listener, service).with_graceful_shutdown(stopping);
        let overdue = async move {
            told_to(&mut closed).await;
            tokio::time::sleep(GRACE).await;
        };
        tokio::select! {
            ended = serving => ended,
            () = overdue => Ok(()),
        }
    });
    Ok(Running { url, login_url, addr, state, handle })
}

/// Waits until the server is told to stop, or nobody is left to tell it.
async fn told_to(stop: &mut watch::Receiver<bool>) {
    drop(stop.wait_for(|stop| *stop).await);
}

fn login_url(url: &str, state: &AppState) -> Result<String, WebError> {
    let token = state.sessions.new_link().map_err(WebError::Random)?.to_hex();
    Ok(format!("{}{LOGIN_PATH}?token={token}", url.trim_end_matches('/')))
}
