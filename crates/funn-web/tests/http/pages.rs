//! The page, its files, and the description of the interface.

use std::borrow::Cow;
use std::collections::BTreeSet;

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::bench::Bench;

#[tokio::test]
async fn every_view_is_the_page_and_every_file_has_its_type() {
    let bench = Bench::new().await;
    for path in ["/", "/sources/0192aabb", "/codes/x", "/compare?rows=code", "/find"] {
        let answer = bench.ask("GET", path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.headers.get(header::CONTENT_TYPE).unwrap(), "text/html; charset=utf-8");
        assert!(answer.text().starts_with("<!doctype html>"), "{path}");
    }
    for (path, kind) in [
        ("/assets/main.js", "text/javascript; charset=utf-8"),
        ("/assets/lib/api.js", "text/javascript; charset=utf-8"),
        ("/assets/styles/base.css", "text/css; charset=utf-8"),
        ("/assets/vendor/vendor.lock.json", "application/json"),
    ] {
        let answer = bench.ask("GET", path, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}");
        assert_eq!(answer.headers.get(header::CONTENT_TYPE).unwrap(), kind, "{path}");
        assert!(!answer.bytes.is_empty());
    }
}

#[tokio::test]
async fn a_file_that_is_known_already_is_not_sent_again() {
    let bench = Bench::new().await;
    let first = bench.ask("GET", "/assets/main.js", None).await;
    let tag = first.headers.get(header::ETAG).unwrap().to_str().unwrap().to_owned();
    for known in [tag.clone(), format!("W/{tag}"), format!("\"other\", {tag}")] {
        let request = bench.request("GET", "/assets/main.js");
        let again = bench.send(request.header(header::IF_NONE_MATCH, known)).await;
        assert_eq!(again.status, StatusCode::NOT_MODIFIED);
        assert!(again.bytes.is_empty());
    }
    let request = bench.request("GET", "/assets/main.js");
    let changed = bench.send(request.header(header::IF_NONE_MATCH, "\"other\"")).await;
    assert_eq!(changed.status, StatusCode::OK);
}

#[tokio::test]
async fn nothing_outside_the_interface_is_a_file() {
    let bench = Bench::new().await;
    for path in [
        "/assets/none.js",
        "/assets/",
        "/assets/../Cargo.toml",
        "/assets/%2e%2e/Cargo.toml",
        "/assets/..%2fCargo.toml",
        "/assets/lib/..%5c..%5cCargo.toml",
        "/assets//etc/passwd",
        "/assets/package.json",
        "/assets/node_modules/lit/index.js",
        "/assets/lib/types.d.ts",
        "/assets/parts/grid-keys.test.js",
        "/assets/.hidden",
        "/assets/lib",
    ] {
        let answer = bench.ask("GET", path, None).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_the_page_names_is_there() {
    let bench = Bench::new().await;
    let page = bench.ask("GET", "/", None).await.text();
    let mut named = 0;
    for part in page.split('"').filter(|part| part.starts_with("/assets/")) {
        let answer = bench.ask("GET", part, None).await;
        assert_eq!(answer.status, StatusCode::OK, "{part}");
        named += 1;
    }
    assert!(named > 3);
    assert!(
        !page.contains("http://") || page.contains("http://www.w3.org/2000/svg"),
        "no other host"
    );
}

#[test]
fn only_what_runs_is_embedded() {
    let files: BTreeSet<String> = funn_web::ui_files().map(Cow::into_owned).collect();
    assert!(files.contains("index.html") && files.contains("lib/api.js"));
    for file in &files {
        let is_for_makers = file.contains("node_modules")
            || file.ends_with(".test.js")
            || file.ends_with(".d.ts")
            || file.starts_with("e2e");
        assert!(!is_for_makers, "{file}");
    }
}

const CHECKED_IN: &str = include_str!("../../../../docs/openapi.json");

#[test]
fn the_description_is_the_one_checked_in() {
    let now = funn_web::openapi_json().unwrap();
    assert!(
        now == CHECKED_IN,
        "docs/openapi.json is not what the routes say: \
         cargo run -p funn-web --example openapi > docs/openapi.json"
    );
}

#[test]
fn the_description_names_every_route_and_no_other() {
    let document: Value = serde_json::from_str(CHECKED_IN).unwrap();
    let mut described = BTreeSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            described.insert((method.to_uppercase(), path.clone()));
            assert!(!operation["summary"].as_str().unwrap().is_empty(), "{method} {path}");
            assert!(operation["responses"]["default"].is_object(), "{method} {path}");
        }
    }
    let routes: BTreeSet<(String, String)> = funn_web::routes()
        .into_iter()
        .map(|(method, path)| (method.to_string(), path.replace("{*", "{")))
        .collect();
    assert_eq!(described, routes);
}

#[test]
fn every_shape_that_is_referred_to_is_described() {
    let document: Value = serde_json::from_str(CHECKED_IN).unwrap();
    let known = document["components"]["schemas"].as_object().unwrap();
    let mut ahead = vec![&document];
    let mut seen = 0;
    while let Some(value) = ahead.pop() {
        match value {
            Value::Object(fields) => {
                if let Some(Value::String(reference)) = fields.get("$ref") {
                    let name = reference.rsplit('/').next().unwrap();
                    assert!(known.contains_key(name), "{reference}");
                    seen += 1;
                }
                ahead.extend(fields.values());
            }
            Value::Array(items) => ahead.extend(items),
            _ => {}
        }
    }
    assert!(seen > 100);
}
