//! [`Test`]: a condition that names no code, ready to be held against one passage after another.

use std::collections::BTreeSet;
use std::sync::Arc;

use funn_model::query::ResolvedAtom;
use funn_model::{
    AttributeOwner, CaseId, CaseKindId, Coding, CodingId, Comparison, Expr, FacetId, FacetValueId,
    Resolved, RoundId, Span, Target, UserId,
};

use crate::pattern::Matcher;
use crate::query::eval::Evaluation;
use crate::query::eval::places::{Places, cases_where, memo_holds};

/// A passage, held against a test.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Candidate<'a> {
    /// Rank of the source.
    pub(crate) source: u32,
    pub(crate) span: Span,
    /// Where text is looked for: the passage, or the paragraph around a hit in the text.
    pub(crate) scope: Span,
    /// The coding, if the passage is one's.
    pub(crate) coding: Option<&'a Coding>,
}

/// A condition on a passage and, perhaps, on the coding that marks it.
pub(crate) enum Test {
    Always(bool),
    Codes(Vec<funn_model::CodeId>),
    Facet(FacetId, Vec<FacetValueId>),
    Coders(Vec<UserId>),
    Rounds(Vec<RoundId>),
    Weight(Option<(Comparison, f64)>),
    /// A memo on the coding itself, or on a passage that shares text with it.
    Memo(BTreeSet<CodingId>, Places),
    Place(Places),
    Text(Arc<Places>),
    Not(Box<Test>),
    All(Vec<Test>),
    Any(Vec<Test>),
}

impl Test {
    pub(crate) fn holds(&self, candidate: &Candidate<'_>) -> bool {
        let of_coding = |test: &dyn Fn(&Coding) -> bool| candidate.coding.is_some_and(test);
        match self {
            Self::Always(holds) => *holds,
            Self::Codes(codes) => of_coding(&|c| codes.binary_search(&c.code).is_ok()),
            Self::Facet(facet, values) => of_coding(&|c| {
                c.facet(*facet).is_some_and(|value| values.binary_search(&value).is_ok())
            }),
            Self::Coders(coders) => of_coding(&|c| coders.binary_search(&c.coder).is_ok()),
            Self::Rounds(rounds) => {
                of_coding(&|c| c.round.is_some_and(|round| rounds.binary_search(&round).is_ok()))
            }
            Self::Weight(wanted) => of_coding(&|c| {
                c.weight.is_some_and(|weight| {
                    wanted.is_none_or(|(comparison, wanted)| {
                        comparison.holds(f64::from(weight).total_cmp(&wanted))
                    })
                })
            }),
            Self::Memo(codings, places) => {
                of_coding(&|c| codings.contains(&c.id))
                    || places.hold(candidate.source, candidate.span)
            }
            Self::Place(places) => places.hold(candidate.source, candidate.span),
            Self::Text(places) => places.hold(candidate.source, candidate.scope),
            Self::Not(test) => !test.holds(candidate),
            Self::All(tests) => tests.iter().all(|test| test.holds(candidate)),
            Self::Any(tests) => tests.iter().any(|test| test.holds(candidate)),
        }
    }
}

impl Evaluation<'_> {
    /// Makes a condition ready. Conditions on attributes of one kind of case that are joined by
    /// `and` must hold of one and the same case.
    pub(crate) fn test(&self, expr: &Expr<Resolved>) -> Test {
        match expr {
            Expr::All | Expr::Related { .. } => Test::Always(true),
            Expr::Text(pattern) => Test::Text(self.text(pattern)),
            Expr::Atom(atom) => self.atom_test(atom),
            Expr::Not(inner) => Test::Not(Box::new(self.test(inner))),
            Expr::And(parts) => Test::All(self.tests(parts)),
            Expr::Or(parts) => Test::Any(parts.iter().map(|part| self.test(part)).collect()),
        }
    }

    /// Makes conditions joined by `and` ready.
    pub(crate) fn tests<'e>(
        &self,
        parts: impl IntoIterator<Item = &'e Expr<Resolved>>,
    ) -> Vec<Test> {
        let mut tests = Vec::new();
        let mut of_one_case: Vec<(CaseKindId, BTreeSet<CaseId>)> = Vec::new();
        for part in parts {
            let Expr::Atom(atom @ ResolvedAtom::CaseAttribute(attribute, ..)) = part else {
                tests.push(self.test(part));
                continue;
            };
            let owner = self.ground.project.attributes().get(*attribute).map(|a| a.owner);
            let Some(AttributeOwner::CaseKind(kind)) = owner else { continue };
            let cases = cases_where(self.ground.project, atom);
            match of_one_case.iter_mut().find(|(other, _)| *other == kind) {
                Some((_, meeting)) => meeting.retain(|case| cases.contains(case)),
                None => of_one_case.push((kind, cases)),
            }
        }
        tests.extend(of_one_case.into_iter().map(|(_, cases)| {
            Test::Place(Places::cases(&self.ground, |case| cases.contains(&case)))
        }));
        tests
    }

    fn atom_test(&self, atom: &ResolvedAtom) -> Test {
        match atom {
            ResolvedAtom::Codes(codes) => Test::Codes(codes.clone()),
            ResolvedAtom::Facet(facet, values) => Test::Facet(*facet, values.clone()),
            ResolvedAtom::Coders(coders) => Test::Coders(coders.clone()),
            ResolvedAtom::Rounds(rounds) => Test::Rounds(rounds.clone()),
            ResolvedAtom::Weight(wanted) => Test::Weight(*wanted),
            ResolvedAtom::Memo(pattern) => {
                let matcher = pattern.as_ref().and_then(|pattern| Matcher::new(pattern).ok());
                let on_codings = self.ground.project.memos().iter().filter_map(|memo| {
                    let Target::Coding(coding) = memo.target else { return None };
                    memo_holds(memo, matcher.as_ref()).then_some(coding)
                });
                Test::Memo(on_codings.collect(), Places::memos(&self.ground, matcher.as_ref()))
            }
            place => Places::of(&self.ground, place).map_or(Test::Always(false), Test::Place),
        }
    }
}
