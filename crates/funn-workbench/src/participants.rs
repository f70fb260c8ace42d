//! Participants: an alias in the study, who they are in the vault.

use std::path::Path;

use funn_model::{
    CaseId, Change, Deed, Edit, Participant, ParticipantId, Set, SetId, SetMember, UserId,
};
use funn_store::{Identity, Randomness, Secret, Vault};

use crate::error::WorkbenchError;
use crate::workbench::{Committed, Workbench};

/// What the set of a participant's cases is called: sources of theirs are tied to its members.
fn cases_set(alias: &str) -> String {
    format!("cases of {alias}")
}

impl Workbench {
    /// Adds a participant by alias. Sources of theirs will be tied to `cases`, which are made when
    /// missing and kept as a set named "cases of ALIAS".
    pub fn add_participant(
        &self,
        user: UserId,
        alias: &str,
        cases: &[(String, String)],
    ) -> Result<(ParticipantId, Committed), WorkbenchError> {
        if self.project().participant_named(alias).is_some() {
            let name = alias.to_owned();
            return Err(funn_model::ChangeError::NameTaken { noun: "participant", name }.into());
        }
        let members: Result<Vec<SetMember>, WorkbenchError> = cases
            .iter()
            .map(|(kind, name)| Ok(SetMember::Case(self.put_case(user, kind, name, &[])?.0)))
            .collect();
        let mut members = members?;
        members.sort_unstable();
        members.dedup();
        let id = ParticipantId::from_bytes(self.new_id());
        let participant = Participant { id, alias: alias.to_owned() };
        let mut changes = vec![Change::Participant(Edit::Add(participant))];
        if !members.is_empty() {
            let set = Set { id: SetId::from_bytes(self.new_id()), name: cases_set(alias), members };
            changes.push(Change::Set(Edit::Add(set)));
        }
        let subject = alias.to_owned();
        let committed = match <[Change; 1]>::try_from(changes) {
            Ok([change]) => self.commit(user, change)?,
            Err(changes) => {
                self.commit(user, Change::Batch { deed: Deed::Other, subject, changes })?
            }
        };
        Ok((id, committed))
    }

    /// The cases that sources of a participant are tied to.
    pub fn cases_of_participant(&self, id: ParticipantId) -> Vec<CaseId> {
        let project = self.project();
        let Some(participant) = project.participants().get(id) else { return Vec::new() };
        let Some(set) = project.set_named(&cases_set(&participant.alias)) else {
            return Vec::new();
        };
        let cases = set.members.iter().filter_map(|member| match member {
            SetMember::Case(case) => Some(*case),
            SetMember::Source(_) | SetMember::Code(_) | SetMember::Memo(_) => None,
        });
        cases.collect()
    }
}

/// The vault of a study, open: who its participants are.
#[derive(Debug)]
pub struct Identities(Vault);

impl Identities {
    /// Opens the vault in a study's folder.
    pub fn open(
        dir: &Path,
        secret: &Secret,
        random: Box<dyn Randomness + Send>,
    ) -> Result<Self, WorkbenchError> {
        Ok(Self(Vault::open(dir, secret, random)?))
    }

    /// Keeps who a participant is, in the place of what was known before.
    pub fn put(&mut self, id: ParticipantId, identity: &Identity) -> Result<(), WorkbenchError> {
        Ok(self.0.put_identity(id, identity)?)
    }

    /// Who a participant is, if that is known.
    pub fn get(&self, id: ParticipantId) -> Result<Option<Identity>, WorkbenchError> {
        Ok(self.0.identity(id)?)
    }
}
