//! Working out everything that goes when something is deleted, in an order that can be applied.

use std::collections::BTreeSet;

use funn_model::project::Ref;
use funn_model::{Change, CodeId, Edit, Project, SetMember, Target};

/// The changes that remove `roots` and everything that hangs on them: codes under a code, codings,
/// ties, relations, memos and memos on memos. Sets lose their members and stay.
pub(crate) fn removal(project: &Project, roots: &[Ref]) -> Vec<Change> {
    let mut doomed: BTreeSet<Ref> = roots.iter().copied().collect();
    for code in project.code_tree().into_iter().map(|(_, code)| code) {
        if code.parent.is_some_and(|parent| doomed.contains(&Ref::Code(parent))) {
            doomed.insert(Ref::Code(code.id));
        }
    }
    let hangs = |coding: &&funn_model::Coding| {
        doomed.contains(&Ref::Code(coding.code)) || doomed.contains(&Ref::Source(coding.source))
    };
    let mut codings: Vec<_> =
        project.codings().iter().filter(hangs).map(|coding| coding.id).collect();
    codings.sort_unstable();
    doomed.extend(codings.iter().map(|&id| Ref::Coding(id)));
    let memos = doomed_memos(project, &mut doomed);

    let mut changes = thinned_sets(project, &doomed);
    changes.extend(memos.into_iter().map(|id| Change::Memo(Edit::Remove(id))));
    for tie in project.ties().by_id() {
        if doomed.contains(&Ref::Case(tie.case)) || doomed.contains(&Ref::Source(tie.source)) {
            changes.push(Change::Tie(Edit::Remove(tie.id)));
        }
    }
    for relation in project.relations().by_id() {
        if [relation.from, relation.to].iter().any(|&case| doomed.contains(&Ref::Case(case))) {
            changes.push(Change::Relation(Edit::Remove(relation.id)));
        }
    }
    changes.extend(codings.into_iter().map(|id| Change::Coding(Edit::Remove(id))));
    changes.extend(leaves_first(project, &doomed));
    changes.extend(doomed.iter().filter_map(|reference| match *reference {
        Ref::Case(id) => Some(Change::Case(Edit::Remove(id))),
        Ref::Source(id) => Some(Change::Source(Edit::Remove(id))),
        _ => None,
    }));
    changes
}

/// Memos on what goes, and memos on those; a memo before the one it is about.
fn doomed_memos(project: &Project, doomed: &mut BTreeSet<Ref>) -> Vec<funn_model::MemoId> {
    let mut found = Vec::new();
    loop {
        let next: Vec<_> = project
            .memos()
            .by_id()
            .into_iter()
            .filter(|memo| !doomed.contains(&Ref::Memo(memo.id)))
            .filter(|memo| {
                Option::<Ref>::from(memo.target).is_some_and(|target| doomed.contains(&target))
            })
            .map(|memo| memo.id)
            .collect();
        if next.is_empty() {
            break;
        }
        doomed.extend(next.iter().map(|&id| Ref::Memo(id)));
        found.extend(next);
    }
    found.extend(
        doomed
            .iter()
            .filter_map(|reference| match *reference {
                Ref::Memo(id) if !found.contains(&id) => Some(id),
                _ => None,
            })
            .collect::<Vec<_>>(),
    );
    // A memo on a memo goes before it.
    found.sort_by_key(|&id| std::cmp::Reverse(memo_depth(project, id)));
    found
}

fn memo_depth(project: &Project, id: funn_model::MemoId) -> usize {
    let mut depth = 0;
    let mut next = project.memos().get(id);
    while let Some(memo) = next {
        next = match memo.target {
            Target::Memo(above) if depth < project.memos().len() => project.memos().get(above),
            _ => None,
        };
        depth += 1;
    }
    depth
}

fn thinned_sets(project: &Project, doomed: &BTreeSet<Ref>) -> Vec<Change> {
    let goes = |member: &SetMember| doomed.contains(&Ref::from(*member));
    let mut changes = Vec::new();
    for set in project.sets().by_id() {
        if set.members.iter().any(goes) {
            let mut thinned = set.clone();
            thinned.members.retain(|member| !goes(member));
            changes.push(Change::Set(Edit::Replace(thinned)));
        }
    }
    changes
}

fn leaves_first(project: &Project, doomed: &BTreeSet<Ref>) -> Vec<Change> {
    let tree = project.code_tree().into_iter().rev();
    let codes: Vec<CodeId> =
        tree.map(|(_, code)| code.id).filter(|&id| doomed.contains(&Ref::Code(id))).collect();
    codes.into_iter().map(|id| Change::Code(Edit::Remove(id))).collect()
}
