//! What a cell counts.

use std::collections::BTreeSet;

use funn_model::Span;
use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation as _;

use crate::ground::Ground;

/// What a cell counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Measure {
    /// Codings.
    #[default]
    Codings,
    /// Passages: what several coders or codes mark alike counts once.
    Passages,
    /// Words (Unicode word boundaries) that lie in a passage, wholly or in part; a word that
    /// several passages cover counts once.
    Words,
    /// Sources.
    Sources,
    /// Cases tied to a passage.
    Cases,
}

impl Measure {
    /// Reads `codings`, `passages`, `words`, `sources` or `cases`.
    pub fn read(text: &str) -> Option<Self> {
        match text {
            "codings" => Some(Self::Codings),
            "passages" => Some(Self::Passages),
            "words" => Some(Self::Words),
            "sources" => Some(Self::Sources),
            "cases" => Some(Self::Cases),
            _ => None,
        }
    }

    /// The words of the sources that some passages lie in, if words are what is counted.
    pub(super) fn words(self, ground: &Ground<'_>, places: &[(u32, Span)]) -> Words {
        if self != Self::Words {
            return Words::default();
        }
        let mut needed = vec![false; ground.sources.len()];
        for (rank, _) in places {
            if let Some(needed) = needed.get_mut(*rank as usize) {
                *needed = true;
            }
        }
        let of_source = |(source, needed): (&&funn_model::Source, bool)| {
            let text = needed.then(|| ground.project.source_text(source.id)).flatten();
            text.map(|text| words_of(text.as_str())).unwrap_or_default()
        };
        Words { by_rank: ground.sources.par_iter().zip(needed).map(of_source).collect() }
    }

    /// What some passages (rank and span) amount to; codings are one each.
    pub(super) fn of(
        self,
        ground: &Ground<'_>,
        words: &Words,
        places: &mut Vec<(u32, Span)>,
    ) -> u64 {
        if self != Self::Codings {
            places.sort_unstable();
            places.dedup();
        }
        let runs = || places.chunk_by(|a, b| a.0 == b.0);
        let count = match self {
            Self::Codings | Self::Passages => places.len(),
            Self::Sources => runs().count(),
            Self::Cases => {
                let cases = places.iter().flat_map(|&(rank, span)| ground.cases_at(rank, span));
                cases.collect::<BTreeSet<_>>().len()
            }
            Self::Words => runs().map(|run| words.covered(run)).sum(),
        };
        count as u64
    }
}

/// The words of each source, by rank, in order.
#[derive(Debug, Default)]
pub(super) struct Words {
    by_rank: Vec<Vec<Span>>,
}

impl Words {
    /// How many words of one source lie in these passages, which come in order of start.
    fn covered(&self, passages: &[(u32, Span)]) -> usize {
        let rank = passages.first().map_or(u32::MAX, |(rank, _)| *rank);
        let Some(words) = self.by_rank.get(rank as usize) else { return 0 };
        let (mut counted, mut covered) = (0, 0);
        for (_, span) in passages {
            let first = words.partition_point(|word| word.end <= span.start).max(counted);
            let end = words.partition_point(|word| word.start < span.end);
            if end > first {
                covered += end - first;
                counted = end;
            }
        }
        covered
    }
}

/// The words of a text as spans.
fn words_of(text: &str) -> Vec<Span> {
    let (mut byte, mut position) = (0, 0_u32);
    let mut spans = Vec::new();
    for (start, word) in text.unicode_word_indices() {
        let gap = text.get(byte..start).unwrap_or_default().chars().count();
        let first = position + u32::try_from(gap).unwrap_or_default();
        let length = u32::try_from(word.chars().count()).unwrap_or_default();
        (byte, position) = (start + word.len(), first + length);
        spans.push(Span::new(first, position));
    }
    spans
}
