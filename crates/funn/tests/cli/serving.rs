//! The workbench served: what is printed, who may come in, and who may not open the study again.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

use serde_json::Value;

use crate::support::desk;

/// A server that is ended with the test.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        self.0.kill().unwrap();
        self.0.wait().unwrap();
    }
}

fn answer(url: &str, path: &str) -> String {
    let address = url.trim_start_matches("http://").split('/').next().unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    write!(stream, "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

#[test]
fn a_study_is_served_to_whoever_has_the_address_and_opened_by_nobody_else() {
    let desk = desk();
    let mut child = Command::new(assert_cmd::cargo::cargo_bin!("funn"))
        .args(["serve", "study", "--json"])
        .current_dir(desk.folder())
        .env("FUNN_PASSPHRASE", "correct horse")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let stdout = child.stdout.take().unwrap();
    let _server = Server(child);
    let mut line = String::new();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let told: Value = serde_json::from_str(&line).unwrap();
    assert!(told["study"].is_string(), "{told}");
    let url = told["url"].as_str().unwrap();
    assert!(url.starts_with("http://127.0.0.1:"), "{url}");

    let path = url.splitn(4, '/').nth(3).map(|path| format!("/{path}")).unwrap();
    assert!(answer(url, "/api/study").starts_with("HTTP/1.1 401"));
    assert!(answer(url, &path).starts_with("HTTP/1.1 303"), "{}", answer(url, &path));

    let refused = desk.run(&["find", "study", "*", "--json"]).failed(1).json_error();
    assert_eq!(refused["kind"], "locked");
    assert!(
        refused["hint"].as_str().unwrap().contains("close the other program")
            || refused["hint"].as_str().unwrap().contains("Close the other program")
    );
}
