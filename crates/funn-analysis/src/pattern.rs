//! [`Matcher`]: a text pattern made ready to search with.

use std::ops::Range;

use funn_model::{PatternKind, TextPattern};
use regex::{Regex, RegexBuilder};
use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// How large a compiled expression may become, in bytes.
const SIZE_LIMIT: usize = 4 << 20;

/// A pattern that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the pattern cannot be read: {reason}")]
pub struct PatternError {
    /// Why, in the words of the library that reads regular expressions.
    pub reason: String,
}

/// A text pattern made ready to search with. Clone it per thread when many threads search.
#[derive(Debug, Clone)]
pub struct Matcher {
    regex: Regex,
    /// What may stand next to a match.
    edges: Edges,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edges {
    /// Anything.
    Free,
    /// No accent may follow: it would make the last letter another one.
    Letter,
    /// No letter or digit may stand before (first) or after (second).
    Word(bool, bool),
}

impl Matcher {
    /// Makes a pattern ready; an error tells why an expression cannot be read.
    pub fn new(pattern: &TextPattern) -> Result<Self, PatternError> {
        let (expression, edges) = match pattern.kind {
            PatternKind::Regex => (pattern.text.clone(), Edges::Free),
            PatternKind::Literal => (folded_expression(&pattern.text, false), Edges::Letter),
            PatternKind::Phrase => word_expression(pattern.text.trim(), false),
            PatternKind::Words => word_expression(pattern.text.trim(), true),
        };
        let regex = RegexBuilder::new(&expression)
            .case_insensitive(!pattern.case_sensitive)
            .multi_line(true)
            .size_limit(SIZE_LIMIT)
            .build()
            .map_err(|error| PatternError { reason: reason(&error) })?;
        Ok(Self { regex, edges })
    }

    /// The matches in a text, as bytes, none overlapping another, none empty.
    pub fn matches(&self, text: &str) -> impl Iterator<Item = Range<usize>> {
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let found = self.regex.find_at(text, from)?;
                let (start, end) = (found.start(), found.end());
                if start < end && self.stands_free(text, start, end) {
                    from = end;
                    return Some(start..end);
                }
                let step = text.get(start..)?.chars().next()?.len_utf8();
                from = start + step;
            }
        })
    }

    fn stands_free(&self, text: &str, start: usize, end: usize) -> bool {
        let after = || text.get(end..).and_then(|rest| rest.chars().next());
        let before = || text.get(..start).and_then(|head| head.chars().next_back());
        match self.edges {
            Edges::Free => true,
            Edges::Letter => !after().is_some_and(is_combining_mark),
            Edges::Word(left, right) => {
                let part_of_match = if right { is_word_character } else { is_combining_mark };
                let bound = (left && before().is_some_and(is_word_character))
                    || after().is_some_and(part_of_match);
                !bound
            }
        }
    }
}

/// Whether a character is part of a word: letters, digits, accents, the low line.
pub(crate) fn is_word_character(character: char) -> bool {
    character.is_alphanumeric() || character == '_' || is_combining_mark(character)
}

/// Folds a name or value for comparison: lower case, composed, white space as single spaces.
pub(crate) fn folded(text: &str) -> String {
    let lower: String = text.to_lowercase().nfc().collect();
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a folded text is what a folded pattern says, in which `*` stands for anything.
pub(crate) fn glob(pattern: &str, text: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    let mut pieces: Vec<&str> = pieces.collect();
    let Some(last) = pieces.pop() else { return rest.is_empty() };
    for piece in pieces {
        let Some((_, after)) = rest.split_once(piece) else { return false };
        if !piece.is_empty() {
            rest = after;
        }
    }
    rest.ends_with(last)
}

fn word_expression(text: &str, wild: bool) -> (String, Edges) {
    let at_edge = |edge: Option<char>| edge.is_some_and(is_word_character);
    let edges = Edges::Word(at_edge(text.chars().next()), at_edge(text.chars().next_back()));
    (folded_expression(text, wild), edges)
}

/// An expression for these characters: each accented letter composed or not, white space of any
/// sort, and where `wild`, a star for any letters and digits.
fn folded_expression(text: &str, wild: bool) -> String {
    let mut expression = String::new();
    let mut in_space = false;
    for character in text.nfc() {
        if character.is_whitespace() {
            if !in_space {
                expression.push_str(r"\s+");
            }
            in_space = true;
            continue;
        }
        in_space = false;
        if wild && character == '*' {
            expression.push_str(r"(?:[\w--\p{M}]\w*)?");
            continue;
        }
        let composed = character.to_string();
        let decomposed: String = composed.nfd().collect();
        if decomposed == composed {
            expression.push_str(&regex::escape(&composed));
        } else {
            let (one, other) = (regex::escape(&composed), regex::escape(&decomposed));
            expression.extend(["(?:", &one, "|", &other, ")"]);
        }
    }
    expression
}

fn reason(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().last().unwrap_or_default();
    last.trim_start_matches("error: ").to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &TextPattern, text: &str, expected: &[&str]) {
        let matcher = Matcher::new(pattern).unwrap();
        let found: Vec<&str> =
            matcher.matches(text).map(|range| text.get(range).unwrap()).collect();
        assert_eq!(found, expected, "{pattern:?} in {text:?}");
    }

    #[test]
    fn words_are_whole_and_case_is_folded() {
        let text = "Samarbeid, samarbeidet og SAMARBEID. Å samarbeide.";
        check(&TextPattern::words("samarbeid"), text, &["Samarbeid", "SAMARBEID"]);
        check(
            &TextPattern::words("samarbeid*"),
            text,
            &["Samarbeid", "samarbeidet", "SAMARBEID", "samarbeide"],
        );
        check(&TextPattern::words("*beidet"), text, &["samarbeidet"]);
        check(&TextPattern::literal("arbeide"), text, &["arbeide", "arbeide"]);
        check(&TextPattern::phrase("og  samarbeid"), text, &["og SAMARBEID"]);
    }

    #[test]
    fn an_accent_makes_another_letter_however_it_is_encoded() {
        check(
            &TextPattern::words("måte"),
            "måte ma\u{30a}te mate MÅTE",
            &["måte", "ma\u{30a}te", "MÅTE"],
        );
        check(&TextPattern::words("ma\u{30a}te"), "måte mate", &["måte"]);
        check(&TextPattern::literal("a"), "å a\u{30a} a", &["a"]);
        check(&TextPattern::words("e*"), "e\u{301}n en", &["en"]);
    }

    #[test]
    fn expressions_are_taken_as_written() {
        check(&TextPattern::regex("^R\\d:"), "R1: ja\nr2: R3:\nR4:", &["R1:", "R4:"]);
        check(&TextPattern::regex("x*"), "axxb", &["xx"]);
        let error = Matcher::new(&TextPattern::regex("(a")).unwrap_err();
        assert_eq!(error.to_string(), "the pattern cannot be read: unclosed group");
    }

    #[test]
    fn globs() {
        assert!(glob("forank*", "forankring") && glob("*ring", "forankring"));
        assert!(glob("f*k*g", "forankring") && glob("*", "") && glob("a*a", "aa"));
        assert!(!glob("a*a", "a") && !glob("forank", "forankring") && !glob("*x*", "abc"));
    }
}
