//! [`Axis`]: the rows or columns of a matrix, and where a coding belongs among them.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use funn_model::shelf::IdMap;
use funn_model::{
    AttributeId, AttributeOwner, CaseId, CodeId, Coding, FacetId, FacetValueId, RoundId, SourceId,
    Span, UserId, Value, ValueType,
};

use crate::ground::Ground;
use crate::matrix::Dimension;
use crate::query::speakers;

/// The rows or columns of a matrix.
pub(super) struct Axis {
    /// What each row or column is called.
    pub(super) names: Vec<String>,
    /// The base rows or columns that each one counts.
    pub(super) members: Vec<Vec<u32>>,
    /// How many base ones there are.
    pub(super) base: u32,
    /// Those shown only where they count something.
    pub(super) idle: Vec<usize>,
    groups: Groups,
}

/// Which base rows or columns a coding belongs to.
enum Groups {
    Codes(IdMap<CodeId, u32>),
    Sources,
    Coders(IdMap<UserId, u32>),
    Rounds(IdMap<RoundId, u32>, u32),
    /// By value, and for each facet the group of codings without one.
    Facets(IdMap<FacetValueId, u32>, Vec<(FacetId, u32)>),
    /// By rank of the source: groups of the whole source, and of stretches of it.
    Places(Vec<Placed>),
}

#[derive(Default, Clone)]
struct Placed {
    whole: Vec<u32>,
    parts: Vec<(Span, u32)>,
}

impl Axis {
    pub(super) fn new(ground: &Ground<'_>, dimension: &Dimension, exact: bool) -> Self {
        match dimension {
            Dimension::Code => codes(ground, exact),
            Dimension::Case(kind) => cases(ground, *kind),
            Dimension::Attribute(attribute) => attribute_values(ground, *attribute),
            Dimension::Source => {
                let names = ground.sources.iter().map(|source| source.name.clone()).collect();
                Self::plain(names, Groups::Sources)
            }
            Dimension::Coder => {
                let coders = ground.project.users().sorted_by_key(|user| user.name.clone());
                let groups = coders.iter().map(|user| user.id).zip(0..).collect();
                let names = coders.iter().map(|user| user.name.clone()).collect();
                Self::plain(names, Groups::Coders(groups))
            }
            Dimension::Facet(facet) => facets(ground, *facet),
            Dimension::Speaker => by_speaker(ground),
            Dimension::Round => rounds(ground),
        }
    }

    /// One base row for each name.
    fn plain(names: Vec<String>, groups: Groups) -> Self {
        let base = count(names.len());
        let members = (0..base).map(|group| vec![group]).collect();
        Self { names, members, base, idle: Vec::new(), groups }
    }

    /// The same, with some shown only where they count something.
    fn with_idle(mut self, idle: Vec<usize>) -> Self {
        self.idle = idle;
        self
    }

    /// Finds the groups that a coding belongs to, each once.
    pub(super) fn groups_of(&self, rank: u32, coding: &Coding, found: &mut Vec<u32>) {
        found.clear();
        match &self.groups {
            Groups::Codes(groups) => found.extend(groups.get(&coding.code)),
            Groups::Sources => found.push(rank),
            Groups::Coders(groups) => found.extend(groups.get(&coding.coder)),
            Groups::Rounds(groups, none) => {
                let group = coding.round.and_then(|round| groups.get(&round));
                found.push(group.copied().unwrap_or(*none));
            }
            Groups::Facets(groups, none) => {
                found.extend(coding.facets.iter().filter_map(|mark| groups.get(&mark.value)));
                let without = none.iter().filter(|(facet, _)| coding.facet(*facet).is_none());
                found.extend(without.map(|(_, group)| *group));
            }
            Groups::Places(places) => {
                let Some(placed) = places.get(rank as usize) else { return };
                found.extend_from_slice(&placed.whole);
                if !placed.parts.is_empty() {
                    let before = placed.parts.iter().take_while(|(s, _)| s.start < coding.span.end);
                    let touching = before.filter(|(span, _)| span.overlaps(coding.span));
                    found.extend(touching.map(|(_, group)| *group));
                    found.sort_unstable();
                    found.dedup();
                }
            }
        }
    }

    /// Whether the groups depend on the source, so that its rank is needed.
    pub(super) fn needs_rank(&self) -> bool {
        matches!(self.groups, Groups::Sources | Groups::Places(_))
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}

fn codes(ground: &Ground<'_>, exact: bool) -> Axis {
    let project = ground.project;
    let tree = project.code_tree();
    let groups: IdMap<CodeId, u32> = tree.iter().map(|(_, code)| code.id).zip(0..).collect();
    let names = tree.iter().map(|(_, code)| project.code_path(code.id)).collect();
    let mut axis = Axis::plain(names, Groups::Codes(groups));
    if !exact {
        // In the order of the tree, what stands under a code follows it.
        for (at, members) in axis.members.iter_mut().enumerate() {
            let depth = tree.get(at).map_or(0, |(depth, _)| *depth);
            let under = tree.iter().skip(at + 1).take_while(|(below, _)| *below > depth).count();
            members.extend((at + 1..=at + under).map(count));
        }
    }
    axis
}

fn cases(ground: &Ground<'_>, kind: Option<funn_model::CaseKindId>) -> Axis {
    let project = ground.project;
    let mut cases: Vec<(String, CaseId)> = project
        .cases()
        .iter()
        .filter(|case| kind.is_none_or(|kind| case.kind == kind))
        .map(|case| (project.case_label(case.id), case.id))
        .collect();
    cases.sort_unstable();
    let groups: IdMap<CaseId, u32> = cases.iter().map(|(_, id)| *id).zip(0..).collect();
    let places = tied(ground, |case| groups.get(&case).copied());
    Axis::plain(cases.into_iter().map(|(name, _)| name).collect(), Groups::Places(places))
}

/// Groups by what cases are tied to a source or a stretch of it.
fn tied(ground: &Ground<'_>, group: impl Fn(CaseId) -> Option<u32>) -> Vec<Placed> {
    let placed = ground.ties().iter().map(|tied| {
        let mut whole: Vec<u32> = tied.whole.iter().filter_map(|&case| group(case)).collect();
        whole.sort_unstable();
        whole.dedup();
        let parts = tied.parts.iter().filter_map(|(span, case)| Some((*span, group(*case)?)));
        Placed { whole, parts: parts.collect() }
    });
    placed.collect()
}

fn attribute_values(ground: &Ground<'_>, id: AttributeId) -> Axis {
    let project = ground.project;
    let Some(attribute) = project.attributes().get(id) else {
        return Axis::plain(Vec::new(), Groups::Sources);
    };
    let values: Vec<Value> = if let ValueType::Choice(choices) = &attribute.value_type {
        choices.iter().cloned().map(Value::Text).collect()
    } else {
        let of_cases = project.cases().iter().filter_map(|case| case.values.get(&id));
        let of_sources = project.sources().iter().filter_map(|source| source.values.get(&id));
        let mut values: Vec<Value> = of_cases.chain(of_sources).cloned().collect();
        values.sort_by(in_order);
        values.dedup();
        values
    };
    let missing = count(values.len());
    let group = |value: Option<&Value>| {
        let found = value.and_then(|value| values.iter().position(|known| known == value));
        found.map_or(missing, count)
    };
    let places = match attribute.owner {
        AttributeOwner::Sources => {
            let whole = |source: &&funn_model::Source| vec![group(source.values.get(&id))];
            let placed = |source| Placed { whole: whole(source), parts: Vec::new() };
            ground.sources.iter().map(placed).collect()
        }
        AttributeOwner::CaseKind(kind) => {
            let of_kind = project.cases().iter().filter(|case| case.kind == kind);
            let groups: IdMap<CaseId, u32> =
                of_kind.map(|case| (case.id, group(case.values.get(&id)))).collect();
            tied(ground, |case| groups.get(&case).copied())
        }
    };
    let mut names: Vec<String> =
        values.iter().map(|value| format!("{}={value}", attribute.name)).collect();
    names.push(format!("{}=missing", attribute.name));
    let idle = vec![names.len() - 1];
    Axis::plain(names, Groups::Places(places)).with_idle(idle)
}

fn in_order(a: &Value, b: &Value) -> Ordering {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => a.total_cmp(b),
        (Value::Boolean(a), Value::Boolean(b)) => a.cmp(b),
        (Value::Date(a), Value::Date(b)) => a.cmp(b),
        _ => a.to_string().cmp(&b.to_string()),
    }
}

fn facets(ground: &Ground<'_>, wanted: Option<FacetId>) -> Axis {
    let facets = ground.project.facets().sorted_by_key(|facet| facet.name.clone());
    let (mut names, mut idle, mut groups) = (Vec::new(), Vec::new(), IdMap::default());
    let mut none = Vec::new();
    for facet in facets.into_iter().filter(|facet| wanted.is_none_or(|id| facet.id == id)) {
        for value in &facet.values {
            groups.insert(value.id, count(names.len()));
            names.push(format!("{}={}", facet.name, value.name));
        }
        none.push((facet.id, count(names.len())));
        idle.push(names.len());
        names.push(format!("{}=missing", facet.name));
    }
    Axis::plain(names, Groups::Facets(groups, none)).with_idle(idle)
}

fn by_speaker(ground: &Ground<'_>) -> Axis {
    let names = speakers(ground.project);
    let groups: BTreeMap<&str, u32> = names.iter().map(String::as_str).zip(0..).collect();
    let places = ground.sources.iter().map(|source| {
        let turns = source.current().into_iter().flat_map(|revision| &revision.structure.turns);
        let parts = turns
            .filter_map(|turn| Some((turn.span, *groups.get(turn.speaker.as_str())?)))
            .collect();
        Placed { whole: Vec::new(), parts }
    });
    let places = places.collect();
    Axis::plain(names, Groups::Places(places))
}

fn rounds(ground: &Ground<'_>) -> Axis {
    let rounds = ground.project.rounds().sorted_by_key(|round| round.number);
    let groups = rounds.iter().map(|round| round.id).zip(0..).collect();
    let mut names: Vec<String> = rounds.iter().map(|round| round.name.clone()).collect();
    let none = names.len();
    names.push("round=missing".to_owned());
    Axis::plain(names, Groups::Rounds(groups, count(none))).with_idle(vec![none])
}

/// The rank of the source of one coding after another, mostly the same as the last one's.
pub(super) struct Ranks<'g, 'a> {
    ground: &'g Ground<'a>,
    last: Option<(SourceId, u32)>,
}

impl<'g, 'a> Ranks<'g, 'a> {
    pub(super) fn new(ground: &'g Ground<'a>) -> Self {
        Self { ground, last: None }
    }

    pub(super) fn of(&mut self, source: SourceId) -> u32 {
        match self.last {
            Some((last, rank)) if last == source => rank,
            _ => {
                let rank = self.ground.rank(source);
                self.last = Some((source, rank));
                rank
            }
        }
    }
}
