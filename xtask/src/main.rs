//! Checks and generators for developers: `cargo xtask tidy | layers | licences | vendor [--check]`.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a developer's command line: it prints, and reads the files of the repository"
)]

use std::env;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use offence::Offence;
use tree::Tree;

mod layers;
mod licences;
mod offence;
mod packages;
mod rust_source;
mod tidy;
mod tree;
mod vendor;

const USAGE: &str = "\
usage: cargo xtask VERB

  tidy            the house rules that no compiler knows
  layers          which crate may depend on which
  licences        every package may be given away with Funn
  vendor          fill ui/vendor/ anew from npm (needs node)
  vendor --check  compare ui/vendor/ with its lock file (needs nothing)";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words, &root()) {
        Ok(offences) if offences.is_empty() => {
            println!("xtask {}: nothing to mend", words.join(" "));
            ExitCode::SUCCESS
        }
        Ok(offences) => {
            for offence in &offences {
                eprintln!("{offence}");
            }
            eprintln!("xtask {}: {} to mend", words.join(" "), offences.len());
            ExitCode::FAILURE
        }
        Err(message) => {
            eprintln!("{message}");
            ExitCode::from(2)
        }
    }
}

fn run(words: &[&str], root: &Path) -> Result<Vec<Offence>, String> {
    match words {
        ["tidy"] => {
            let tree = files(root)?;
            for (path, lines) in tidy::asked_about(&tree) {
                println!("asked about: {path} has {lines} lines; could it be two?");
            }
            Ok(tidy::check(&tree))
        }
        ["layers"] => Ok(layers::check(&packages::ask_cargo(root)?)),
        ["licences"] => Ok(licences::check(&packages::ask_cargo(root)?)),
        ["vendor"] => {
            vendor::refresh(root)?;
            Ok(vendor::check(&files(root)?))
        }
        ["vendor", "--check"] => Ok(vendor::check(&files(root)?)),
        _ => Err(USAGE.to_owned()),
    }
}

fn files(root: &Path) -> Result<Tree, String> {
    Tree::read(root).map_err(|error| format!("{}: {error}", root.display()))
}

/// The root of the repository: the folder above this crate.
fn root() -> PathBuf {
    let crate_folder = Path::new(env!("CARGO_MANIFEST_DIR"));
    crate_folder.parent().unwrap_or(crate_folder).to_owned()
}
