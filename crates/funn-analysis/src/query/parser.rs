//! From text to a typed query.
//!
//! Binding, tightest first: `not`, proximity, `and` (also by standing side by side), `or`.

use funn_model::query::{At, FieldName, Operand, TypedAtom};
use funn_model::{Comparison, Expr, Query, Span, TextPattern, Typed};

use crate::pattern;
use crate::query::error::{Problem, QueryError};
use crate::query::fields::{Field, Joint};
use crate::query::lexer::{Token, TokenKind, tokens};

/// How deep parentheses and `not` may be nested.
const DEPTH_LIMIT: usize = 64;

/// Reads a query. Names are not looked up: see [`crate::query::resolve`].
pub fn parse(text: &str) -> Result<Query<Typed>, QueryError> {
    let tokens = tokens(text)?;
    let end = u32::try_from(text.trim_end().chars().count()).unwrap_or(u32::MAX);
    let mut parser = Parser { tokens: &tokens, next: 0, end, depth: 0 };
    if tokens.is_empty() {
        return Err(QueryError::new(Problem::Empty, Span::new(0, 0))
            .hint("* finds every coded or marked passage"));
    }
    let expr = parser.either()?;
    match parser.peek() {
        None => Ok(Query { expr }),
        Some(token) => Err(unexpected(token)),
    }
}

type Parsed = Result<Expr<Typed>, QueryError>;

struct Parser<'a> {
    tokens: &'a [Token],
    next: usize,
    end: u32,
    depth: usize,
}

impl<'a> Parser<'a> {
    fn peek(&self) -> Option<&'a Token> {
        self.tokens.get(self.next)
    }

    /// The word that joins here, if one does. A word before a sign is a field.
    fn joint(&self) -> Option<Joint> {
        match &self.peek()?.kind {
            TokenKind::Ampersand => Some(Joint::And),
            TokenKind::Bar => Some(Joint::Or),
            TokenKind::Bang => Some(Joint::Not),
            TokenKind::Word(word) if !self.sign_follows() => Joint::of_word(word),
            _ => None,
        }
    }

    fn sign_follows(&self) -> bool {
        let next = self.tokens.get(self.next + 1);
        next.is_some_and(|token| matches!(token.kind, TokenKind::Sign(_)))
    }

    fn either(&mut self) -> Parsed {
        let mut parts = vec![self.both()?];
        while self.joint() == Some(Joint::Or) {
            self.next += 1;
            parts.push(self.both()?);
        }
        Ok(one_or(parts, Expr::Or))
    }

    fn both(&mut self) -> Parsed {
        let mut parts = vec![self.related()?];
        loop {
            match (self.joint(), self.peek().map(|token| &token.kind)) {
                (Some(Joint::And), _) => self.next += 1,
                (Some(Joint::Not), _) => {}
                (Some(_), _) | (_, None | Some(TokenKind::Close)) => break,
                _ => {}
            }
            parts.push(self.related()?);
        }
        Ok(one_or(parts, Expr::And))
    }

    fn related(&mut self) -> Parsed {
        let mut left = self.negated()?;
        while let Some(Joint::Proximity(by)) = self.joint() {
            self.next += 1;
            let right = Box::new(self.negated()?);
            left = Expr::Related { left: Box::new(left), by, right };
        }
        Ok(left)
    }

    fn negated(&mut self) -> Parsed {
        if self.joint() != Some(Joint::Not) {
            return self.primary();
        }
        self.next += 1;
        self.deeper(Self::negated).map(|inner| Expr::Not(Box::new(inner)))
    }

    fn deeper(&mut self, parse: impl Fn(&mut Self) -> Parsed) -> Parsed {
        self.depth += 1;
        if self.depth > DEPTH_LIMIT {
            let span = self.peek().map_or(Span::new(self.end, self.end), |token| token.span);
            return Err(QueryError::new(Problem::TooDeep { limit: DEPTH_LIMIT }, span));
        }
        let parsed = parse(self);
        self.depth -= 1;
        parsed
    }

    fn primary(&mut self) -> Parsed {
        let Some(token) = self.peek() else {
            return Err(self.missing("a word, a condition or a parenthesis"));
        };
        match &token.kind {
            TokenKind::Open => self.parenthesis(token.span),
            TokenKind::Word(_) | TokenKind::Quoted(_) => self.word_or_condition(),
            TokenKind::Regex(text, folded) => {
                self.next += 1;
                regex(text, *folded, token.span)
            }
            _ => Err(unexpected(token)),
        }
    }

    fn parenthesis(&mut self, opened: Span) -> Parsed {
        self.next += 1;
        let inner = self.deeper(Self::either)?;
        match self.peek() {
            Some(Token { kind: TokenKind::Close, .. }) => {
                self.next += 1;
                Ok(inner)
            }
            Some(token) => Err(unexpected(token)),
            None => Err(QueryError::new(Problem::Unclosed { opened: "the parenthesis" }, opened)
                .hint("close it with )")),
        }
    }

    fn word_or_condition(&mut self) -> Parsed {
        let first = self.next;
        let (field, single) = self.field_name();
        if let Some(Token { kind: TokenKind::Sign(comparison), span }) = self.peek() {
            self.next += 1;
            return self.condition(field, *comparison, *span);
        }
        // Not a field after all: only its first token is text.
        self.next = first + 1;
        let token = self.tokens.get(first).ok_or_else(|| self.missing("a word"))?;
        match &token.kind {
            TokenKind::Word(word) if word == "*" => Ok(Expr::All),
            _ if single || matches!(token.kind, TokenKind::Word(_) | TokenKind::Quoted(_)) => {
                text_of(&token.kind, token.span)
            }
            _ => Err(unexpected(token)),
        }
    }

    /// Names parted by dots, some perhaps quoted; and whether it was one token.
    fn field_name(&mut self) -> (FieldName, bool) {
        let mut parts: Vec<String> = Vec::new();
        let mut open = true;
        let start = self.next;
        let mut span = Span::default();
        let mut quoted = false;
        while let Some(token) = self.peek() {
            let adjoins = self.next == start || token.span.start == span.end;
            match &token.kind {
                TokenKind::Quoted(name) if adjoins && open => {
                    quoted |= self.next == start;
                    parts.push(name.clone());
                    open = false;
                }
                TokenKind::Word(word) if adjoins && (open || word.starts_with('.')) => {
                    let rest = if open { word.as_str() } else { word.trim_start_matches('.') };
                    parts
                        .extend(rest.split('.').filter(|name| !name.is_empty()).map(str::to_owned));
                    open = word.ends_with('.');
                }
                _ => break,
            }
            span =
                if self.next == start { token.span } else { Span::new(span.start, token.span.end) };
            self.next += 1;
            if !open && !self.dot_follows(span.end) {
                break;
            }
        }
        (FieldName { parts, quoted, at: At(span) }, self.next == start + 1)
    }

    fn dot_follows(&self, end: u32) -> bool {
        self.peek().is_some_and(|token| {
            let dotted = matches!(&token.kind, TokenKind::Word(word) if word.starts_with('.'));
            dotted && token.span.start == end
        })
    }

    fn condition(&mut self, field: FieldName, comparison: Comparison, sign: Span) -> Parsed {
        if field.parts.is_empty() {
            let found = format!("\"{}\"", comparison.sign());
            return Err(QueryError::new(Problem::Unexpected { found }, sign));
        }
        let Some(token) = self.peek() else { return Err(self.missing("a value")) };
        let built_in = if field.quoted {
            None
        } else {
            Field::named(field.parts.first().map_or("", String::as_str))
        };
        if built_in == Some(Field::Text) && field.parts.len() == 1 {
            if comparison != Comparison::Matches {
                let (field, sign_typed) = (Field::Text.name().to_owned(), comparison.sign());
                let problem = Problem::BadComparison { field, sign: sign_typed };
                return Err(
                    QueryError::new(problem, sign).hint("write text:word or text:/expression/")
                );
            }
            self.next += 1;
            return match &token.kind {
                TokenKind::Regex(text, folded) => regex(text, *folded, token.span),
                kind => text_of(kind, token.span),
            };
        }
        let mut operand = self.operand()?;
        let is_kind = built_in == Some(Field::Case)
            && field.parts.len() == 1
            && operand.kind.is_none()
            && comparison == Comparison::Matches;
        if is_kind
            && matches!(self.peek(), Some(Token { kind: TokenKind::Sign(Comparison::Equal), .. }))
        {
            self.next += 1;
            let name = self.operand()?;
            let span = Span::new(operand.at.0.start, name.at.0.end);
            operand = Operand { kind: Some(operand.text), at: At(span), ..name };
        }
        Ok(Expr::Atom(TypedAtom { field, comparison, operand }))
    }

    fn operand(&mut self) -> Result<Operand, QueryError> {
        let Some(token) = self.peek() else { return Err(self.missing("a value")) };
        let (text, quoted) = match &token.kind {
            TokenKind::Word(word) => (word.clone(), false),
            TokenKind::Quoted(text) => (text.clone(), true),
            _ => {
                return Err(QueryError::new(Problem::Missing { expected: "a value" }, token.span)
                    .hint("put a value with spaces or signs in quotation marks"));
            }
        };
        self.next += 1;
        Ok(Operand { kind: None, text, quoted, at: At(token.span) })
    }

    fn missing(&self, expected: &'static str) -> QueryError {
        QueryError::new(Problem::Missing { expected }, Span::new(self.end, self.end))
    }
}

fn one_or(mut parts: Vec<Expr<Typed>>, many: fn(Vec<Expr<Typed>>) -> Expr<Typed>) -> Expr<Typed> {
    match parts.len() {
        1 => parts.swap_remove(0),
        _ => many(parts),
    }
}

fn text_of(kind: &TokenKind, span: Span) -> Parsed {
    let pattern = match kind {
        TokenKind::Word(word) => TextPattern::words(word.as_str()),
        TokenKind::Quoted(text) => TextPattern::phrase(text.as_str()),
        _ => {
            return Err(QueryError::new(Problem::Missing { expected: "a word or phrase" }, span));
        }
    };
    if pattern.text.chars().all(|character| character == '*' || character.is_whitespace()) {
        let expected = "a word with a letter or sign in it";
        return Err(QueryError::new(Problem::Missing { expected }, span));
    }
    Ok(Expr::Text(pattern))
}

fn regex(text: &str, folded: bool, span: Span) -> Parsed {
    let pattern = TextPattern { case_sensitive: !folded, ..TextPattern::regex(text) };
    match pattern::Matcher::new(&pattern) {
        Ok(_reads) => Ok(Expr::Text(pattern)),
        Err(error) => {
            let problem = Problem::BadRegex { reason: error.reason };
            Err(QueryError::new(problem, span))
        }
    }
}

fn unexpected(token: &Token) -> QueryError {
    let (found, hint) = match &token.kind {
        TokenKind::Open => ("\"(\"".to_owned(), None),
        TokenKind::Close => ("\")\"".to_owned(), Some("no parenthesis is open here")),
        TokenKind::Ampersand => ("\"&\"".to_owned(), None),
        TokenKind::Bar => ("\"|\"".to_owned(), None),
        TokenKind::Bang => ("\"!\"".to_owned(), None),
        TokenKind::Sign(sign) => {
            (format!("\"{}\"", sign.sign()), Some("a field stands before it, as in code:\"A\""))
        }
        TokenKind::Word(word) => {
            let joins = Joint::of_word(word).is_some();
            (
                format!("\"{word}\""),
                joins.then_some("to search for this word, put it in quotation marks"),
            )
        }
        TokenKind::Quoted(text) => (format!("\"{text}\""), None),
        TokenKind::Regex(..) => ("the regular expression".to_owned(), None),
    };
    let error = QueryError::new(Problem::Unexpected { found }, token.span);
    match hint {
        Some(hint) => error.hint(hint),
        None => error,
    }
}
