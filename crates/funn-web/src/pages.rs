//! The page, its files, and the door.

use std::borrow::Cow;

use axum::extract::{Path, Query, Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;

use crate::error::ApiError;
use crate::gate::ASSETS_PATH;
use crate::state::AppState;

/// The user interface, as it lies in `ui/`: embedded in release builds, read from disk in others.
#[derive(rust_embed::RustEmbed)]
#[folder = "../../ui"]
#[include = "index.html"]
#[include = "main.js"]
#[include = "boot.js"]
#[include = "lang/*"]
#[include = "lib/*"]
#[include = "parts/*"]
#[include = "rooms/*"]
#[include = "styles/*"]
#[include = "vendor/*"]
#[exclude = "*.test.js"]
#[exclude = "*.d.ts"]
#[exclude = "node_modules/*"]
struct Ui;

const INDEX: &str = "index.html";

/// What the single-use link carries.
#[derive(Deserialize)]
pub(crate) struct Link {
    #[serde(default)]
    token: String,
}

/// Uses up a single-use link: sets the cookie and leads to the page, without the token.
pub(crate) async fn login(
    State(state): State<AppState>,
    method: Method,
    headers: HeaderMap,
    Query(link): Query<Link>,
) -> Result<Response, ApiError> {
    let is_a_look = method == Method::HEAD || headers.contains_key("sec-purpose");
    if is_a_look {
        // Previews and prefetches must not use the link up.
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    match state.sessions.redeem(&link.token, state.uptime())? {
        Some(cookie) => Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/")).into_response()),
        None if state.sessions.knows(&headers, state.uptime()) => {
            Ok(Redirect::to("/").into_response())
        }
        None => Ok(signed_out().into_response()),
    }
}

/// Ends the session.
pub(crate) async fn logout(State(state): State<AppState>, headers: HeaderMap) -> Response {
    let forget = state.sessions.end(&headers);
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, forget)]).into_response()
}

/// What somebody sees who is not signed in, in both languages of the user interface.
pub(crate) fn signed_out() -> impl IntoResponse {
    const PAGE: &str = r#"<!doctype html>
<html lang="nb">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Funn</title>
<link rel="stylesheet" href="/assets/styles/tokens.css">
<link rel="stylesheet" href="/assets/styles/base.css">
<main>
<h1>Ikke logget inn</h1>
<p>Åpne lenken som Funn skrev ut da det startet. Den virker én gang. Start Funn på nytt for å få en ny.</p>
<section lang="en">
<h2>Not signed in</h2>
<p>Open the link that Funn printed when it started. It works once. Start Funn again to get a new one.</p>
</section>
</main>
</html>
"#;
    (StatusCode::UNAUTHORIZED, Html(PAGE))
}

/// A file of the user interface.
pub(crate) async fn asset(
    Path(path): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let missing = || ApiError::not_found("there is no such file in the user interface");
    let file = Some(path.as_str()).filter(|path| is_plain(path)).and_then(Ui::get);
    let file = file.ok_or_else(missing)?;
    let hash = crate::gate::hex(file.metadata.sha256_hash().get(..16).unwrap_or_default());
    let tag = format!("\"{hash}\"");
    let caching = [(header::ETAG, tag.clone()), (header::CACHE_CONTROL, "no-cache".to_owned())];
    if headers.get_all(header::IF_NONE_MATCH).iter().any(|known| names(known.as_bytes(), &tag)) {
        return Ok((StatusCode::NOT_MODIFIED, caching).into_response());
    }
    Ok((caching, [(header::CONTENT_TYPE, mime_type(&path))], file.data).into_response())
}

/// Whether an `If-None-Match` names a tag; compression weakens tags, so weak ones count.
fn names(known: &[u8], tag: &str) -> bool {
    let known = String::from_utf8_lossy(known);
    known.split(',').any(|one| one.trim().trim_start_matches("W/") == tag)
}

/// Whether a path leads straight down.
fn is_plain(path: &str) -> bool {
    let is_name = |part: &str| !part.is_empty() && !part.starts_with('.');
    path.split('/').all(is_name) && !path.contains(['\\', ':', '\0'])
}

fn mime_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "html" => "text/html; charset=utf-8",
        "json" | "map" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "ftl" | "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Every other address: the page for a person, an error for a script.
pub(crate) async fn page(request: Request) -> Result<Response, ApiError> {
    let path = request.uri().path();
    if path.starts_with("/api/") || path.starts_with(ASSETS_PATH) {
        return Err(ApiError::not_found("there is nothing at this address"));
    }
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return Err(ApiError::no_such_method());
    }
    let index =
        Ui::get(INDEX).ok_or_else(|| ApiError::not_found("the user interface is missing"))?;
    Ok(Html(index.data).into_response())
}

/// The names of all files of the user interface.
pub fn ui_files() -> impl Iterator<Item = Cow<'static, str>> {
    Ui::iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_paths_lead_to_files() {
        for good in ["main.js", "lib/api.js", "vendor/lit/lit.js"] {
            assert!(is_plain(good), "{good}");
        }
        for bad in [
            "",
            "/etc/passwd",
            "../Cargo.toml",
            "lib/../../Cargo.toml",
            "lib//api.js",
            "lib\\api.js",
            ".git/config",
            "C:/x",
            "lib/",
            "a\0b",
            "./main.js",
        ] {
            assert!(!is_plain(bad), "{bad:?}");
        }
    }

    #[test]
    fn types_by_extension() {
        assert_eq!(mime_type("lib/api.js"), "text/javascript; charset=utf-8");
        assert_eq!(mime_type("a.mjs"), "text/javascript; charset=utf-8");
        assert_eq!(mime_type("a.css"), "text/css; charset=utf-8");
        assert_eq!(mime_type("a.woff2"), "font/woff2");
        assert_eq!(mime_type("nb.ftl"), "text/plain; charset=utf-8");
        assert_eq!(mime_type("a.json"), "application/json");
        assert_eq!(mime_type("a.svg"), "image/svg+xml");
        assert_eq!(mime_type("a.exe"), "application/octet-stream");
        assert_eq!(mime_type("none"), "application/octet-stream");
    }

    #[test]
    fn tags_match_weak_and_in_lists() {
        assert!(names(b"\"ab\"", "\"ab\""));
        assert!(names(b"\"x\", W/\"ab\"", "\"ab\""));
        assert!(!names(b"\"abc\"", "\"ab\""));
    }
}
