//! Out to other tools and back: what the standard holds comes back as it was, and twice is once.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use std::path::Path;
use std::sync::Arc;

use funn_workbench::model::{Moment, Project, StudyDetails, UserId};
use funn_workbench::{
    Cost, Environment, Randomness, SeededRandomness, StudyPlan, Workbench, codebook_as_qdc,
    create_demo, study_as_qdpx,
};

type Random = Box<dyn Randomness + Send>;

fn random(seed: u8) -> Random {
    Box::new(SeededRandomness::new([seed; 32]))
}

fn empty(dir: &Path) -> (Workbench, UserId) {
    let plan = StudyPlan {
        details: StudyDetails { title: "other".to_owned(), ..StudyDetails::default() },
        passphrase: "p".to_owned(),
        vault_passphrase: "v".to_owned(),
        cost: Cost::LEAST,
        user: "anna".to_owned(),
    };
    let environment =
        Environment { clock: Arc::new(|| Moment(1_700_000_000_000)), random: random(9) };
    let made = Workbench::create(dir, plan, environment, random(8)).unwrap();
    let user = made.workbench.user("anna").unwrap();
    (made.workbench, user)
}

/// Each coding as words: source, passage, code, coder, time.
fn codings(project: &Project) -> Vec<String> {
    let mut codings: Vec<String> = project
        .codings()
        .iter()
        .map(|coding| {
            let source = project.sources().get(coding.source).unwrap();
            let passage = project.source_text(source.id).unwrap().passage(coding.span);
            let coder = &project.users().get(coding.coder).unwrap().name;
            let path = project.code_path(coding.code);
            format!("{} {} {path} {coder} {} {passage}", source.name, coding.span, coding.at)
        })
        .collect();
    codings.sort();
    codings
}

#[test]
fn the_example_study_goes_out_and_comes_back_with_every_coding() {
    let dir = tempfile::tempdir().unwrap();
    let demo = create_demo(&dir.path().join("demo"), [random(1), random(2)]).unwrap();
    let out = demo.read(|project| study_as_qdpx(project).unwrap());
    assert_eq!(out.bytes, demo.read(|project| study_as_qdpx(project).unwrap()).bytes);
    assert!(out.losses.iter().any(|loss| loss.what == "facets of codings"));

    let (other, user) = empty(&dir.path().join("other"));
    let report = other.take_in_project(user, &out.bytes).unwrap();
    assert_eq!(report.sources.len(), 7);
    assert_eq!(report.codings, demo.read(|project| project.codings().len()));
    assert_eq!(demo.read(codings), other.read(codings));
    assert!(other.read(|project| project.drifted().is_empty()));
    let names = |project: &Project| {
        let cases = project.cases().sorted_by_key(|case| case.name.clone());
        cases.into_iter().map(|case| (case.name.clone(), case.values.len())).collect::<Vec<_>>()
    };
    let kept: Vec<_> = demo.read(names);
    assert_eq!(other.read(names).len(), kept.len());
    let memos = |project: &Project| {
        project
            .memos()
            .sorted_by_key(|m| m.body.clone())
            .into_iter()
            .map(|m| m.body.clone())
            .collect()
    };
    let (before, after): (Vec<String>, Vec<String>) = (demo.read(memos), other.read(memos));
    assert!(before.iter().all(|body| after.contains(body)), "every memo came along");

    let again = other.take_in_project(user, &out.bytes).unwrap();
    assert_eq!((again.sources.len(), again.codings, again.codes), (0, 0, 0), "twice is once");
}

#[test]
fn a_codebook_goes_out_and_comes_back() {
    let dir = tempfile::tempdir().unwrap();
    let demo = create_demo(&dir.path().join("demo"), [random(1), random(2)]).unwrap();
    let out = demo.read(codebook_as_qdc);
    let (other, user) = empty(&dir.path().join("other"));
    let report = other.take_in_codebook(user, &out.bytes).unwrap();
    assert_eq!(report.codes, 32);
    let paths = |project: &Project| {
        let tree = project.code_tree().into_iter();
        tree.map(|(_, code)| (project.code_path(code.id), code.colour)).collect::<Vec<_>>()
    };
    assert_eq!(demo.read(paths), other.read(paths));
    let again = other.take_in_codebook(user, &out.bytes).unwrap();
    assert_eq!((again.codes, again.known), (0, 32));
}
