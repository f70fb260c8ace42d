//! Answers a resolved query.
//!
//! A hit is a passage with the codings that make it one. In a chain of parts joined by `and`,
//!
//! - parts that name a code *find* passages; several of them meet where their passages share
//!   text, and the hit is the stretch they share;
//! - `not` before such a part *drops* the hits that share text with what it finds;
//! - all other parts *test*: facets, coder, round and weight of every coding of a hit, place and
//!   text of its passage;
//! - without a part that names a code, text finds its own matches (texts joined by `and` meet in
//!   one paragraph), and without text too, every coded or marked passage is tested.

mod hits;
mod near;
mod places;
mod test;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use funn_model::query::ResolvedAtom;
use funn_model::{
    Coding, CodingId, Expr, Project, Query, Resolved, Segment, Segments, Span, Target, TextPattern,
};
use rayon::prelude::*;

use crate::ground::{Ground, paragraphs};
use hits::{Hit, Together, joined, settle, without};
use places::Places;
use test::{Candidate, Test};

/// Codings looked at in one go by one thread.
const BATCH: usize = 16_384;

/// The passages that a query asks for: by source name and position, the same passage once, with
/// all the codings that make it a hit.
pub fn find(project: &Project, query: &Query<Resolved>) -> Segments {
    let evaluation = Evaluation::new(project);
    let hits = evaluation.hits(&query.expr);
    evaluation.segments(&hits)
}

/// The codings that make the hits of a query, sorted by id, each once.
pub fn select_codings(project: &Project, query: &Query<Resolved>) -> Vec<CodingId> {
    let slots = selected_slots(project, query);
    let ids = slots.iter().filter_map(|&slot| project.codings().at(slot as usize));
    let mut ids: Vec<CodingId> = ids.map(|coding| coding.id).collect();
    ids.sort_unstable();
    ids
}

/// The same as slots of the shelf, sorted.
pub(crate) fn selected_slots(project: &Project, query: &Query<Resolved>) -> Vec<u32> {
    let evaluation = Evaluation::new(project);
    if let Some(test) = evaluation.plain_test(&query.expr) {
        return evaluation.on_codings(|hit| hit.codings.slots().first().copied(), &test);
    }
    let hits = evaluation.hits(&query.expr);
    let mut slots: Vec<u32> =
        hits.iter().flat_map(|hit| hit.codings.slots().iter().copied()).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// One answering of one query.
pub(crate) struct Evaluation<'a> {
    pub(crate) ground: Ground<'a>,
    texts: Mutex<BTreeMap<TextPattern, Arc<Places>>>,
}

impl<'a> Evaluation<'a> {
    pub(crate) fn new(project: &'a Project) -> Self {
        Self { ground: Ground::new(project), texts: Mutex::default() }
    }

    /// Where a text is found; searched for once.
    pub(crate) fn text(&self, pattern: &TextPattern) -> Arc<Places> {
        let mut texts = self.texts.lock().unwrap_or_else(PoisonError::into_inner);
        let places = || Arc::new(Places::text(&self.ground, pattern));
        Arc::clone(texts.entry(pattern.clone()).or_insert_with(places))
    }

    /// The hits of a part, settled.
    pub(crate) fn hits(&self, expr: &Expr<Resolved>) -> Vec<Hit> {
        match expr {
            Expr::Or(parts) => {
                let mut hits: Vec<Hit> = parts.iter().flat_map(|part| self.hits(part)).collect();
                settle(&mut hits);
                hits
            }
            Expr::Related { left, by, right } => {
                near::related(&self.ground, &self.hits(left), *by, &self.hits(right))
            }
            Expr::And(parts) => self.chain(&parts.iter().collect::<Vec<_>>()),
            Expr::Not(inner) => match inner.as_ref() {
                Expr::Not(inner) => self.hits(inner),
                _ => self.chain(&[expr]),
            },
            Expr::All | Expr::Text(_) | Expr::Atom(_) => self.chain(&[expr]),
        }
    }

    fn chain(&self, parts: &[&Expr<Resolved>]) -> Vec<Hit> {
        let mut finders = Vec::new();
        let mut droppers = Vec::new();
        let mut testers = Vec::new();
        for &part in parts {
            match part {
                Expr::Not(inner) if names_code(inner) || **inner == Expr::All => {
                    droppers.push(inner.as_ref());
                }
                _ if names_code(part) => finders.push(part),
                _ => testers.push(part),
            }
        }
        let on_codings: Vec<bool> = testers.iter().map(|part| concerns_coding(part)).collect();
        let mut hits = if !finders.is_empty() {
            self.found(&finders, &testers)
        } else if on_codings.contains(&true) {
            self.codings(&Test::All(self.tests(testers)))
        } else if testers.iter().any(|part| is_textual(part)) {
            self.text_hits(&testers)
        } else {
            self.marked(&Test::All(self.tests(testers)))
        };
        for dropper in droppers {
            hits = without(hits, &self.hits(dropper));
        }
        hits
    }

    /// What finders find where they meet, held against the tests.
    fn found(&self, finders: &[&Expr<Resolved>], testers: &[&Expr<Resolved>]) -> Vec<Hit> {
        let test = Test::All(self.tests(testers.iter().copied()));
        let alone = finders.len() == 1;
        let mut met: Option<Vec<Hit>> = None;
        for finder in finders {
            let hits = match finder {
                Expr::Atom(atom @ ResolvedAtom::Codes(_)) if alone => {
                    let codes = self.test(&Expr::Atom(atom.clone()));
                    return self.codings(&Test::All(vec![codes, test]));
                }
                Expr::Atom(atom @ ResolvedAtom::Codes(_)) => {
                    self.codings(&self.test(&Expr::Atom(atom.clone())))
                }
                part => self.hits(part),
            };
            met = Some(met.map_or_else(|| hits.clone(), |before| joined(&before, &hits)));
        }
        let mut hits = met.unwrap_or_default();
        hits.retain(|hit| self.stands(hit, &test));
        hits
    }

    /// Whether a test holds of a hit with each of its codings.
    fn stands(&self, hit: &Hit, test: &Test) -> bool {
        let candidate = |coding: Option<&'a Coding>| Candidate {
            source: hit.source,
            span: hit.span,
            scope: hit.span,
            coding,
        };
        match hit.codings.slots() {
            [] => test.holds(&candidate(None)),
            slots => slots.iter().all(|&slot| test.holds(&candidate(self.ground.coding(slot)))),
        }
    }

    /// The test that alone decides which codings a query finds, where one does: at most one part
    /// names a code, none is dropped by another, and text does not find matches of its own.
    fn plain_test(&self, expr: &Expr<Resolved>) -> Option<Test> {
        let parts = match expr {
            Expr::And(parts) => parts.as_slice(),
            Expr::Or(_) => return None,
            other => std::slice::from_ref(other),
        };
        let (finders, testers): (Vec<_>, Vec<_>) = parts.iter().partition(|part| names_code(part));
        let is_plain = |part: &&Expr<Resolved>| matches!(part, Expr::Atom(ResolvedAtom::Codes(_)));
        let finds_text = finders.is_empty()
            && !testers.iter().any(|part| concerns_coding(part))
            && testers.iter().any(|part| is_textual(part));
        let drops = testers.iter().any(|p| matches!(p, Expr::Not(inner) if **inner == Expr::All));
        if finders.len() > 1 || !finders.iter().all(is_plain) || finds_text || drops {
            return None;
        }
        let mut tests: Vec<Test> = finders.into_iter().map(|part| self.test(part)).collect();
        tests.extend(self.tests(testers));
        Some(Test::All(tests))
    }

    /// The codings that a test holds of.
    fn codings(&self, test: &Test) -> Vec<Hit> {
        let mut hits = self.on_codings(Some, test);
        hits.par_sort_unstable();
        hits
    }

    /// Something of each coding that a test holds of, in the order of slots.
    fn on_codings<T: Send>(&self, of: impl Fn(Hit) -> Option<T> + Sync, test: &Test) -> Vec<T> {
        let count = self.ground.project.codings().len();
        let batches = (0..count.div_ceil(BATCH)).into_par_iter().flat_map_iter(|batch| {
            let slots = batch * BATCH..((batch + 1) * BATCH).min(count);
            slots.filter_map(|slot| of(self.coding_hit(u32::try_from(slot).ok()?, test)?))
        });
        batches.collect()
    }

    fn coding_hit(&self, slot: u32, test: &Test) -> Option<Hit> {
        let coding = self.ground.coding(slot)?;
        let (source, span) = (self.ground.rank(coding.source), coding.span);
        let candidate = Candidate { source, span, scope: span, coding: Some(coding) };
        test.holds(&candidate).then_some(Hit { source, span, codings: Together::One(slot) })
    }

    /// Every coded passage, and every passage with a memo on it or a case tied to it.
    fn marked(&self, test: &Test) -> Vec<Hit> {
        let project = self.ground.project;
        let memos = project.memos().iter().filter_map(|memo| match memo.target {
            Target::Passage(source, span) => Some((source, span)),
            _ => None,
        });
        let ties = project.ties().iter().filter_map(|tie| Some((tie.source, tie.span?)));
        let mut hits = self.codings(test);
        for (source, span) in memos.chain(ties) {
            let hit = Hit { source: self.ground.rank(source), span, codings: Together::None };
            if self.stands(&hit, test) {
                hits.push(hit);
            }
        }
        settle(&mut hits);
        hits
    }

    /// Matches of every part that is text, in paragraphs where all of them hold.
    fn text_hits(&self, testers: &[&Expr<Resolved>]) -> Vec<Hit> {
        let (textual, others): (Vec<_>, Vec<_>) =
            testers.iter().copied().partition(|part| is_textual(part));
        let mut hits: Vec<Hit> = match textual.as_slice() {
            [Expr::Text(pattern)] => self.matches(pattern),
            [Expr::And(parts)] => self.text_hits(&parts.iter().collect::<Vec<_>>()),
            _ => textual.iter().flat_map(|part| self.hits(part)).collect(),
        };
        settle(&mut hits);
        if textual.len() == 1 && others.is_empty() {
            return hits;
        }
        let test = Test::All(self.tests(testers.iter().copied()));
        let mut kept = Vec::with_capacity(hits.len());
        for run in hits.chunk_by(|a, b| a.source == b.source) {
            let source = run.first().and_then(|hit| self.ground.source(hit.source));
            let Some(source) = source else { continue };
            let paragraphs = paragraphs(self.ground.project, source);
            kept.extend(
                run.iter()
                    .filter(|hit| {
                        let scope = around(&paragraphs, hit.span);
                        let Hit { source, span, .. } = **hit;
                        test.holds(&Candidate { source, span, scope, coding: None })
                    })
                    .cloned(),
            );
        }
        kept
    }

    fn matches(&self, pattern: &TextPattern) -> Vec<Hit> {
        let places = self.text(pattern);
        let sources = 0..u32::try_from(self.ground.sources.len()).unwrap_or(u32::MAX);
        sources
            .flat_map(|source| {
                let spans = places.parts(source).iter();
                spans.map(move |&span| Hit { source, span, codings: Together::None })
            })
            .collect()
    }

    fn segments(&self, hits: &[Hit]) -> Segments {
        let order = code_order(self.ground.project);
        let runs: Vec<&[Hit]> =
            hits.chunk_by(|a, b| a.source == b.source && a.span == b.span).collect();
        let segments = runs.par_iter().filter_map(|run| self.segment(run, &order)).collect();
        Segments { segments }
    }

    /// One passage of hits that share it.
    fn segment(&self, run: &[Hit], order: &CodeOrder) -> Option<Segment> {
        let first = run.first()?;
        let (source, span) = (self.ground.source(first.source)?, first.span);
        let slots = run.iter().flat_map(|hit| hit.codings.slots());
        let found: Vec<&Coding> = slots.filter_map(|&slot| self.ground.coding(slot)).collect();
        let marks = self.ground.project.marks(source.id);
        let after = marks.partition_point(|mark| mark.start < span.end.max(span.start + 1));
        let on_it: Vec<&Coding> = if found.is_empty() {
            let touching = marks.get(..after).unwrap_or_default().iter();
            let touching = touching.filter(|mark| span.start < mark.end);
            touching.filter_map(|mark| self.ground.project.codings().get(mark.coding)).collect()
        } else {
            let from =
                marks.partition_point(|mark| (mark.start, mark.end) < (span.start, span.end));
            let same = marks.get(from..).unwrap_or_default().iter();
            let same = same.take_while(|mark| mark.start == span.start && mark.end == span.end);
            same.filter_map(|mark| self.ground.project.codings().get(mark.coding)).collect()
        };
        let mut codings: Vec<CodingId> = found.iter().map(|coding| coding.id).collect();
        codings.sort_unstable();
        codings.dedup();
        let mut codes: Vec<_> = found.iter().chain(&on_it).map(|coding| coding.code).collect();
        codes.sort_unstable_by_key(|code| (order.get(code).copied(), *code));
        codes.dedup();
        let cases = self.ground.cases_at(first.source, span);
        Some(Segment { source: source.id, span, codings, codes, cases })
    }
}

type CodeOrder = funn_model::shelf::IdMap<funn_model::CodeId, u32>;

/// The place of every code when sorted by path.
fn code_order(project: &Project) -> CodeOrder {
    let mut paths: Vec<_> =
        project.codes().iter().map(|code| (project.code_path(code.id), code.id)).collect();
    paths.sort_unstable();
    paths.into_iter().zip(0..).map(|((_, code), place)| (code, place)).collect()
}

/// The paragraphs that a passage touches, as one span; the passage itself where there are none.
fn around(paragraphs: &[Span], span: Span) -> Span {
    let start = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
    let end = paragraphs.partition_point(|paragraph| paragraph.start < span.end);
    let touched = paragraphs.get(start..end).unwrap_or(&[]);
    let bounds = touched.first().zip(touched.last());
    bounds.map_or(span, |(first, last)| {
        Span::new(first.start.min(span.start), last.end.max(span.end))
    })
}

/// Whether a part names a code, or passages by their relation, anywhere in it.
fn names_code(expr: &Expr<Resolved>) -> bool {
    match expr {
        Expr::Related { .. } | Expr::Atom(ResolvedAtom::Codes(_)) => true,
        Expr::All | Expr::Text(_) | Expr::Atom(_) => false,
        Expr::Not(inner) => names_code(inner),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(names_code),
    }
}

/// Whether a part asks for a property of a coding.
fn concerns_coding(expr: &Expr<Resolved>) -> bool {
    match expr {
        Expr::Atom(atom) => matches!(
            atom,
            ResolvedAtom::Codes(_)
                | ResolvedAtom::Facet(..)
                | ResolvedAtom::Coders(_)
                | ResolvedAtom::Rounds(_)
                | ResolvedAtom::Weight(_)
        ),
        Expr::All | Expr::Text(_) | Expr::Related { .. } => false,
        Expr::Not(inner) => concerns_coding(inner),
        Expr::And(parts) | Expr::Or(parts) => parts.iter().any(concerns_coding),
    }
}

/// Whether a part is text through and through.
fn is_textual(expr: &Expr<Resolved>) -> bool {
    match expr {
        Expr::Text(_) => true,
        Expr::And(parts) | Expr::Or(parts) => parts.iter().all(is_textual),
        Expr::All | Expr::Atom(_) | Expr::Not(_) | Expr::Related { .. } => false,
    }
}
