//! Live events: every change of the study, as it happens, to every open page.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::IntoResponse;
use axum::response::sse::{Event, KeepAlive, Sse};
use funn_workbench::Notice;
use serde::{Deserialize, Serialize};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;
use utoipa::{IntoParams, ToSchema};

use crate::error::ApiError;
use crate::extract::Params;
use crate::state::AppState;
use crate::wire::{Id, SourceUuid, Summary, UserUuid};

/// Events that wait for a slow reader, and that are read from the journal at once.
const PAGE: usize = 256;

/// A line so often tells that the stream is alive.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// After a break, browsers try again so soon.
const RETRY: Duration = Duration::from_secs(1);

/// One change of the study.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct ChangeEvent {
    /// Its place in the journal; the event's id as well.
    position: u64,
    user: UserUuid,
    summary: Summary,
    /// The nouns touched, each once: `coding`, `code`, `case-kind`.
    touched: Vec<String>,
    /// The sources whose codings or text were touched.
    sources: Vec<SourceUuid>,
}

impl From<Notice> for ChangeEvent {
    fn from(notice: Notice) -> Self {
        let Notice { position, user, summary, touched, sources } = notice;
        Self {
            position,
            user: Id(user),
            summary: summary.into(),
            touched: touched.into_iter().map(|noun| noun.replace(' ', "-")).collect(),
            sources: sources.into_iter().map(Id).collect(),
        }
    }
}

/// Where a stream begins.
#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub(crate) struct EventParams {
    /// Only changes after this place; left out: from now on. `Last-Event-ID` goes before it.
    since: Option<u64>,
}

/// Every change after the last event seen, from the journal; then each as it happens.
pub(crate) async fn stream(
    State(state): State<AppState>,
    headers: HeaderMap,
    Params(EventParams { since }): Params<EventParams>,
) -> Result<impl IntoResponse, ApiError> {
    let newest = *state.position.borrow();
    let last_seen = match headers.get("last-event-id") {
        Some(value) => Some(last_event_id(value.as_bytes())?),
        None => since,
    };
    // A place past the end belongs to another copy of the study.
    let from = last_seen.unwrap_or(newest).min(newest);
    let (events, receiver) = mpsc::channel(PAGE);
    tokio::spawn(tell(state, headers, from, events));
    let alive = KeepAlive::new().interval(HEARTBEAT).text("");
    Ok(Sse::new(ReceiverStream::new(receiver)).keep_alive(alive))
}

fn last_event_id(value: &[u8]) -> Result<u64, ApiError> {
    let number = std::str::from_utf8(value).ok().and_then(|text| text.trim().parse().ok());
    number.ok_or_else(|| {
        ApiError::invalid("Last-Event-ID is not a place in the journal", "Send a whole number.")
    })
}

/// Sends changes after `seen` until the reader leaves, the session ends or the server stops.
async fn tell(
    state: AppState,
    headers: HeaderMap,
    mut seen: u64,
    events: mpsc::Sender<Result<Event, Infallible>>,
) {
    let (mut position, mut closing) = (state.position.clone(), state.closing.clone());
    if events.send(Ok(Event::default().retry(RETRY))).await.is_err() {
        return;
    }
    loop {
        let newest = *position.borrow_and_update();
        while seen < newest {
            let page =
                state.run_blocking(move |desk| Ok(desk.workbench.notices(seen, PAGE)?)).await;
            // An unreadable journal ends the stream; the browser tries again.
            let Ok(page) = page else { return };
            seen = page.last().map_or(newest, |notice| notice.position);
            for notice in page {
                let known = state.sessions.still_knows(&headers, state.uptime());
                if !known || events.send(Ok(event(notice))).await.is_err() {
                    return;
                }
            }
        }
        tokio::select! {
            changed = position.changed() => if changed.is_err() { return },
            _ = closing.wait_for(|closing| *closing) => return,
            () = events.closed() => return,
        }
    }
}

fn event(notice: Notice) -> Event {
    let (id, change) = (notice.position.to_string(), ChangeEvent::from(notice));
    let event = Event::default().event("change").id(id);
    // A mirror struct of plain fields is always JSON.
    event.json_data(change).unwrap_or_else(|_unwritable| Event::default())
}
