//! What holds for every study and every change: undo is the identity, a refused change changes
//! nothing, indexes say what the records say, and parts make the same study again.

use std::collections::BTreeMap;

use funn_model::project::Mark;
use funn_model::{Change, Project, Text};
use funn_testkit::arbitrary::{change, story};
use proptest::prelude::*;

/// Every variant of [`Change`], so that a story can be asked which it has.
fn variant(change: &Change) -> &'static str {
    match change {
        Change::ReviseText(_) => "correction",
        Change::UnreviseText { .. } => "correction taken back",
        Change::Batch { .. } => "batch",
        other => other.record().map_or("", |(noun, _)| noun),
    }
}

fn marks_of(project: &Project) -> BTreeMap<funn_model::SourceId, Vec<Mark>> {
    let mut marks: BTreeMap<_, Vec<Mark>> = BTreeMap::new();
    for coding in project.codings() {
        let mark = Mark { start: coding.span.start, end: coding.span.end, coding: coding.id };
        marks.entry(coding.source).or_default().push(mark);
    }
    for marks in marks.values_mut() {
        marks.sort_unstable();
    }
    marks
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn undoing_everything_leads_back_to_the_start(story in story(40)) {
        let mut project = story.project.clone();
        let mut inverses = Vec::new();
        let mut walked = story_start(&story);
        for act in &story.acts {
            let before = walked.clone();
            let inverse = walked.apply(&act.change).unwrap();
            let mut there_and_back = walked.clone();
            there_and_back.apply(&inverse).unwrap();
            prop_assert_eq!(&there_and_back, &before, "undo of {}", variant(&act.change));
            prop_assert!(walked.still_stands(&act.change));
            inverses.push(inverse);
        }
        prop_assert_eq!(&walked, &project);
        for inverse in inverses.iter().rev() {
            project.apply(inverse).unwrap();
        }
        prop_assert_eq!(&project, &story_start(&story));
    }

    #[test]
    fn a_refused_change_changes_nothing(story in story(20), stranger in change()) {
        let mut project = story.project.clone();
        if project.apply(&stranger).is_err() {
            prop_assert_eq!(&project, &story.project);
            prop_assert_eq!(marks_by_source(&project), marks_of(&story.project));
        }
    }

    #[test]
    fn marks_say_where_the_codings_are_and_no_passage_drifts(story in story(40)) {
        prop_assert_eq!(marks_by_source(&story.project), marks_of(&story.project));
        prop_assert_eq!(story.project.drifted(), Vec::new());
    }

    #[test]
    fn parts_make_the_same_study_again(story in story(30)) {
        let parts = story.project.to_parts();
        let mut again =
            Project::from_parts(story.project.id(), *story.project.salt(), parts.clone()).unwrap();
        for (id, _, text) in story.texts() {
            again.supply_text(*id, Text::new(text.as_str()));
        }
        prop_assert_eq!(&again, &story.project);
        prop_assert_eq!(again.to_parts(), parts);
        prop_assert_eq!(again.drifted(), Vec::new());
        prop_assert_eq!(marks_by_source(&again), marks_of(&again));
    }
}

fn story_start(story: &funn_testkit::arbitrary::Story) -> Project {
    let mut start = funn_testkit::arbitrary::Story::start();
    for (id, _, text) in story.texts() {
        start.supply_text(*id, Text::new(text.as_str()));
    }
    start
}

fn marks_by_source(project: &Project) -> BTreeMap<funn_model::SourceId, Vec<Mark>> {
    let sources = project.sources().iter().map(|source| source.id);
    sources
        .map(|id| (id, project.marks(id).to_vec()))
        .filter(|(_, marks)| !marks.is_empty())
        .collect()
}
