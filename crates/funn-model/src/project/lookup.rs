//! Finding things in a study.

use crate::case::{Attribute, AttributeOwner, Case, CaseKind};
use crate::code::{Code, Facet, FacetValue};
use crate::coding::Coding;
use crate::id::{CaseId, CodeId, FacetId, FacetValueId, RoundId, SourceId, UserId};
use crate::people::{Participant, Round, User};
use crate::project::{NameScope, Project, Ref};
use crate::source::{Source, Turn};
use crate::span::Span;
use crate::study::Set;

impl Project {
    fn named(&self, scope: NameScope, name: &str) -> Option<[u8; 16]> {
        self.names.get(&(scope, name.to_owned())).copied()
    }

    /// The source with this name.
    pub fn source_named(&self, name: &str) -> Option<&Source> {
        self.sources.get(SourceId::from_bytes(self.named(NameScope::Source, name)?))
    }

    /// The user with this name.
    pub fn user_named(&self, name: &str) -> Option<&User> {
        self.users.get(UserId::from_bytes(self.named(NameScope::User, name)?))
    }

    /// The participant with this alias.
    pub fn participant_named(&self, alias: &str) -> Option<&Participant> {
        let bytes = self.named(NameScope::Participant, alias)?;
        self.participants.get(crate::id::ParticipantId::from_bytes(bytes))
    }

    /// The kind of case with this name.
    pub fn case_kind_named(&self, name: &str) -> Option<&CaseKind> {
        let bytes = self.named(NameScope::CaseKind, name)?;
        self.case_kinds.get(crate::id::CaseKindId::from_bytes(bytes))
    }

    /// The case of this kind and name.
    pub fn case_named(&self, kind: crate::id::CaseKindId, name: &str) -> Option<&Case> {
        self.cases.get(CaseId::from_bytes(self.named(NameScope::Case(kind), name)?))
    }

    /// The attribute with this name for an owner.
    pub fn attribute_named(&self, owner: AttributeOwner, name: &str) -> Option<&Attribute> {
        let bytes = self.named(NameScope::Attribute(owner), name)?;
        self.attributes.get(crate::id::AttributeId::from_bytes(bytes))
    }

    /// The facet with this name.
    pub fn facet_named(&self, name: &str) -> Option<&Facet> {
        self.facets.get(FacetId::from_bytes(self.named(NameScope::Facet, name)?))
    }

    /// The value of a facet with this name.
    pub fn facet_value_named(&self, facet: FacetId, name: &str) -> Option<&FacetValue> {
        self.facets.get(facet)?.values.iter().find(|value| value.name == name)
    }

    /// A value of a facet.
    pub fn facet_value(&self, facet: FacetId, value: FacetValueId) -> Option<&FacetValue> {
        self.facets.get(facet)?.values.iter().find(|known| known.id == value)
    }

    /// The set with this name.
    pub fn set_named(&self, name: &str) -> Option<&Set> {
        self.sets.get(crate::id::SetId::from_bytes(self.named(NameScope::Set, name)?))
    }

    /// The round with this number.
    pub fn round_numbered(&self, number: u32) -> Option<&Round> {
        self.rounds.iter().find(|round| round.number == number)
    }

    /// The newest round that is open.
    pub fn open_round(&self) -> Option<RoundId> {
        let open = self.rounds.iter().filter(|round| round.closed.is_none());
        open.max_by_key(|round| round.number).map(|round| round.id)
    }

    /// The code at a path of names, parted by `/`.
    pub fn code_at(&self, path: &str) -> Option<&Code> {
        let mut parent = None;
        let mut found = None;
        for name in path.split('/') {
            let id = CodeId::from_bytes(self.named(NameScope::Code(parent), name.trim())?);
            found = self.codes.get(id);
            parent = Some(id);
        }
        found
    }

    /// The path of names that leads to a code, parted by `/`.
    pub fn code_path(&self, code: CodeId) -> String {
        let mut names = Vec::new();
        let mut next = Some(code);
        while let Some(code) = next.and_then(|id| self.codes.get(id)) {
            names.push(code.name.as_str());
            next = code.parent;
        }
        names.reverse();
        names.join("/")
    }

    /// The codes right under a code (or the topmost ones), in their order.
    pub fn code_children(&self, parent: Option<CodeId>) -> Vec<&Code> {
        let mut children: Vec<&Code> =
            self.codes.iter().filter(|code| code.parent == parent).collect();
        children.sort_by_key(|code| (code.position, code.id));
        children
    }

    /// Every code with its depth, in the order of the tree: a code, then what stands under it.
    pub fn code_tree(&self) -> Vec<(u32, &Code)> {
        let mut children: std::collections::BTreeMap<Option<CodeId>, Vec<&Code>> =
            std::collections::BTreeMap::new();
        for code in &self.codes {
            children.entry(code.parent).or_default().push(code);
        }
        for siblings in children.values_mut() {
            siblings.sort_by_key(|code| std::cmp::Reverse((code.position, code.id)));
        }
        let mut tree = Vec::with_capacity(self.codes.len());
        let top = children.remove(&None).unwrap_or_default();
        let mut ahead: Vec<(u32, &Code)> = top.into_iter().map(|code| (0, code)).collect();
        while let Some((depth, code)) = ahead.pop() {
            tree.push((depth, code));
            let under = children.remove(&Some(code.id)).unwrap_or_default();
            ahead.extend(under.into_iter().map(|child| (depth + 1, child)));
        }
        tree
    }

    /// A code and every code under it.
    pub fn code_with_descendants(&self, code: CodeId) -> Vec<CodeId> {
        let mut found = vec![code];
        let mut next = 0;
        while let Some(&parent) = found.get(next) {
            found.extend(self.codes.iter().filter(|c| c.parent == Some(parent)).map(|c| c.id));
            next += 1;
        }
        found
    }

    /// How many records refer to this one.
    pub fn uses(&self, of: Ref) -> u32 {
        self.uses.get(&of).copied().unwrap_or_default()
    }

    /// How many codings a code has, without those of the codes under it.
    pub fn codings_of_code(&self, code: CodeId) -> impl Iterator<Item = &Coding> {
        self.codings.iter().filter(move |coding| coding.code == code)
    }

    /// The codings of a source that share text with `span`.
    pub fn codings_at(&self, source: SourceId, span: Span) -> impl Iterator<Item = &Coding> {
        self.marks(source)
            .iter()
            .take_while(move |mark| mark.start < span.end)
            .filter(move |mark| span.start < mark.end)
            .filter_map(|mark| self.codings.get(mark.coding))
    }

    /// The cases tied to a passage: those of the whole source, and those of passages that share
    /// text with it; by name.
    pub fn cases_at(&self, source: SourceId, span: Span) -> Vec<CaseId> {
        let tied = self.ties.iter().filter(|tie| {
            tie.source == source && tie.span.is_none_or(|passage| passage.overlaps(span))
        });
        let mut cases: Vec<&Case> = tied.filter_map(|tie| self.cases.get(tie.case)).collect();
        cases.sort_by_key(|case| (&case.name, case.id));
        cases.dedup_by_key(|case| case.id);
        cases.into_iter().map(|case| case.id).collect()
    }

    /// A case as `kind=name`.
    pub fn case_label(&self, case: CaseId) -> String {
        let Some(case) = self.cases.get(case) else { return String::new() };
        let kind = self.case_kinds.get(case.kind).map_or("", |kind| kind.name.as_str());
        format!("{kind}={}", case.name)
    }

    /// The turn in which a position lies.
    pub fn turn_at(&self, source: SourceId, position: u32) -> Option<&Turn> {
        let turns = &self.sources.get(source)?.current()?.structure.turns;
        let after = turns.partition_point(|turn| turn.span.start <= position);
        turns.get(after.checked_sub(1)?).filter(|turn| position < turn.span.end)
    }
}
