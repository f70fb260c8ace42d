//! [`App`]: the layers around the router, outermost first.

use std::any::Any;
use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::response::{IntoResponse as _, Response};
use funn_workbench::Workbench;
use funn_workbench::model::UserId;
use tower_http::CompressionLevel;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _, SizeAbove};

use crate::error::ApiError;
use crate::gate;
use crate::router;
use crate::state::AppState;

/// The largest body of JSON: enough for the ids of 400,000 codings.
const MOST_JSON: usize = 16 << 20;

/// Smaller answers are not worth packing on their way within one machine.
const PACK_FROM: u16 = 32 << 10;

/// A workbench over HTTP, before it listens anywhere.
pub struct App {
    /// Answers requests.
    pub service: Router,
    pub(crate) state: AppState,
}

impl App {
    /// The path of a new single-use link.
    pub fn new_login_path(&self) -> Result<String, getrandom::Error> {
        let token = self.state.sessions.new_link()?.to_hex();
        Ok(format!("{}?token={token}", gate::LOGIN_PATH))
    }
}

/// Builds the workbench over HTTP for a server that is reached at `port`.
pub fn build(workbench: Arc<Workbench>, user: UserId, port: u16) -> Result<App, getrandom::Error> {
    let state = AppState::new(workbench, user, port)?;
    let worth_packing = DefaultPredicate::new().and(SizeAbove::new(PACK_FROM));
    let packing = CompressionLayer::new().quality(CompressionLevel::Fastest);
    let inner = router::router(state.clone())
        .layer(DefaultBodyLimit::max(MOST_JSON))
        .layer(packing.compress_when(worth_packing));
    // The router is the fallback of an empty one, so that the gate stands before all routing.
    let service = Router::new()
        .fallback_service(inner)
        .layer(middleware::from_fn_with_state(state.clone(), gate::guard))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(state.clone(), gate::dress));
    Ok(App { service, state })
}

/// The answer where the program failed; what it said goes nowhere, it may quote the study.
fn panicked(_what: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::internal("something in Funn failed while answering").into_response()
}
