//! Correcting texts: everything anchored in a text moves with it, and comes back when the correction
//! is taken back.

use crate::change::{Anchor, Change, ChangeError, Deed, Edit, TextRevision};
use crate::coding::{Checksum, Coding};
use crate::edits::EditMap;
use crate::id::{SourceId, TieId};
use crate::memo::{Memo, Target};
use crate::project::Project;
use crate::project::apply::mark_of;
use crate::shelf::Record as _;
use crate::source::Source;
use crate::span::Span;

impl Project {
    pub(super) fn revise_text(&mut self, change: &TextRevision) -> Result<Change, ChangeError> {
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

    pub(super) fn unrevise_text(
        &mut self,
        id: SourceId,
        anchors: &[Anchor],
    ) -> Result<Change, ChangeError> {
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
            let Some(round) = self.closed_round_of(coding) else { continue };
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
            self.closed_round_of(coding).is_some() && edits.moved(coding.span).displaced
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
