//! `funn doctor`: is the study in good order?

use clap::Args;
use funn_workbench::Severity;
use serde::Serialize;

use crate::arguments::Place;
use crate::commands::Call;
use crate::failure::Failure;
use crate::words;

/// Look the study over: drifted passages, missing texts, old backups, permissions
///
/// The exit code is 1 when something is wrong; notes and warnings alone do not count.
#[derive(Debug, Args)]
#[command(after_help = "\
Example:
  funn doctor mystudy")]
pub(crate) struct Doctor {
    #[command(flatten)]
    place: Place,
}

#[derive(Serialize)]
struct Examined {
    ok: bool,
    findings: Vec<Found>,
}

#[derive(Serialize)]
struct Found {
    check: &'static str,
    severity: &'static str,
    message: String,
    remedy: &'static str,
}

impl Doctor {
    pub(crate) fn run(self, call: &Call) -> Result<(), Failure> {
        let findings = call.open(&self.place.dir)?.doctor()?;
        let errors = findings.iter().filter(|found| found.severity == Severity::Error).count();
        let findings = findings.into_iter().map(|found| Found {
            check: found.check,
            severity: match found.severity {
                Severity::Note => "note",
                Severity::Warning => "warning",
                Severity::Error => "error",
            },
            message: found.message,
            remedy: found.remedy,
        });
        let examined = Examined { ok: errors == 0, findings: findings.collect() };
        call.output.either(&examined, || as_text(&examined))?;
        if examined.ok {
            return Ok(());
        }
        Err(Failure::invalid(
            format!("something is wrong with the study: {}", words::counted(errors, "finding")),
            "Each finding says what to do.",
        ))
    }
}

fn as_text(examined: &Examined) -> String {
    let mut text = String::new();
    for found in &examined.findings {
        let Found { check, severity, message, remedy } = found;
        text.push_str(&format!("{severity}: {message} ({check})\n  {remedy}\n"));
    }
    if text.is_empty() { "Nothing to remark.\n".to_owned() } else { text }
}
