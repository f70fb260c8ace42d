//! Speed and memory of a study's store, as a table of medians.
//!
//! `cargo bench -p funn-store -- [SOURCES] [CODINGS] [CHARACTERS]`; without numbers 10,000 sources of
//! 20,000 characters and 1,000,000 codings, the size of the budgets. Opening and committing run in
//! processes of their own, so that their peak memory is theirs. `make DIR` (a tenth) and `open DIR` do
//! one of them, for a profiler.
#![expect(clippy::print_stdout, reason = "the table is the point")]

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use funn_model::{
    Change, ChangeId, Checksum, Code, CodeId, Coding, CodingId, DecodedFrom, Deed, Edit, Entry,
    Intent, LineEnds, Moment, Project, Revision, Source, SourceId, SourceKind, Span, Structure,
    StudyId, Text, TextId, User, UserId,
};
use funn_store::{
    Cost, Created, NewStudy, NewText, Opened, Secret, SeededRandomness, Store, create,
};

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

/// Commits that are timed.
const COMMITS: u128 = 1_000;
/// Times that opening is timed.
const OPENINGS: usize = 5;
/// Codings to a code.
const CODES: u128 = 500;

fn main() -> Outcome<()> {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["open", dir] => open_once(Path::new(dir)),
        ["commit", dir] => commit_many(Path::new(dir)),
        ["make", dir] => build(Path::new(dir), 1_000, 100_000, 20_000),
        numbers => {
            let number = |place: usize, default| {
                numbers.get(place).map_or(Ok(default), |number| number.parse::<u32>())
            };
            run(number(0, 10_000)?, number(1, 1_000_000)?, number(2, 20_000)?)
        }
    }
}

fn run(sources: u32, codings: u32, characters: u32) -> Outcome<()> {
    let folder = tempfile::tempdir()?;
    let dir = folder.path().join("study");
    let started = Instant::now();
    build(&dir, sources, codings, characters)?;
    println!("| what | size | median | p99 | most | peak memory |");
    println!("|---|---|---|---|---|---|");
    let size = format!("{sources} sources × {characters} characters, {codings} codings");
    println!("| make, with snapshot | {size} | {} | | | |", ms(started.elapsed()));
    let bytes = std::fs::metadata(dir.join("study.db"))?.len();
    println!("| size of study.db | {size} | {} MB | | | |", bytes / 1_000_000);
    let mut opened: Vec<Vec<f64>> = Vec::new();
    for _ in 0..OPENINGS {
        opened.push(child("open", &dir)?);
    }
    for (place, what) in
        ["Argon2id alone", "open", "open, CPU time", "drift check alone"].iter().enumerate()
    {
        let mut times: Vec<f64> = opened.iter().filter_map(|t| t.get(place).copied()).collect();
        times.sort_by(f64::total_cmp);
        let memory = opened.iter().filter_map(|t| t.last().copied()).fold(0.0, f64::max);
        let (median, most) = (quantile(&times, 0.5), quantile(&times, 1.0));
        println!("| {what} | {size} | {median:.0} ms | | {most:.0} ms | {memory:.0} MB |");
    }
    let committed = child("commit", &dir)?;
    if let [median, p99, most, memory] = committed.as_slice() {
        println!(
            "| commit one coding | {size} | {median:.2} ms | {p99:.2} ms | {most:.2} ms | {memory:.0} MB |"
        );
    }
    verify_and_back_up(&dir, &size)?;
    journal_modes(folder.path())
}

fn child(what: &str, dir: &Path) -> Outcome<Vec<f64>> {
    let output = Command::new(std::env::current_exe()?).arg(what).arg(dir).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    let numbers = String::from_utf8(output.stdout)?;
    Ok(numbers.split_whitespace().map(str::parse).collect::<Result<_, _>>()?)
}

fn open_once(dir: &Path) -> Outcome<()> {
    let started = Instant::now();
    let locked = Store::unlock(dir, &secret(), Box::new(SeededRandomness::from_number(1)))?;
    let unlocking = started.elapsed();
    drop(locked);
    let (started, worked) = (Instant::now(), cpu_ms());
    let Opened { project, notes, .. } = reopen(dir)?;
    let (opening, work) = (started.elapsed(), cpu_ms() - worked);
    assert!(notes.is_empty(), "{notes:?}");
    let started = Instant::now();
    let drifted = Store::drifted_passages(&project);
    let drift = started.elapsed();
    assert_eq!(drifted, 0);
    let [unlocking, opening, drift] = [unlocking, opening, drift].map(|time| time.as_millis());
    println!("{unlocking} {opening} {work} {drift} {}", peak_mb());
    Ok(())
}

fn commit_many(dir: &Path) -> Outcome<()> {
    let Opened { mut store, mut project, .. } = reopen(dir)?;
    let sources = u128::try_from(project.sources().len())?;
    let mut times = Vec::new();
    for number in 0..COMMITS {
        let id = 1_000_000_000 + number;
        let change = Change::Coding(Edit::Add(coding(&project, id, number % sources, 100)));
        let inverse = project.apply(&change)?;
        let entry = entry(id, change, inverse);
        let started = Instant::now();
        store.commit(&entry, &[])?;
        times.push(started.elapsed().as_secs_f64() * 1000.0);
    }
    times.sort_by(f64::total_cmp);
    let at = |quantile_of| quantile(&times, quantile_of);
    println!("{} {} {} {}", at(0.5), at(0.99), at(1.0), peak_mb());
    Ok(())
}

fn verify_and_back_up(dir: &Path, size: &str) -> Outcome<()> {
    let Opened { mut store, project, .. } = reopen(dir)?;
    let started = Instant::now();
    store.save_snapshot(&project)?;
    println!("| snapshot | {size} | {} | | | |", ms(started.elapsed()));
    let started = Instant::now();
    let found = store.verify()?;
    assert!(found.ok, "{found:?}");
    println!("| verify | {size} | {} | | | |", ms(started.elapsed()));
    let started = Instant::now();
    store.backup(Moment(0), 1)?;
    println!("| backup, verified | {size} | {} | | | |", ms(started.elapsed()));
    let user = UserId::from_number(99);
    let started = Instant::now();
    assert!(store.last_undoable(user)?.is_none());
    println!(
        "| look for an undo of a user without any | {size} | {} | | | |",
        ms(started.elapsed())
    );
    Ok(())
}

/// One row, one head, a kilobyte in all, in each of SQLite's journal modes.
fn journal_modes(folder: &Path) -> Outcome<()> {
    for (mode, synchronous) in [
        ("DELETE", "FULL"),
        ("TRUNCATE", "FULL"),
        ("PERSIST", "FULL"),
        ("WAL", "FULL"),
        ("WAL", "EXTRA"),
    ] {
        let path = folder.join(format!("{mode}-{synchronous}.db"));
        let connection = rusqlite::Connection::open(&path)?;
        connection.execute_batch(&format!(
            "PRAGMA journal_mode = {mode}; PRAGMA synchronous = {synchronous};
             PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY;
             CREATE TABLE rows (study BLOB, seq INTEGER, sealed BLOB, PRIMARY KEY (study, seq));
             CREATE TABLE heads (study BLOB PRIMARY KEY, sealed BLOB);"
        ))?;
        let mut times = Vec::new();
        for seq in 0..1_000_i64 {
            let started = Instant::now();
            let transaction = connection.unchecked_transaction()?;
            transaction.execute("INSERT INTO rows VALUES (x'01', ?1, zeroblob(900))", [seq])?;
            transaction.execute("INSERT OR REPLACE INTO heads VALUES (x'01', zeroblob(80))", [])?;
            transaction.commit()?;
            times.push(started.elapsed().as_secs_f64() * 1000.0);
        }
        times.sort_by(f64::total_cmp);
        let [median, p99, most] = [0.5, 0.99, 1.0].map(|of| quantile(&times, of));
        println!(
            "| bare commit, {mode}, {synchronous} | 1,000 rows | {median:.2} ms | {p99:.2} ms | {most:.2} ms | |"
        );
    }
    Ok(())
}

fn build(dir: &Path, sources: u32, codings: u32, characters: u32) -> Outcome<()> {
    let (id, salt) = (StudyId::from_number(1), [7; 16]);
    let new = NewStudy {
        id,
        salt,
        passphrase: "bench".to_owned().into(),
        vault_passphrase: "vault".to_owned().into(),
        cost: Cost::default(),
        now: Moment(0),
    };
    let Created { mut store, .. } = create(dir, new, &mut SeededRandomness::from_number(1))?;
    let mut project = Project::new(id, salt);
    let user = User { id: UserId::from_number(1), name: "Ada".to_owned() };
    let mut changes = vec![Change::User(Edit::Add(user))];
    for number in 0..CODES {
        let code = Code::named(CodeId::from_number(number), None, format!("Code {number}"));
        changes.push(Change::Code(Edit::Add(code)));
    }
    let mut made = 0;
    commit(&mut store, &mut project, &mut made, changes, &[])?;
    let numbers: Vec<u128> = (0..u128::from(sources)).collect();
    for some in numbers.chunks(500) {
        let texts: Vec<(TextId, String)> = some
            .iter()
            .map(|&number| (TextId::from_number(number), text(number, characters)))
            .collect();
        let new: Vec<NewText<'_>> =
            texts.iter().map(|(id, text)| NewText { id: *id, owner: None, text }).collect();
        let changes = texts.iter().zip(some).map(|((_, text), &number)| source(number, text));
        let changes = changes.collect();
        commit(&mut store, &mut project, &mut made, changes, &new)?;
    }
    let numbers: Vec<u128> = (0..u128::from(codings)).collect();
    for some in numbers.chunks(10_000) {
        let changes = some.iter().map(|&number| {
            let (source, start) = (number % u128::from(sources), number / u128::from(sources) * 37);
            let start = u32::try_from(start).unwrap_or_default() % characters.saturating_sub(200);
            Change::Coding(Edit::Add(coding(&project, number, source, start)))
        });
        let changes = changes.collect();
        commit(&mut store, &mut project, &mut made, changes, &[])?;
    }
    store.save_snapshot(&project)?;
    Ok(())
}

fn commit(
    store: &mut Store,
    project: &mut Project,
    made: &mut u128,
    changes: Vec<Change>,
    texts: &[NewText<'_>],
) -> Outcome<()> {
    for text in texts {
        project.supply_text(text.id, Text::new(text.text));
    }
    let change = Change::Batch { deed: Deed::Import, subject: String::new(), changes };
    let inverse = project.apply(&change)?;
    *made += 1;
    store.commit(&entry(*made, change, inverse), texts)?;
    Ok(())
}

fn entry(id: u128, change: Change, inverse: Change) -> Entry {
    let user = UserId::from_number(1);
    Entry {
        id: ChangeId::from_number(id),
        at: Moment(0),
        user,
        intent: Intent::Do,
        change,
        inverse,
    }
}

/// Norwegian-looking text with some letters beyond ASCII.
fn text(number: u128, characters: u32) -> String {
    let sentence = format!("Kommunen {number} hadde ikke råd til å følge opp planen så nøye. ");
    let wanted = usize::try_from(characters).unwrap_or_default();
    sentence.chars().cycle().take(wanted).collect()
}

fn source(number: u128, text: &str) -> Change {
    let revision = Revision {
        text: TextId::from_number(number),
        characters: u32::try_from(text.chars().count()).unwrap_or_default(),
        words: 0,
        structure: Structure::default(),
        at: Moment(0),
        edits: None,
    };
    Change::Source(Edit::Add(Source {
        id: SourceId::from_number(number),
        name: format!("Interview {number}"),
        kind: SourceKind::Transcript,
        participant: None,
        decoded_from: DecodedFrom {
            format: "txt".to_owned(),
            encoding: "UTF-8".to_owned(),
            had_bom: false,
            line_ends: LineEnds::Lf,
        },
        revisions: vec![revision],
        values: std::collections::BTreeMap::new(),
        added: Moment(0),
    }))
}

fn coding(project: &Project, id: u128, source: u128, start: u32) -> Coding {
    let source = SourceId::from_number(source);
    let span = Span::new(start, start + 120);
    let passage = project.source_text(source).map(|text| text.passage(span)).unwrap_or_default();
    Coding {
        id: CodingId::from_number(id),
        code: CodeId::from_number(id % CODES),
        source,
        span,
        checksum: Checksum::of(project.salt(), passage),
        coder: UserId::from_number(1),
        at: Moment(i64::try_from(id).unwrap_or_default()),
        round: None,
        facets: Vec::new(),
        weight: None,
        displaced: false,
    }
}

fn secret() -> Secret {
    Secret::passphrase("bench")
}

fn reopen(dir: &Path) -> Outcome<Opened> {
    Ok(Store::open(dir, &secret(), Box::new(SeededRandomness::from_number(2)))?)
}

fn quantile(sorted: &[f64], of: f64) -> f64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::cast_precision_loss,
        reason = "a place in a short list"
    )]
    let place = ((sorted.len() as f64 - 1.0) * of).round() as usize;
    sorted.get(place).copied().unwrap_or_default()
}

fn ms(elapsed: Duration) -> String {
    format!("{} ms", elapsed.as_millis())
}

/// CPU time of this process in ms, where the system tells it.
fn cpu_ms() -> u64 {
    let stat = std::fs::File::open("/proc/self/stat").and_then(std::io::read_to_string);
    let stat = stat.unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum::<u64>() * 10
}

/// Peak memory of this process in MB, where the system tells it.
fn peak_mb() -> u64 {
    let status = std::fs::File::open("/proc/self/status").and_then(std::io::read_to_string);
    let status = status.unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let kib = line.and_then(|line| line.trim().trim_end_matches(" kB").parse::<u64>().ok());
    kib.unwrap_or_default() / 1024
}
