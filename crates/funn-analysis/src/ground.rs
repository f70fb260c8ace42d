//! [`Ground`]: what most questions need to know of a study, worked out once for each question.

use std::sync::OnceLock;

use funn_model::shelf::IdMap;
use funn_model::source::BlockKind;
use funn_model::{Case, CaseId, Coding, Project, Source, SourceId, Span};

/// A study with its sources in order of name, and its ties by source.
pub(crate) struct Ground<'a> {
    pub(crate) project: &'a Project,
    /// The sources, by name; a place in this list is a *rank*.
    pub(crate) sources: Vec<&'a Source>,
    ranks: IdMap<SourceId, u32>,
    ties: OnceLock<Vec<Tied>>,
}

/// What is tied to one source. Cases are in order of kind, then name.
#[derive(Debug, Default, Clone)]
pub(crate) struct Tied {
    pub(crate) whole: Vec<CaseId>,
    pub(crate) parts: Vec<(Span, CaseId)>,
}

impl<'a> Ground<'a> {
    pub(crate) fn new(project: &'a Project) -> Self {
        let mut sources: Vec<&Source> = project.sources().iter().collect();
        sources.sort_unstable_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
        let mut ranks = IdMap::default();
        ranks.reserve(sources.len());
        for (source, rank) in sources.iter().zip(0_u32..) {
            ranks.insert(source.id, rank);
        }
        Self { project, sources, ranks, ties: OnceLock::new() }
    }

    /// The rank of a source.
    pub(crate) fn rank(&self, source: SourceId) -> u32 {
        self.ranks.get(&source).copied().unwrap_or(u32::MAX)
    }

    /// The source of a rank.
    pub(crate) fn source(&self, rank: u32) -> Option<&'a Source> {
        self.sources.get(rank as usize).copied()
    }

    /// The coding in a slot of the shelf.
    pub(crate) fn coding(&self, slot: u32) -> Option<&'a Coding> {
        self.project.codings().at(slot as usize)
    }

    /// What is tied to each source, by rank.
    pub(crate) fn ties(&self) -> &[Tied] {
        self.ties.get_or_init(|| {
            let mut ties = vec![Tied::default(); self.sources.len()];
            for tie in self.project.ties() {
                let Some(tied) = ties.get_mut(self.rank(tie.source) as usize) else { continue };
                match tie.span {
                    None => tied.whole.push(tie.case),
                    Some(span) => tied.parts.push((span, tie.case)),
                }
            }
            for tied in &mut ties {
                tied.whole.sort_unstable();
                tied.whole.dedup();
                tied.parts.sort_unstable();
            }
            ties
        })
    }

    /// The cases tied to a passage, by name, as [`Project::cases_at`] has them.
    pub(crate) fn cases_at(&self, rank: u32, span: Span) -> Vec<CaseId> {
        let Some(tied) = self.ties().get(rank as usize) else { return Vec::new() };
        let parts = tied.parts.iter().filter(|(part, _)| part.overlaps(span));
        let ids = tied.whole.iter().copied().chain(parts.map(|(_, case)| *case));
        let mut cases: Vec<&Case> = ids.filter_map(|id| self.project.cases().get(id)).collect();
        if cases.len() > 1 {
            cases.sort_unstable_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
            cases.dedup_by_key(|case| case.id);
        }
        cases.into_iter().map(|case| case.id).collect()
    }
}

/// The paragraphs of a source, in order: its blocks, or its lines where it has none.
pub(crate) fn paragraphs(project: &Project, source: &Source) -> Vec<Span> {
    let blocks = source.current().map_or(&[][..], |revision| &revision.structure.blocks);
    let solid = blocks.iter().filter(|block| !matches!(block.kind, BlockKind::PageStart(_)));
    let spans: Vec<Span> = solid.map(|b| b.span).filter(|span| !span.is_empty()).collect();
    if !spans.is_empty() {
        return spans;
    }
    let Some(text) = project.source_text(source.id) else { return Vec::new() };
    let mut start = 0_u32;
    let mut lines = Vec::new();
    for line in text.as_str().split('\n') {
        let end = start + u32::try_from(line.chars().count()).unwrap_or(u32::MAX);
        if end > start {
            lines.push(Span::new(start, end));
        }
        start = end + 1;
    }
    lines
}

/// The stretches under headings: each heading to the next one of its level or above.
pub(crate) fn sections(source: &Source) -> Vec<(Span, Span)> {
    let blocks = source.current().map_or(&[][..], |revision| &revision.structure.blocks);
    let headings: Vec<(Span, u8)> = blocks
        .iter()
        .filter_map(|block| match block.kind {
            BlockKind::Heading(level) => Some((block.span, level)),
            _ => None,
        })
        .collect();
    let end_of_text = source.characters();
    let sections = headings.iter().enumerate().map(|(place, &(heading, level))| {
        let next = headings.iter().skip(place + 1).find(|(_, other)| *other <= level);
        let end = next.map_or(end_of_text, |(span, _)| span.start);
        (heading, Span::new(heading.end, end.max(heading.end)))
    });
    sections.collect()
}
