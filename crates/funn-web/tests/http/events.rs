//! Live events: as they happen, and from where a browser left off.

use std::time::Duration;

use axum::body::BodyDataStream;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};
use tokio_stream::StreamExt as _;
use tower::ServiceExt as _;

use crate::bench::Bench;

/// A stream of events that is being read.
struct Stream {
    body: BodyDataStream,
    ahead: String,
}

impl Stream {
    async fn open(bench: &Bench, path: &str, last: Option<&str>) -> Self {
        let mut request = bench.request("GET", path);
        if let Some(last) = last {
            request = request.header("last-event-id", last);
        }
        let request = request.body(axum::body::Body::empty()).unwrap();
        let response = bench.service.clone().oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        let kind = response.headers().get(header::CONTENT_TYPE).unwrap();
        assert_eq!(kind, "text/event-stream");
        assert_eq!(response.headers().get(header::CACHE_CONTROL).unwrap(), "no-cache");
        Self { body: response.into_body().into_data_stream(), ahead: String::new() }
    }

    /// The next event, as id and data; none at the end.
    async fn next(&mut self) -> Option<(u64, Value)> {
        loop {
            while let Some((block, rest)) = self.ahead.split_once("\n\n") {
                let (block, rest) = (block.to_owned(), rest.to_owned());
                self.ahead = rest;
                let field = |name: &str| {
                    let prefix = format!("{name}: ");
                    let found = block.lines().find_map(|line| line.strip_prefix(&prefix));
                    found.map(str::to_owned)
                };
                if let (Some(id), Some(data)) = (field("id"), field("data")) {
                    assert_eq!(field("event").as_deref(), Some("change"));
                    return Some((id.parse().unwrap(), serde_json::from_str(&data).unwrap()));
                }
            }
            let wait = tokio::time::timeout(Duration::from_secs(20), self.body.next());
            let bytes = wait.await.expect("an event within 20 s")?.unwrap();
            self.ahead.push_str(std::str::from_utf8(&bytes).unwrap());
        }
    }
}

#[tokio::test]
async fn a_change_reaches_those_who_look_on() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    let mut one = Stream::open(&bench, "/api/events", None).await;
    let mut two = Stream::open(&bench, "/api/events", None).await;
    let coding = json!({"source": source, "start": 0, "end": 4, "paths": ["Ny"]});
    let written = bench.post("/api/codings", coding).await;
    for stream in [&mut one, &mut two] {
        let (id, event) = stream.next().await.unwrap();
        assert_eq!(json!(id), written["position"]);
        assert_eq!(event["position"], written["position"]);
        assert_eq!(event["summary"], written["summary"]);
        assert_eq!(event["touched"], json!(["code", "coding"]));
        assert_eq!(event["sources"], json!([source]));
        assert_eq!(event["user"], json!(bench.user.to_string()));
    }
}

#[tokio::test]
async fn a_browser_that_was_away_hears_what_it_missed() {
    let mut bench = Bench::new().await;
    let first = bench.workbench.position();
    for number in 0..600 {
        bench.post("/api/codes", json!({"name": format!("Kode {number}")})).await;
    }
    let last = first.to_string();
    let mut stream = Stream::open(&bench, "/api/events", Some(&last)).await;
    for expected in first + 1..=first + 600 {
        assert_eq!(stream.next().await.unwrap().0, expected, "each once, in order, none left out");
    }
    bench.post("/api/codes", json!({"name": "En til"})).await;
    assert_eq!(stream.next().await.unwrap().0, first + 601, "and then as it happens");

    let path = format!("/api/events?since={}", first + 599);
    let mut since = Stream::open(&bench, &path, None).await;
    assert_eq!(since.next().await.unwrap().0, first + 600);
    let mut header_wins = Stream::open(&bench, &path, Some(&(first + 600).to_string())).await;
    assert_eq!(header_wins.next().await.unwrap().0, first + 601);
}

#[tokio::test]
async fn a_place_past_the_end_hears_from_now_on() {
    let mut bench = Bench::new().await;
    let mut stream = Stream::open(&bench, "/api/events", Some("999999")).await;
    let written = bench.post("/api/codes", json!({"name": "A"})).await;
    assert_eq!(json!(stream.next().await.unwrap().0), written["position"]);
}

#[tokio::test]
async fn a_place_that_is_no_number_is_refused() {
    let bench = Bench::new().await;
    let request = bench.request("GET", "/api/events").header("last-event-id", "yesterday");
    let answer = bench.send(request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_stream_ends_with_the_session() {
    let mut bench = Bench::new().await;
    let mut stream = Stream::open(&bench, "/api/events", None).await;
    bench.post("/api/codes", json!({"name": "A"})).await;
    assert!(stream.next().await.is_some());
    bench.ask("POST", "/api/logout", None).await;
    bench
        .workbench
        .add(bench.user, funn_workbench::model::Code::named(bench.workbench.fresh(), None, "B"))
        .unwrap();
    assert_eq!(stream.next().await, None, "nothing is told after signing out");
}
