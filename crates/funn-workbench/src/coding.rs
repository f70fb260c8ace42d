//! Coding passages, changing codings, taking them away.

use std::collections::BTreeSet;

use funn_model::{
    Change, Checksum, CodeId, Coding, CodingId, Deed, Edit, FacetMark, Project, RoundId, SourceId,
    Span, UserId,
};

use crate::error::WorkbenchError;
use crate::workbench::{Committed, Workbench};

/// A passage to be coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodingRequest {
    /// The source.
    pub source: SourceId,
    /// The passage.
    pub span: Span,
    /// The codes, by id.
    pub codes: Vec<CodeId>,
    /// Codes by path; those that do not exist are made.
    pub paths: Vec<String>,
    /// The facets of each coding.
    pub facets: Vec<FacetMark>,
    /// The weight of each coding, 0 to 100.
    pub weight: Option<u8>,
    /// The round; none means the newest open one.
    pub round: Option<RoundId>,
}

/// Codings that were made.
#[derive(Debug, Clone, PartialEq)]
pub struct CodingsMade {
    /// The change.
    pub committed: Committed,
    /// The codings, in the order of the codes asked for.
    pub codings: Vec<CodingId>,
}

/// What of a coding is to change; none keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodingPatch {
    /// Another code.
    pub code: Option<CodeId>,
    /// Another passage.
    pub span: Option<Span>,
    /// Other facets, all of them.
    pub facets: Option<Vec<FacetMark>>,
    /// Another weight, or none.
    #[expect(clippy::option_option, reason = "kept, taken away, or set")]
    pub weight: Option<Option<u8>>,
}

impl Workbench {
    /// Codes one passage with one or more codes, in one step.
    pub fn code(
        &self,
        user: UserId,
        request: &CodingRequest,
    ) -> Result<CodingsMade, WorkbenchError> {
        self.code_passages(user, &[(request.source, request.span)], request)
    }

    /// Codes several passages alike, in one step; the request's own passage does not count.
    /// Passages that are coded so already are passed over.
    pub fn code_passages(
        &self,
        user: UserId,
        passages: &[(SourceId, Span)],
        request: &CodingRequest,
    ) -> Result<CodingsMade, WorkbenchError> {
        let _turn = self.turn();
        let mut changes = Vec::new();
        let mut codes = request.codes.clone();
        for path in &request.paths {
            codes.push(self.code_for_path(path, &mut changes)?);
        }
        let mut made = Vec::new();
        for &(source, span) in passages.iter().collect::<BTreeSet<_>>() {
            let one = CodingRequest { source, span, ..request.clone() };
            made.extend(self.new_codings(user, &codes, &one)?);
        }
        if made.is_empty() {
            return Err(WorkbenchError::invalid(
                "the passage is coded so already",
                "Choose another code, or another facet.",
            ));
        }
        let codings = made.iter().map(|coding| coding.id).collect();
        let subject = match codes.as_slice() {
            [one] => self.name_of(*one, &changes),
            _ => String::new(),
        };
        changes.extend(made.into_iter().map(|coding| Change::Coding(Edit::Add(coding))));
        let committed = self.commit(user, Change::Batch { deed: Deed::Code, subject, changes })?;
        Ok(CodingsMade { committed, codings })
    }

    fn name_of(&self, code: CodeId, being_made: &[Change]) -> String {
        if let Some(code) = self.project().codes().get(code) {
            return code.name.clone();
        }
        let made = being_made.iter().find_map(|change| match change {
            Change::Code(Edit::Add(made)) if made.id == code => Some(made.name.clone()),
            _ => None,
        });
        made.unwrap_or_default()
    }

    /// The codings asked for, without those that are there already.
    fn new_codings(
        &self,
        user: UserId,
        codes: &[CodeId],
        request: &CodingRequest,
    ) -> Result<Vec<Coding>, WorkbenchError> {
        let at = self.now();
        let project = self.project();
        let text = project.source_text(request.source).ok_or_else(|| {
            funn_model::ChangeError::Missing { noun: "source", id: request.source.to_string() }
        })?;
        let checksum = Checksum::of(project.salt(), text.passage(request.span));
        let round = request.round.or_else(|| project.open_round());
        let mut facets = request.facets.clone();
        facets.sort_unstable();
        let mut made = Vec::new();
        for &code in codes.iter().collect::<BTreeSet<_>>() {
            let coding = Coding {
                id: CodingId::from_bytes(self.new_id()),
                code,
                source: request.source,
                span: request.span,
                checksum,
                coder: user,
                at,
                round,
                facets: facets.clone(),
                weight: request.weight,
                displaced: false,
            };
            let there = project.codings_at(request.source, request.span);
            if !there.into_iter().any(|other| is_same_coding(other, &coding)) {
                made.push(coding);
            }
        }
        Ok(made)
    }

    /// Changes one coding.
    pub fn change_coding(
        &self,
        user: UserId,
        id: CodingId,
        patch: CodingPatch,
    ) -> Result<Committed, WorkbenchError> {
        let checksum = {
            let coding = self.find::<Coding>(id)?;
            let project = self.project();
            patch.span.and_then(|span| {
                let text = project.source_text(coding.source)?;
                Some(Checksum::of(project.salt(), text.passage(span)))
            })
        };
        self.revise::<Coding>(user, id, |coding| {
            if let Some(code) = patch.code {
                coding.code = code;
            }
            if let (Some(span), Some(checksum)) = (patch.span, checksum) {
                (coding.span, coding.checksum, coding.displaced) = (span, checksum, false);
            }
            if let Some(mut facets) = patch.facets {
                facets.sort_unstable();
                coding.facets = facets;
            }
            if let Some(weight) = patch.weight {
                coding.weight = weight;
            }
        })
    }

    /// Gives codings another code; those that it makes double go.
    pub fn recode(
        &self,
        user: UserId,
        codings: &[CodingId],
        code: CodeId,
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let subject = self.find::<funn_model::Code>(code)?.name;
        let mut changes = Vec::new();
        let mut recoding = Recoding::default();
        {
            let project = self.project();
            for &id in codings.iter().collect::<BTreeSet<_>>() {
                let before = project.codings().get(id).ok_or_else(|| {
                    funn_model::ChangeError::Missing { noun: "coding", id: id.to_string() }
                })?;
                changes.push(recoding.change(&project, before, code));
            }
        }
        self.commit(user, Change::Batch { deed: Deed::Recode, subject, changes })
    }

    /// Takes codings away, with the memos on them.
    pub fn uncode(&self, user: UserId, codings: &[CodingId]) -> Result<Committed, WorkbenchError> {
        let changes = {
            let project = self.project();
            let wanted: BTreeSet<CodingId> = codings.iter().copied().collect();
            let roots: Vec<_> = wanted.iter().map(|&id| funn_model::Ref::Coding(id)).collect();
            let mut changes = crate::removal::removal(&project, &roots);
            changes.extend(wanted.into_iter().map(|id| Change::Coding(Edit::Remove(id))));
            changes
        };
        if changes.is_empty() {
            return Err(WorkbenchError::NothingTo { what: "uncode" });
        }
        let subject = String::new();
        self.commit(user, Change::Batch { deed: Deed::Uncode, subject, changes })
    }
}

/// Gives codings other codes within one batch: of those that come to say the same, one stays.
#[derive(Default)]
pub(crate) struct Recoding {
    changed: BTreeSet<CodingId>,
    result: Vec<Coding>,
}

impl Recoding {
    /// What becomes of a coding. It goes when another says the same and no memo hangs on it.
    pub(crate) fn change(&mut self, project: &Project, before: &Coding, code: CodeId) -> Change {
        let after = Coding { code, ..before.clone() };
        let stays = |other: &Coding| {
            other.id != before.id
                && !self.changed.contains(&other.id)
                && is_same_coding(other, &after)
        };
        let doubles = project.codings_at(before.source, before.span).any(stays)
            || self.result.iter().any(|other| is_same_coding(other, &after));
        let has_memos = project.uses(funn_model::Ref::Coding(before.id)) > 0;
        self.changed.insert(before.id);
        if doubles && !has_memos {
            Change::Coding(Edit::Remove(before.id))
        } else {
            self.result.push(after.clone());
            Change::Coding(Edit::Replace(after))
        }
    }
}

/// Whether two codings say the same: one would do.
pub(crate) fn is_same_coding(one: &Coding, other: &Coding) -> bool {
    one.code == other.code
        && one.source == other.source
        && one.span == other.span
        && one.coder == other.coder
        && one.round == other.round
        && one.facets == other.facets
        && one.weight == other.weight
}
