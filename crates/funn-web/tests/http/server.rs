//! A server on a real port.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::time::Duration;

use crate::bench::study;
use funn_web::{ServerConfig, WebError, serve};

async fn exchange(addr: SocketAddr, request: &str) -> String {
    let request = request.to_owned();
    let asked = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(addr).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    });
    asked.await.unwrap()
}

fn get(path: &str, host: &str, more: &str) -> String {
    format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{more}Connection: close\r\n\r\n")
}

#[tokio::test]
async fn it_serves_on_loopback_until_it_is_told_to_stop() {
    let dir = tempfile::tempdir().unwrap();
    let (workbench, user) = study(dir.path());
    let workbench = Arc::new(workbench);
    let running = serve(Arc::clone(&workbench), user, ServerConfig::default()).await.unwrap();
    let addr = running.addr;
    assert!(addr.ip().is_loopback() && addr.port() != 0);
    assert_eq!(running.url, format!("http://127.0.0.1:{}/", addr.port()));
    let token = running.login_url.rsplit('=').next().unwrap().to_owned();
    assert!(running.login_url.starts_with(&format!("{}login?token=", running.url)));

    let host = format!("127.0.0.1:{}", addr.port());
    let path = format!("/login?token={token}");
    let rebound = exchange(addr, &get(&path, "evil.example", "")).await;
    assert!(rebound.starts_with("HTTP/1.1 403"), "{rebound}");
    let answer = exchange(addr, &get(&path, &host, "")).await;
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    assert!(!answer.contains(&token), "the token is not sent back");
    let cookie = answer.lines().find_map(|line| line.strip_prefix("set-cookie: ")).unwrap();
    let cookie = format!("Cookie: {}\r\n", cookie.split(';').next().unwrap());
    let study = exchange(addr, &get("/api/study", &host, &cookie)).await;
    assert!(study.starts_with("HTTP/1.1 200") && study.contains("\"title\":\"Prøve\""), "{study}");
    let absolute = exchange(addr, &get("http://evil.example/api/study", &host, &cookie)).await;
    assert!(absolute.starts_with("HTTP/1.1 403"), "{absolute}");

    let taken = serve(workbench, user, ServerConfig { port: addr.port() }).await;
    assert!(matches!(taken, Err(WebError::Bind { port, .. }) if port == addr.port()));

    let (opened, open) = tokio::sync::oneshot::channel();
    let events = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(addr).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
        stream.write_all(get("/api/events", &host, &cookie).as_bytes()).unwrap();
        let mut first = [0; 15];
        stream.read_exact(&mut first).unwrap();
        opened.send(first).unwrap();
        let mut rest = Vec::new();
        stream.read_to_end(&mut rest).unwrap();
    });
    assert_eq!(&open.await.unwrap(), b"HTTP/1.1 200 OK");
    let second = running.new_login_url().unwrap();
    assert_ne!(second, running.login_url);
    tokio::time::timeout(Duration::from_secs(20), running.stop()).await.expect("it stops").unwrap();
    events.await.unwrap();
    assert!(TcpStream::connect(addr).is_err(), "nobody listens any more");
}
