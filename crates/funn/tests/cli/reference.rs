//! What is made from the program is what is checked in.

use std::path::Path;

use crate::support::empty_desk;

#[test]
fn the_reference_in_the_docs_is_the_programs() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/cli.md");
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        written == funn_cli::reference(),
        "docs/cli.md is out of date: cargo run -p funn -- reference > docs/cli.md"
    );
}

#[test]
fn help_teaches() {
    let desk = empty_desk();
    insta::assert_snapshot!(desk.run(&["--help"]).done().shown());
}

#[test]
fn every_command_explains_itself_by_example() {
    for command in funn_cli::command().get_subcommands().filter(|command| !command.is_hide_set()) {
        let name = command.get_name();
        assert!(command.get_about().is_some(), "{name} has no help");
        let examples = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        assert!(examples.contains(&format!("funn {name}")), "{name} has no example");
    }
}

#[test]
fn every_command_takes_json() {
    fn check(command: &clap::Command) {
        let name = command.get_name();
        assert!(command.get_arguments().any(|argument| argument.get_id() == "json"), "{name}");
        for below in command.get_subcommands().filter(|below| below.get_name() != "help") {
            check(below);
        }
    }
    let mut top = funn_cli::command();
    top.build();
    for command in top.get_subcommands().filter(|command| command.get_name() != "help") {
        check(command);
    }
}

#[test]
fn completions_and_manual_pages_are_written() {
    let desk = empty_desk();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = desk.run(&["completions", shell]).done().out;
        assert!(script.contains("matrix"), "{shell}");
    }
    let page = desk.run(&["man"]).done().out;
    assert!(page.contains(".TH funn"), "{page}");
    assert!(desk.run(&["man", "matrix"]).done().out.contains("\\-\\-nonzero"));
    desk.run(&["man", "frobnicate"]).failed(2);
}
