//! The gate: what every request passes before a route is looked for.
//!
//! In this order: the `Host` allow-list, the cross-origin check, the session. Each answers an
//! error of its own; nothing that is not let in reaches the router.

mod headers;
mod host;
mod origin;
mod session;
mod token;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use crate::error::ApiError;
use crate::state::AppState;

pub(crate) use headers::dress;
pub(crate) use host::Hosts;
pub(crate) use session::Sessions;
pub(crate) use token::{Token, hex};

/// Where the single-use link leads.
pub(crate) const LOGIN_PATH: &str = "/login";

/// Where the files of the user interface lie.
pub(crate) const ASSETS_PATH: &str = "/assets/";

/// Whether a path answers without a session. Everything else, known or not, does not.
pub(crate) fn is_open(path: &str) -> bool {
    path == LOGIN_PATH || path.starts_with(ASSETS_PATH)
}

/// Lets a request in, or answers why not.
pub(crate) async fn guard(State(state): State<AppState>, request: Request, next: Next) -> Response {
    match admit(&state, &request) {
        Ok(()) => next.run(request).await,
        Err(error) if error.is_signed_out() && wants_page(&request) => {
            crate::pages::signed_out().into_response()
        }
        Err(error) => error.into_response(),
    }
}

fn admit(state: &AppState, request: &Request) -> Result<(), ApiError> {
    let host = state.hosts.check(request.uri(), request.headers())?;
    let path = request.uri().path();
    origin::check(request.method(), path, host, request.headers())?;
    if is_open(path) || state.sessions.knows(request.headers(), state.uptime()) {
        return Ok(());
    }
    Err(ApiError::signed_out())
}

/// Whether somebody looks at a page, rather than a script asking for data.
fn wants_page(request: &Request) -> bool {
    let accepts = request.headers().get(axum::http::header::ACCEPT);
    request.method() == Method::GET
        && !request.uri().path().starts_with("/api/")
        && accepts.is_some_and(|value| value.to_str().is_ok_and(|text| text.contains("text/html")))
}

/// The one value of a header; an error when there are several or it is not text.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a str>, Malformed> {
    let mut values = headers.get_all(name).iter();
    let Some(first) = values.next() else { return Ok(None) };
    if values.next().is_some() {
        return Err(Malformed);
    }
    first.to_str().map(Some).map_err(|_not_ascii| Malformed)
}

/// A header that stands there more than once, or is not plain text.
#[derive(Debug, PartialEq, Eq)]
struct Malformed;
