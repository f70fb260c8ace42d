//! Taking a project apart and putting it together again, for the cache that a store keeps.

use crate::change::ChangeError;
use crate::id::{CodingId, StudyId};
use crate::project::rules::Rules;
use crate::project::{Mark, Project};
use crate::shelf::{Record, Shelf};
use crate::study::StudyDetails;

/// Everything in a project but its texts, each list sorted by id.
#[derive(Debug, Clone, PartialEq, Default)]
#[expect(missing_docs, reason = "each field holds the records of the noun it is named for")]
pub struct ProjectParts {
    pub details: StudyDetails,
    pub users: Vec<crate::User>,
    pub participants: Vec<crate::Participant>,
    pub sources: Vec<crate::Source>,
    pub codes: Vec<crate::Code>,
    pub facets: Vec<crate::Facet>,
    pub codings: Vec<crate::Coding>,
    pub case_kinds: Vec<crate::CaseKind>,
    pub cases: Vec<crate::Case>,
    pub attributes: Vec<crate::Attribute>,
    pub ties: Vec<crate::Tie>,
    pub relations: Vec<crate::Relation>,
    pub memos: Vec<crate::Memo>,
    pub sets: Vec<crate::Set>,
    pub rounds: Vec<crate::Round>,
    pub guides: Vec<crate::Guide>,
    pub saved_queries: Vec<crate::SavedQuery>,
}

impl Project {
    /// Everything but the texts.
    pub fn to_parts(&self) -> ProjectParts {
        ProjectParts {
            details: self.details.clone(),
            users: sorted(&self.users),
            participants: sorted(&self.participants),
            sources: sorted(&self.sources),
            codes: sorted(&self.codes),
            facets: sorted(&self.facets),
            codings: sorted(&self.codings),
            case_kinds: sorted(&self.case_kinds),
            cases: sorted(&self.cases),
            attributes: sorted(&self.attributes),
            ties: sorted(&self.ties),
            relations: sorted(&self.relations),
            memos: sorted(&self.memos),
            sets: sorted(&self.sets),
            rounds: sorted(&self.rounds),
            guides: sorted(&self.guides),
            saved_queries: sorted(&self.saved_queries),
        }
    }

    /// A project of parts that were valid when taken; texts are supplied afterwards.
    ///
    /// Names and references are checked, passages are not (texts are not there yet): see
    /// [`Project::drifted`].
    pub fn from_parts(
        id: StudyId,
        salt: [u8; 16],
        parts: ProjectParts,
    ) -> Result<Self, ChangeError> {
        let mut project = Self::new(id, salt);
        project.details = parts.details;
        macro_rules! load {
            ($($field:ident)+) => {$(
                for record in &parts.$field {
                    project.index(record)?;
                }
                project.$field.reserve(parts.$field.len());
                for record in parts.$field {
                    project.$field.put(record);
                }
            )+};
        }
        for coding in &parts.codings {
            let mark = Mark { start: coding.span.start, end: coding.span.end, coding: coding.id };
            project.marks.entry(coding.source).or_default().push(mark);
        }
        for marks in project.marks.values_mut() {
            marks.sort_unstable();
        }
        load!(users participants sources codes facets codings case_kinds cases attributes ties
              relations memos sets rounds guides saved_queries);
        for &reference in project.uses.keys() {
            reference.resolve(&project)?;
        }
        Ok(project)
    }

    /// Codings whose passage is not the one they were made on, and those whose text is missing.
    pub fn drifted(&self) -> Vec<CodingId> {
        let mut drifted: Vec<CodingId> = self
            .codings
            .iter()
            .filter(|coding| {
                self.source_text(coding.source).is_none_or(|text| {
                    crate::Checksum::of(&self.salt, text.passage(coding.span)) != coding.checksum
                })
            })
            .map(|coding| coding.id)
            .collect();
        drifted.sort_unstable();
        drifted
    }

    fn index<T: Rules>(&mut self, record: &T) -> Result<(), ChangeError> {
        self.claim_name(record)?;
        record.refers(&mut |reference| *self.uses.entry(reference).or_default() += 1);
        Ok(())
    }
}

fn sorted<T: Record>(shelf: &Shelf<T>) -> Vec<T> {
    shelf.by_id().into_iter().cloned().collect()
}
