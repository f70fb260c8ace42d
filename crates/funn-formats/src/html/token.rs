//! Markup to tokens, in one pass.

use std::borrow::Cow;

use super::{entities, names};

/// A piece of markup.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// Text, with its references resolved.
    Text(Cow<'t, str>),
    /// The start of an element; attributes as written.
    Open { name: String, attributes: &'t str },
    /// The end of an element.
    Close { name: String },
    /// The content of a script, a style, a title and the like.
    Raw(&'t str),
    /// A comment.
    Comment,
}

/// The tokens of a page.
pub(super) struct Tokens<'t> {
    rest: &'t str,
    /// The raw element just opened.
    raw: Option<String>,
    /// Tags whose quotes never closed; after a few, quotes are no longer trusted.
    broken_quotes: u8,
    /// Nothing in the rest ends a tag.
    has_no_ends: bool,
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(markup: &'t str) -> Self {
        Self { rest: markup, raw: None, broken_quotes: 0, has_no_ends: false }
    }

    fn advance(&mut self, bytes: usize) -> &'t str {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    fn text(&mut self, bytes: usize) -> Token<'t> {
        Token::Text(entities::resolve(self.advance(bytes)))
    }

    /// Up to the end tag of the raw element.
    fn raw(&mut self, name: &str) -> Token<'t> {
        let bytes = self.rest.as_bytes();
        let mut from = 0;
        while let Some(at) = bytes.get(from..).and_then(|rest| rest.iter().position(|&b| b == b'<'))
        {
            let start = from + at;
            let tag = bytes.get(start + 1..start + 2 + name.len()).unwrap_or_default();
            let is_end = tag.first() == Some(&b'/')
                && tag.get(1..).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
            if is_end {
                return Token::Raw(self.advance(start));
            }
            from = start + 1;
        }
        Token::Raw(self.advance(bytes.len()))
    }

    fn markup(&mut self) -> Token<'t> {
        if let Some(after) = self.rest.strip_prefix("<!--") {
            let length = after.find("-->").map_or(self.rest.len(), |end| 4 + end + 3);
            self.advance(length);
            return Token::Comment;
        }
        let second = self.rest.as_bytes().get(1).copied();
        if matches!(second, Some(b'!' | b'?')) {
            let length = self.rest.find('>').map_or(self.rest.len(), |end| end + 1);
            self.advance(length);
            return Token::Text(Cow::Borrowed(""));
        }
        let is_end = second == Some(b'/');
        let name_start = 1 + usize::from(is_end);
        let begins_name = self.rest.as_bytes().get(name_start).is_some_and(u8::is_ascii_alphabetic);
        let end = if begins_name { self.tag_end() } else { None };
        if let Some(end) = end {
            self.tag(name_start, end, is_end)
        } else {
            let next = self.rest.get(1..).and_then(|rest| rest.find('<'));
            self.text(next.map_or(self.rest.len(), |at| at + 1))
        }
    }

    fn tag(&mut self, name_start: usize, end: usize, is_end: bool) -> Token<'t> {
        let whole = self.advance(end + 1);
        let inside = whole.get(name_start..end).unwrap_or_default();
        let length =
            inside.find(|c: char| c.is_ascii_whitespace() || c == '/').unwrap_or(inside.len());
        let (name, attributes) = inside.split_at_checked(length).unwrap_or((inside, ""));
        let name = name.to_ascii_lowercase();
        if !names::is_known(&name) {
            return Token::Text(entities::resolve(whole));
        }
        if is_end {
            return Token::Close { name };
        }
        if names::is_raw(&name) {
            self.raw = Some(name.clone());
        }
        Token::Open { name, attributes }
    }

    /// Where the tag at the start of the rest ends: the first `>` outside quotes.
    fn tag_end(&mut self) -> Option<usize> {
        let bytes = self.rest.as_bytes();
        if self.has_no_ends {
            return None;
        }
        if self.broken_quotes < 16 {
            let mut quote = None;
            let mut after_equals = false;
            for (at, &byte) in bytes.iter().enumerate().skip(1) {
                match (quote, byte) {
                    (Some(open), _) if byte == open => quote = None,
                    (None, b'"' | b'\'') if after_equals => quote = Some(byte),
                    (None, b'>') => return Some(at),
                    _ => {}
                }
                after_equals = byte == b'=' || (after_equals && byte.is_ascii_whitespace());
            }
            self.broken_quotes += 1;
        }
        let end = bytes.iter().position(|&byte| byte == b'>');
        self.has_no_ends = end.is_none();
        end
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        if let Some(name) = self.raw.take() {
            return Some(self.raw(&name));
        }
        match self.rest.find('<') {
            _ if self.rest.is_empty() => None,
            Some(0) => Some(self.markup()),
            Some(at) => Some(self.text(at)),
            None => Some(self.text(self.rest.len())),
        }
    }
}

/// The value of an attribute, its references resolved.
pub(super) fn attribute<'t>(attributes: &'t str, wanted: &str) -> Option<Cow<'t, str>> {
    let mut rest = attributes.trim_start_matches([' ', '\t', '\n', '/']);
    while !rest.is_empty() {
        let end = rest.find(|c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/'));
        let (name, after) = rest.split_at_checked(end.unwrap_or(rest.len()))?;
        let after = after.trim_start();
        let (value, next) = match after.strip_prefix('=') {
            Some(value) => value_of(value.trim_start()),
            None => ("", after),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(entities::resolve(value));
        }
        let trimmed = next.trim_start_matches([' ', '\t', '\n', '\r', '\u{C}', '/']);
        rest = if trimmed.len() == rest.len() { trimmed.get(1..)? } else { trimmed };
    }
    None
}

fn value_of(text: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = text.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    let end = text.find(|c: char| c.is_ascii_whitespace()).unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_attributes_and_stray_angles() {
        let page =
            "a<b class=\"x>y\">c</B> 3 < 4 <veldig> <SCRIPT>if (a<b) {}</script><!-- x -->&aring;";
        let tokens: Vec<String> = Tokens::new(page)
            .map(|token| match token {
                Token::Text(text) => format!("'{text}'"),
                Token::Open { name, attributes } => format!("<{name}{attributes}>"),
                Token::Close { name } => format!("</{name}>"),
                Token::Raw(text) => format!("raw {text}"),
                Token::Comment => "comment".to_owned(),
            })
            .collect();
        assert_eq!(
            tokens,
            [
                "'a'",
                "<b class=\"x>y\">",
                "'c'",
                "</b>",
                "' 3 '",
                "'< 4 '",
                "'<veldig>'",
                "' '",
                "<script>",
                "raw if (a<b) {}",
                "</script>",
                "comment",
                "'å'"
            ]
        );
    }

    #[test]
    fn attributes() {
        let raw = " a=1 href='x&amp;y' HIDDEN c = \"d\"/";
        assert_eq!(attribute(raw, "href").as_deref(), Some("x&y"));
        assert_eq!(attribute(raw, "hidden").as_deref(), Some(""));
        assert_eq!(attribute(raw, "c").as_deref(), Some("d"));
        assert_eq!(attribute(raw, "d"), None);
        assert_eq!(attribute(" = = \"", "x"), None);
    }
}
