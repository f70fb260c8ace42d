//! Which convention a source was written in, by what its selections would cut out.

use funn_model::Span;

use super::{Convention, CrLf, End, ForeignText, OffsetMap, Unit};

/// A selection as a tool wrote it.
#[derive(Debug, Clone, Copy)]
pub struct Claim<'a> {
    /// `startPosition`.
    pub start: i64,
    /// `endPosition`.
    pub end: i64,
    /// The passage itself, where the tool wrote it (ATLAS.ti and QualCoder put it in `name`).
    pub quote: Option<&'a str>,
}

/// What the selections of a source look like under a convention.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Evidence {
    /// How many selections there are.
    pub selections: u32,
    /// How many do not lie in the text.
    pub outside: u32,
    /// How many would cut through a character or a line end.
    pub split: u32,
    /// How many cut out exactly the passage that the tool wrote beside them.
    pub quoted: u32,
    /// How many start at the start of a word or sign, not inside a word and not at white space.
    pub clean_starts: u32,
    /// How many start inside a word.
    pub cut_starts: u32,
    /// How many end at the end of a word or sign.
    pub clean_ends: u32,
    /// How many end inside a word.
    pub cut_ends: u32,
}

impl Evidence {
    /// What speaks for the convention, in points.
    pub fn score(&self) -> i64 {
        let count = i64::from;
        12 * count(self.quoted) - 10 * count(self.outside) - 4 * count(self.split)
            + count(self.clean_starts)
            + count(self.clean_ends)
            - count(self.cut_starts)
            - count(self.cut_ends)
    }
}

/// A convention with what speaks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scored {
    /// The convention.
    pub convention: Convention,
    /// What the selections look like under it.
    pub evidence: Evidence,
}

/// What was found out about a source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Detection {
    /// The convention that fits best.
    pub best: Scored,
    /// Those that would give other passages, best first.
    pub others: Vec<Scored>,
    /// Whether another fits about as well, so that the user should look.
    pub is_ambiguous: bool,
}

/// Tries all conventions that can matter; a tie goes to what is known of the tool.
pub fn detect(text: &ForeignText, claims: &[Claim<'_>], origin: Option<&str>) -> Detection {
    detect_near(text, claims, Convention::of_origin(origin))
}

/// The same, where a tie goes to a convention: for sources with few selections the one that was
/// found in other sources of the same file.
pub fn detect_near(text: &ForeignText, claims: &[Claim<'_>], usual: Convention) -> Detection {
    let characters: Vec<char> = text.text().chars().collect();
    let mut tried: Vec<(i64, Scored, Vec<Option<Span>>)> = candidates(text, usual)
        .into_iter()
        .map(|convention| {
            let (evidence, spans) = weigh(text, &characters, claims, convention);
            let score = evidence.score() + likeness(convention, usual);
            (score, Scored { convention, evidence }, spans)
        })
        .collect();
    tried.sort_by_key(|(score, scored, _)| (-score, scored.convention != usual));
    let mut tried = tried.into_iter();
    let Some((_, best, spans)) = tried.next() else {
        let evidence = Evidence::default();
        let best = Scored { convention: usual, evidence };
        return Detection { best, others: Vec::new(), is_ambiguous: false };
    };
    let others: Vec<Scored> =
        tried.filter(|(_, _, other)| *other != spans).map(|(_, scored, _)| scored).collect();
    let margin = i64::from(best.evidence.selections / 20).max(1);
    let is_ambiguous =
        others.iter().any(|other| other.evidence.score() >= best.evidence.score() - margin);
    Detection { best, others, is_ambiguous }
}

/// All conventions, but of those that cannot differ on this text only the tool's own.
fn candidates(text: &ForeignText, usual: Convention) -> Vec<Convention> {
    let raw = text.raw();
    let mut units = vec![usual.unit];
    if raw.chars().any(|character| character.len_utf16() > 1) {
        units = vec![Unit::CodePoint, Unit::Utf16];
    }
    if !raw.is_ascii() {
        units.push(Unit::Utf8);
    }
    let pairs = if raw.contains("\r\n") { vec![CrLf::Two, CrLf::One] } else { vec![usual.crlf] };
    let marks = if text.had_bom() { vec![false, true] } else { vec![usual.counts_bom] };
    let mut all = Vec::new();
    for &unit in &units {
        for &crlf in &pairs {
            for &counts_bom in &marks {
                for end in [End::Exclusive, End::Inclusive] {
                    all.push(Convention { unit, crlf, counts_bom, end });
                }
            }
        }
    }
    all
}

/// Points for what the tool is known to do; few, so that two clear selections outweigh them.
fn likeness(convention: Convention, usual: Convention) -> i64 {
    let unit = match convention.unit {
        unit if unit == usual.unit => 1,
        Unit::Utf8 => -1,
        Unit::CodePoint | Unit::Utf16 => 0,
    };
    let end = if convention.end == usual.end { 2 } else { 0 };
    unit + end
        + i64::from(convention.crlf == usual.crlf)
        + i64::from(convention.counts_bom == usual.counts_bom)
}

fn weigh(
    text: &ForeignText,
    characters: &[char],
    claims: &[Claim<'_>],
    convention: Convention,
) -> (Evidence, Vec<Option<Span>>) {
    let map = OffsetMap::new(text, convention);
    let mut evidence = Evidence::default();
    let mut spans = Vec::with_capacity(claims.len());
    for claim in claims {
        evidence.selections += 1;
        let Ok(placed) = map.place(claim.start, claim.end) else {
            evidence.outside += 1;
            spans.push(None);
            continue;
        };
        let Span { start, end } = placed.span;
        spans.push(Some(placed.span));
        evidence.split += u32::from(placed.was_split);
        if claim.quote.is_some_and(|quote| is_quote(characters, placed.span, quote)) {
            evidence.quoted += 1;
        }
        if start < end {
            let at = |place: u32| characters.get(place as usize).copied();
            let before = start.checked_sub(1).and_then(at);
            count_edge(before, at(start), &mut evidence.clean_starts, &mut evidence.cut_starts);
            count_edge(at(end), at(end - 1), &mut evidence.clean_ends, &mut evidence.cut_ends);
        }
    }
    (evidence, spans)
}

/// Counts an edge between a character outside a passage and one inside.
fn count_edge(outside: Option<char>, inside: Option<char>, clean: &mut u32, cut: &mut u32) {
    let is_word = |character: Option<char>| character.is_some_and(char::is_alphanumeric);
    if is_word(outside) && is_word(inside) {
        *cut += 1;
    } else if inside.is_some_and(|character| !character.is_whitespace()) {
        *clean += 1;
    }
}

/// Whether a passage is the quote: white space apart, and up to an ellipsis where it was shortened.
fn is_quote(characters: &[char], span: Span, quote: &str) -> bool {
    let Some(passage) = characters.get(span.start as usize..span.end as usize) else {
        return false;
    };
    let quote = quote.trim();
    let short = quote.strip_suffix("...").or_else(|| quote.strip_suffix('…'));
    let solid = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let passage: String = passage.iter().filter(|c| !c.is_whitespace()).collect();
    if quote.is_empty() {
        return false;
    }
    let is_shortened = short.is_some_and(|start| {
        let start = solid(start);
        start.chars().count() >= 20 && passage.starts_with(&start)
    });
    passage == solid(quote) || is_shortened
}
