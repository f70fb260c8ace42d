//! Changes that are valid one after the other, against a study that grows.

use funn_model::{Change, ParticipantId, Project, StudyId, Text, TextId};
use proptest::prelude::*;

mod next;

/// One change of a story.
#[derive(Debug, Clone)]
pub struct Act {
    /// The change.
    pub change: Change,
    /// What takes it back, as the project answered.
    pub inverse: Change,
    /// The texts that it brings, with whose words they are.
    pub texts: Vec<(TextId, Option<ParticipantId>, String)>,
    /// The act that it takes back, by its place in the story, if it does.
    pub undoes: Option<usize>,
}

/// A study and how it came about.
#[derive(Debug, Clone)]
pub struct Story {
    /// What happened, in order.
    pub acts: Vec<Act>,
    /// The study in the end.
    pub project: Project,
}

impl Story {
    /// The study before anything happened.
    pub fn start() -> Project {
        Project::new(StudyId::from_number(1), [7; 16])
    }

    /// Every text that was ever brought in.
    pub fn texts(&self) -> impl Iterator<Item = &(TextId, Option<ParticipantId>, String)> {
        self.acts.iter().flat_map(|act| &act.texts)
    }
}

/// What decides about one step of a story. It shrinks; what it decides depends on the study so far.
#[derive(Debug, Clone)]
struct Step {
    what: u16,
    a: u32,
    b: u32,
    c: u32,
    word: String,
}

/// Stories of at most `most` steps beyond the opening, in which a study gets some of everything.
pub fn story(most: usize) -> impl Strategy<Value = Story> {
    let step = (any::<u16>(), any::<u32>(), any::<u32>(), any::<u32>(), "[a-zæøå😀]{1,6}")
        .prop_map(|(what, a, b, c, word)| Step { what, a, b, c, word });
    prop::collection::vec(step, 0..=most).prop_map(|steps| tell(&steps))
}

fn tell(steps: &[Step]) -> Story {
    let mut story = Story { acts: Vec::new(), project: Story::start() };
    let mut teller = next::Teller::default();
    for step in opening().iter().chain(steps) {
        if step.what % 12 == 11 {
            story.take_back(step);
        } else if step.what % 12 == 10 {
            story.do_several(&mut teller, step);
        } else if let Some(idea) = teller.idea(&story.project, step) {
            story.act(idea, None);
        }
    }
    story
}

/// Steps that bring one of each noun, whatever comes after.
fn opening() -> Vec<Step> {
    let first = next::OPENING.iter().enumerate();
    first
        .map(|(place, &kind)| {
            let a = u32::try_from(place).unwrap_or_default();
            Step { what: kind * 12, a, b: 0, c: 9, word: format!("n{place}") }
        })
        .collect()
}

impl Story {
    fn act(&mut self, idea: next::Idea, undoes: Option<usize>) {
        for (id, _, text) in &idea.texts {
            self.project.supply_text(*id, Text::new(text.as_str()));
        }
        if let Ok(inverse) = self.project.apply(&idea.change) {
            let next::Idea { change, texts } = idea;
            self.acts.push(Act { change, inverse, texts, undoes });
        }
    }

    /// Takes back the last act or an earlier one, if it still can be.
    fn take_back(&mut self, step: &Step) {
        let from_the_end = if step.b.is_multiple_of(2) { 0 } else { step.a };
        let Some(before) = pick(self.acts.len(), from_the_end) else { return };
        let place = self.acts.len() - 1 - before;
        let Some(act) = self.acts.get(place) else { return };
        let idea = next::Idea { change: act.inverse.clone(), texts: Vec::new() };
        self.act(idea, Some(place));
    }

    /// Makes up to four changes that stand or fall together.
    fn do_several(&mut self, teller: &mut next::Teller, step: &Step) {
        let mut rehearsal = self.project.clone();
        let (mut changes, mut texts) = (Vec::new(), Vec::new());
        for turn in 0..step.c % 5 {
            let step = Step {
                what: u16::try_from(step.b.rotate_left(turn * 7) % 600).unwrap_or_default() * 12,
                a: step.a.rotate_left(turn * 5),
                b: step.b.rotate_left(turn * 11),
                c: step.c,
                word: format!("{}{turn}", step.word),
            };
            let Some(idea) = teller.idea(&rehearsal, &step) else { continue };
            for (id, _, text) in &idea.texts {
                rehearsal.supply_text(*id, Text::new(text.as_str()));
            }
            if rehearsal.apply(&idea.change).is_ok() {
                changes.push(idea.change);
                texts.extend(idea.texts);
            }
        }
        let deed = next::deed(step.a);
        let change = Change::Batch { deed, subject: step.word.clone(), changes };
        self.act(next::Idea { change, texts }, None);
    }
}

fn pick(length: usize, by: u32) -> Option<usize> {
    usize::try_from(by).ok()?.checked_rem(length)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::strategy::ValueTree as _;
    use proptest::test_runner::TestRunner;

    use super::*;

    proptest! {
        #[test]
        fn a_story_can_be_told_again_and_taken_back(story in story(40)) {
            let mut project = Story::start();
            for (id, _, text) in story.texts() {
                project.supply_text(*id, Text::new(text.as_str()));
            }
            let mut before = vec![project.clone()];
            for act in &story.acts {
                prop_assert_eq!(&project.apply(&act.change).unwrap(), &act.inverse);
                before.push(project.clone());
            }
            prop_assert_eq!(&project, &story.project);
            for (act, before) in story.acts.iter().zip(&before).rev() {
                project.apply(&act.inverse).unwrap();
                prop_assert_eq!(&project, before);
            }
        }
    }

    #[test]
    fn stories_have_every_kind_of_change() {
        let mut seen: BTreeMap<String, u32> = BTreeMap::new();
        let mut runner = TestRunner::deterministic();
        for _ in 0..60 {
            let told = story(60).new_tree(&mut runner).unwrap().current();
            for act in &told.acts {
                count(&act.change, &mut seen);
            }
        }
        assert!(seen.len() >= 3 * 16 + 4, "{seen:#?}");
        assert!(seen.values().all(|&times| times > 2), "{seen:#?}");
    }

    fn count(change: &Change, seen: &mut BTreeMap<String, u32>) {
        let shown = format!("{change:?}");
        let kind: String = shown.split(['{', ' ']).next().unwrap().to_owned();
        let kind = kind.split('(').take(2).collect::<Vec<_>>().join(" ");
        *seen.entry(kind).or_default() += 1;
        if let Change::Batch { changes, .. } = change {
            for change in changes {
                count(change, seen);
            }
        }
    }
}
