//! A process that is killed while it writes: what it acknowledged is there, and nothing by halves.
//!
//! The test starts itself anew as a writer, which says each change on standard output once it is
//! committed, and kills it at a random point. `FUNN_CRASH_RUNS` sets how often (200).

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

use funn_model::{Change, Deed, Edit, Intent, Moment, Participant, ParticipantId, Span, TextId};
use funn_store::{Logged, NewText, OpenNote, Seq, Store, SystemRandomness};

use super::desk::{Desk, coding, folder, secret, source};

const DIR: &str = "FUNN_CRASH_DIR";

/// Not a test of its own: the writer that is killed.
#[test]
fn writer() {
    let Some(dir) = std::env::var_os(DIR) else { return };
    let opened = Store::open(Path::new(&dir), &secret(), Box::new(SystemRandomness)).unwrap();
    let made = u128::from(opened.store.position().0);
    let mut desk = Desk { store: opened.store, project: opened.project, made };
    let mut output = std::io::stdout();
    output.write_all(b"\nready\n").unwrap();
    for _ in 0..100 {
        let number = desk.made + 1;
        match number % 9 {
            4 => desk.store.save_snapshot(&desk.project).unwrap(),
            7 => drop(desk.store.backup(Moment(i64::try_from(number).unwrap() * 1000), 2).unwrap()),
            _ => {}
        }
        let text = format!("Tekst nummer {number}. ").repeat(40);
        let owner = ParticipantId::from_number(1000 + number);
        let texts = [NewText { id: TextId::from_number(number), owner: Some(owner), text: &text }];
        let brings_text = number.is_multiple_of(3);
        let change = change(&desk, number, owner, &text);
        desk.commit(Intent::Do, &change, if brings_text { &texts } else { &[] });
        output.write_all(format!("ack {number}\n").as_bytes()).unwrap();
        output.flush().unwrap();
    }
}

/// What the writer does, by number: a new source of a new participant, or a coding.
fn change(desk: &Desk, number: u128, owner: ParticipantId, text: &str) -> Change {
    if !number.is_multiple_of(3) {
        return coding(&desk.project, number, 1, Span::new(0, 7));
    }
    let participant = Participant { id: owner, alias: format!("R{number}") };
    let changes = vec![
        Change::Participant(Edit::Add(participant)),
        Change::Source(Edit::Add(source(number, Some(owner), text))),
    ];
    Change::Batch { deed: Deed::Import, subject: String::new(), changes }
}

/// Starts a writer, lets it acknowledge some changes and kills it; answers the last acknowledged.
fn kill_a_writer(dir: &Path, acks: u64, delay_us: u64) -> Option<u64> {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "crash::writer", "--nocapture", "--test-threads=1"])
        .env(DIR, dir)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let (sender, lines) = mpsc::channel();
    let output = BufReader::new(writer.stdout.take().unwrap());
    let reader = std::thread::spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            if sender.send(line).is_err() {
                return;
            }
        }
    });
    let (mut last, mut seen, mut ready) = (None, 0, false);
    let mut note = |line: String| {
        if let Some(number) = line.strip_prefix("ack ").and_then(|n| n.parse().ok()) {
            last = Some(number);
        }
    };
    while !ready || seen < acks {
        let Ok(line) = lines.recv() else { break };
        ready |= line == "ready";
        seen += u64::from(line.starts_with("ack "));
        note(line);
    }
    if let Ok(line) = lines.recv_timeout(Duration::from_micros(delay_us)) {
        note(line);
    }
    writer.kill().unwrap();
    let output = writer.wait_with_output().unwrap();
    reader.join().unwrap();
    lines.iter().for_each(note);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(ready, "the writer did not open the study: {said}");
    assert!(!said.contains("panicked"), "{said}");
    last
}

/// The study after a kill: whole, up to the last acknowledged change or the one after it.
fn check(dir: &Path, before: u64, acknowledged: Option<u64>) -> u64 {
    let opened = super::desk::open(dir).unwrap();
    let position = opened.store.position().0;
    let least = acknowledged.unwrap_or(before);
    assert!(position == least || position == least + 1, "{least} acknowledged, {position} there");
    let leftover = |note: &OpenNote| {
        matches!(note, OpenNote::LeftoverRemoved { .. } | OpenNote::KeysCopyRenewed)
    };
    assert!(opened.notes.iter().all(leftover), "{:?}", opened.notes);
    let found = opened.store.verify().unwrap();
    assert!(found.ok && found.entries == position, "{found:?}");
    let desk = Desk { store: opened.store, project: opened.project, made: u128::from(position) };
    for number in before + 1..=position {
        let logged = desk.store.entry(Seq(number)).unwrap();
        let Some(Logged::Entry(entry)) = logged else { panic!("{number}: {logged:?}") };
        let number = u128::from(number);
        let owner = ParticipantId::from_number(1000 + number);
        let text = format!("Tekst nummer {number}. ").repeat(40);
        assert_eq!(entry.change, change(&desk, number, owner, &text));
        if number % 3 == 0 {
            let kept = desk.project.text(TextId::from_number(number)).unwrap();
            assert_eq!(kept.as_str(), text);
        }
    }
    for name in funn_store::backups(dir).unwrap() {
        let copy = rusqlite::Connection::open(dir.join("backups").join(name).join("study.db"));
        let sound: String =
            copy.unwrap().query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
        assert_eq!(sound, "ok");
    }
    position
}

#[test]
fn every_acknowledged_change_survives_a_kill() {
    if std::env::var_os(DIR).is_some() {
        return;
    }
    let runs = std::env::var_os("FUNN_CRASH_RUNS");
    let runs = runs.and_then(|runs| runs.to_str()?.parse().ok()).unwrap_or(200_u64);
    let mut chance = 0x9E37_79B9_7F4A_7C15_u64;
    let mut draw = |below: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (chance >> 33) % below
    };
    let (mut acknowledged, mut in_flight) = (0, 0);
    for _ in 0..runs.div_ceil(10) {
        let (_folder, dir) = folder();
        drop(Desk::furnished(&dir));
        let mut position = 5;
        for _ in 0..10 {
            let last = kill_a_writer(&dir, draw(6), draw(8_000));
            let now = check(&dir, position, last);
            acknowledged += last.map_or(0, |last| last - position);
            in_flight += u64::from(now > last.unwrap_or(position));
            position = now;
        }
    }
    assert!(acknowledged > runs, "the writers wrote: {acknowledged} changes in {runs} runs");
    println!("{runs} kills, {acknowledged} acknowledged changes, {in_flight} more had landed");
}
