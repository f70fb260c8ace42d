//! Who is let in, and with which headers everything goes out: on every route there is.

use axum::http::{HeaderMap, Request, StatusCode, header};

use crate::bench::{Answer, Bench, HOST};

/// Every route, with something in the place of what varies.
fn every_route() -> Vec<(String, String)> {
    let routes = funn_web::routes();
    assert!(routes.len() > 60, "the table of routes is read");
    let concrete = |path: &str| {
        path.replace("{id}", "00000000-0000-0000-0000-000000000000").replace("{*path}", "main.js")
    };
    routes.iter().map(|(method, path)| (method.to_string(), concrete(path))).collect()
}

fn is_open(path: &str) -> bool {
    path == "/login" || path.starts_with("/assets/")
}

fn ensure_dressed(answer: &Answer, what: &str) {
    let expected = [
        (
            "content-security-policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
             form-action 'self'",
        ),
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "no-referrer"),
        ("x-frame-options", "DENY"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
    ];
    for (name, value) in expected {
        let found: Vec<&str> =
            answer.headers.get_all(name).iter().map(|v| v.to_str().unwrap()).collect();
        assert_eq!(found, [value], "{name} of {what}");
    }
    let caching = answer.headers.get(header::CACHE_CONTROL).unwrap();
    let is_file = answer.headers.contains_key(header::ETAG);
    assert_eq!(caching, if is_file { "no-cache" } else { "no-store" }, "{what}");
    assert!(answer.headers.contains_key("x-request-id"), "{what}");
    for forbidden in ["access-control-allow-origin", "server"] {
        assert!(!answer.headers.contains_key(forbidden), "{forbidden} of {what}");
    }
}

fn signed_out(answer: &Answer) -> bool {
    answer.status == StatusCode::UNAUTHORIZED && answer.json()["error"]["kind"] == "signed-out"
}

#[tokio::test]
async fn without_a_session_nothing_but_the_door_and_the_files() {
    let bench = Bench::new().await;
    let other = ["/", "/sources/1", "/api/nothing", "/api", "/Login", "/login/", "/assets"];
    let others = other.map(|path| ("GET".to_owned(), path.to_owned()));
    for (method, path) in every_route().into_iter().chain(others) {
        let request = |cookie: &str| {
            let request = Request::builder().method(method.as_str()).uri(&path);
            request.header(header::HOST, HOST).header("x-funn", "1").header(header::COOKIE, cookie)
        };
        let (_, value) = bench.cookie.split_once('=').unwrap();
        let forged = [
            String::new(),
            format!("funn={value}"),
            bench.cookie.replace(value, &"0".repeat(64)),
            bench.cookie.to_uppercase(),
            format!("{}; {}", bench.cookie, bench.cookie),
        ];
        for cookie in forged {
            let answer = bench.send(request(&cookie)).await;
            let what = format!("{method} {path} with \"{cookie}\"");
            ensure_dressed(&answer, &what);
            if !is_open(&path) {
                assert!(signed_out(&answer), "{what}: {}", answer.status);
            }
        }
    }
}

#[tokio::test]
async fn with_a_session_every_route_is_there() {
    let bench = Bench::new().await;
    for (method, path) in every_route() {
        if path == "/api/logout" || path == "/api/events" {
            continue;
        }
        let answer = bench.send(bench.request(&method, &path)).await;
        let what = format!("{method} {path}");
        ensure_dressed(&answer, &what);
        assert_ne!(answer.status, StatusCode::METHOD_NOT_ALLOWED, "{what}");
        assert_ne!(answer.status, StatusCode::FORBIDDEN, "{what}");
        assert!(!answer.status.is_server_error(), "{what}: {}", answer.text());
        let message = &answer.json()["error"]["message"];
        assert_ne!(message, "there is nothing at this address", "{what}");
    }
}

#[tokio::test]
async fn a_foreign_host_is_refused_on_every_route() {
    let bench = Bench::new().await;
    let foreign = [
        "evil.example",
        "evil.example:4180",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:4181",
        "0.0.0.0:4180",
        "localhost",
        "app.localhost:4180",
        "[::1]",
        "2130706433:4180",
        "127.0.0.1:4180.",
        "user@127.0.0.1:4180",
        "",
    ];
    for (method, path) in every_route() {
        for host in foreign {
            let mut request = bench.request(&method, &path);
            request.headers_mut().unwrap().insert(header::HOST, host.parse().unwrap());
            let answer = bench.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} at \"{host}\"");
            ensure_dressed(&answer, &path);
        }
        let mut missing = bench.request(&method, &path);
        missing.headers_mut().unwrap().remove(header::HOST);
        assert_eq!(bench.send(missing).await.status, StatusCode::FORBIDDEN, "{method} {path}");
        let doubled = bench.request(&method, &path).header(header::HOST, HOST);
        assert_eq!(bench.send(doubled).await.status, StatusCode::FORBIDDEN, "{method} {path}");
    }
    for host in [HOST, "localhost:4180", "[::1]:4180"] {
        let mut request = bench.request("GET", "/api/study");
        request.headers_mut().unwrap().insert(header::HOST, host.parse().unwrap());
        assert_eq!(bench.send(request).await.status, StatusCode::OK, "{host}");
    }
}

#[tokio::test]
async fn no_other_page_writes_or_reads_on_any_route() {
    let bench = Bench::new().await;
    let own = "http://127.0.0.1:4180";
    let foreign: &[&[(&'static str, &str)]] = &[
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("sec-fetch-site", "cross-site"), ("origin", own)],
        &[("sec-fetch-site", "nonsense")],
        &[("origin", "http://evil.example")],
        &[("origin", "https://127.0.0.1:4180")],
        &[("origin", "http://127.0.0.1:9999")],
        &[("origin", "null")],
        &[("sec-fetch-site", "same-origin"), ("origin", "http://evil.example")],
    ];
    let before = bench.workbench.position();
    for (method, path) in every_route() {
        let is_data = path.starts_with("/api/");
        if !is_data && method == "GET" {
            continue;
        }
        let plain = || {
            let request = Request::builder().method(method.as_str()).uri(&path);
            request.header(header::HOST, HOST).header(header::COOKIE, &bench.cookie)
        };
        for headers in foreign {
            let mut request = plain().header("x-funn", "1");
            for (name, value) in *headers {
                request = request.header(*name, *value);
            }
            let answer = bench.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} {headers:?}");
        }
        if method != "GET" {
            let answer = bench.send(plain().header("origin", own)).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{method} {path} without x-funn");
        }
    }
    assert_eq!(bench.workbench.position(), before, "nothing was written");
}

#[tokio::test]
async fn a_preflight_is_never_answered() {
    let bench = Bench::new().await;
    for (_, path) in every_route() {
        let request = Request::builder()
            .method("OPTIONS")
            .uri(&path)
            .header(header::HOST, HOST)
            .header("origin", "http://evil.example")
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", "x-funn");
        let answer = bench.send(request).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{path}");
        ensure_dressed(&answer, &path);
    }
}

#[tokio::test]
async fn the_link_lets_one_browser_in_once() {
    let bench = Bench::new().await;
    let link = bench.app.new_login_path().unwrap();
    let get = |path: &str| Request::get(path).header(header::HOST, HOST);
    let looks: [(&str, HeaderMap); 2] = [
        ("HEAD", HeaderMap::new()),
        (
            "GET",
            HeaderMap::from_iter([("sec-purpose".parse().unwrap(), "prefetch".parse().unwrap())]),
        ),
    ];
    for (method, headers) in looks {
        let mut look = get(&link).method(method);
        look.headers_mut().unwrap().extend(headers);
        let answer = bench.send(look).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT, "a preview does not use the link up");
        assert!(!answer.headers.contains_key(header::SET_COOKIE));
    }
    let first = bench.send(get(&link)).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER);
    assert_eq!(first.headers.get(header::LOCATION).unwrap(), "/", "the token is gone");
    let cookie = first.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.starts_with("funn-"), "{cookie}");
    for part in ["; HttpOnly", "; SameSite=Strict", "; Path=/"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    let second = bench.send(get(&link)).await;
    assert_eq!(second.status, StatusCode::UNAUTHORIZED);
    assert!(!second.headers.contains_key(header::SET_COOKIE));
    for bad in ["/login", "/login?token=", "/login?token=abc", "/login?tok=1"] {
        let answer = bench.send(get(bad)).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{bad}");
    }
    let signed_in = get("/login").header(header::COOKIE, &bench.cookie);
    assert_eq!(bench.send(signed_in).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn logging_out_ends_the_session() {
    let bench = Bench::new().await;
    assert_eq!(bench.ask("GET", "/api/study", None).await.status, StatusCode::OK);
    let answer = bench.ask("POST", "/api/logout", None).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    let forget = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(forget.contains("Max-Age=0"), "{forget}");
    assert!(signed_out(&bench.ask("GET", "/api/study", None).await));
}

#[tokio::test]
async fn a_person_without_a_session_sees_what_to_do() {
    let bench = Bench::new().await;
    let request = Request::get("/sources").header(header::HOST, HOST).header("accept", "text/html");
    let answer = bench.send(request).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
    ensure_dressed(&answer, "the page for those who are not signed in");
    let page = answer.text();
    assert!(page.contains("Ikke logget inn") && page.contains("Not signed in"), "{page}");
    assert!(!page.contains("<script"), "{page}");
}
