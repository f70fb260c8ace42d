//! A study in a temporary folder, and a browser that is signed in to it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, Response, StatusCode, header};
use funn_web::App;
use funn_workbench::model::{Moment, StudyDetails, UserId};
use funn_workbench::{Cost, Environment, SeededRandomness, StudyPlan, Workbench};
use serde_json::{Value, json};
use tower::ServiceExt as _;

/// The port that the server believes it is reached at.
pub(crate) const PORT: u16 = 4180;

/// The host of every good request.
pub(crate) const HOST: &str = "127.0.0.1:4180";

/// More than any answer in these tests.
const MOST: usize = 64 << 20;

/// A text with speakers, a heading's worth of words, and characters outside the first plane.
pub(crate) const INTERVIEW: &str = "I: Hvem bestemte at dere skulle begynne?\n\
    R1: Det var rådmannen som bestemte det 😀, og så fikk vi ikke penger.\n\
    I: Og ressursene?\n\
    R1: Vi manglet ressurser, men ledelsen var forankret.\n";

pub(crate) struct Bench {
    pub(crate) service: Router,
    pub(crate) app: App,
    pub(crate) workbench: Arc<Workbench>,
    pub(crate) user: UserId,
    pub(crate) cookie: String,
    /// What was asked and answered, with ids and times made plain.
    pub(crate) story: Vec<Value>,
    ids: Vec<String>,
    _dir: tempfile::TempDir,
}

/// What was answered.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Answer {
    pub(crate) async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, MOST).await.unwrap().to_vec();
        Self { status: parts.status, headers: parts.headers, bytes }
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or(Value::Null)
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }
}

/// A study with a user and nothing else; every look at the clock is a second later.
pub(crate) fn study(dir: &std::path::Path) -> (Workbench, UserId) {
    let ticks = AtomicI64::new(1_700_000_000);
    let clock = Arc::new(move || Moment(1000 * ticks.fetch_add(1, Ordering::Relaxed)));
    let environment = Environment { clock, random: Box::new(SeededRandomness::from_number(1)) };
    let plan = StudyPlan {
        details: StudyDetails { title: "Prøve".to_owned(), ..StudyDetails::default() },
        passphrase: "hemmelig".to_owned(),
        vault_passphrase: "hemmeligere".to_owned(),
        cost: Cost::LEAST,
        user: "Anna".to_owned(),
    };
    let random = Box::new(SeededRandomness::from_number(2));
    let made = Workbench::create(&dir.join("study"), plan, environment, random).unwrap();
    let user = made.workbench.user("Anna").unwrap();
    (made.workbench, user)
}

impl Bench {
    pub(crate) async fn new() -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (workbench, user) = study(dir.path());
        let workbench = Arc::new(workbench);
        let app = funn_web::build(Arc::clone(&workbench), user, PORT).unwrap();
        let service = app.service.clone();
        let (story, ids) = (Vec::new(), Vec::new());
        let cookie = String::new();
        let mut bench = Self { service, app, workbench, user, cookie, story, ids, _dir: dir };
        let link = bench.app.new_login_path().unwrap();
        let answer = bench.send(Request::get(&link).header(header::HOST, HOST)).await;
        let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
        cookie.split(';').next().unwrap().clone_into(&mut bench.cookie);
        bench
    }

    /// Sends a request exactly as it is.
    pub(crate) async fn send_with(&self, request: Request<Body>) -> Answer {
        Answer::of(self.service.clone().oneshot(request).await.unwrap()).await
    }

    /// Sends a request without a body exactly as it is.
    pub(crate) async fn send(&self, request: axum::http::request::Builder) -> Answer {
        self.send_with(request.body(Body::empty()).unwrap()).await
    }

    /// A request as the page makes it.
    pub(crate) fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::HOST, HOST)
            .header(header::COOKIE, &self.cookie)
            .header("sec-fetch-site", "same-origin");
        if method == "GET" { request } else { request.header("x-funn", "1") }
    }

    /// Asks without keeping it in the story.
    pub(crate) async fn ask(&self, method: &str, path: &str, body: Option<&Value>) -> Answer {
        let request = self.request(method, path);
        match body {
            Some(body) => {
                let request = request.header(header::CONTENT_TYPE, "application/json");
                self.send_with(request.body(Body::from(body.to_string())).unwrap()).await
            }
            None => self.send(request).await,
        }
    }

    /// Asks, keeps it in the story, and answers the JSON.
    pub(crate) async fn tell(&mut self, method: &str, path: &str, body: Option<Value>) -> Value {
        let answer = self.ask(method, path, body.as_ref()).await;
        self.keep(method, path, body, &answer)
    }

    pub(crate) async fn get(&mut self, path: &str) -> Value {
        self.tell("GET", path, None).await
    }

    pub(crate) async fn post(&mut self, path: &str, body: Value) -> Value {
        self.tell("POST", path, Some(body)).await
    }

    pub(crate) async fn patch(&mut self, path: &str, body: Value) -> Value {
        self.tell("PATCH", path, Some(body)).await
    }

    pub(crate) async fn delete(&mut self, path: &str) -> Value {
        self.tell("DELETE", path, None).await
    }

    fn keep(&mut self, method: &str, path: &str, sent: Option<Value>, answer: &Answer) -> Value {
        let json = answer.json();
        let mut line = json!({
            "asked": format!("{method} {path}"),
            "status": answer.status.as_u16(),
            "answered": json,
        });
        if let Some(sent) = sent {
            line["sent"] = sent;
        }
        self.plain(&mut line);
        self.story.push(line);
        answer.json()
    }

    /// Sends files as a form does.
    pub(crate) async fn upload(
        &mut self,
        files: &[(&str, &[u8])],
        fields: &[(&str, &str)],
    ) -> Value {
        const EDGE: &str = "edge-of-a-part";
        let mut body = Vec::new();
        for (name, value) in fields {
            let head =
                format!("--{EDGE}\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(format!("{head}{value}\r\n").as_bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "--{EDGE}\r\ncontent-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(format!("--{EDGE}--\r\n").as_bytes());
        let kind = format!("multipart/form-data; boundary={EDGE}");
        let request = self.request("POST", "/api/sources").header(header::CONTENT_TYPE, kind);
        let answer = self.send_with(request.body(Body::from(body)).unwrap()).await;
        let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
        self.keep("POST", "/api/sources", Some(json!({"files": names, "fields": fields})), &answer)
    }

    /// Imports the interview; answers its id.
    pub(crate) async fn interview(&mut self) -> String {
        let answer = self.upload(&[("Intervju 1.txt", INTERVIEW.as_bytes())], &[]).await;
        id(&answer["sources"][0])
    }

    /// Ids by the order in which they appeared; times without their digits.
    fn plain(&mut self, value: &mut Value) {
        match value {
            Value::String(text) => *text = self.plain_text(text),
            Value::Array(items) => items.iter_mut().for_each(|item| self.plain(item)),
            Value::Object(fields) => {
                let old = std::mem::take(fields);
                for (key, mut value) in old {
                    self.plain(&mut value);
                    fields.insert(self.plain_text(&key), value);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    fn plain_text(&mut self, text: &str) -> String {
        if text.len() == 20 && text.ends_with('Z') && text.starts_with("20") {
            return "a time".to_owned();
        }
        let mut plain = text.to_owned();
        let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).collect();
        for start in starts {
            let Some(part) = text.get(start..start + 36) else { continue };
            if is_uuid(part) {
                let known = self.ids.iter().position(|known| known == part);
                let number = known.unwrap_or_else(|| {
                    self.ids.push(part.to_owned());
                    self.ids.len() - 1
                });
                plain = plain.replace(part, &format!("id-{}", number + 1));
            }
        }
        plain
    }
}

/// The field `id` of a value.
pub(crate) fn id(value: &Value) -> String {
    value["id"].as_str().unwrap_or_else(|| panic!("no id in {value}")).to_owned()
}

fn is_uuid(text: &str) -> bool {
    text.bytes().enumerate().all(|(place, byte)| match place {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    })
}
