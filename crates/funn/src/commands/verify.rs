//! `funn verify`: is the study what was written?

use clap::Args;
use funn_workbench::{Secret, SystemRandomness};
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::secrets::Lock;
use crate::study;
use crate::words;

/// Check that nothing was lost or tampered with, change by change
///
/// Opens every change and text, follows the chain that links them, and replays the journal. Works
/// on a study that is too damaged to open otherwise. The exit code is 1 when something is wrong.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  funn verify mystudy --json")]
pub(crate) struct Verify {
    #[command(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Verified {
    ok: bool,
    changes: u64,
    erased: u64,
    texts: u64,
    problems: Vec<String>,
}

impl Verify {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let dir = &self.place.dir;
        study::must_exist(dir)?;
        let secret = Secret::passphrase(call.passphrase(Lock::Study)?);
        let found = funn_workbench::verify(dir, &secret, Box::new(SystemRandomness))?;
        let verified = Verified {
            ok: found.ok,
            changes: found.entries,
            erased: found.redacted,
            texts: found.texts,
            problems: found.problems.iter().map(ToString::to_string).collect(),
        };
        call.output.either(&verified, || as_text(&verified))?;
        if verified.ok {
            return Ok(());
        }
        let problems = verified.problems.len();
        Err(Failure::invalid(
            format!("the study is damaged: {}", words::counted(problems, "problem")),
            "`funn restore` brings back the newest backup and sets the present file aside.",
        ))
    }
}

fn as_text(verified: &Verified) -> String {
    let Verified { changes, erased, texts, problems, .. } = verified;
    let mut text = format!("{changes} changes and {texts} texts are as they were written");
    if *erased > 0 {
        text.push_str(&format!("; {erased} changes were erased"));
    }
    text.push('\n');
    for problem in problems {
        text.push_str(&format!("wrong: {problem}\n"));
    }
    text
}
