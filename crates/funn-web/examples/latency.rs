//! How long the requests of a reader take: `cargo run --release -p funn-web --example latency`.
//!
//! A text of 1 MB with 5,000 codings, in a study in a temporary folder, asked without a network.
#![expect(clippy::print_stdout, reason = "prints a table of figures")]

use std::error::Error;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use funn_workbench::model::{Change, Deed, Edit, Moment, Span, StudyDetails};
use funn_workbench::{
    Cost, Environment, ImportFile, ImportOptions, StudyPlan, SystemRandomness, Workbench,
};
use tower::ServiceExt as _;

const CODINGS: u32 = 5_000;
const ROUNDS: usize = 21;
const HOST: &str = "127.0.0.1:4180";

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let dir = tempfile::tempdir()?;
    let clock = Arc::new(|| Moment(jiff::Timestamp::now().as_millisecond()));
    let environment = Environment { clock, random: Box::new(SystemRandomness) };
    let plan = StudyPlan {
        details: StudyDetails::default(),
        passphrase: "a".to_owned(),
        vault_passphrase: "b".to_owned(),
        cost: Cost::LEAST,
        user: "Anna".to_owned(),
    };
    let made = Workbench::create(
        &dir.path().join("study"),
        plan,
        environment,
        Box::new(SystemRandomness),
    )?;
    let workbench = Arc::new(made.workbench);
    let user = workbench.user("Anna")?;
    let line = "R1: Det var rådmannen som bestemte at vi skulle begynne, og så fikk vi penger.\n";
    let text = ["I: Og så?\n", line].concat().repeat(11_500);
    let file = ImportFile { name: "a.txt".to_owned(), bytes: text.into_bytes() };
    let report = workbench.import(user, &[file], &ImportOptions::default(), &|_bytes| {})?;
    let source = report.sources.first().ok_or("nothing was imported")?;
    println!("text: {} characters", source.characters);
    code_all(&workbench, user, source.id)?;

    let app = funn_web::build(Arc::clone(&workbench), user, 4180)?;
    let link = app.new_login_path()?;
    let answer = app.service.clone().oneshot(get(&link, "")?).await?;
    let cookie = answer.headers().get(header::SET_COOKIE).ok_or("no cookie")?.to_str()?;
    let cookie = cookie.split(';').next().unwrap_or_default().to_owned();

    let id = source.id;
    for path in [
        "/api/study".to_owned(),
        "/api/codes".to_owned(),
        format!("/api/sources/{id}"),
        format!("/api/sources/{id}/codings"),
        "/api/find?q=*".to_owned(),
        "/api/matrix?rows=code&cols=source".to_owned(),
    ] {
        let asked = || get(&path, &cookie);
        show(&format!("GET {path}"), measure(&app.service, asked).await?);
        let packed = || {
            let mut request = asked()?;
            request.headers_mut().insert(header::ACCEPT_ENCODING, "gzip".parse()?);
            Ok(request)
        };
        show("    the same, packed", measure(&app.service, packed).await?);
    }
    let mut start = 0;
    let coding = || {
        start += 7;
        let end = start + 30;
        let body = format!(r#"{{"source":"{id}","start":{start},"end":{end},"paths":["Ny"]}}"#);
        let request = Request::post("/api/codings")
            .header(header::HOST, HOST)
            .header(header::COOKIE, &cookie)
            .header(header::CONTENT_TYPE, "application/json")
            .header("x-funn", "1");
        Ok(request.body(Body::from(body))?)
    };
    show("POST /api/codings", measure(&app.service, coding).await?);
    Ok(())
}

fn code_all(
    workbench: &Workbench,
    user: funn_workbench::model::UserId,
    source: funn_workbench::model::SourceId,
) -> Result<(), Box<dyn Error>> {
    let mut changes = Vec::new();
    for number in 0..40 {
        let code =
            funn_workbench::model::Code::named(workbench.fresh(), None, format!("Kode {number}"));
        let id = code.id;
        changes.push(Change::Code(Edit::Add(code)));
        for place in (number..CODINGS).step_by(40) {
            let span = Span::new(place * 190, place * 190 + 120);
            let checksum = workbench.read(|project| {
                let passage = project.source_text(source).map_or("", |text| text.passage(span));
                funn_workbench::model::Checksum::of(project.salt(), passage)
            });
            changes.push(Change::Coding(Edit::Add(funn_workbench::model::Coding {
                id: workbench.fresh(),
                code: id,
                source,
                span,
                checksum,
                coder: user,
                at: workbench.now(),
                round: None,
                facets: Vec::new(),
                weight: None,
                displaced: false,
            })));
        }
    }
    workbench.commit(user, Change::Batch { deed: Deed::Code, subject: String::new(), changes })?;
    Ok(())
}

fn get(path: &str, cookie: &str) -> Result<Request<Body>, Box<dyn Error>> {
    let request = Request::get(path).header(header::HOST, HOST).header(header::COOKIE, cookie);
    Ok(request.body(Body::empty())?)
}

/// Median, slowest, and the size of the answer.
async fn measure(
    service: &Router,
    mut request: impl FnMut() -> Result<Request<Body>, Box<dyn Error>>,
) -> Result<(Duration, Duration, usize), Box<dyn Error>> {
    let mut times = Vec::new();
    let mut size = 0;
    for _ in 0..ROUNDS {
        let request = request()?;
        let began = Instant::now();
        let answer = service.clone().oneshot(request).await?;
        if !answer.status().is_success() {
            return Err(format!("answered {}", answer.status()).into());
        }
        size = axum::body::to_bytes(answer.into_body(), 1 << 30).await?.len();
        times.push(began.elapsed());
    }
    times.sort_unstable();
    let median = times.get(ROUNDS / 2).copied().unwrap_or_default();
    Ok((median, times.last().copied().unwrap_or_default(), size))
}

fn show(what: &str, (median, slowest, size): (Duration, Duration, usize)) {
    let ms = |time: Duration| time.as_secs_f64() * 1000.0;
    println!("{what:60} {:8.2} ms  (at most {:8.2})  {size:9} bytes", ms(median), ms(slowest));
}
