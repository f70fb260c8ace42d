//! Cuts the text of a query into tokens.

use funn_model::{Comparison, Span};

use crate::query::error::{Problem, QueryError};

/// The smallest piece of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum TokenKind {
    /// `(`
    Open,
    /// `)`
    Close,
    /// `&`
    Ampersand,
    /// `|`
    Bar,
    /// `!`
    Bang,
    /// `:`, `=`, `>=` …
    Sign(Comparison),
    /// A bare word.
    Word(String),
    /// Words between quotation marks, without them.
    Quoted(String),
    /// An expression between slashes, and whether an `i` follows.
    Regex(String, bool),
}

/// A piece of a query and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub(crate) kind: TokenKind,
    pub(crate) span: Span,
}

/// Cuts a query into tokens. A quotation mark inside quotation marks, a slash inside slashes and
/// a backslash inside quotation marks are written with a backslash before them.
pub(crate) fn tokens(text: &str) -> Result<Vec<Token>, QueryError> {
    let characters: Vec<char> = text.chars().collect();
    let mut cursor = Cursor { characters: &characters, position: 0 };
    let mut tokens = Vec::new();
    while let Some(character) = cursor.peek() {
        if character.is_whitespace() {
            cursor.position += 1;
            continue;
        }
        let start = cursor.position;
        let kind = cursor.token(character)?;
        tokens.push(Token { kind, span: span(start, cursor.position) });
    }
    Ok(tokens)
}

/// The closing mark of an opening quotation mark.
fn closing(opening: char) -> Option<char> {
    match opening {
        '"' => Some('"'),
        '“' => Some('”'),
        '„' => Some('“'),
        '«' => Some('»'),
        _ => None,
    }
}

fn is_word(character: char) -> bool {
    !character.is_whitespace()
        && !matches!(character, '(' | ')' | '&' | '|' | '!' | ':' | '=' | '<' | '>')
        && closing(character).is_none()
}

fn span(start: usize, end: usize) -> Span {
    let position = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(position(start), position(end))
}

struct Cursor<'a> {
    characters: &'a [char],
    position: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<char> {
        self.characters.get(self.position).copied()
    }

    fn next(&mut self) -> Option<char> {
        let character = self.peek()?;
        self.position += 1;
        Some(character)
    }

    fn eat(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        self.position += usize::from(found);
        found
    }

    fn token(&mut self, first: char) -> Result<TokenKind, QueryError> {
        if let Some(closing) = closing(first) {
            return self.quoted(closing);
        }
        if first == '/' {
            return self.regex();
        }
        if is_word(first) {
            let start = self.position;
            while self.peek().is_some_and(is_word) {
                self.position += 1;
            }
            let word = self.characters.get(start..self.position).unwrap_or_default();
            return Ok(TokenKind::Word(word.iter().collect()));
        }
        self.position += 1;
        Ok(match first {
            '(' => TokenKind::Open,
            ')' => TokenKind::Close,
            '&' => TokenKind::Ampersand,
            '|' => TokenKind::Bar,
            '!' if self.eat('=') => TokenKind::Sign(Comparison::NotEqual),
            '!' => TokenKind::Bang,
            '=' => TokenKind::Sign(Comparison::Equal),
            '<' if self.eat('=') => TokenKind::Sign(Comparison::AtMost),
            '<' => TokenKind::Sign(Comparison::Less),
            '>' if self.eat('=') => TokenKind::Sign(Comparison::AtLeast),
            '>' => TokenKind::Sign(Comparison::Greater),
            _ => TokenKind::Sign(Comparison::Matches),
        })
    }

    fn quoted(&mut self, closing: char) -> Result<TokenKind, QueryError> {
        let start = self.position;
        self.position += 1;
        let mut text = String::new();
        loop {
            match self.next() {
                None => {
                    let problem = Problem::Unclosed { opened: "the quotation mark" };
                    return Err(QueryError::new(problem, span(start, start + 1))
                        .hint("close it with another quotation mark"));
                }
                Some('\\') => text.extend(self.next()),
                Some(character) if character == closing => return Ok(TokenKind::Quoted(text)),
                Some(character) => text.push(character),
            }
        }
    }

    fn regex(&mut self) -> Result<TokenKind, QueryError> {
        let start = self.position;
        self.position += 1;
        let mut text = String::new();
        loop {
            match self.next() {
                None => {
                    let problem = Problem::Unclosed { opened: "the slash" };
                    return Err(QueryError::new(problem, span(start, start + 1)).hint(
                        "a regular expression stands between slashes; to search for a slash, \
                         put it in quotation marks",
                    ));
                }
                Some('\\') => match self.next() {
                    Some('/') => text.push('/'),
                    Some(escaped) => text.extend(['\\', escaped]),
                    None => text.push('\\'),
                },
                Some('/') => return Ok(TokenKind::Regex(text, self.eat('i'))),
                Some(character) => text.push(character),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kinds(text: &str) -> Vec<TokenKind> {
        tokens(text).unwrap().into_iter().map(|token| token.kind).collect()
    }

    #[test]
    fn words_signs_quotes_and_expressions() {
        use TokenKind::{Close, Open, Quoted, Regex, Sign, Word};
        let word = |text: &str| Word(text.to_owned());
        assert_eq!(
            kinds("(case.x>=50 «å b» /a\\/b\\d/i A/B)"),
            [
                Open,
                word("case.x"),
                Sign(Comparison::AtLeast),
                word("50"),
                Quoted("å b".to_owned()),
                Regex("a/b\\d".to_owned(), true),
                word("A/B"),
                Close
            ]
        );
        assert_eq!(kinds(r#""a \"b\" \\""#), [Quoted("a \"b\" \\".to_owned())]);
    }

    #[test]
    fn what_is_never_closed_is_pointed_at() {
        let error = tokens("code:\"For").unwrap_err();
        assert_eq!(error.span, Span::new(5, 6));
        assert!(matches!(error.problem, Problem::Unclosed { .. }));
    }
}
