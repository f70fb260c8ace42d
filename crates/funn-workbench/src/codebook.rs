//! The codebook: creating, moving, merging, splitting codes.

use std::collections::BTreeMap;

use funn_model::{
    Change, ChangeError, Code, CodeId, CodingId, Colour, Deed, Edit, Project, SetMember, Target,
    UserId,
};

use crate::coding::Recoding;
use crate::error::WorkbenchError;
use crate::workbench::{Committed, Workbench};

/// A code to be made.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodeDraft {
    /// Its path; what is missing on the way is made too.
    pub path: String,
    /// The code under which the path begins; none means the top.
    pub under: Option<CodeId>,
    /// What else is known of it.
    pub patch: CodePatch,
}

/// What of a code is to change; none keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodePatch {
    /// Another name.
    pub name: Option<String>,
    /// Another colour, or none.
    #[expect(clippy::option_option, reason = "kept, taken away, or set")]
    pub colour: Option<Option<Colour>>,
    /// Whether passages may be coded with it.
    pub is_codable: Option<bool>,
    /// Another definition.
    pub definition: Option<String>,
    /// When to use it.
    pub inclusion: Option<String>,
    /// When not to.
    pub exclusion: Option<String>,
    /// A typical passage.
    pub example: Option<String>,
}

impl CodePatch {
    fn write(self, code: &mut Code) {
        let CodePatch { name, colour, is_codable, definition, inclusion, exclusion, example } =
            self;
        if let Some(colour) = colour {
            code.colour = colour;
        }
        if let Some(is_codable) = is_codable {
            code.is_codable = is_codable;
        }
        let texts = [
            (name, &mut code.name),
            (definition, &mut code.definition),
            (inclusion, &mut code.inclusion),
            (exclusion, &mut code.exclusion),
            (example, &mut code.example),
        ];
        for (new, place) in texts {
            if let Some(new) = new {
                *place = new;
            }
        }
    }
}

/// What a merge would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergePreview {
    /// Codings that would get the other code.
    pub codings: usize,
    /// Codings that would go, since the other code is there already.
    pub duplicates: usize,
    /// Codes that would stand under the other code.
    pub children: usize,
    /// Memos that would be about the other code.
    pub memos: usize,
}

/// One part of a code that is split.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SplitPart {
    /// The name of the new code, which will stand under the one split.
    pub name: String,
    /// The codings that go to it.
    pub codings: Vec<CodingId>,
}

impl Workbench {
    /// Makes a code, and what is missing above it.
    pub fn add_code(
        &self,
        user: UserId,
        draft: CodeDraft,
    ) -> Result<(CodeId, Committed), WorkbenchError> {
        let mut changes = Vec::new();
        let id = self.code_for_path_under(draft.under, &draft.path, &mut changes)?;
        let Some(Change::Code(Edit::Add(code))) = changes.last_mut() else {
            let name = draft.path;
            return Err(ChangeError::NameTaken { noun: "code", name }.into());
        };
        draft.patch.write(code);
        let committed = match <[Change; 1]>::try_from(changes) {
            Ok([change]) => self.commit(user, change)?,
            Err(changes) => {
                let subject = draft.path;
                self.commit(user, Change::Batch { deed: Deed::Other, subject, changes })?
            }
        };
        Ok((id, committed))
    }

    /// Changes what is said of a code.
    pub fn change_code(
        &self,
        user: UserId,
        id: CodeId,
        patch: CodePatch,
    ) -> Result<Committed, WorkbenchError> {
        self.revise::<Code>(user, id, |code| patch.write(code))
    }

    /// The code at a path; the changes that make it are pushed when there is none.
    pub(crate) fn code_for_path(
        &self,
        path: &str,
        changes: &mut Vec<Change>,
    ) -> Result<CodeId, WorkbenchError> {
        self.code_for_path_under(None, path, changes)
    }

    fn code_for_path_under(
        &self,
        under: Option<CodeId>,
        path: &str,
        changes: &mut Vec<Change>,
    ) -> Result<CodeId, WorkbenchError> {
        let project = self.project();
        let mut parent = under;
        for name in path.split('/').map(str::trim) {
            if name.is_empty() {
                return Err(WorkbenchError::invalid(
                    format!("\"{path}\" is not a path of codes: a name in it is empty"),
                    "Write names parted by \"/\", such as \"Trust/Broken trust\".",
                ));
            }
            let there = project.codes().iter().find(|c| c.parent == parent && c.name == name);
            let coming = changes.iter().find_map(|change| match change {
                Change::Code(Edit::Add(code)) if code.parent == parent && code.name == name => {
                    Some(code.id)
                }
                _ => None,
            });
            parent = if let Some(id) = there.map(|code| code.id).or(coming) {
                Some(id)
            } else {
                let mut code = Code::named(CodeId::from_bytes(self.new_id()), parent, name);
                code.position = next_position(&project, changes, parent);
                let id = code.id;
                changes.push(Change::Code(Edit::Add(code)));
                Some(id)
            };
        }
        parent.ok_or(WorkbenchError::NothingTo { what: "make" })
    }

    /// Moves a code under another (or to the top), ahead of a sibling or last.
    pub fn move_code(
        &self,
        user: UserId,
        id: CodeId,
        parent: Option<CodeId>,
        before: Option<CodeId>,
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let mut code = self.find::<Code>(id)?;
        let subject = code.name.clone();
        let mut changes = Vec::new();
        {
            let project = self.project();
            let mut siblings = project.code_children(parent);
            siblings.retain(|sibling| sibling.id != id);
            let place = before
                .and_then(|before| siblings.iter().position(|sibling| sibling.id == before))
                .unwrap_or(siblings.len());
            let renumbered = siblings.iter().enumerate().filter_map(|(index, sibling)| {
                let position = index + usize::from(index >= place);
                let position = u32::try_from(position).unwrap_or(u32::MAX);
                (sibling.position != position)
                    .then(|| Change::Code(Edit::Replace(Code { position, ..(*sibling).clone() })))
            });
            changes.extend(renumbered);
            code.parent = parent;
            code.position = u32::try_from(place).unwrap_or(u32::MAX);
        }
        changes.push(Change::Code(Edit::Replace(code)));
        self.commit(user, Change::Batch { deed: Deed::Other, subject, changes })
    }

    /// What merging `from` into `into` would do.
    pub fn preview_merge(
        &self,
        from: CodeId,
        into: CodeId,
    ) -> Result<MergePreview, WorkbenchError> {
        let (_, changes) = self.merge_changes(from, into)?;
        let mut preview = MergePreview { codings: 0, duplicates: 0, children: 0, memos: 0 };
        for change in &changes {
            match change {
                Change::Coding(Edit::Replace(_)) => preview.codings += 1,
                Change::Coding(Edit::Remove(_)) => preview.duplicates += 1,
                Change::Code(Edit::Replace(_)) => preview.children += 1,
                Change::Memo(_) => preview.memos += 1,
                _ => {}
            }
        }
        Ok(preview)
    }

    /// Merges one code into another: codings, children, memos and set places move; children of
    /// the same name are merged in turn.
    pub fn merge_codes(
        &self,
        user: UserId,
        from: CodeId,
        into: CodeId,
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let (subject, changes) = self.merge_changes(from, into)?;
        self.commit(user, Change::Batch { deed: Deed::MergeCodes, subject, changes })
    }

    fn merge_changes(
        &self,
        from: CodeId,
        into: CodeId,
    ) -> Result<(String, Vec<Change>), WorkbenchError> {
        let (gone, kept) = (self.find::<Code>(from)?, self.find::<Code>(into)?);
        let project = self.project();
        if project.code_with_descendants(from).contains(&into) {
            return Err(WorkbenchError::invalid(
                format!("\"{}\" cannot be merged into itself or into a code under it", gone.name),
                "Move the code under it out first.",
            ));
        }
        let mut merge = Merge {
            project: &project,
            recoding: Recoding::default(),
            changes: Vec::new(),
            into: BTreeMap::new(),
        };
        merge.code(&gone, &kept);
        let changes = merge.finish();
        Ok((format!("{} → {}", gone.name, kept.name), changes))
    }

    /// Shares out some of a code's codings to new codes under it.
    pub fn split_code(
        &self,
        user: UserId,
        id: CodeId,
        parts: &[SplitPart],
    ) -> Result<Committed, WorkbenchError> {
        let _turn = self.turn();
        let code = self.find::<Code>(id)?;
        let mut changes = Vec::new();
        let mut recodings = Vec::new();
        let mut recoding = Recoding::default();
        for part in parts {
            let target = self.code_for_path_under(Some(id), &part.name, &mut changes)?;
            for &coding in &part.codings {
                let coding = self.find::<funn_model::Coding>(coding)?;
                if coding.code != id {
                    return Err(WorkbenchError::invalid(
                        format!("one of the passages is not coded with \"{}\"", code.name),
                        "Reload the code's passages and choose again.",
                    ));
                }
                recodings.push(recoding.change(&self.project(), &coding, target));
            }
        }
        changes.extend(recodings);
        self.commit(user, Change::Batch { deed: Deed::SplitCode, subject: code.name, changes })
    }

    /// The code named by a path, or by a last name that only one code has.
    pub fn find_code(&self, name: &str) -> Result<CodeId, WorkbenchError> {
        let project = self.project();
        if let Some(code) = project.code_at(name) {
            return Ok(code.id);
        }
        let paths: BTreeMap<CodeId, String> =
            project.codes().iter().map(|code| (code.id, project.code_path(code.id))).collect();
        let ends: Vec<CodeId> = paths
            .iter()
            .filter(|(_, path)| path.as_str() == name || path.ends_with(&format!("/{name}")))
            .map(|(&id, _)| id)
            .collect();
        if let [one] = ends.as_slice() {
            Ok(*one)
        } else {
            let all: Vec<&str> = paths.values().map(String::as_str).collect();
            let nearest = crate::names::nearest(name, &all);
            Err(WorkbenchError::NoSuch { noun: "code", name: name.to_owned(), nearest })
        }
    }
}

fn next_position(project: &Project, coming: &[Change], parent: Option<CodeId>) -> u32 {
    let there = project.codes().iter().filter(|c| c.parent == parent).map(|c| c.position + 1);
    let coming = coming.iter().filter_map(|change| match change {
        Change::Code(Edit::Add(code)) if code.parent == parent => Some(code.position + 1),
        _ => None,
    });
    there.chain(coming).max().unwrap_or_default()
}

/// A merge as it is worked out: codes whose names meet on the way are merged too.
struct Merge<'a> {
    project: &'a Project,
    recoding: Recoding,
    changes: Vec<Change>,
    /// Which code takes the place of each that goes, in the order in which they can go.
    into: BTreeMap<CodeId, CodeId>,
}

impl Merge<'_> {
    fn code(&mut self, gone: &Code, kept: &Code) {
        let mut codings: Vec<_> = self.project.codings_of_code(gone.id).collect();
        codings.sort_unstable_by_key(|coding| coding.id);
        for coding in codings {
            self.changes.push(self.recoding.change(self.project, coding, kept.id));
        }
        let own = self.project.code_children(Some(kept.id));
        for child in self.project.code_children(Some(gone.id)) {
            if let Some(twin) = own.iter().find(|twin| twin.name == child.name) {
                self.code(child, twin);
            } else {
                let moved = Code { parent: Some(kept.id), ..child.clone() };
                self.changes.push(Change::Code(Edit::Replace(moved)));
            }
        }
        for memo in self.project.memos().by_id() {
            if memo.target == Target::Code(gone.id) {
                let mut moved = memo.clone();
                moved.target = Target::Code(kept.id);
                self.changes.push(Change::Memo(Edit::Replace(moved)));
            }
        }
        self.into.insert(gone.id, kept.id);
    }

    /// Sets name the codes that stay; then the others go, those below first.
    fn finish(mut self) -> Vec<Change> {
        for set in self.project.sets().by_id() {
            let mut members: Vec<SetMember> = Vec::with_capacity(set.members.len());
            for member in &set.members {
                let member = match member {
                    SetMember::Code(code) => {
                        SetMember::Code(self.into.get(code).copied().unwrap_or(*code))
                    }
                    other => *other,
                };
                if !members.contains(&member) {
                    members.push(member);
                }
            }
            if members != set.members {
                let set = funn_model::Set { members, ..set.clone() };
                self.changes.push(Change::Set(Edit::Replace(set)));
            }
        }
        let below_first = self.project.code_tree().into_iter().rev();
        for (_, code) in below_first.filter(|(_, code)| self.into.contains_key(&code.id)) {
            self.changes.push(Change::Code(Edit::Remove(code.id)));
        }
        self.changes
    }
}
