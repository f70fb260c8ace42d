//! The [`command`] with its grouped help, and the [`reference`] that is made from it.

use clap::CommandFactory as _;

use crate::arguments::Cli;

/// The commands by what one wants to do. Every command stands in one group.
const GROUPS: &[(&str, &[&str])] = &[
    ("Begin", &["demo", "new", "open", "serve"]),
    ("Material", &["import", "source", "participant", "case"]),
    ("Codes", &["codebook", "code", "uncode", "facet", "round", "memo", "set"]),
    ("Questions", &["study", "find", "kwic", "matrix", "cooccur", "export"]),
    (
        "History and safety",
        &["log", "undo", "redo", "verify", "doctor", "backup", "restore", "passphrase"],
    ),
    ("The command line itself", &["completions", "man", "help"]),
];

const QUICK_START: &str = "\
Quick start:
  funn demo                                         look at a study that is there already
  funn new mystudy --title 'Trust in care'          make your own
  funn import mystudy interviews/ && funn open mystudy";

const AFTER: &str = "\
Data goes to standard output, everything else to standard error.
Exit codes: 0 done, 1 failed, 2 wrong use. `funn COMMAND --help` explains a command by example.";

/// The command line of `funn`, complete.
pub fn command() -> clap::Command {
    let bare = Cli::command();
    let overview = overview(&bare);
    bare.help_template(format!(
        "{{about-with-newline}}\n{QUICK_START}\n\n{{usage-heading}} {{usage}}\n\n{overview}\
         Options:\n{{options}}\n\n{AFTER}\n"
    ))
}

fn overview(bare: &clap::Command) -> String {
    let mut text = String::new();
    for (heading, names) in GROUPS {
        text.push_str(&format!("{heading}:\n"));
        for name in *names {
            let about = match bare.find_subcommand(name) {
                Some(command) => command.get_about().map(ToString::to_string).unwrap_or_default(),
                None => "Explain funn or a command".to_owned(),
            };
            text.push_str(&format!("  {name:<12} {about}\n"));
        }
        text.push('\n');
    }
    text
}

/// The reference of all commands, in markdown: `docs/cli.md`.
pub fn reference() -> String {
    let mut top = command().term_width(100);
    top.build();
    let mut text = String::from(
        "# The command line\n\n\
         <!-- Made from the program: `cargo run -p funn -- reference > docs/cli.md`. A test compares. -->\n\n",
    );
    text.push_str(&fenced(&top));
    text.push_str("\nThe options above go with every command below.\n");
    for (heading, names) in GROUPS {
        text.push_str(&format!("\n## {heading}\n"));
        for name in *names {
            if let Some(command) = top.find_subcommand(name).filter(|_| *name != "help") {
                describe(command, &mut text);
            }
        }
    }
    text
}

/// The options that every command takes; they are described once.
const COMMON: [&str; 5] = ["json", "passphrase_file", "vault_passphrase_file", "coder", "help"];

fn describe(command: &clap::Command, text: &mut String) {
    let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
    text.push_str(&format!("\n### `{name}`\n\n"));
    let own = command.clone().mut_args(|argument| {
        let is_common = COMMON.contains(&argument.get_id().as_str());
        argument.hide(is_common)
    });
    text.push_str(&fenced(&own));
    for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
        describe(below, text);
    }
}

fn fenced(command: &clap::Command) -> String {
    let help = command.clone().term_width(100).render_long_help().to_string();
    let lines: Vec<&str> = help.lines().map(str::trim_end).collect();
    format!("```text\n{}\n```\n", lines.join("\n").trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let grouped: Vec<&str> =
            GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for command in Cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let times = grouped.iter().filter(|name| **name == command.get_name()).count();
            assert_eq!(times, 1, "{}", command.get_name());
        }
        for name in grouped.into_iter().filter(|name| *name != "help") {
            assert!(Cli::command().find_subcommand(name).is_some(), "{name}");
        }
    }

    #[test]
    fn the_arguments_make_sense_to_clap() {
        command().debug_assert();
    }
}
