//! Things of a study by the names that people type, with a suggestion where there is none.

use funn_workbench::model::{CaseId, CodeId, Project, RoundId, Source};
use funn_workbench::nearest;

use crate::failure::Failure;

fn no_such(noun: &'static str, name: &str, known: &[String], none_yet: &str) -> Failure {
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let near = nearest(name, &known);
    let hint = if known.is_empty() {
        none_yet.to_owned()
    } else if near.is_empty() {
        let shown: Vec<String> = known.iter().take(8).map(|name| format!("\"{name}\"")).collect();
        let more = if known.len() > shown.len() { " …" } else { "" };
        format!("There are {}{more}.", shown.join(", "))
    } else {
        format!("Did you mean {}?", near.join(", "))
    };
    Failure::NoSuch { noun, name: name.to_owned(), hint }
}

/// The source of this name; the name of the file that it came from will do.
pub(crate) fn source<'a>(project: &'a Project, name: &str) -> Result<&'a Source, Failure> {
    let without_extension = || name.rsplit_once('.').map(|(stem, _)| stem);
    let found = project.source_named(name).or_else(|| project.source_named(without_extension()?));
    found.ok_or_else(|| {
        let known = project.sources().sorted_by_key(|source| source.name.clone());
        let known: Vec<String> = known.iter().map(|source| source.name.clone()).collect();
        no_such("source", name, &known, "Bring sources in with `funn import`.")
    })
}

/// The code of this path, or of a last name that only one code has.
pub(crate) fn code(project: &Project, name: &str) -> Result<CodeId, Failure> {
    if let Some(code) = project.code_at(name) {
        return Ok(code.id);
    }
    let tree = project.code_tree();
    let paths: Vec<(CodeId, String)> =
        tree.iter().map(|(_, code)| (code.id, project.code_path(code.id))).collect();
    let ending = format!("/{name}");
    let ends: Vec<CodeId> =
        paths.iter().filter(|(_, path)| path.ends_with(&ending)).map(|(id, _)| *id).collect();
    if let [one] = ends.as_slice() {
        return Ok(*one);
    }
    let known: Vec<String> = paths.into_iter().map(|(_, path)| path).collect();
    Err(no_such("code", name, &known, "Make codes with `funn codebook DIR add`."))
}

/// The case written as `kind=name`.
pub(crate) fn case(project: &Project, label: &(String, String)) -> Result<CaseId, Failure> {
    let (kind, name) = label;
    let found = project.case_kind_named(kind).and_then(|kind| project.case_named(kind.id, name));
    found.map(|case| case.id).ok_or_else(|| {
        let mut known: Vec<String> =
            project.cases().iter().map(|case| project.case_label(case.id)).collect();
        known.sort_unstable();
        let label = format!("{kind}={name}");
        no_such("case", &label, &known, "Make cases with `funn case DIR add KIND NAME`.")
    })
}

/// The round of this number.
pub(crate) fn round(project: &Project, number: u32) -> Result<RoundId, Failure> {
    project.round_numbered(number).map(|round| round.id).ok_or_else(|| {
        let mut numbers: Vec<u32> = project.rounds().iter().map(|round| round.number).collect();
        numbers.sort_unstable();
        let known: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        let hint = if known.is_empty() {
            "Begin one with `funn round DIR add NAME`.".to_owned()
        } else {
            format!("There are rounds {}.", known.join(", "))
        };
        Failure::NoSuch { noun: "round", name: number.to_string(), hint }
    })
}

/// The set of this name.
pub(crate) fn set<'a>(
    project: &'a Project,
    name: &str,
) -> Result<&'a funn_workbench::model::Set, Failure> {
    project.set_named(name).ok_or_else(|| {
        let mut known: Vec<String> = project.sets().iter().map(|set| set.name.clone()).collect();
        known.sort_unstable();
        no_such("set", name, &known, "Make sets with `funn set DIR add NAME`.")
    })
}

/// The participant of this alias.
pub(crate) fn participant<'a>(
    project: &'a Project,
    alias: &str,
) -> Result<&'a funn_workbench::model::Participant, Failure> {
    project.participant_named(alias).ok_or_else(|| {
        let mut known: Vec<String> =
            project.participants().iter().map(|known| known.alias.clone()).collect();
        known.sort_unstable();
        let none_yet = "Add participants with `funn participant DIR add ALIAS`.";
        no_such("participant", alias, &known, none_yet)
    })
}

/// The user of this name.
pub(crate) fn user(
    project: &Project,
    name: &str,
) -> Result<funn_workbench::model::UserId, Failure> {
    project.user_named(name).map(|user| user.id).ok_or_else(|| {
        let mut known: Vec<String> = project.users().iter().map(|user| user.name.clone()).collect();
        known.sort_unstable();
        no_such("coder", name, &known, "Nobody has coded yet.")
    })
}

/// A speaker of this name in any source.
pub(crate) fn speaker(project: &Project, name: &str) -> Result<(), Failure> {
    let revisions = project.sources().iter().filter_map(|source| source.current());
    let turns = revisions.flat_map(|revision| &revision.structure.turns);
    let known: std::collections::BTreeSet<&str> =
        turns.map(|turn| turn.speaker.as_str()).filter(|name| !name.is_empty()).collect();
    if known.contains(name) {
        return Ok(());
    }
    let known: Vec<String> = known.into_iter().map(str::to_owned).collect();
    Err(no_such("speaker", name, &known, "No source has turns of speakers."))
}
