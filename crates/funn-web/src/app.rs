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
    let service = walled(inner, &state);
    Ok(App { service, state })
}

/// What every request passes on its way in, and every answer on its way out. The router is the
/// fallback of an empty one, so that the gate stands before all routing.
fn walled(inner: Router, state: &AppState) -> Router {
    Router::new()
        .fallback_service(inner)
        .layer(middleware::from_fn_with_state(state.clone(), gate::guard))
        .layer(CatchPanicLayer::custom(panicked))
        .layer(middleware::from_fn_with_state(state.clone(), gate::dress))
}

/// The answer where the program failed; what it said goes nowhere, it may quote the study.
fn panicked(_what: Box<dyn Any + Send + 'static>) -> Response {
    ApiError::internal("something in Funn failed while answering").into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::{Request, StatusCode, header};
    use funn_workbench::model::{Moment, StudyDetails};
    use funn_workbench::{Cost, Environment, SeededRandomness, StudyPlan};
    use tower::ServiceExt as _;

    use super::*;
    use axum::extract::State;

    #[tokio::test]
    async fn a_failure_inside_is_a_plain_answer_that_quotes_nothing() {
        let dir = tempfile::tempdir().unwrap();
        let random = |number| Box::new(SeededRandomness::from_number(number));
        let environment = Environment { clock: Arc::new(|| Moment(0)), random: random(1) };
        let plan = StudyPlan {
            details: StudyDetails::default(),
            passphrase: "a".to_owned(),
            vault_passphrase: "b".to_owned(),
            cost: Cost::LEAST,
            user: "Anna".to_owned(),
        };
        let study = dir.path().join("study");
        let workbench = Workbench::create(&study, plan, environment, random(2)).unwrap().workbench;
        let user = workbench.user("Anna").unwrap();
        let state = AppState::new(Arc::new(workbench), user, 4180).unwrap();
        let failing = async |State(state): State<AppState>| {
            state.ask(|_desk| -> Result<(), ApiError> { panic!("what Kari said") }).await
        };
        let inner = Router::new()
            .route("/assets/failing", axum::routing::get(failing))
            .with_state(state.clone());
        let request = Request::get("/assets/failing").header(header::HOST, "127.0.0.1:4180");
        let request = request.body(Body::empty()).unwrap();
        let answer = walled(inner, &state).oneshot(request).await.unwrap();
        assert_eq!(answer.status(), StatusCode::INTERNAL_SERVER_ERROR);
        assert_eq!(answer.headers().get(header::X_CONTENT_TYPE_OPTIONS).unwrap(), "nosniff");
        let body = axum::body::to_bytes(answer.into_body(), 1 << 20).await.unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(text.contains("\"internal\"") && !text.contains("Kari"), "{text}");
    }
}
