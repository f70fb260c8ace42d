//! Errors: one shape, a fitting status, nothing of what was said in them.

use axum::body::Body;
use axum::http::{StatusCode, header};
use serde_json::{Value, json};

use crate::bench::Bench;

#[tokio::test]
async fn each_problem_has_its_shape() {
    let mut bench = Bench::new().await;
    let source = bench.interview().await;
    bench.post("/api/codes", json!({"name": "Tillit"})).await;
    bench.story.clear();
    let nobody = "00000000-0000-0000-0000-000000000000";
    let coding = |start: u32, end: u32| json!({"source": source, "start": start, "end": end, "paths": ["A"]});
    bench.get("/api/nothing").await;
    bench.tell("PUT", "/api/study", Some(json!({}))).await;
    bench.get("/api/sources/not-an-id").await;
    bench.get(&format!("/api/sources/{nobody}")).await;
    bench.delete(&format!("/api/codes/{nobody}")).await;
    bench.post("/api/codes", json!({"name": "Tillit"})).await;
    bench.post("/api/codes", json!({"name": ""})).await;
    bench.post("/api/codes", json!({"name": "A/B"})).await;
    bench.post("/api/codes", json!({"name": "A", "colour": "red"})).await;
    bench.post("/api/codes", json!({"name": "A", "size": 4})).await;
    bench.post("/api/codes", json!({"name": 4})).await;
    bench.post("/api/codings", json!({"source": source})).await;
    bench.post("/api/codings", coding(9, 4)).await;
    bench.post("/api/codings", coding(0, 100_000)).await;
    bench.post("/api/codings", json!({"source": source, "start": 0, "end": 4})).await;
    bench.post("/api/uncode", json!({"codings": []})).await;
    bench.get("/api/find?q=code%3ATilit").await;
    bench.get("/api/find?q=(").await;
    bench.get("/api/log?limit=many").await;
    bench.patch("/api/study", json!({"tittel": "x"})).await;
    bench.post("/api/memos", json!({"target": {"type": "passage"}, "kind": "note"})).await;
    bench.post("/api/attributes", json!({"owner": "me", "name": "a", "type": "text"})).await;
    for line in &bench.story {
        let status = line["status"].as_u64().unwrap();
        assert!((400..500).contains(&status), "{line}");
        let error = &line["answered"]["error"];
        assert!(error["message"].as_str().is_some_and(|message| !message.is_empty()), "{line}");
        assert!(error["hint"].is_string() && error["kind"].is_string(), "{line}");
    }
    insta::assert_json_snapshot!(bench.story);
}

#[tokio::test]
async fn bodies_that_are_not_json_or_too_large() {
    let bench = Bench::new().await;
    let send = async |kind: Option<&str>, body: Vec<u8>| {
        let mut request = bench.request("POST", "/api/codes");
        if let Some(kind) = kind {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let answer = bench.send_with(request.body(Body::from(body)).unwrap()).await;
        (answer.status, answer.json()["error"]["kind"].clone())
    };
    let json = Some("application/json");
    let invalid = Value::from("invalid");
    assert_eq!(
        send(None, b"{}".to_vec()).await,
        (StatusCode::UNSUPPORTED_MEDIA_TYPE, invalid.clone())
    );
    let form = Some("application/x-www-form-urlencoded");
    assert_eq!(send(form, b"name=a".to_vec()).await.0, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    assert_eq!(send(json, b"{name".to_vec()).await, (StatusCode::BAD_REQUEST, invalid));
    let huge = format!("{{\"name\":\"{}\"}}", "x".repeat(17 << 20));
    let expected = (StatusCode::PAYLOAD_TOO_LARGE, Value::from("too-large"));
    assert_eq!(send(json, huge.into_bytes()).await, expected);
}

#[tokio::test]
async fn what_was_sent_does_not_come_back_in_an_error() {
    let bench = Bench::new().await;
    let secret = "Kari Nordmann sa at";
    let bodies = [
        ("/api/codings", json!({"source": secret, "start": 0, "end": 1})),
        ("/api/codings", json!({"source": {"a": secret}})),
        ("/api/codes", json!({"name": [secret]})),
        ("/api/memos", json!({"target": {"type": secret}, "kind": "note"})),
        ("/api/memos", json!({"target": {"type": "study"}, "kind": secret})),
        ("/api/facets", json!({"name": "f", "values": [{"name": "v", "glyph": secret}]})),
    ];
    for (path, body) in bodies {
        let answer = bench.ask("POST", path, Some(&body)).await;
        assert!(answer.status.is_client_error(), "{path}");
        assert!(!answer.text().contains("Nordmann"), "{}", answer.text());
    }
}

#[tokio::test]
async fn large_answers_are_packed_and_small_ones_are_not() {
    let mut bench = Bench::new().await;
    let long = "Et ganske langt avsnitt om ingenting.\n".repeat(4000);
    let answer = bench.upload(&[("lang.txt", long.as_bytes())], &[]).await;
    let source = answer["sources"][0]["id"].as_str().unwrap().to_owned();
    let packed = |path: String| bench.request("GET", &path).header(header::ACCEPT_ENCODING, "gzip");
    let large = bench.send(packed(format!("/api/sources/{source}"))).await;
    assert_eq!(large.headers.get(header::CONTENT_ENCODING).unwrap(), "gzip");
    let unpacked = bench.ask("GET", &format!("/api/sources/{source}"), None).await;
    assert!(!unpacked.headers.contains_key(header::CONTENT_ENCODING));
    assert!(large.bytes.len() * 3 < unpacked.bytes.len());
    let small = bench.send(packed("/api/study".to_owned())).await;
    assert!(!small.headers.contains_key(header::CONTENT_ENCODING));
}
