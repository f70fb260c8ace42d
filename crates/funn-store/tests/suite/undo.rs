//! Undo and redo, found in the journal.

use funn_model::{Change, ChangeId, Code, CodeId, Edit, Intent, UserId};

use super::desk::{ADA, Desk, folder};

impl Desk {
    fn undo(&mut self) {
        let entry = self.store.last_undoable(ADA).unwrap().unwrap();
        self.commit(Intent::Undo(entry.id), &entry.inverse, &[]);
    }

    fn redo(&mut self) {
        let entry = self.store.last_redoable(ADA).unwrap().unwrap();
        self.commit(Intent::Redo(entry.id), &entry.change, &[]);
    }

    fn undoable(&self) -> Option<ChangeId> {
        self.store.last_undoable(ADA).unwrap().map(|entry| entry.id)
    }

    fn redoable(&self) -> Option<ChangeId> {
        self.store.last_redoable(ADA).unwrap().map(|entry| entry.id)
    }

    fn code_name(&self) -> &str {
        &self.project.codes().get(CodeId::from_number(1)).unwrap().name
    }
}

fn rename(name: &str) -> Change {
    Change::Code(Edit::Replace(Code::named(CodeId::from_number(1), None, name)))
}

#[test]
fn undo_and_redo_work_across_restarts() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    let first = desk.act(&rename("A"));
    let second = desk.act(&rename("B"));
    assert_eq!((desk.undoable(), desk.redoable()), (Some(second), None));
    desk.undo();
    let mut desk = desk.reopened();
    assert_eq!(desk.code_name(), "A");
    assert_eq!((desk.undoable(), desk.redoable()), (Some(first), Some(second)));
    desk.undo();
    assert_eq!((desk.code_name(), desk.redoable()), ("Forankring", Some(first)));
    desk.redo();
    let mut desk = desk.reopened();
    assert_eq!((desk.undoable(), desk.redoable()), (Some(first), Some(second)));
    desk.redo();
    assert_eq!(desk.code_name(), "B");
    assert_eq!((desk.undoable(), desk.redoable()), (Some(second), None));
}

#[test]
fn new_work_clears_what_could_be_redone() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    desk.act(&rename("A"));
    desk.undo();
    assert!(desk.redoable().is_some());
    desk.act(&rename("C"));
    assert_eq!(desk.redoable(), None);
    desk.undo();
    assert_eq!(desk.code_name(), "Forankring");
    assert_eq!(desk.reopened().redoable(), Some(ChangeId::from_number(8)));
}

#[test]
fn everything_can_be_undone_and_nothing_of_others() {
    let (_folder, dir) = folder();
    let mut desk = Desk::furnished(&dir);
    assert_eq!(desk.store.last_undoable(UserId::from_number(2)).unwrap(), None);
    let mut undone = 0;
    while desk.undoable().is_some() {
        desk.undo();
        undone += 1;
    }
    assert_eq!(undone, 5);
    assert_eq!(desk.project.users().len(), 0);
    let mut desk = desk.reopened();
    while desk.redoable().is_some() {
        desk.redo();
    }
    assert_eq!(desk.code_name(), "Forankring");
    assert_eq!(desk.made, 15);
    assert!(desk.reopened().store.verify().unwrap().ok);
}

/// The walk backwards against a plain model: two stacks for each user.
#[test]
fn answers_are_those_of_two_stacks() {
    use proptest::prelude::*;
    use proptest::test_runner::{Config, TestRunner};

    let steps = prop::collection::vec((0..4_u8, any::<bool>()), 0..30);
    let mut runner = TestRunner::new(Config::with_cases(24));
    let outcome = runner.run(&steps, |steps| {
        let (_folder, dir) = folder();
        let mut desk = Desk::furnished(&dir);
        let (mut done, mut undone): (Vec<_>, Vec<_>) =
            ((1..=5).map(ChangeId::from_number).collect(), Vec::new());
        for (step, reopen) in steps {
            match step {
                0 | 1 => {
                    // Nothing else would apply after the code itself was undone.
                    if desk.project.codes().is_empty() {
                        continue;
                    }
                    let name = format!("name {}", desk.made);
                    done.push(desk.act(&rename(&name)));
                    undone.clear();
                }
                2 if !done.is_empty() => {
                    desk.undo();
                    undone.extend(done.pop());
                }
                3 if !undone.is_empty() => {
                    desk.redo();
                    done.extend(undone.pop());
                }
                _ => {}
            }
            if reopen {
                desk = desk.reopened();
            }
            prop_assert_eq!(desk.undoable(), done.last().copied());
            prop_assert_eq!(desk.redoable(), undone.last().copied());
        }
        Ok(())
    });
    outcome.unwrap();
}
