//! [`Guid`]: an identifier as it was written, compared without case and braces.

use std::cmp::Ordering;
use std::fmt;

/// An identifier: the spelling is kept, equality ignores case and braces.
#[derive(Debug, Clone)]
pub struct Guid(Box<str>);

impl Guid {
    /// Takes any spelling, also one that is no GUID.
    pub fn new(raw: &str) -> Self {
        Self(raw.trim().into())
    }

    /// The spelling in the file.
    pub fn raw(&self) -> &str {
        &self.0
    }

    /// In lower case without braces.
    pub fn canonical(&self) -> String {
        self.letters().map(char::from).collect()
    }

    /// Whether the schema accepts it: 8-4-4-4-12 hexadecimal digits, in braces or not.
    pub fn is_valid(&self) -> bool {
        let bare = match self.0.strip_prefix('{') {
            Some(rest) => rest.strip_suffix('}'),
            None => Some(&*self.0),
        };
        bare.is_some_and(|bare| {
            let groups: Vec<&str> = bare.split('-').collect();
            let lengths: Vec<usize> = groups.iter().map(|group| group.len()).collect();
            lengths == [8, 4, 4, 4, 12]
                && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
        })
    }

    /// A new one made from any words: the same words give the same GUID (version 8, FNV-1a of
    /// 128 bits).
    pub fn minted(words: &[&str]) -> Self {
        const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
        let mut hash: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
        for word in words {
            for byte in word.bytes().chain([0]) {
                hash = (hash ^ u128::from(byte)).wrapping_mul(PRIME);
            }
        }
        let version = hash & !(0xF << 76) | (0x8 << 76);
        let variant = version & !(0b11 << 62) | (0b10 << 62);
        let digits = format!("{variant:032x}");
        let mut raw = String::with_capacity(36);
        for (at, digit) in digits.chars().enumerate() {
            if matches!(at, 8 | 12 | 16 | 20) {
                raw.push('-');
            }
            raw.push(digit);
        }
        Self(raw.into())
    }

    fn letters(&self) -> impl Iterator<Item = u8> {
        let bare = self.0.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        bare.unwrap_or(&self.0).bytes().map(|byte| byte.to_ascii_lowercase())
    }
}

impl PartialEq for Guid {
    fn eq(&self, other: &Self) -> bool {
        self.letters().eq(other.letters())
    }
}

impl Eq for Guid {}

impl Ord for Guid {
    fn cmp(&self, other: &Self) -> Ordering {
        self.letters().cmp(other.letters())
    }
}

impl PartialOrd for Guid {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Guid {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_kept_and_does_not_count() {
        let braced = Guid::new("{5215CC69-b628-4e02-afb9-9beeaee55808}");
        let bare = Guid::new("5215cc69-b628-4e02-afb9-9beeaee55808");
        assert_eq!(braced, bare);
        assert_eq!(braced.canonical(), bare.raw());
        assert!(braced.raw().starts_with("{5215CC69"));
        assert!(braced.is_valid() && bare.is_valid());
        for wrong in ["", "{5215cc69-b628-4e02-afb9-9beeaee55808", "5215cc69", "x"] {
            assert!(!Guid::new(wrong).is_valid(), "{wrong}");
        }
    }

    #[test]
    fn minting_is_stable_and_valid() {
        let first = Guid::minted(&["a", "b"]);
        assert!(first.is_valid(), "{first}");
        assert_eq!(first, Guid::minted(&["a", "b"]));
        assert_ne!(first, Guid::minted(&["ab"]));
        assert_ne!(first, Guid::minted(&["a", "c"]));
        assert_eq!(first.raw().chars().nth(14), Some('8'));
    }
}
