//! Making changes, and working out what takes them back.

use crate::case::Tie;
use crate::change::{Anchor, Change, ChangeError, Deed, Edit, TextRevision};
use crate::coding::{Checksum, Coding};
use crate::edits::EditMap;
use crate::id::{SourceId, TieId};
use crate::memo::{Memo, Target};
use crate::project::rules::Rules;
use crate::project::{Mark, Project, Ref};
use crate::shelf::{Record, Shelf};
use crate::source::Source;
use crate::span::Span;

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

fn mark_of(coding: &Coding) -> Mark {
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

    /// Codings take no part in a closed round, whether they come, change or go.
    fn edit_coding(&mut self, edit: &Edit<Coding>) -> Result<Change, ChangeError> {
        let before = self.codings.get(edit.id());
        let after = match edit {
            Edit::Add(coding) | Edit::Replace(coding) => Some(coding),
            Edit::Remove(_) => None,
        };
        for coding in before.into_iter().chain(after) {
            let round = coding.round.and_then(|round| self.rounds.get(round));
            if let Some(round) = round.filter(|round| round.closed.is_some()) {
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

    fn revise_text(&mut self, change: &TextRevision) -> Result<Change, ChangeError> {
        let TextRevision { source: source_id, revision } = change;
        let malformed = |reason| ChangeError::Malformed { noun: "correction", reason };
        let source = self.find_source(*source_id)?;
        let edits = revision.edits.as_ref().ok_or_else(|| malformed("it has no edits"))?;
        let text = self
            .text(revision.text)
            .ok_or_else(|| ChangeError::Missing { noun: "text", id: revision.text.to_string() })?;
        let last = edits.replacements().last().map_or(0, |replacement| replacement.span.end);
        if last > source.characters()
            || edits.new_length(source.characters()) != text.characters()
            || revision.characters != text.characters()
        {
            return Err(malformed("its edits do not lead from the old text to the new one"));
        }
        if self.touches_closed_round(*source_id, edits) {
            return Err(malformed("a passage coded in a closed round would vanish"));
        }
        let anchors = self.anchors_lost_by(*source_id, edits);
        let (edits, revision) = (edits.clone(), revision.clone());
        if let Some(source) = self.sources.get_mut(*source_id) {
            source.revisions.push(revision);
        }
        self.move_anchors(*source_id, &edits, &[]);
        Ok(Change::UnreviseText { source: *source_id, anchors })
    }

    fn unrevise_text(&mut self, id: SourceId, anchors: &[Anchor]) -> Result<Change, ChangeError> {
        let source = self.find_source(id)?;
        let newest = source.revisions.last().filter(|_| source.revisions.len() > 1);
        let Some((revision, edits)) =
            newest.and_then(|newest| Some((newest.clone(), newest.edits.clone()?)))
        else {
            return Err(ChangeError::Malformed {
                noun: "correction",
                reason: "the text was not corrected, so there is nothing to take back",
            });
        };
        let subject = source.name.clone();
        self.spare_closed_rounds(id, &edits, anchors)?;
        let before = self.anchored_in(id);
        if let Some(source) = self.sources.get_mut(id) {
            source.revisions.pop();
        }
        self.move_anchors(id, &edits.inverse(), anchors);
        let restored = self.not_brought_back(&edits, before);
        let again = Change::ReviseText(TextRevision { source: id, revision });
        if restored.is_empty() {
            return Ok(again);
        }
        let changes = std::iter::once(again).chain(restored).collect();
        Ok(Change::Batch { deed: Deed::CorrectText, subject, changes })
    }

    /// Refuses to take a correction back where a coding of a closed round would not find its way
    /// to where it is now: it could not be put there again.
    fn spare_closed_rounds(
        &self,
        source: SourceId,
        edits: &EditMap,
        anchors: &[Anchor],
    ) -> Result<(), ChangeError> {
        let back = edits.inverse();
        for coding in self.marks(source).iter().filter_map(|mark| self.codings.get(mark.coding)) {
            let round = coding.round.and_then(|round| self.rounds.get(round));
            let Some(round) = round.filter(|round| round.closed.is_some()) else { continue };
            let set = anchors.iter().find_map(|anchor| match anchor {
                Anchor::Coding(id, span, displaced, _) if *id == coding.id => {
                    Some((*span, *displaced))
                }
                _ => None,
            });
            let (span, displaced) =
                set.unwrap_or_else(|| moved(&back, coding.span, coding.displaced));
            if moved(edits, span, displaced) != (coding.span, coding.displaced) {
                return Err(ChangeError::RoundClosed { number: round.number });
            }
        }
        Ok(())
    }

    /// Everything anchored in a source, as edits that would put it where it is.
    fn anchored_in(&self, source: SourceId) -> Vec<Change> {
        let marks = self.marks(source).iter();
        let codings = marks.filter_map(|mark| self.codings.get(mark.coding));
        let ties = self.ties.by_id().into_iter();
        let ties = ties.filter(|tie| tie.source == source && tie.span.is_some());
        let memos = self
            .memos
            .by_id()
            .into_iter()
            .filter(|memo| matches!(memo.target, Target::Passage(about, _) if about == source));
        codings
            .map(|coding| Change::Coding(Edit::Replace(coding.clone())))
            .chain(ties.map(|tie| Change::Tie(Edit::Replace(tie.clone()))))
            .chain(memos.map(|memo| Change::Memo(Edit::Replace(memo.clone()))))
            .collect()
    }

    /// Of what stood somewhere before, what `edits` would not put there again.
    fn not_brought_back(&self, edits: &EditMap, before: Vec<Change>) -> Vec<Change> {
        let comes_back = |change: &Change| -> Option<bool> {
            Some(match change {
                Change::Coding(Edit::Replace(then)) => {
                    let now = self.codings.get(then.id)?;
                    moved(edits, now.span, now.displaced) == (then.span, then.displaced)
                }
                Change::Tie(Edit::Replace(then)) => {
                    let now = self.ties.get(then.id)?;
                    moved(edits, now.span?, now.displaced) == (then.span?, then.displaced)
                }
                Change::Memo(Edit::Replace(then)) => {
                    let now = self.memos.get(then.id)?;
                    match (now.target, then.target) {
                        (Target::Passage(_, now_at), Target::Passage(_, then_at)) => {
                            moved(edits, now_at, now.displaced) == (then_at, then.displaced)
                        }
                        _ => true,
                    }
                }
                _ => true,
            })
        };
        before.into_iter().filter(|change| comes_back(change) == Some(false)).collect()
    }

    fn find_source(&self, id: SourceId) -> Result<&Source, ChangeError> {
        self.sources
            .get(id)
            .ok_or_else(|| ChangeError::Missing { noun: Source::NOUN, id: id.to_string() })
    }

    fn touches_closed_round(&self, source: SourceId, edits: &EditMap) -> bool {
        self.marks(source).iter().filter_map(|mark| self.codings.get(mark.coding)).any(|coding| {
            let round = coding.round.and_then(|round| self.rounds.get(round));
            round.is_some_and(|round| round.closed.is_some()) && edits.moved(coding.span).displaced
        })
    }

    /// The anchors of a source that the inverse of `edits` would not bring back by itself.
    fn anchors_lost_by(&self, source: SourceId, edits: &EditMap) -> Vec<Anchor> {
        let back = edits.inverse();
        let lost = |span: Span, displaced: bool| {
            displaced || {
                let moved = edits.moved(span);
                moved.displaced || back.moved(moved.span).span != span
            }
        };
        let mut anchors = Vec::new();
        for coding in self.marks(source).iter().filter_map(|mark| self.codings.get(mark.coding)) {
            if lost(coding.span, coding.displaced) {
                let Coding { id, span, displaced, checksum, .. } = *coding;
                anchors.push(Anchor::Coding(id, span, displaced, checksum));
            }
        }
        for tie in self.ties.by_id() {
            if let Some(span) = tie.span.filter(|_| tie.source == source)
                && lost(span, tie.displaced)
            {
                anchors.push(Anchor::Tie(tie.id, span, tie.displaced));
            }
        }
        for memo in self.memos.by_id() {
            if let Target::Passage(about, span) = memo.target
                && about == source
                && lost(span, memo.displaced)
            {
                anchors.push(Anchor::Memo(memo.id, span, memo.displaced));
            }
        }
        anchors
    }

    /// Moves everything anchored in a source, then sets the anchors given outright.
    fn move_anchors(&mut self, source: SourceId, edits: &EditMap, outright: &[Anchor]) {
        let coding_ids: Vec<_> = self.marks(source).iter().map(|mark| mark.coding).collect();
        let text = self.source_text(source).cloned();
        let mut marks = Vec::with_capacity(coding_ids.len());
        for id in coding_ids {
            let Some(coding) = self.codings.get_mut(id) else { continue };
            (coding.span, coding.displaced) = moved(edits, coding.span, coding.displaced);
            let set = outright.iter().find_map(|anchor| match anchor {
                Anchor::Coding(at, span, displaced, _) if *at == id => Some((*span, *displaced)),
                _ => None,
            });
            if let Some((span, displaced)) = set {
                (coding.span, coding.displaced) = (span, displaced);
            }
            if let Some(text) = &text {
                coding.checksum = Checksum::of(&self.salt, text.passage(coding.span));
            }
            marks.push(mark_of(coding));
        }
        marks.sort_unstable();
        if !marks.is_empty() {
            self.marks.insert(source, marks);
        }
        self.move_ties(source, edits, outright);
        self.move_memos(source, edits, outright);
    }

    fn move_ties(&mut self, source: SourceId, edits: &EditMap, outright: &[Anchor]) {
        let on_source = self.ties.iter().filter(|tie| tie.source == source);
        let ids: Vec<TieId> = on_source.map(|tie| tie.id).collect();
        for id in ids {
            let Some(tie) = self.ties.get_mut(id) else { continue };
            let Some(span) = tie.span else { continue };
            let set = outright.iter().find_map(|anchor| match anchor {
                Anchor::Tie(at, span, displaced) if *at == id => Some((*span, *displaced)),
                _ => None,
            });
            let (span, displaced) = set.unwrap_or_else(|| moved(edits, span, tie.displaced));
            (tie.span, tie.displaced) = (Some(span), displaced);
        }
    }

    fn move_memos(&mut self, source: SourceId, edits: &EditMap, outright: &[Anchor]) {
        let about = |memo: &Memo| match memo.target {
            Target::Passage(about, span) if about == source => Some(span),
            _ => None,
        };
        let found: Vec<_> =
            self.memos.iter().filter_map(|memo| Some((memo.id, about(memo)?))).collect();
        for (id, span) in found {
            let Some(memo) = self.memos.get_mut(id) else { continue };
            let set = outright.iter().find_map(|anchor| match anchor {
                Anchor::Memo(at, span, displaced) if *at == id => Some((*span, *displaced)),
                _ => None,
            });
            let (span, displaced) = set.unwrap_or_else(|| moved(edits, span, memo.displaced));
            (memo.target, memo.displaced) = (Target::Passage(source, span), displaced);
        }
    }
}

/// A displaced span stays displaced, whatever comes to stand around it.
fn moved(edits: &EditMap, span: Span, displaced: bool) -> (Span, bool) {
    let moved = edits.moved(span);
    if displaced {
        return (Span::new(moved.span.start, moved.span.start), true);
    }
    (moved.span, moved.displaced)
}
