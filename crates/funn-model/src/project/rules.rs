//! What each noun is called, what it refers to, and which rules it keeps.

use crate::case::{Attribute, AttributeOwner, Case, CaseKind, Relation, Tie};
use crate::change::ChangeError;
use crate::code::{Code, Facet};
use crate::coding::{Checksum, Coding};
use crate::guide::Guide;
use crate::id::{
    AttributeId, CaseId, CaseKindId, CodeId, CodingId, FacetId, MemoId, ParticipantId, RoundId,
    SetId, SourceId, UserId,
};
use crate::memo::{Memo, Target};
use crate::people::{Participant, Round, User};
use crate::project::Project;
use crate::query::SavedQuery;
use crate::shelf::Record;
use crate::source::Source;
use crate::span::Span;
use crate::study::{Set, SetMember};

/// A reference from one record to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant names the noun it refers to")]
pub enum Ref {
    User(UserId),
    Participant(ParticipantId),
    Source(SourceId),
    Code(CodeId),
    Facet(FacetId),
    Coding(CodingId),
    CaseKind(CaseKindId),
    Case(CaseId),
    Attribute(AttributeId),
    Memo(MemoId),
    Set(SetId),
    Round(RoundId),
}

impl std::hash::Hash for Ref {
    /// By the id alone: ids of different nouns differ.
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        state.write(self.bytes());
    }
}

impl Ref {
    pub(super) fn bytes(&self) -> &[u8; 16] {
        match self {
            Self::User(id) => id.as_bytes(),
            Self::Participant(id) => id.as_bytes(),
            Self::Source(id) => id.as_bytes(),
            Self::Code(id) => id.as_bytes(),
            Self::Facet(id) => id.as_bytes(),
            Self::Coding(id) => id.as_bytes(),
            Self::CaseKind(id) => id.as_bytes(),
            Self::Case(id) => id.as_bytes(),
            Self::Attribute(id) => id.as_bytes(),
            Self::Memo(id) => id.as_bytes(),
            Self::Set(id) => id.as_bytes(),
            Self::Round(id) => id.as_bytes(),
        }
    }

    /// Whether the project holds what is referred to; an error that names it otherwise.
    pub(super) fn resolve(self, project: &Project) -> Result<(), ChangeError> {
        let (found, noun) = match self {
            Self::User(id) => (project.users.contains(id), User::NOUN),
            Self::Participant(id) => (project.participants.contains(id), Participant::NOUN),
            Self::Source(id) => (project.sources.contains(id), Source::NOUN),
            Self::Code(id) => (project.codes.contains(id), Code::NOUN),
            Self::Facet(id) => (project.facets.contains(id), Facet::NOUN),
            Self::Coding(id) => (project.codings.contains(id), Coding::NOUN),
            Self::CaseKind(id) => (project.case_kinds.contains(id), CaseKind::NOUN),
            Self::Case(id) => (project.cases.contains(id), Case::NOUN),
            Self::Attribute(id) => (project.attributes.contains(id), Attribute::NOUN),
            Self::Memo(id) => (project.memos.contains(id), Memo::NOUN),
            Self::Set(id) => (project.sets.contains(id), Set::NOUN),
            Self::Round(id) => (project.rounds.contains(id), Round::NOUN),
        };
        if found {
            return Ok(());
        }
        let id = uuid::Uuid::from_bytes(*self.bytes()).to_string();
        Err(ChangeError::Missing { noun, id })
    }
}

impl From<Target> for Option<Ref> {
    fn from(target: Target) -> Self {
        match target {
            Target::Study => None,
            Target::Source(id) | Target::Passage(id, _) => Some(Ref::Source(id)),
            Target::Code(id) => Some(Ref::Code(id)),
            Target::Coding(id) => Some(Ref::Coding(id)),
            Target::Case(id) => Some(Ref::Case(id)),
            Target::Set(id) => Some(Ref::Set(id)),
            Target::Memo(id) => Some(Ref::Memo(id)),
        }
    }
}

impl From<SetMember> for Ref {
    fn from(member: SetMember) -> Self {
        match member {
            SetMember::Source(id) => Self::Source(id),
            SetMember::Code(id) => Self::Code(id),
            SetMember::Case(id) => Self::Case(id),
            SetMember::Memo(id) => Self::Memo(id),
        }
    }
}

/// Within what a name is unique.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each variant names the noun, and what it stands under")]
pub enum NameScope {
    User,
    Participant,
    Source,
    Code(Option<CodeId>),
    Facet,
    CaseKind,
    Case(CaseKindId),
    Attribute(AttributeOwner),
    Set,
    Round,
    SavedQuery,
}

/// The rules of one noun.
pub(super) trait Rules: Record {
    /// Its name and where that is unique; none for what has no name of its own.
    fn named(&self) -> Option<(NameScope, &str)> {
        None
    }

    /// The reference that others make to it; none for what cannot be referred to.
    fn as_ref(&self) -> Option<Ref> {
        None
    }

    /// Calls `see` with each record it refers to.
    fn refers(&self, see: &mut dyn FnMut(Ref));

    /// Rules beyond names and references, against the project as it is before the change.
    fn check(&self, _project: &Project) -> Result<(), ChangeError> {
        Ok(())
    }
}

fn malformed<T: Record>(reason: &'static str) -> ChangeError {
    ChangeError::Malformed { noun: T::NOUN, reason }
}

impl Rules for User {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::User, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::User(self.id))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
}

impl Rules for Participant {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Participant, &self.alias))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Participant(self.id))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
}

impl Rules for Source {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Source, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Source(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        if let Some(participant) = self.participant {
            see(Ref::Participant(participant));
        }
        self.values.keys().for_each(|&attribute| see(Ref::Attribute(attribute)));
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        let current = self.current().ok_or_else(|| malformed::<Self>("it has no text"))?;
        if let Some(before) = project.sources.get(self.id) {
            if before.revisions != self.revisions {
                return Err(malformed::<Self>("its text is changed by a correction only"));
            }
        } else {
            let text = project.text(current.text).ok_or_else(|| ChangeError::Missing {
                noun: "text",
                id: current.text.to_string(),
            })?;
            if text.characters() != current.characters {
                return Err(malformed::<Self>("its length is not that of its text"));
            }
        }
        for (&attribute, value) in &self.values {
            project.check_value(attribute, AttributeOwner::Sources, value)?;
        }
        Ok(())
    }
}

impl Rules for Code {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Code(self.parent), &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Code(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        if let Some(parent) = self.parent {
            see(Ref::Code(parent));
        }
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        if self.name.contains('/') {
            return Err(ChangeError::BadName {
                noun: Self::NOUN,
                name: self.name.clone(),
                reason: "\"/\" parts a code from the one it stands under",
            });
        }
        let was_codable = project.codes.get(self.id).is_some_and(|before| before.is_codable);
        if was_codable && !self.is_codable && project.codings_of_code(self.id).next().is_some() {
            return Err(malformed::<Self>("passages are coded with it, so it is no mere heading"));
        }
        let mut above = self.parent;
        while let Some(ancestor) = above {
            if ancestor == self.id {
                return Err(ChangeError::Cycle { name: self.name.clone() });
            }
            above = project.codes.get(ancestor).and_then(|code| code.parent);
        }
        Ok(())
    }
}

impl Rules for Facet {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Facet, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Facet(self.id))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        for (place, value) in self.values.iter().enumerate() {
            let earlier = self.values.iter().take(place);
            if earlier.clone().any(|other| other.id == value.id || other.name == value.name) {
                return Err(malformed::<Self>("two of its values are the same"));
            }
        }
        let lost = |value| !self.values.iter().any(|kept| kept.id == value);
        let in_use = project
            .facets
            .get(self.id)
            .is_some_and(|before| before.values.iter().any(|value| lost(value.id)))
            && project.codings.iter().any(|coding| coding.facet(self.id).is_some_and(lost));
        if in_use {
            return Err(malformed::<Self>("codings use a value that would be gone"));
        }
        Ok(())
    }
}

impl Rules for Coding {
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Coding(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        see(Ref::Code(self.code));
        see(Ref::Source(self.source));
        see(Ref::User(self.coder));
        if let Some(round) = self.round {
            see(Ref::Round(round));
        }
        self.facets.iter().for_each(|mark| see(Ref::Facet(mark.facet)));
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        project.check_span(self.source, self.span, self.displaced)?;
        if let Some(text) = project.source_text(self.source)
            && Checksum::of(&project.salt, text.passage(self.span)) != self.checksum
        {
            return Err(ChangeError::PassageChanged { span: self.span });
        }
        if let Some(code) = project.codes.get(self.code)
            && !code.is_codable
        {
            return Err(ChangeError::NotCodable { name: code.name.clone() });
        }
        if self.weight.is_some_and(|weight| weight > 100) {
            return Err(malformed::<Self>("a weight lies between 0 and 100"));
        }
        if !self.facets.is_sorted_by(|before, after| before.facet < after.facet) {
            return Err(malformed::<Self>("a facet stands on it twice or out of order"));
        }
        let known = self.facets.iter().all(|mark| {
            let facet = project.facets.get(mark.facet);
            facet.is_none_or(|facet| facet.values.iter().any(|value| value.id == mark.value))
        });
        if known { Ok(()) } else { Err(malformed::<Self>("a facet has no such value")) }
    }
}

impl Rules for CaseKind {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::CaseKind, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::CaseKind(self.id))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
    fn check(&self, _project: &Project) -> Result<(), ChangeError> {
        if self.name.contains('=') {
            return Err(ChangeError::BadName {
                noun: Self::NOUN,
                name: self.name.clone(),
                reason: "\"=\" parts a kind from a case",
            });
        }
        Ok(())
    }
}

impl Rules for Case {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Case(self.kind), &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Case(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        see(Ref::CaseKind(self.kind));
        self.values.keys().for_each(|&attribute| see(Ref::Attribute(attribute)));
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        for (&attribute, value) in &self.values {
            project.check_value(attribute, AttributeOwner::CaseKind(self.kind), value)?;
        }
        Ok(())
    }
}

impl Rules for Attribute {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Attribute(self.owner), &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Attribute(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        if let AttributeOwner::CaseKind(kind) = self.owner {
            see(Ref::CaseKind(kind));
        }
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        let Some(before) = project.attributes.get(self.id) else { return Ok(()) };
        if before.owner != self.owner {
            return Err(malformed::<Self>("it cannot describe something else all at once"));
        }
        let cases = project.cases.iter().filter_map(|case| case.values.get(&self.id));
        let sources = project.sources.iter().filter_map(|source| source.values.get(&self.id));
        match cases.chain(sources).find(|value| !value.fits(&self.value_type)) {
            None => Ok(()),
            Some(value) => Err(ChangeError::BadValue {
                attribute: self.name.clone(),
                value: value.to_string(),
            }),
        }
    }
}

impl Rules for Tie {
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        see(Ref::Case(self.case));
        see(Ref::Source(self.source));
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        self.span.map_or(Ok(()), |span| project.check_span(self.source, span, self.displaced))
    }
}

impl Rules for Relation {
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        see(Ref::Case(self.from));
        see(Ref::Case(self.to));
    }
    fn check(&self, _project: &Project) -> Result<(), ChangeError> {
        if self.from == self.to {
            return Err(malformed::<Self>("it leads from a case to itself"));
        }
        match (self.since, self.until) {
            (Some(since), Some(until)) if until < since => {
                Err(malformed::<Self>("it ends before it begins"))
            }
            _ => Ok(()),
        }
    }
}

impl Rules for Memo {
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Memo(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        see(Ref::User(self.user));
        if let Some(target) = Option::<Ref>::from(self.target) {
            see(target);
        }
    }
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        match self.target {
            Target::Memo(id) => {
                let mut about = Some(id);
                while let Some(id) = about {
                    if id == self.id {
                        return Err(malformed::<Self>("it is about itself, by way of others"));
                    }
                    about = project.memos.get(id).and_then(|memo| match memo.target {
                        Target::Memo(above) => Some(above),
                        _ => None,
                    });
                }
                Ok(())
            }
            Target::Passage(source, span) => project.check_span(source, span, self.displaced),
            _ => Ok(()),
        }
    }
}

impl Rules for Set {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Set, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Set(self.id))
    }
    fn refers(&self, see: &mut dyn FnMut(Ref)) {
        self.members.iter().for_each(|&member| see(member.into()));
    }
    fn check(&self, _project: &Project) -> Result<(), ChangeError> {
        let mut members = self.members.clone();
        members.sort_unstable();
        members.dedup();
        if members.len() == self.members.len() {
            Ok(())
        } else {
            Err(malformed::<Self>("something is in it twice"))
        }
    }
}

impl Rules for Round {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::Round, &self.name))
    }
    fn as_ref(&self) -> Option<Ref> {
        Some(Ref::Round(self.id))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
    fn check(&self, project: &Project) -> Result<(), ChangeError> {
        let taken =
            project.rounds.iter().any(|other| other.id != self.id && other.number == self.number);
        if taken { Err(malformed::<Self>("its number is taken")) } else { Ok(()) }
    }
}

impl Rules for Guide {
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
}

impl Rules for SavedQuery {
    fn named(&self) -> Option<(NameScope, &str)> {
        Some((NameScope::SavedQuery, &self.name))
    }
    fn refers(&self, _see: &mut dyn FnMut(Ref)) {}
}

impl Project {
    fn check_span(
        &self,
        source: SourceId,
        span: Span,
        may_be_empty: bool,
    ) -> Result<(), ChangeError> {
        let Some(source) = self.sources.get(source) else { return Ok(()) };
        let characters = source.characters();
        if span.end > characters || (span.is_empty() && !may_be_empty) {
            return Err(ChangeError::BadSpan { span, characters });
        }
        Ok(())
    }

    fn check_value(
        &self,
        attribute: AttributeId,
        owner: AttributeOwner,
        value: &crate::case::Value,
    ) -> Result<(), ChangeError> {
        let Some(definition) = self.attributes.get(attribute) else { return Ok(()) };
        if definition.owner == owner && value.fits(&definition.value_type) {
            return Ok(());
        }
        Err(ChangeError::BadValue { attribute: definition.name.clone(), value: value.to_string() })
    }
}
