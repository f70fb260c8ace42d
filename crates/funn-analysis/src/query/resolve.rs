//! From names to ids.

mod codes;
mod names;
mod values;
pub(crate) mod vocabulary;

use funn_model::query::{Operand, ResolvedAtom, TypedAtom};
use funn_model::{
    Attribute, AttributeOwner, CaseKind, Comparison, Expr, Facet, Project, Query, Resolved,
    SetMember, TextPattern, Typed,
};

use crate::pattern::folded;
use crate::query::error::{Problem, QueryError};
use crate::query::fields::Field;
use crate::query::suggest;
use names::{Noun, is_missing, named, unknown};
use vocabulary::{HAVING, SOURCE_KIND_NAMES, field_names, speakers};

const CODES: Noun = Noun { one: "code", many: "codes" };
const CASES: Noun = Noun { one: "case", many: "cases" };
const KINDS: Noun = Noun { one: "kind of case", many: "kinds of case" };
const SOURCES: Noun = Noun { one: "source", many: "sources" };
const SOURCE_KINDS: Noun = Noun { one: "kind of source", many: "kinds of source" };
const SPEAKERS: Noun = Noun { one: "speaker", many: "speakers" };
const CODERS: Noun = Noun { one: "coder", many: "coders" };
const ROUNDS: Noun = Noun { one: "round", many: "rounds" };
const SETS: Noun = Noun { one: "set", many: "sets" };
const VALUES: Noun = Noun { one: "value", many: "values" };
const ATTRIBUTES: Noun = Noun { one: "attribute", many: "attributes" };

/// Finds every name of a query in a study; an error tells which one is not there, and what may
/// have been meant.
pub fn resolve(query: &Query<Typed>, project: &Project) -> Result<Query<Resolved>, QueryError> {
    let expr = Resolver { project }.expr(&query.expr)?;
    Ok(Query { expr })
}

type Found = Result<Expr<Resolved>, QueryError>;

struct Resolver<'a> {
    project: &'a Project,
}

impl Resolver<'_> {
    fn expr(&self, expr: &Expr<Typed>) -> Found {
        let all = |parts: &[Expr<Typed>]| -> Result<Vec<_>, _> {
            parts.iter().map(|part| self.expr(part)).collect()
        };
        Ok(match expr {
            Expr::All => Expr::All,
            Expr::Text(pattern) => Expr::Text(pattern.clone()),
            Expr::Atom(atom) => self.atom(atom)?,
            Expr::Not(inner) => match self.expr(inner)? {
                Expr::Not(inner) => *inner,
                inner => Expr::Not(Box::new(inner)),
            },
            Expr::And(parts) => Expr::And(all(parts)?),
            Expr::Or(parts) => Expr::Or(all(parts)?),
            Expr::Related { left, by, right } => Expr::Related {
                left: Box::new(self.expr(left)?),
                by: *by,
                right: Box::new(self.expr(right)?),
            },
        })
    }

    fn atom(&self, atom: &TypedAtom) -> Found {
        let parts: Vec<&str> = atom.field.parts.iter().map(String::as_str).collect();
        let built_in = parts.first().filter(|_| !atom.field.quoted).and_then(|n| Field::named(n));
        match (built_in, parts.as_slice()) {
            (Some(field), [_]) => self.built_in(field, atom),
            (Some(Field::Case), [_, attribute]) => self.case_attribute(None, attribute, atom),
            (Some(Field::Case), [_, kind, attribute]) => {
                let kind = self.kind(kind).ok_or_else(|| self.unknown_kind(kind, atom))?;
                self.case_attribute(Some(kind), attribute, atom)
            }
            (Some(Field::Source), [_, attribute]) => self.source_attribute(attribute, atom),
            (None, [name]) => match (self.facet(name), self.kind(name)) {
                (Some(facet), _) => Self::facet_value(facet, atom),
                (None, Some(kind)) => self.case_of_kind(kind, atom),
                (None, None) => Err(self.unknown_field(atom)),
            },
            (None, [kind, attribute]) => match self.kind(kind) {
                Some(kind) => self.case_attribute(Some(kind), attribute, atom),
                None => Err(self.unknown_field(atom)),
            },
            _ => Err(self.unknown_field(atom)),
        }
    }

    fn built_in(&self, field: Field, atom: &TypedAtom) -> Found {
        let operand = &atom.operand;
        match field {
            Field::Code => self.code(atom),
            Field::Case => self.case(atom),
            Field::Source => {
                let known = self.project.sources().iter().map(|s| (s.name.clone(), s.id));
                let ids = named(SOURCES, operand, &known.collect::<Vec<_>>());
                Self::equal(atom, || ids.map(ResolvedAtom::Sources))
            }
            Field::Kind => Self::equal(atom, || source_kind(operand)),
            Field::Speaker => Self::equal(atom, || self.speakers(operand)),
            Field::Coder => {
                let known = self.project.users().iter().map(|user| (user.name.clone(), user.id));
                let ids = named(CODERS, operand, &known.collect::<Vec<_>>());
                Self::equal(atom, || ids.map(ResolvedAtom::Coders))
            }
            Field::Round => self.round(atom),
            Field::Weight => {
                let number = values::number(&operand.text)
                    .ok_or_else(|| values::bad_value(operand, "a number from 0 to 100"))?;
                Ok(Expr::Atom(ResolvedAtom::Weight(Some((atom.comparison, number)))))
            }
            Field::Set => self.set(atom),
            Field::Memo => {
                Self::equal(atom, || Ok(ResolvedAtom::Memo(Some(text_pattern(operand)))))
            }
            Field::Has => self.has(atom),
            Field::Heading => {
                Self::equal(atom, || Ok(ResolvedAtom::Heading(text_pattern(operand))))
            }
            Field::Text => Ok(Expr::Text(text_pattern(operand))),
        }
    }

    /// A condition that something is so (`:` or `=`) or not so (`!=`).
    fn equal(atom: &TypedAtom, holds: impl FnOnce() -> Result<ResolvedAtom, QueryError>) -> Found {
        match atom.comparison {
            Comparison::Matches | Comparison::Equal => holds().map(Expr::Atom),
            Comparison::NotEqual => Ok(Expr::Not(Box::new(Expr::Atom(holds()?)))),
            _ => Err(bad_comparison(atom, "write : or = or !=")),
        }
    }

    fn case(&self, atom: &TypedAtom) -> Found {
        let Some(kind) = &atom.operand.kind else {
            let known = self.project.cases().iter().map(|case| (case.name.clone(), case.id));
            let cases = named(CASES, &atom.operand, &known.collect::<Vec<_>>());
            return Self::equal(atom, || cases.map(ResolvedAtom::Cases));
        };
        let kind = self.kind(kind).ok_or_else(|| self.unknown_kind(kind, atom))?;
        self.case_of_kind(kind, atom)
    }

    fn case_of_kind(&self, kind: &CaseKind, atom: &TypedAtom) -> Found {
        let of_kind = self.project.cases().iter().filter(|case| case.kind == kind.id);
        let known: Vec<_> = of_kind.map(|case| (case.name.clone(), case.id)).collect();
        let cases = named(CASES, &atom.operand, &known);
        Self::equal(atom, || cases.map(ResolvedAtom::Cases))
    }

    fn case_attribute(&self, kind: Option<&CaseKind>, name: &str, atom: &TypedAtom) -> Found {
        let of_cases = |attribute: &&Attribute| match (attribute.owner, kind) {
            (AttributeOwner::CaseKind(owner), Some(kind)) => owner == kind.id,
            (AttributeOwner::CaseKind(_), None) => true,
            (AttributeOwner::Sources, _) => false,
        };
        let known: Vec<&Attribute> =
            self.project.attributes().by_id().into_iter().filter(of_cases).collect();
        let attribute = self.attribute(&known, name, atom)?;
        let (comparison, wanted) = values::wanted(attribute, atom.comparison, &atom.operand)?;
        Ok(Expr::Atom(ResolvedAtom::CaseAttribute(attribute.id, comparison, wanted)))
    }

    fn source_attribute(&self, name: &str, atom: &TypedAtom) -> Found {
        let of_sources = |attribute: &&Attribute| attribute.owner == AttributeOwner::Sources;
        let known: Vec<&Attribute> =
            self.project.attributes().by_id().into_iter().filter(of_sources).collect();
        let attribute = self.attribute(&known, name, atom)?;
        let (comparison, wanted) = values::wanted(attribute, atom.comparison, &atom.operand)?;
        Ok(Expr::Atom(ResolvedAtom::SourceAttribute(attribute.id, comparison, wanted)))
    }

    fn attribute<'p>(
        &self,
        known: &[&'p Attribute],
        name: &str,
        atom: &TypedAtom,
    ) -> Result<&'p Attribute, QueryError> {
        let wanted = folded(name);
        let found: Vec<&&Attribute> =
            known.iter().filter(|attribute| folded(&attribute.name) == wanted).collect();
        let at = atom.field.at.0;
        match found.as_slice() {
            [attribute] => Ok(attribute),
            [] => {
                let names: Vec<String> = known.iter().map(|a| a.name.clone()).collect();
                let problem = Problem::UnknownName { noun: ATTRIBUTES.one, name: name.to_owned() };
                let error = QueryError::new(problem, at);
                Err(match suggest::hint(name, ATTRIBUTES.many, &names) {
                    Some(hint) => error.hint(hint),
                    None => error,
                })
            }
            many => {
                let owners = many.iter().filter_map(|attribute| match attribute.owner {
                    AttributeOwner::CaseKind(kind) => self.project.case_kinds().get(kind),
                    AttributeOwner::Sources => None,
                });
                let ways: Vec<String> =
                    owners.map(|kind| format!("case.{}.{name}", kind.name)).collect();
                let problem = Problem::Ambiguous { noun: ATTRIBUTES.one, name: name.to_owned() };
                Err(QueryError::new(problem, at).hint(format!("write {}", ways.join(" or "))))
            }
        }
    }

    fn facet_value(facet: &Facet, atom: &TypedAtom) -> Found {
        let values = || -> Vec<_> {
            facet.values.iter().map(|value| (value.name.clone(), value.id)).collect()
        };
        if is_missing(&atom.operand) {
            let mut any: Vec<_> = facet.values.iter().map(|value| value.id).collect();
            any.sort_unstable();
            let marked = Expr::Atom(ResolvedAtom::Facet(facet.id, any));
            return match atom.comparison {
                Comparison::Matches | Comparison::Equal => Ok(Expr::Not(Box::new(marked))),
                Comparison::NotEqual => Ok(marked),
                _ => Err(bad_comparison(atom, "write = missing or != missing")),
            };
        }
        let found = named(VALUES, &atom.operand, &values());
        Self::equal(atom, || found.map(|values| ResolvedAtom::Facet(facet.id, values)))
    }

    fn speakers(&self, operand: &Operand) -> Result<ResolvedAtom, QueryError> {
        let known: Vec<(String, String)> =
            speakers(self.project).into_iter().map(|name| (name.clone(), name)).collect();
        let places: Vec<(String, usize)> =
            known.iter().enumerate().map(|(place, (name, _))| (name.clone(), place)).collect();
        let found = named(SPEAKERS, operand, &places)?;
        let names = found.into_iter().filter_map(|place| Some(known.get(place)?.0.clone()));
        Ok(ResolvedAtom::Speakers(names.collect()))
    }

    fn round(&self, atom: &TypedAtom) -> Found {
        let rounds = self.project.rounds();
        let number: Option<u32> = atom.operand.text.parse().ok().filter(|_| !atom.operand.quoted);
        let Some(number) = number else {
            let known: Vec<_> = rounds.iter().map(|round| (round.name.clone(), round.id)).collect();
            let found = named(ROUNDS, &atom.operand, &known);
            return Self::equal(atom, || found.map(ResolvedAtom::Rounds));
        };
        if self.project.round_numbered(number).is_none() {
            let mut numbers: Vec<u32> = rounds.iter().map(|round| round.number).collect();
            numbers.sort_unstable();
            let names: Vec<String> = numbers.iter().map(u32::to_string).collect();
            return Err(unknown(ROUNDS, &atom.operand, &names));
        }
        let holds = |other: u32| atom.comparison.holds(other.cmp(&number));
        let mut found: Vec<_> =
            rounds.iter().filter(|round| holds(round.number)).map(|round| round.id).collect();
        found.sort_unstable();
        Ok(Expr::Atom(ResolvedAtom::Rounds(found)))
    }

    /// Passages in the sources, on the cases and with the codes that a set holds.
    fn set(&self, atom: &TypedAtom) -> Found {
        let known = self.project.sets().iter().map(|set| (set.name.clone(), set.id));
        let ids = named(SETS, &atom.operand, &known.collect::<Vec<_>>())?;
        let (mut sources, mut cases, mut codes) = (Vec::new(), Vec::new(), Vec::new());
        for set in ids.iter().filter_map(|&id| self.project.sets().get(id)) {
            for member in &set.members {
                match *member {
                    SetMember::Source(id) => sources.push(id),
                    SetMember::Case(id) => cases.push(id),
                    SetMember::Code(id) => codes.extend(self.project.code_with_descendants(id)),
                    SetMember::Memo(_) => {}
                }
            }
        }
        let (sources, cases, codes) = (once(sources), once(cases), once(codes));
        let mut ways = Vec::new();
        if !sources.is_empty() || (cases.is_empty() && codes.is_empty()) {
            ways.push(Expr::Atom(ResolvedAtom::Sources(sources)));
        }
        if !cases.is_empty() {
            ways.push(Expr::Atom(ResolvedAtom::Cases(cases)));
        }
        if !codes.is_empty() {
            ways.push(Expr::Atom(ResolvedAtom::Codes(codes)));
        }
        let any = if ways.len() == 1 { ways.swap_remove(0) } else { Expr::Or(ways) };
        match atom.comparison {
            Comparison::Matches | Comparison::Equal => Ok(any),
            Comparison::NotEqual => Ok(Expr::Not(Box::new(any))),
            _ => Err(bad_comparison(atom, "write : or = or !=")),
        }
    }

    fn has(&self, atom: &TypedAtom) -> Found {
        let word = folded(&atom.operand.text);
        Self::equal(atom, || match word.as_str() {
            "memo" | "notat" => Ok(ResolvedAtom::Memo(None)),
            "case" | "tilfelle" => Ok(ResolvedAtom::AnyCase),
            "weight" | "vekt" => Ok(ResolvedAtom::Weight(None)),
            name => {
                let facet = self.facet(name).ok_or_else(|| {
                    let facets = self.project.facets().iter().map(|facet| facet.name.clone());
                    let known: Vec<String> =
                        HAVING.iter().map(|&word| word.to_owned()).chain(facets).collect();
                    let noun = Noun { one: "thing to have", many: "things to have" };
                    unknown(noun, &atom.operand, &known)
                })?;
                let mut values: Vec<_> = facet.values.iter().map(|value| value.id).collect();
                values.sort_unstable();
                Ok(ResolvedAtom::Facet(facet.id, values))
            }
        })
    }

    fn facet(&self, name: &str) -> Option<&Facet> {
        self.project.facet_named(name).or_else(|| {
            let facets = self.project.facets().by_id();
            facets.into_iter().find(|facet| folded(&facet.name) == folded(name))
        })
    }

    fn kind(&self, name: &str) -> Option<&CaseKind> {
        self.project.case_kind_named(name).or_else(|| {
            let kinds = self.project.case_kinds().by_id();
            kinds.into_iter().find(|kind| folded(&kind.name) == folded(name))
        })
    }

    fn unknown_kind(&self, name: &str, atom: &TypedAtom) -> QueryError {
        let names: Vec<String> =
            self.project.case_kinds().iter().map(|kind| kind.name.clone()).collect();
        let operand = Operand { text: name.to_owned(), ..atom.operand.clone() };
        let mut error = unknown(KINDS, &operand, &names);
        if atom.operand.kind.is_none() {
            error.span = atom.field.at.0;
        }
        error
    }

    fn unknown_field(&self, atom: &TypedAtom) -> QueryError {
        let field = atom.field.parts.join(".");
        let error =
            QueryError::new(Problem::UnknownField { field: field.clone() }, atom.field.at.0);
        let known = field_names(self.project);
        let near = suggest::nearest(&field, &known);
        if near.is_empty() {
            error.hint(format!("the fields are {}", known.join(", ")))
        } else {
            error.hint(format!("did you mean {}?", near.join(" or ")))
        }
    }
}

fn source_kind(operand: &Operand) -> Result<ResolvedAtom, QueryError> {
    let word = folded(&operand.text);
    let found = SOURCE_KIND_NAMES.iter().find(|(_, en, nb)| word == *en || word == *nb);
    found.map(|(kind, ..)| ResolvedAtom::SourceKind(*kind)).ok_or_else(|| {
        let names: Vec<String> =
            SOURCE_KIND_NAMES.iter().map(|(_, en, _)| (*en).to_owned()).collect();
        unknown(SOURCE_KINDS, operand, &names)
    })
}

fn text_pattern(operand: &Operand) -> TextPattern {
    if operand.quoted {
        TextPattern::phrase(operand.text.as_str())
    } else {
        TextPattern::words(operand.text.as_str())
    }
}

fn bad_comparison(atom: &TypedAtom, hint: &str) -> QueryError {
    let field = atom.field.parts.join(".");
    let problem = Problem::BadComparison { field, sign: atom.comparison.sign() };
    QueryError::new(problem, atom.field.at.0).hint(hint)
}

/// Sorted, each once.
fn once<T: Ord>(mut ids: Vec<T>) -> Vec<T> {
    ids.sort_unstable();
    ids.dedup();
    ids
}
