//! The command line as types: what all commands share, and the commands.

use std::path::PathBuf;

use clap::{Args, Parser};
use funn_workbench::model::{Moment, Span};

use crate::commands::Command;
use crate::when;

/// Take a qualitative study from consent to findings.
///
/// A study is a folder on your own machine. Everything in it is encrypted; a passphrase opens it.
#[derive(Debug, Parser)]
#[command(name = "funn", version, propagate_version = false)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) common: Common,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command takes.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Common options")]
pub(crate) struct Common {
    /// Print the result as JSON, and errors as one line of JSON on standard error
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// Read the study's passphrase from the first line of FILE (else `FUNN_PASSPHRASE`)
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// Read the vault's passphrase from the first line of FILE (else `FUNN_VAULT_PASSPHRASE`)
    #[arg(long, global = true, value_name = "FILE", hide_short_help = true)]
    pub(crate) vault_passphrase_file: Option<PathBuf>,
    /// Who does it (else `FUNN_CODER`, else your user name)
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) coder: Option<String>,
}

/// Which study.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// The study's folder
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
}

/// Which study, as it was when.
#[derive(Debug, Args)]
pub(crate) struct PlaceInTime {
    /// The study's folder
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    #[command(flatten)]
    pub(crate) time: AsOf,
}

/// The study as it was when.
#[derive(Debug, Clone, Copy, Args)]
pub(crate) struct AsOf {
    /// Answer for the study as it was then: 2023-03-01 (the end of that day), 2023-03-01T12:00
    /// (both UTC), or 2023-03-01T12:00+01:00
    #[arg(long, value_name = "TIME", value_parser = when::read_until)]
    pub(crate) at: Option<Moment>,
}

/// Reads `START..END`, in Unicode scalar values from 0, the end after the last.
pub(crate) fn span(text: &str) -> Result<Span, String> {
    let what = "write two positions, such as 120..184; the end lies after the last character";
    let (start, end) = text.split_once("..").ok_or(what)?;
    let start: u32 = start.trim().parse().map_err(|_not_a_number| what)?;
    let end: u32 = end.trim().parse().map_err(|_not_a_number| what)?;
    if start < end {
        Ok(Span::new(start, end))
    } else {
        Err("the end must lie after the start".into())
    }
}

/// Reads `NAME=VALUE`; the value may be empty.
pub(crate) fn pair(text: &str) -> Result<(String, String), String> {
    let (name, value) = text.split_once('=').ok_or("write a name and a value, parted by \"=\"")?;
    if name.trim().is_empty() {
        return Err("the name before \"=\" is missing".into());
    }
    Ok((name.trim().to_owned(), value.trim().to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_run_forwards() {
        assert_eq!(span("3..7"), Ok(Span::new(3, 7)));
        assert_eq!(span(" 0 .. 1 "), Ok(Span::new(0, 1)));
        for bad in ["7..3", "3..3", "3-7", "-1..2", "a..b", "3.."] {
            assert!(span(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn pairs_may_have_an_empty_value() {
        assert_eq!(pair("a=b=c"), Ok(("a".to_owned(), "b=c".to_owned())));
        assert_eq!(pair("a="), Ok(("a".to_owned(), String::new())));
        assert!(pair("=b").is_err());
        assert!(pair("b").is_err());
    }
}
