//! Making changes, and working out what takes them back.

use crate::case::Tie;
use crate::change::{Change, ChangeError, Edit, TextRevision};
use crate::coding::Coding;
use crate::memo::{Memo, Target};
use crate::people::Round;
use crate::project::rules::Rules;
use crate::project::{Mark, Project, Ref};
use crate::shelf::{Record, Shelf};
use crate::source::Source;

/// A record that a project keeps on a shelf of its own.
pub trait Shelved: Record {
    /// The shelf of its kind.
    fn shelf(project: &Project) -> &Shelf<Self>;

    /// An edit of one as a change.
    fn wrap(edit: Edit<Self>) -> Change;
}

/// A record as the project looks after it.
trait Kept: Shelved + Rules {
    fn shelf_mut(project: &mut Project) -> &mut Shelf<Self>;

    /// Upkeep beyond names and references, when a record comes or goes.
    fn arrived(&self, _project: &mut Project) {}
    fn left(&self, _project: &mut Project) {}
}

macro_rules! shelved {
    ($($variant:ident => $field:ident)+) => {$(
        impl Shelved for crate::$variant {
            fn shelf(project: &Project) -> &Shelf<Self> {
                &project.$field
            }
            fn wrap(edit: Edit<Self>) -> Change {
                Change::$variant(edit)
            }
        }
        impl Kept for crate::$variant {
            fn shelf_mut(project: &mut Project) -> &mut Shelf<Self> {
                &mut project.$field
            }
        }
    )+};
}

shelved! {
    User => users
    Participant => participants
    Source => sources
    Code => codes
    Facet => facets
    CaseKind => case_kinds
    Case => cases
    Attribute => attributes
    Tie => ties
    Relation => relations
    Memo => memos
    Set => sets
    Round => rounds
    Guide => guides
    SavedQuery => saved_queries
}

impl Shelved for Coding {
    fn shelf(project: &Project) -> &Shelf<Self> {
        &project.codings
    }
    fn wrap(edit: Edit<Self>) -> Change {
        Change::Coding(edit)
    }
}

impl Kept for Coding {
    fn shelf_mut(project: &mut Project) -> &mut Shelf<Self> {
        &mut project.codings
    }
    fn arrived(&self, project: &mut Project) {
        let marks = project.marks.entry(self.source).or_default();
        let mark = mark_of(self);
        let place = marks.partition_point(|other| *other < mark);
        marks.insert(place, mark);
    }
    fn left(&self, project: &mut Project) {
        let Some(marks) = project.marks.get_mut(&self.source) else { return };
        if let Ok(place) = marks.binary_search(&mark_of(self)) {
            marks.remove(place);
        }
    }
}

pub(super) fn mark_of(coding: &Coding) -> Mark {
    Mark { start: coding.span.start, end: coding.span.end, coding: coding.id }
}

impl Project {
    /// Makes a change and answers what takes it back. On an error nothing is changed.
    pub fn apply(&mut self, change: &Change) -> Result<Change, ChangeError> {
        match change {
            Change::Study(details) => {
                Ok(Change::Study(std::mem::replace(&mut self.details, details.clone())))
            }
            Change::User(edit) => self.edit(edit),
            Change::Participant(edit) => self.edit(edit),
            Change::Source(edit) => self.edit(edit),
            Change::Code(edit) => self.edit(edit),
            Change::Facet(edit) => self.edit(edit),
            Change::Coding(edit) => self.edit_coding(edit),
            Change::CaseKind(edit) => self.edit(edit),
            Change::Case(edit) => self.edit(edit),
            Change::Attribute(edit) => self.edit(edit),
            Change::Tie(edit) => self.edit(edit),
            Change::Relation(edit) => self.edit(edit),
            Change::Memo(edit) => self.edit(edit),
            Change::Set(edit) => self.edit(edit),
            Change::Round(edit) => self.edit(edit),
            Change::Guide(edit) => self.edit(edit),
            Change::SavedQuery(edit) => self.edit(edit),
            Change::ReviseText(revision) => self.revise_text(revision),
            Change::UnreviseText { source, anchors } => self.unrevise_text(*source, anchors),
            Change::Batch { deed, subject, changes } => {
                let changes = self.apply_all(changes)?;
                Ok(Change::Batch { deed: *deed, subject: subject.clone(), changes })
            }
        }
    }

    /// Whether what a change left behind is still as it left it, so that it can be taken back
    /// without undoing the work of others. Where a passage stands does not count: a correction of
    /// the text moves it.
    pub fn still_stands(&self, change: &Change) -> bool {
        fn stands<T: Shelved>(
            project: &Project,
            edit: &Edit<T>,
            same: impl Fn(&T, &T) -> bool,
        ) -> bool {
            match edit {
                Edit::Add(after) | Edit::Replace(after) => {
                    T::shelf(project).get(after.id()).is_some_and(|now| same(now, after))
                }
                Edit::Remove(id) => !T::shelf(project).contains(*id),
            }
        }
        match change {
            Change::Study(details) => self.details == *details,
            Change::User(edit) => stands(self, edit, PartialEq::eq),
            Change::Participant(edit) => stands(self, edit, PartialEq::eq),
            Change::Source(edit) => stands(self, edit, PartialEq::eq),
            Change::Code(edit) => stands(self, edit, PartialEq::eq),
            Change::Facet(edit) => stands(self, edit, PartialEq::eq),
            Change::Coding(edit) => stands(self, edit, |now, then| {
                let Coding { span, checksum, displaced, .. } = *now;
                *now == Coding { span, checksum, displaced, ..then.clone() }
            }),
            Change::CaseKind(edit) => stands(self, edit, PartialEq::eq),
            Change::Case(edit) => stands(self, edit, PartialEq::eq),
            Change::Attribute(edit) => stands(self, edit, PartialEq::eq),
            Change::Tie(edit) => stands(self, edit, |now, then| {
                let span = then.span.and(now.span);
                *now == Tie { span, displaced: now.displaced, ..then.clone() }
            }),
            Change::Relation(edit) => stands(self, edit, PartialEq::eq),
            Change::Memo(edit) => stands(self, edit, |now, then| {
                let target = match (now.target, then.target) {
                    (Target::Passage(at, _), Target::Passage(source, _)) if at == source => {
                        now.target
                    }
                    _ => then.target,
                };
                *now == Memo { target, displaced: now.displaced, ..then.clone() }
            }),
            Change::Set(edit) => stands(self, edit, PartialEq::eq),
            Change::Round(edit) => stands(self, edit, PartialEq::eq),
            Change::Guide(edit) => stands(self, edit, PartialEq::eq),
            Change::SavedQuery(edit) => stands(self, edit, PartialEq::eq),
            Change::ReviseText(TextRevision { source, revision }) => {
                let source = self.sources.get(*source);
                source.and_then(Source::text_id) == Some(revision.text)
            }
            Change::UnreviseText { source, .. } => self.sources.contains(*source),
            Change::Batch { changes, .. } => self.last_words_stand(changes),
        }
    }

    /// Of the changes in a batch, the last to touch each record is the one that must stand.
    fn last_words_stand(&self, changes: &[Change]) -> bool {
        let mut seen = std::collections::BTreeSet::new();
        changes.iter().rev().all(|change| {
            let overtaken = change.record().is_some_and(|record| !seen.insert(record));
            overtaken || self.still_stands(change)
        })
    }

    fn apply_all(&mut self, changes: &[Change]) -> Result<Vec<Change>, ChangeError> {
        let mut inverses = Vec::with_capacity(changes.len());
        for change in changes {
            match self.apply(change) {
                Ok(inverse) => inverses.push(inverse),
                Err(error) => {
                    for inverse in inverses.iter().rev() {
                        let undone = self.apply(inverse);
                        debug_assert!(undone.is_ok(), "an inverse applies: {undone:?}");
                    }
                    return Err(error);
                }
            }
        }
        inverses.reverse();
        Ok(inverses)
    }

    fn edit<T: Kept>(&mut self, edit: &Edit<T>) -> Result<Change, ChangeError> {
        let id = edit.id();
        let before = T::shelf(self).get(id).cloned();
        match (edit, before) {
            (Edit::Add(_), Some(_)) => {
                Err(ChangeError::Exists { noun: T::NOUN, id: id.to_string() })
            }
            (Edit::Replace(_) | Edit::Remove(_), None) => {
                Err(ChangeError::Missing { noun: T::NOUN, id: id.to_string() })
            }
            (Edit::Add(record), None) => {
                self.admit(record, None)?;
                self.put(record.clone());
                Ok(T::wrap(Edit::Remove(id)))
            }
            (Edit::Replace(record), Some(before)) => {
                self.admit(record, Some(&before))?;
                self.take(&before);
                self.put(record.clone());
                Ok(T::wrap(Edit::Replace(before)))
            }
            (Edit::Remove(_), Some(before)) => {
                let uses = before.as_ref().map_or(0, |reference| self.uses(reference));
                if uses > 0 {
                    let name = before.named().map_or_else(|| id.to_string(), |(_, n)| n.to_owned());
                    return Err(ChangeError::InUse { noun: T::NOUN, name, uses });
                }
                self.take(&before);
                Ok(T::wrap(Edit::Add(before)))
            }
        }
    }

    /// The round of a coding, when it is closed.
    pub(super) fn closed_round_of(&self, coding: &Coding) -> Option<&Round> {
        self.rounds.get(coding.round?).filter(|round| round.closed.is_some())
    }

    /// Codings take no part in a closed round, whether they come, change or go.
    fn edit_coding(&mut self, edit: &Edit<Coding>) -> Result<Change, ChangeError> {
        let before = self.codings.get(edit.id());
        let after = match edit {
            Edit::Add(coding) | Edit::Replace(coding) => Some(coding),
            Edit::Remove(_) => None,
        };
        for coding in before.into_iter().chain(after) {
            if let Some(round) = self.closed_round_of(coding) {
                return Err(ChangeError::RoundClosed { number: round.number });
            }
        }
        self.edit(edit)
    }

    /// Whether a record keeps every rule, in place of `before`.
    fn admit<T: Rules>(&self, record: &T, before: Option<&T>) -> Result<(), ChangeError> {
        if let Some((scope, name)) = record.named() {
            let bad =
                |reason| ChangeError::BadName { noun: T::NOUN, name: name.to_owned(), reason };
            if name.trim().is_empty() {
                return Err(bad("it is empty"));
            }
            if name.trim() != name || name.chars().any(char::is_control) {
                return Err(bad("it begins or ends with a space, or holds a line break"));
            }
            let kept = before.and_then(Rules::named) == Some((scope, name));
            if !kept && self.names.contains_key(&(scope, name.to_owned())) {
                return Err(ChangeError::NameTaken { noun: T::NOUN, name: name.to_owned() });
            }
        }
        let mut missing = None;
        record.refers(&mut |reference| {
            if missing.is_none() {
                missing = reference.resolve(self).err();
            }
        });
        missing.map_or(Ok(()), Err)?;
        record.check(self)
    }

    fn put<T: Kept>(&mut self, record: T) {
        let claimed = self.claim_name(&record);
        debug_assert!(claimed.is_ok(), "the record was admitted");
        record.refers(&mut |reference| *self.uses.entry(reference).or_default() += 1);
        record.arrived(self);
        T::shelf_mut(self).put(record);
    }

    fn take<T: Kept>(&mut self, record: &T) {
        if let Some((scope, name)) = record.named() {
            self.names.remove(&(scope, name.to_owned()));
        }
        record.refers(&mut |reference| self.drop_use(reference));
        record.left(self);
        T::shelf_mut(self).take(record.id());
    }

    fn drop_use(&mut self, reference: Ref) {
        if let Some(uses) = self.uses.get_mut(&reference) {
            *uses -= 1;
            if *uses == 0 {
                self.uses.swap_remove(&reference);
            }
        }
    }

    pub(super) fn claim_name<T: Rules>(&mut self, record: &T) -> Result<(), ChangeError> {
        let Some((scope, name)) = record.named() else { return Ok(()) };
        let Some(reference) = record.as_ref().map(|reference| *reference.bytes()) else {
            self.names.insert((scope, name.to_owned()), [0; 16]);
            return Ok(());
        };
        if self.names.insert((scope, name.to_owned()), reference).is_some() {
            return Err(ChangeError::NameTaken { noun: T::NOUN, name: name.to_owned() });
        }
        Ok(())
    }
}
