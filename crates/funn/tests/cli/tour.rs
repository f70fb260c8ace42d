//! The tour in `docs/demo.md`: every command in it works on the example study.

use crate::support::empty_desk;

#[test]
fn every_command_of_the_tour_works() {
    let desk = empty_desk();
    let tour = include_str!("../../../../docs/demo.md");
    let commands: Vec<&str> =
        tour.lines().filter_map(|line| line.strip_prefix("    funn ")).collect();
    assert!(commands.len() > 10, "the tour has commands");
    for line in commands {
        let arguments = words(line);
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        let mut command = desk.bare_command(&arguments);
        command.env("FUNN_PASSPHRASE", "demo").env("FUNN_CODER", "anna");
        let ran = desk.finish(&mut command).done();
        assert!(!ran.out.is_empty() || !ran.err.is_empty(), "funn {line} says nothing");
    }
}

/// The words of a command line; single quotes keep spaces.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (index, part) in line.split('\'').enumerate() {
        if index % 2 == 1 {
            words.push(part.to_owned());
        } else {
            words.extend(part.split_whitespace().map(str::to_owned));
        }
    }
    words
}
