//! Bytes to tokens.

/// A piece of RTF.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'t> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word and its number.
    Word { name: &'t str, number: Option<i32> },
    /// A control symbol, such as `\~`.
    Symbol(u8),
    /// A byte written as `\'xx`.
    Byte(u8),
    /// Text as it stands, without line ends.
    Text(&'t [u8]),
    /// Bytes after `\bin`, left out.
    Binary,
}

/// The tokens of a document.
pub(super) struct Tokens<'t> {
    rest: &'t [u8],
}

impl<'t> Tokens<'t> {
    pub(super) const fn new(bytes: &'t [u8]) -> Self {
        Self { rest: bytes }
    }

    fn advance(&mut self, bytes: usize) -> &'t [u8] {
        let (taken, rest) = self.rest.split_at_checked(bytes).unwrap_or((self.rest, &[]));
        self.rest = rest;
        taken
    }

    /// After the backslash.
    fn control(&mut self) -> Option<Token<'t>> {
        let &first = self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.advance(1);
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digits = self.rest.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
            let byte = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
            if byte.is_some() {
                self.advance(2);
            }
            return Some(byte.map_or(Token::Text(b"'"), Token::Byte));
        }
        let length =
            self.rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(self.advance(length)).unwrap_or_default();
        let number = self.number();
        if self.rest.first() == Some(&b' ') {
            self.advance(1);
        }
        if name == "bin" {
            let length = usize::try_from(number.unwrap_or(0)).unwrap_or(0);
            self.advance(length);
            return Some(Token::Binary);
        }
        Some(Token::Word { name, number })
    }

    /// A number after a control word; one too large is cut to the largest.
    fn number(&mut self) -> Option<i32> {
        let is_negative = self.rest.first() == Some(&b'-');
        let from = usize::from(is_negative);
        let digits = self.rest.iter().skip(from).take_while(|byte| byte.is_ascii_digit()).count();
        if digits == 0 {
            return None;
        }
        let taken = self.advance(from + digits);
        let number = taken.iter().skip(from).fold(0_i32, |sum, &byte| {
            sum.saturating_mul(10).saturating_add(i32::from(byte - b'0'))
        });
        Some(if is_negative { -number } else { number })
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = Token<'t>;

    fn next(&mut self) -> Option<Token<'t>> {
        loop {
            let &first = self.rest.first()?;
            match first {
                b'{' => {
                    self.advance(1);
                    return Some(Token::Open);
                }
                b'}' => {
                    self.advance(1);
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.advance(1);
                    return self.control();
                }
                b'\r' | b'\n' | 0 => {
                    self.advance(1);
                }
                _ => {
                    let is_text =
                        |byte: &&u8| !matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0);
                    let length = self.rest.iter().take_while(is_text).count();
                    return Some(Token::Text(self.advance(length)));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens() {
        let tokens: Vec<_> =
            Tokens::new(b"{\\b0 x\\'e5\\~\\u-3?\r\n\\bin3 {}}y\\bin99999999999 z").collect();
        assert_eq!(
            tokens,
            [
                Token::Open,
                Token::Word { name: "b", number: Some(0) },
                Token::Text(b"x"),
                Token::Byte(0xE5),
                Token::Symbol(b'~'),
                Token::Word { name: "u", number: Some(-3) },
                Token::Text(b"?"),
                Token::Binary,
                Token::Text(b"y"),
                Token::Binary,
            ]
        );
    }
}
