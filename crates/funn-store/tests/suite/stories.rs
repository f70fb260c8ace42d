//! Stories of every kind of change: what was recorded is what is read.

use funn_model::{Moment, Text};
use funn_store::Seq;
use funn_testkit::arbitrary::{Story, story};
use proptest::prelude::*;

use super::desk::{Desk, folder};

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    /// Replay equals snapshot equals memory, wherever the snapshot was taken.
    #[test]
    fn a_study_reopens_as_it_was(story in story(40), cut in any::<prop::sample::Index>()) {
        let (_folder, dir) = folder();
        let mut desk = Desk::new(&dir);
        let cut = cut.index(story.acts.len());
        let (before, after) = story.acts.split_at(cut);
        let part = |acts: &[_]| Story { acts: acts.to_vec(), project: Story::start() };
        desk.tell(&part(before));
        let mut desk = desk.reopened();
        desk.store.save_snapshot(&desk.project).unwrap();
        let mut desk = desk.reopened();
        for act in after {
            desk.commit(funn_model::Intent::Do, &act.change, &super::desk::new_texts(act));
        }
        prop_assert_eq!(&desk.project, &story.project);
        let desk = desk.reopened();
        let found = desk.store.verify().unwrap();
        prop_assert!(found.ok, "{:?}", found);
        for (id, _, text) in story.texts() {
            let kept = desk.project.text(*id).map(Text::as_str);
            prop_assert_eq!(kept, Some(text.as_str()));
        }
    }

    /// Every past moment is the study as it stood then.
    #[test]
    fn every_past_moment_can_be_seen(story in story(25), snapshot in any::<prop::sample::Index>()) {
        let (_folder, dir) = folder();
        let mut desk = Desk::new(&dir);
        let snapshot = snapshot.index(story.acts.len());
        let mut pasts = vec![desk.project.clone()];
        for (place, act) in story.acts.iter().enumerate() {
            desk.commit(funn_model::Intent::Do, &act.change, &super::desk::new_texts(act));
            pasts.push(desk.project.clone());
            if place == snapshot {
                desk.store.save_snapshot(&desk.project).unwrap();
            }
        }
        for (place, past) in pasts.iter().enumerate() {
            let moment = Moment(i64::try_from(place).unwrap() * 1000 + 999);
            prop_assert_eq!(&desk.store.project_at(moment).unwrap(), past);
            let seq = Seq(u64::try_from(place).unwrap());
            prop_assert_eq!(&desk.store.project_after(seq).unwrap(), past);
        }
    }
}
