//! A study in a folder of its own, and commands on it.

use std::path::{Path, PathBuf};

use assert_cmd::Command;
use regex::Regex;
use serde_json::Value;

/// What a command left behind, with ids, times and folders made the same in every run.
#[derive(Debug)]
pub(crate) struct Ran {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output, as it was.
    pub(crate) out: String,
    /// Standard error, as it was.
    pub(crate) err: String,
    folder: PathBuf,
}

impl Ran {
    /// Panics unless the command was done.
    #[track_caller]
    pub(crate) fn done(self) -> Self {
        assert_eq!(self.code, 0, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Panics unless the command failed with this exit code.
    #[track_caller]
    pub(crate) fn failed(self, code: i32) -> Self {
        assert_eq!(self.code, code, "out: {}\nerr: {}", self.out, self.err);
        self
    }

    /// Standard output as one JSON value.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        assert_eq!(self.out.lines().count(), 1, "one line of JSON: {}", self.out);
        serde_json::from_str(&self.out).expect("standard output is JSON")
    }

    /// The error that a program is told.
    #[track_caller]
    pub(crate) fn json_error(&self) -> Value {
        let last = self.err.lines().last().expect("an error");
        let told: Value = serde_json::from_str(last).expect("the last line of errors is JSON");
        let error = told.get("error").expect("an error").clone();
        for key in ["kind", "message", "hint"] {
            assert!(error.get(key).is_some_and(Value::is_string), "{key} in {error}");
        }
        error
    }

    /// Everything, to compare with a snapshot.
    pub(crate) fn shown(&self) -> String {
        let mut shown = format!("exit {}\n", self.code);
        for (name, text) in [("out", &self.out), ("err", &self.err)] {
            if !text.is_empty() {
                shown.push_str(&format!("--- {name}\n{}", self.normalised(text)));
            }
        }
        shown
    }

    fn normalised(&self, text: &str) -> String {
        let folder = self.folder.display().to_string();
        let mut text = text.replace(&folder, "FOLDER");
        for (pattern, put) in [
            (r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID"),
            (r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "TIME"),
            (r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-\d+)?", "BACKUP"),
            (r"([0-9A-Z]{5}-){7}[0-9A-Z]{5}", "RECOVERY-KEY"),
            (r#""bytes":\d+"#, "\"bytes\":N"),
        ] {
            text = Regex::new(pattern).unwrap().replace_all(&text, put).into_owned();
        }
        text
    }
}

/// A folder with a study in it.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
}

/// Runs commands where there is no study.
pub(crate) fn empty_desk() -> Desk {
    Desk { folder: tempfile::tempdir().unwrap() }
}

/// A study with two interviews, not coded.
pub(crate) fn desk() -> Desk {
    let desk = empty_desk();
    desk.write("texts/first.txt", FIRST);
    desk.write("texts/second.txt", SECOND);
    let made = ["new", "study", "--title", "Trust", "--key-cost", "low", "--json"];
    desk.run(&made).done();
    desk
}

/// The same, with the interviews in it and some of it coded.
pub(crate) fn coded_desk() -> Desk {
    let desk = desk();
    desk.run(&["case", "study", "add", "town", "Vik", "people=4200", "coastal=yes"]).done();
    desk.run(&["case", "study", "add", "town", "Dal", "people=900", "coastal=no"]).done();
    desk.run(&["import", "study", "texts/first.txt", "--case", "town=Vik"]).done();
    desk.run(&["import", "study", "texts/second.txt", "--case", "town=Dal"]).done();
    desk.run(&["facet", "study", "add", "valence", "driver", "barrier", "both"]).done();
    for (code, source, passage, valence) in [
        ("Resources/Money", "first", "Money is always short", "barrier"),
        ("Resources/Time", "first", "We have no time", "barrier"),
        ("Trust", "first", "we trust each other", "driver"),
        ("Resources/Money", "second", "The grant came in March", "driver"),
        ("Trust", "second", "Nobody trusts the plan", "barrier"),
    ] {
        let span = span_of(source, passage);
        let facet = format!("valence={valence}");
        let args = ["code", "study", code, "--source", source, "--span", &span, "--facet", &facet];
        desk.run(&args).done();
    }
    desk
}

/// An interview with a letter outside the basic plane, so that units of position differ.
pub(crate) const FIRST: &str = "I: How is it going? 😀\n\n\
    R1: Money is always short. We have no time for meetings, but we trust each other.\n\n\
    I: What would help?\n\n\
    R1: A plan that everybody knows.\n";

/// Another interview.
pub(crate) const SECOND: &str = "I: And with you?\n\n\
    R2: The grant came in March. Nobody trusts the plan, and money went elsewhere.\n";

impl Desk {
    /// The folder that commands run in.
    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file below the folder.
    pub(crate) fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        let path = self.folder().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, content).unwrap();
    }

    /// A command that is ready to run, with both passphrases and a coder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = self.bare_command(arguments);
        command
            .env("FUNN_PASSPHRASE", "correct horse")
            .env("FUNN_VAULT_PASSPHRASE", "battery staple")
            .env("FUNN_CODER", "anna");
        command
    }

    /// The same without any of Funn's variables.
    pub(crate) fn bare_command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin!("funn"));
        command.current_dir(self.folder()).env_clear().args(arguments);
        command
    }

    /// Runs a command.
    #[track_caller]
    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        self.finish(&mut self.command(arguments))
    }

    /// Runs a command that was made ready.
    #[track_caller]
    pub(crate) fn finish(&self, command: &mut Command) -> Ran {
        let output = command.output().unwrap();
        Ran {
            code: output.status.code().expect("an exit code"),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
            folder: self.folder().to_owned(),
        }
    }

    /// How many changes the journal holds.
    pub(crate) fn changes(&self) -> usize {
        self.run(&["log", "study"]).done().out.lines().count()
    }
}

/// Where a passage stands in one of the two interviews, as `START..END`.
pub(crate) fn span_of(source: &str, passage: &str) -> String {
    let text = if source == "first" { FIRST } else { SECOND };
    let (before, _) = text.split_once(passage).expect("the passage is in the text");
    let start = before.chars().count();
    format!("{start}..{}", start + passage.chars().count())
}
