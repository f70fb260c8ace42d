//! The budgets of the design, measured end to end: `cargo bench -p funn-workbench`.
//!
//! Builds a study of national size in a temporary folder, then opens it, codes in it, asks it and
//! searches it, each in a process of its own so that peak memory is that of the step. A number
//! after `--` scales the study: `cargo bench -p funn-workbench -- 0.1` makes a tenth of it.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::disallowed_methods,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a bench prints, reads its own memory from the system, and stops at the unexpected"
)]

use std::io::Write as _;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use funn_workbench::analysis::{SearchLimits, search};
use funn_workbench::ask::{self, MatrixRequest};
use funn_workbench::model::query::{PatternKind, TextPattern};
use funn_workbench::model::{
    Case, CaseId, CaseKind, CaseKindId, Change, Checksum, Code, CodeId, Coding, CodingId, Deed,
    Edit, Moment, SourceId, Span, StudyDetails, Tie, TieId, UserId,
};
use funn_workbench::{
    CodingRequest, Cost, Environment, ImportFile, ImportOptions, Secret, StudyPlan,
    SystemRandomness, Workbench,
};

const SOURCES: f64 = 10_000.0;
const SOURCE_BYTES: usize = 20_000;
const CODINGS: f64 = 1_000_000.0;
const CODES: u32 = 500;
const CASES: u32 = 1_000;
const PASSPHRASE: &str = "bench";

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    if let Some(place) = arguments.iter().position(|argument| argument == "--step") {
        let (step, dir) = (&arguments[place + 1], &arguments[place + 2]);
        return run_step(step, Path::new(dir));
    }
    let scale = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(1.0);
    let dir = tempfile::tempdir().unwrap();
    let study = dir.path().join("study");
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    println!("cores {cores}, scale {scale}, cost of the passphrase as in a new study");
    let started = Instant::now();
    build(&study, scale);
    println!("study built in {:.1} s (not judged)\n", started.elapsed().as_secs_f64());
    println!("{:<44} {:>12} {:>12} {:>10}", "what", "median", "budget", "peak MiB");
    for step in ["open", "commit", "matrix", "cooccurrence", "search"] {
        spawn_step(step, &study);
    }
    for (step, files) in [("import-txt", 1_000.0), ("import-docx", 1_000.0)] {
        let inbox = dir.path().join(step);
        std::fs::create_dir(&inbox).unwrap();
        write_interviews(&inbox, (files * scale) as usize, step == "import-docx");
        spawn_step(step, &inbox);
    }
}

fn spawn_step(step: &str, dir: &Path) {
    let status =
        Command::new(std::env::current_exe().unwrap()).arg("--step").arg(step).arg(dir).status();
    assert!(status.unwrap().success(), "{step}");
}

fn run_step(step: &str, dir: &Path) {
    match step {
        "open" => {
            let times: Vec<Duration> = (0..3).map(|_| timed(|| drop(open(dir)))).collect();
            report("open the study", times, Duration::from_millis(1_500));
        }
        "commit" => commit_step(dir),
        "matrix" => {
            let workbench = open(dir);
            let request = MatrixRequest {
                rows: "code",
                cols: "case",
                filter: None,
                measure: "codings",
                exact: false,
                nonzero: false,
            };
            let times = workbench.read(|project| {
                let ask = || drop(ask::matrix(project, &request).unwrap());
                (0..7).map(|_| timed(ask)).collect()
            });
            report("matrix code × case", times, Duration::from_millis(50));
        }
        "cooccurrence" => {
            let workbench = open(dir);
            let times = workbench.read(|project| {
                let spec = funn_workbench::analysis::CooccurrenceSpec {
                    filter: None,
                    exact: true,
                    evidence: false,
                };
                let ask =
                    || drop(funn_workbench::analysis::cooccurrence::cooccurrence(project, &spec));
                (0..5).map(|_| timed(ask)).collect()
            });
            report("co-occurrence, all pairs", times, Duration::from_millis(500));
        }
        "search" => search_step(dir),
        _ => import_step(step, dir),
    }
}

fn commit_step(dir: &Path) {
    let workbench = open(dir);
    let user = workbench.user("coder").unwrap();
    let (source, code) =
        workbench.read(|project| (project.sources().by_id()[0].id, project.codes().by_id()[7].id));
    let mut times: Vec<Duration> = (0..300)
        .map(|number| {
            let request = CodingRequest {
                source,
                span: Span::new(number * 3, number * 3 + 40),
                codes: vec![code],
                paths: Vec::new(),
                facets: Vec::new(),
                weight: None,
                round: None,
            };
            timed(|| drop(workbench.code(user, &request).unwrap()))
        })
        .collect();
    times.sort();
    let p99 = times[times.len() * 99 / 100];
    report("commit one coding, durable, median", times, Duration::from_millis(20));
    report("commit one coding, durable, p99", vec![p99], Duration::from_millis(20));
}

fn search_step(dir: &Path) {
    let workbench = open(dir);
    let limits = SearchLimits { hits: 200, context: 60 };
    for (name, kind, text) in [
        ("search a word, with context", PatternKind::Literal, "forankring"),
        ("search an expression, with context", PatternKind::Regex, r"frivillig\w+ og"),
    ] {
        let pattern = TextPattern { kind, text: text.to_owned(), case_sensitive: false };
        let times = workbench.read(|project| {
            let ask = || drop(search(project, &pattern, limits).unwrap());
            (0..5).map(|_| timed(ask)).collect()
        });
        report(name, times, Duration::from_millis(150));
    }
}

fn import_step(step: &str, inbox: &Path) {
    let mut paths: Vec<_> =
        std::fs::read_dir(inbox).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let started = Instant::now();
    let files: Vec<ImportFile> = paths
        .iter()
        .map(|path| ImportFile {
            name: path.file_name().unwrap().to_string_lossy().into_owned(),
            bytes: std::fs::read(path).unwrap(),
        })
        .collect();
    let reading = started.elapsed();
    let (workbench, user) = create(&inbox.join("study"));
    let options = ImportOptions::default();
    let time = timed(|| {
        let report = workbench.import(user, &files, &options, &|_| {}).unwrap();
        assert_eq!(report.sources.len(), files.len());
    });
    let (what, budget) = if step == "import-txt" { ("plain text", 1) } else { ("docx", 3) };
    let what = format!("import {} interviews, {what}", files.len());
    report(&what, vec![time + reading], Duration::from_secs(budget));
}

fn timed(work: impl FnOnce()) -> Duration {
    let started = Instant::now();
    work();
    started.elapsed()
}

fn report(what: &str, mut times: Vec<Duration>, budget: Duration) {
    times.sort();
    let median = times[times.len() / 2];
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))
        .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<u64>().ok())
        .map_or_else(|| "?".to_owned(), |kib| (kib / 1024).to_string());
    let ms = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1_000.0);
    println!("{what:<44} {:>12} {:>12} {peak:>10}", ms(median), ms(budget));
}

fn environment() -> Environment {
    let clock = || {
        let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap();
        Moment(i64::try_from(now.as_millis()).unwrap())
    };
    Environment { clock: Arc::new(clock), random: Box::new(SystemRandomness) }
}

fn create(dir: &Path) -> (Workbench, UserId) {
    let plan = StudyPlan {
        details: StudyDetails { title: "bench".to_owned(), ..StudyDetails::default() },
        passphrase: PASSPHRASE.to_owned(),
        vault_passphrase: PASSPHRASE.to_owned(),
        cost: Cost::default(),
        user: "coder".to_owned(),
    };
    let new = Workbench::create(dir, plan, environment(), Box::new(SystemRandomness)).unwrap();
    let user = new.workbench.user("coder").unwrap();
    (new.workbench, user)
}

fn open(dir: &Path) -> Workbench {
    let secret = Secret::Passphrase(PASSPHRASE.to_owned().into());
    Workbench::open(dir, &secret, environment(), Box::new(SystemRandomness)).unwrap()
}

/// A small deterministic generator (xorshift64*; Vigna 2016).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u32) -> u32 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as u32 % sides
    }
}

const WORDS: [&str; 24] = [
    "kommunen",
    "frivilligheten",
    "og",
    "vi",
    "har",
    "møter",
    "på",
    "tvers",
    "av",
    "området",
    "integrering",
    "samarbeid",
    "språkkafé",
    "det",
    "er",
    "ikke",
    "sånn",
    "at",
    "noen",
    "eier",
    "forankring",
    "ressurser",
    "erfaring",
    "frivillige",
];

fn interview(dice: &mut Dice, bytes: usize) -> String {
    let mut text = String::with_capacity(bytes + 64);
    let mut turn = 0;
    while text.len() < bytes {
        text.push_str(if turn % 2 == 0 { "I: " } else { "R: " });
        turn += 1;
        for _ in 0..20 + dice.roll(60) {
            text.push_str(WORDS[dice.roll(24) as usize]);
            text.push(' ');
        }
        text.pop();
        text.push_str(".\n\n");
    }
    text
}

fn build(dir: &Path, scale: f64) {
    let (workbench, user) = create(dir);
    let mut dice = Dice(88_172_645_463_325_252);
    let wanted = (SOURCES * scale) as usize;
    for first in (0..wanted).step_by(1_000) {
        let files: Vec<ImportFile> = (first..wanted.min(first + 1_000))
            .map(|number| ImportFile {
                name: format!("interview {number:05}.txt"),
                bytes: interview(&mut dice, SOURCE_BYTES).into_bytes(),
            })
            .collect();
        workbench.import(user, &files, &ImportOptions::default(), &|_| {}).unwrap();
    }
    let sources: Vec<SourceId> =
        workbench.read(|project| project.sources().by_id().iter().map(|s| s.id).collect());
    let codes = add_codes(&workbench, user);
    add_cases(&workbench, user, &sources);
    let total = (CODINGS * scale) as usize;
    let mut left = total;
    while left > 0 {
        let batch = left.min(50_000);
        let changes = codings(&workbench, &mut dice, (&sources, &codes, user), batch);
        let change = Change::Batch { deed: Deed::AutoCode, subject: String::new(), changes };
        workbench.commit(user, change).unwrap();
        left -= batch;
    }
    workbench.tidy().unwrap();
    let mut out = std::io::stdout();
    out.flush().unwrap();
}

fn add_codes(workbench: &Workbench, user: UserId) -> Vec<CodeId> {
    let mut codes: Vec<CodeId> = Vec::new();
    let mut changes = Vec::new();
    for number in 0..CODES {
        let parent = (number % 10 != 0).then(|| codes[(number - number % 10) as usize]);
        let mut code = Code::named(workbench.fresh(), parent, format!("code {number}"));
        code.position = number;
        codes.push(code.id);
        changes.push(Change::Code(Edit::Add(code)));
    }
    let change = Change::Batch { deed: Deed::ImportCodebook, subject: String::new(), changes };
    workbench.commit(user, change).unwrap();
    codes
}

fn add_cases(workbench: &Workbench, user: UserId, sources: &[SourceId]) {
    let kind: CaseKindId = workbench.fresh();
    let mut changes =
        vec![Change::CaseKind(Edit::Add(CaseKind { id: kind, name: "informant".to_owned() }))];
    let mut cases: Vec<CaseId> = Vec::new();
    for number in 0..CASES {
        let id: CaseId = workbench.fresh();
        cases.push(id);
        let name = format!("case {number}");
        let values = std::collections::BTreeMap::new();
        changes.push(Change::Case(Edit::Add(Case { id, kind, name, values })));
    }
    for (number, &source) in sources.iter().enumerate() {
        let (id, case): (TieId, CaseId) = (workbench.fresh(), cases[number % cases.len()]);
        changes.push(Change::Tie(Edit::Add(Tie {
            id,
            case,
            source,
            span: None,
            displaced: false,
        })));
    }
    let change = Change::Batch { deed: Deed::Other, subject: String::new(), changes };
    workbench.commit(user, change).unwrap();
}

fn codings(
    workbench: &Workbench,
    dice: &mut Dice,
    (sources, codes, coder): (&[SourceId], &[CodeId], UserId),
    count: usize,
) -> Vec<Change> {
    let at = workbench.now();
    let ids: Vec<CodingId> = (0..count).map(|_| workbench.fresh()).collect();
    workbench.read(|project| {
        ids.into_iter()
            .map(|id| {
                let source = sources[dice.roll(sources.len() as u32) as usize];
                let text = project.source_text(source).unwrap();
                let start = dice.roll(text.characters() - 500);
                let span = Span::new(start, start + 20 + dice.roll(400));
                let checksum = Checksum::of(project.salt(), text.passage(span));
                Change::Coding(Edit::Add(Coding {
                    id,
                    code: codes[dice.roll(codes.len() as u32) as usize],
                    source,
                    span,
                    checksum,
                    coder,
                    at,
                    round: None,
                    facets: Vec::new(),
                    weight: None,
                    displaced: false,
                }))
            })
            .collect()
    })
}

fn write_interviews(dir: &Path, count: usize, as_docx: bool) {
    let mut dice = Dice(7);
    for number in 0..count {
        let text = interview(&mut dice, 60_000);
        if as_docx {
            let path = dir.join(format!("interview {number:04}.docx"));
            std::fs::write(path, docx(&text)).unwrap();
        } else {
            std::fs::write(dir.join(format!("interview {number:04}.txt")), text).unwrap();
        }
    }
}

/// The least that a word processor would call a document.
fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for paragraph in text.split("\n\n").filter(|paragraph| !paragraph.is_empty()) {
        body.push_str("<w:p><w:r><w:t xml:space=\"preserve\">");
        body.push_str(paragraph);
        body.push_str("</w:t></w:r></w:p>");
    }
    let parts = [
        (
            "[Content_Types].xml",
            "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>".to_owned(),
        ),
        (
            "_rels/.rels",
            "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>".to_owned(),
        ),
        (
            "word/document.xml",
            format!(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
            ),
        ),
    ];
    let mut archive = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, content) in parts {
        archive.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        archive.write_all(content.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}
