//! Adding, changing and removing single records: what most use cases are.

use funn_model::{AttributeId, AttributeOwner, Change, Deed, Edit, FacetId, Ref, Shelved, UserId};

use crate::error::WorkbenchError;
use crate::removal::removal;
use crate::workbench::{Committed, Workbench};

impl Workbench {
    /// An id that nothing has yet.
    pub fn fresh<I: From<[u8; 16]>>(&self) -> I {
        I::from(self.new_id())
    }

    /// Adds a record.
    pub fn add<T: Shelved>(&self, user: UserId, record: T) -> Result<Committed, WorkbenchError> {
        self.commit(user, T::wrap(Edit::Add(record)))
    }

    /// Changes a record as it is now; a change that changes nothing is refused, not recorded.
    pub fn revise<T: Shelved>(
        &self,
        user: UserId,
        id: T::Id,
        change: impl FnOnce(&mut T),
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let before = self.find::<T>(id)?;
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Err(WorkbenchError::NothingTo { what: "change" });
        }
        self.commit(user, T::wrap(Edit::Replace(after)))
    }

    /// Changes what is said of the study as a whole.
    pub fn revise_study(
        &self,
        user: UserId,
        change: impl FnOnce(&mut funn_model::StudyDetails),
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let before = self.read(|project| project.details().clone());
        let mut after = before.clone();
        change(&mut after);
        if after == before {
            return Err(WorkbenchError::NothingTo { what: "change" });
        }
        self.commit(user, Change::Study(after))
    }

    /// A copy of a record.
    pub fn find<T: Shelved>(&self, id: T::Id) -> Result<T, WorkbenchError> {
        let project = self.project();
        T::shelf(&project).get(id).cloned().ok_or_else(|| {
            funn_model::ChangeError::Missing { noun: T::NOUN, id: id.to_string() }.into()
        })
    }

    /// Removes a record that nothing refers to.
    pub fn remove<T: Shelved>(&self, user: UserId, id: T::Id) -> Result<Committed, WorkbenchError> {
        self.commit(user, T::wrap(Edit::Remove(id)))
    }

    /// Deletes a source, code, case, set or memo with everything that hangs on it.
    pub fn delete(&self, user: UserId, what: Ref) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let (deed, subject, changes) = {
            let project = self.project();
            let (deed, subject) = match what {
                Ref::Source(id) => {
                    let name = project.sources().get(id).map(|source| source.name.clone());
                    (Deed::DeleteSource, name)
                }
                Ref::Code(id) => {
                    let path = project.codes().get(id).map(|_| project.code_path(id));
                    (Deed::DeleteCode, path)
                }
                Ref::Case(id) => {
                    let name = project.cases().get(id).map(|case| case.name.clone());
                    (Deed::DeleteCase, name)
                }
                Ref::Set(id) => (Deed::Other, project.sets().get(id).map(|set| set.name.clone())),
                Ref::Memo(id) => {
                    (Deed::Other, project.memos().get(id).map(|memo| memo.title.clone()))
                }
                Ref::User(_)
                | Ref::Participant(_)
                | Ref::Facet(_)
                | Ref::Coding(_)
                | Ref::CaseKind(_)
                | Ref::Attribute(_)
                | Ref::Round(_) => (Deed::Other, None),
            };
            let mut changes = removal(&project, &[what]);
            if let Ref::Set(id) = what {
                changes.push(Change::Set(Edit::Remove(id)));
            }
            let subject = subject.ok_or(WorkbenchError::NothingTo { what: "delete" })?;
            (deed, subject, changes)
        };
        self.commit(user, Change::Batch { deed, subject, changes })
    }

    /// Removes an attribute with all its values.
    pub fn remove_attribute(
        &self,
        user: UserId,
        id: AttributeId,
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let attribute = self.find::<funn_model::Attribute>(id)?;
        let mut changes = Vec::new();
        {
            let project = self.project();
            if attribute.owner == AttributeOwner::Sources {
                for source in project.sources().by_id() {
                    if source.values.contains_key(&id) {
                        let mut without = source.clone();
                        without.values.remove(&id);
                        changes.push(Change::Source(Edit::Replace(without)));
                    }
                }
            }
            for case in project.cases().by_id() {
                if case.values.contains_key(&id) {
                    let mut without = case.clone();
                    without.values.remove(&id);
                    changes.push(Change::Case(Edit::Replace(without)));
                }
            }
        }
        changes.push(Change::Attribute(Edit::Remove(id)));
        self.commit(user, Change::Batch { deed: Deed::Other, subject: attribute.name, changes })
    }

    /// Removes a facet and takes it off every coding.
    pub fn remove_facet(&self, user: UserId, id: FacetId) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let facet = self.find::<funn_model::Facet>(id)?;
        let mut changes = Vec::new();
        for coding in self.project().codings().by_id() {
            if coding.facet(id).is_some() {
                let mut without = coding.clone();
                without.facets.retain(|mark| mark.facet != id);
                changes.push(Change::Coding(Edit::Replace(without)));
            }
        }
        changes.push(Change::Facet(Edit::Remove(id)));
        self.commit(user, Change::Batch { deed: Deed::Other, subject: facet.name, changes })
    }
}
