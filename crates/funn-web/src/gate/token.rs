//! [`Token`]: a secret of 256 random bits.

use std::fmt;

use subtle::ConstantTimeEq as _;

/// A secret that lets somebody in. Never printed but by [`Token::to_hex`].
#[derive(Clone)]
pub(crate) struct Token([u8; 32]);

impl Token {
    /// A new one, from the operating system's randomness.
    pub(crate) fn random() -> Result<Self, getrandom::Error> {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)?;
        Ok(Self(bytes))
    }

    /// 64 hexadecimal digits.
    pub(crate) fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// Reads what [`Token::to_hex`] wrote.
    pub(crate) fn from_hex(text: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        let digits = text.as_bytes();
        if digits.len() != bytes.len() * 2 {
            return None;
        }
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            let [high, low] = pair else { return None };
            *byte = nibble(*high)? << 4 | nibble(*low)?;
        }
        Some(Self(bytes))
    }

    /// Whether the two are the same, in a time that does not tell where they differ.
    pub(crate) fn matches(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

/// Lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a string cannot fail.
        let _infallible = write!(text, "{byte:02x}");
        text
    })
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_it_writes_and_nothing_else() {
        let token = Token::random().unwrap();
        let text = token.to_hex();
        assert_eq!(text.len(), 64);
        assert!(Token::from_hex(&text).unwrap().matches(&token));
        assert!(!Token::random().unwrap().matches(&token));
        let shorter: String = text.chars().skip(1).collect();
        for bad in
            ["", "zz", &shorter, &format!("{text}0"), &format!("{shorter}é"), &"G".repeat(64)]
        {
            assert!(Token::from_hex(bad).is_none(), "{bad}");
        }
        assert_eq!(format!("{token:?}"), "Token");
    }
}
