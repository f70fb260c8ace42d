//! Coding as a use case: several passages are one step, and what is coded so already is passed over.
#![expect(clippy::unwrap_used, reason = "a test may stop at what it does not expect")]

use funn_workbench::model::{Set, SetMember, SourceId, Span};
use funn_workbench::{
    CodeDraft, CodingRequest, Randomness, SeededRandomness, Workbench, create_demo,
};

fn demo() -> (tempfile::TempDir, Workbench) {
    let dir = tempfile::tempdir().unwrap();
    let random = [1, 2]
        .map(|seed| -> Box<dyn Randomness + Send> { Box::new(SeededRandomness::new([seed; 32])) });
    let workbench = create_demo(&dir.path().join("demo"), random).unwrap();
    (dir, workbench)
}

#[test]
fn several_passages_are_coded_in_one_step_and_uncoded_in_one() {
    let (_dir, workbench) = demo();
    let user = workbench.user("anna").unwrap();
    let sources: Vec<SourceId> =
        workbench.read(|project| project.sources().by_id().iter().map(|s| s.id).collect());
    let passages: Vec<(SourceId, Span)> =
        sources.iter().map(|&source| (source, Span::new(20, 60))).collect();
    let request = CodingRequest {
        source: sources[0],
        span: Span::new(0, 0),
        codes: Vec::new(),
        paths: vec!["Ny/Kode".to_owned()],
        facets: Vec::new(),
        weight: Some(70),
        round: None,
    };
    let before = workbench.read(Clone::clone);
    let made = workbench.code_passages(user, &passages, &request).unwrap();
    assert_eq!(made.codings.len(), 7);
    assert_eq!(made.committed.summary.count, 7);
    let again = workbench.code_passages(user, &passages, &request).unwrap_err();
    assert!(again.to_string().contains("already"), "{again}");
    workbench.undo(user).unwrap();
    assert!(workbench.read(|project| *project == before), "code and codings are gone");
    workbench.redo(user).unwrap();
    assert_eq!(workbench.read(|project| project.codings().len()), before.codings().len() + 7);
}

#[test]
fn merging_moves_codings_and_undo_brings_both_codes_back() {
    let (_dir, workbench) = demo();
    let user = workbench.user("anna").unwrap();
    let [from, into] = ["Ressurser/Penger", "Forankring"]
        .map(|path| workbench.read(|project| project.code_at(path).unwrap().id));
    // What was coded in a closed round stays as it was, so the merge is refused, not half done.
    let before = workbench.read(Clone::clone);
    assert!(workbench.merge_codes(user, from, into).is_err());
    assert!(workbench.read(|project| *project == before));
    let rounds: Vec<_> = before.rounds().by_id().iter().map(|round| round.id).collect();
    for round in rounds {
        let open = |round: &mut funn_workbench::model::Round| round.closed = None;
        let _already_open = workbench.revise(user, round, open);
    }
    let before = workbench.read(Clone::clone);
    let preview = workbench.preview_merge(from, into).unwrap();
    workbench.merge_codes(user, from, into).unwrap();
    let after = workbench.read(|project| project.codings_of_code(into).count());
    let at_first = before.codings_of_code(into).count();
    assert_eq!(after, at_first + preview.codings);
    workbench.undo(user).unwrap();
    assert!(workbench.read(|project| *project == before));
}

#[test]
fn of_codings_that_come_to_say_the_same_one_stays() {
    let (_dir, workbench) = demo();
    let user = workbench.user("anna").unwrap();
    let source = workbench.read(|project| project.sources().by_id()[0].id);
    let mut request = CodingRequest {
        source,
        span: Span::new(20, 60),
        codes: Vec::new(),
        paths: vec!["A".to_owned(), "B".to_owned()],
        facets: Vec::new(),
        weight: None,
        round: None,
    };
    let pair = workbench.code(user, &request).unwrap().codings;
    request.paths = vec!["C".to_owned()];
    let third = workbench.code(user, &request).unwrap().codings;
    let target = workbench.find_code("C").unwrap();
    workbench.recode(user, &[pair[0], pair[1], third[0]], target).unwrap();
    assert_eq!(workbench.read(|project| project.codings_of_code(target).count()), 1);
    workbench.undo(user).unwrap();
    for path in ["A", "B", "C"] {
        let code = workbench.find_code(path).unwrap();
        assert_eq!(workbench.read(|project| project.codings_of_code(code).count()), 1, "{path}");
    }
}

#[test]
fn a_set_that_holds_a_code_and_its_child_follows_both_through_a_merge() {
    let (_dir, workbench) = demo();
    let user = workbench.user("anna").unwrap();
    for path in ["A/x", "B/x"] {
        let draft = CodeDraft { path: path.to_owned(), ..CodeDraft::default() };
        workbench.add_code(user, draft).unwrap();
    }
    let code = |path: &str| workbench.find_code(path).unwrap();
    let (a, ax, b, bx) = (code("A"), code("A/x"), code("B"), code("B/x"));
    let set = Set {
        id: workbench.fresh(),
        name: "both".to_owned(),
        members: vec![SetMember::Code(a), SetMember::Code(ax)],
    };
    let id = set.id;
    workbench.add(user, set).unwrap();
    workbench.merge_codes(user, a, b).unwrap();
    let members = workbench.read(|project| project.sets().get(id).unwrap().members.clone());
    assert_eq!(members, [SetMember::Code(b), SetMember::Code(bx)]);
}
