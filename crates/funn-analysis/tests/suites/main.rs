//! Runs the suites in `suites/*.md` and the examples of `docs/queries.md`.
//!
//! A `coded` block is a study, and holds for all that follows it in its file. A block that asks
//! (`query`, `matrix`, `kwic`, `search`, `propose`, `counts`) is answered by the next one:
//! `segments` are one line a passage, `source start..end text`, then the codings that make it a
//! hit as `code@coder` (the source is left out where the study has only one); `error` is the
//! message as it is shown; `prints` is the query in its one printed form; `table` and `rows` speak
//! for themselves.

#![expect(clippy::unwrap_used, reason = "a suite that cannot be read must stop the tests")]
#![expect(clippy::disallowed_methods, reason = "the suites are files of this crate")]

mod ask;

use std::path::{Path, PathBuf};

use ask::{Suite, ask};

#[test]
fn suites_hold() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("suites");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 4, "the suites are there");
    check(&paths);
}

#[test]
fn documented_examples_hold() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/queries.md");
    let asked = check(&[path]);
    assert!(asked >= 50, "the examples are there");
}

/// Asks every question of some files, and tells how many there were.
#[track_caller]
fn check(paths: &[PathBuf]) -> usize {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for path in paths {
        let text = std::fs::read_to_string(path).unwrap();
        for question in Suite::read(&text).questions {
            asked += 1;
            let answer = ask(&question);
            if answer.trim() != question.expected.trim() {
                let name = path.file_name().unwrap().to_string_lossy().into_owned();
                wrong.push(format!(
                    "{name}:{} {}\n{}\nexpected\n{}\ngot\n{answer}",
                    question.line, question.heading, question.text, question.expected
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} wrong\n\n{}", wrong.len(), wrong.join("\n\n"));
    asked
}
