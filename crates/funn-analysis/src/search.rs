//! Search in the loaded texts: no index, so nothing that could outlive a text.

use std::ops::Range;

use funn_model::{Project, Source, SourceId, Span, TextPattern};
use rayon::prelude::*;

use crate::pattern::{Matcher, PatternError};

/// How much a search answers with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SearchLimits {
    /// At most so many hits are listed; all are counted.
    pub hits: usize,
    /// So many Unicode scalar values of context on either side.
    pub context: usize,
}

impl Default for SearchLimits {
    /// 1,000 hits with 60 characters on either side.
    fn default() -> Self {
        Self { hits: 1_000, context: 60 }
    }
}

/// One place where a text was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The source.
    pub source: SourceId,
    /// Where.
    pub span: Span,
    /// What stands before it.
    pub left: String,
    /// What was found.
    pub found: String,
    /// What stands after it.
    pub right: String,
}

/// What a search found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct SearchHits {
    /// The first hits, by source name and position.
    pub hits: Vec<SearchHit>,
    /// How many hits there are in all.
    pub total: usize,
    /// In how many sources.
    pub sources: usize,
}

/// Searches every text of the study. Sources are searched side by side; the answer is in order of
/// source name and position all the same.
pub fn search(
    project: &Project,
    pattern: &TextPattern,
    limits: SearchLimits,
) -> Result<SearchHits, PatternError> {
    let matcher = Matcher::new(pattern)?;
    let mut sources: Vec<_> = project.sources().iter().collect();
    sources.sort_unstable_by(|a, b| a.name.cmp(&b.name).then(a.id.cmp(&b.id)));
    let found = in_each(&sources, &matcher, |matcher, source| {
        let text = project.source_text(source.id);
        text.map(|text| matches_of(matcher, text.as_str()).collect::<Vec<_>>()).unwrap_or_default()
    });
    let total = found.iter().map(Vec::len).sum();
    let with_hits = found.iter().filter(|matches| !matches.is_empty()).count();
    let listed = sources.iter().zip(&found).flat_map(|(source, matches)| {
        matches.iter().map(move |(bytes, span)| (source.id, bytes.clone(), *span))
    });
    let hits = listed
        .take(limits.hits)
        .filter_map(|(source, bytes, span)| {
            let text = project.source_text(source)?.as_str();
            Some(SearchHit {
                source,
                span,
                left: before(text, bytes.start, limits.context).to_owned(),
                found: text.get(bytes.clone())?.to_owned(),
                right: after(text, bytes.end, limits.context).to_owned(),
            })
        })
        .collect();
    Ok(SearchHits { hits, total, sources: with_hits })
}

/// Asks something of every source, several side by side. Each share of them gets a matcher of its
/// own, since threads that share one wait for each other.
pub(crate) fn in_each<T: Send>(
    sources: &[&Source],
    matcher: &Matcher,
    ask: impl Fn(&Matcher, &Source) -> T + Sync,
) -> Vec<T> {
    let share = sources.len().div_ceil(rayon::current_num_threads().max(1) * 4).max(1);
    let shares = sources.par_chunks(share).flat_map_iter(|share| {
        let matcher = matcher.clone();
        share.iter().map(|source| ask(&matcher, source)).collect::<Vec<T>>()
    });
    shares.collect()
}

/// The matches in one text, as bytes and as a span. Positions are counted on from the match
/// before, so that no index of the text is needed.
pub(crate) fn matches_of(
    matcher: &Matcher,
    text: &str,
) -> impl Iterator<Item = (Range<usize>, Span)> {
    let (mut byte, mut position) = (0, 0);
    matcher.matches(text).map(move |bytes| {
        let start = position + characters(text, byte..bytes.start);
        let end = start + characters(text, bytes.clone());
        (byte, position) = (bytes.end, end);
        (bytes, Span::new(start, end))
    })
}

/// How many scalar values begin in these bytes.
fn characters(text: &str, bytes: Range<usize>) -> u32 {
    let bytes = text.as_bytes().get(bytes).unwrap_or_default();
    let first_bytes = bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
    u32::try_from(first_bytes).unwrap_or(u32::MAX)
}

/// The last `count` scalar values before a byte.
pub(crate) fn before(text: &str, byte: usize, count: usize) -> &str {
    let head = text.get(..byte).unwrap_or_default();
    let start = match count {
        0 => byte,
        _ => head.char_indices().rev().nth(count - 1).map_or(0, |(start, _)| start),
    };
    head.get(start..).unwrap_or_default()
}

/// The first `count` scalar values from a byte on.
pub(crate) fn after(text: &str, byte: usize, count: usize) -> &str {
    let tail = text.get(byte..).unwrap_or_default();
    let end = tail.char_indices().nth(count).map_or(tail.len(), |(end, _)| end);
    tail.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_are_scalar_values() {
        let matcher = Matcher::new(&TextPattern::words("ja")).unwrap();
        let spans: Vec<Span> = matches_of(&matcher, "æ😀 ja, e\u{301} ja").map(|m| m.1).collect();
        assert_eq!(spans, [Span::new(3, 5), Span::new(10, 12)]);
    }

    #[test]
    fn context_is_cut_at_the_ends() {
        assert_eq!(before("åbc", 3, 1), "b");
        assert_eq!(before("åbc", 3, 9), "åb");
        assert_eq!(before("åbc", 3, 0), "");
        assert_eq!(after("åbc", 2, 1), "b");
        assert_eq!(after("åbc", 2, 9), "bc");
    }
}
