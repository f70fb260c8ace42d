//! The recovery key: 160 bits for people to write down.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::error::StoreError;
use crate::random::{self, Randomness};
use crate::seal::Key;

/// Digits and letters that are not mistaken for one another (Crockford's base 32).
const SYMBOLS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// A key that opens a study when the passphrase is forgotten. It is shown once and kept nowhere.
///
/// Its [`Display`](std::fmt::Display) form has eight groups of five symbols; the last of each group
/// is a check digit, so that a slip of the pen is found in its group.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct RecoveryKey([u8; 20]);

impl RecoveryKey {
    pub(super) fn random(random: &mut dyn Randomness) -> Self {
        Self(random::bytes(random))
    }

    /// Reads a key as it was shown: capitals or not, with or without hyphens and spaces; `O` is
    /// read as 0, `I` and `L` as 1.
    pub fn parse(text: &str) -> Result<Self, StoreError> {
        let mut symbols = Zeroizing::new(Vec::with_capacity(40));
        for symbol in text.chars().filter(|c| !c.is_whitespace() && *c != '-') {
            let group = u8::try_from(symbols.len() / 5 + 1).unwrap_or_default();
            let value = value_of(symbol).ok_or(StoreError::MistypedRecoveryKey { group })?;
            symbols.push(value);
        }
        if symbols.len() != 40 {
            return Err(StoreError::MistypedRecoveryKey { group: 0 });
        }
        let mut bits = Zeroizing::new(Vec::with_capacity(160));
        for (group, symbols) in (1_u8..).zip(symbols.chunks(5)) {
            let Some((&given, data)) = symbols.split_last() else { continue };
            if check_digit(group, data) != given {
                return Err(StoreError::MistypedRecoveryKey { group });
            }
            for symbol in data {
                bits.extend((0..5).rev().map(|bit| symbol >> bit & 1));
            }
        }
        let mut key = Self([0; 20]);
        for (byte, bits) in key.0.iter_mut().zip(bits.chunks(8)) {
            *byte = bits.iter().fold(0, |byte, bit| byte << 1 | bit);
        }
        Ok(key)
    }

    /// The key of its slot (BLAKE3 `derive_key`: 160 random bits need no stretching).
    pub(super) fn slot_key(&self, salt: &[u8; 16]) -> Key {
        let material = Zeroizing::new([self.0.as_slice(), salt].concat());
        Key(blake3::derive_key("funn 2026-11-23 recovery key slot v1", &material))
    }

    fn symbols(&self) -> Zeroizing<Vec<u8>> {
        let bits = self.0.iter().flat_map(|byte| (0..8).rev().map(move |bit| byte >> bit & 1));
        let bits = Zeroizing::new(bits.collect::<Vec<u8>>());
        Zeroizing::new(
            bits.chunks(5)
                .map(|bits| bits.iter().fold(0, |symbol, bit| symbol << 1 | bit))
                .collect(),
        )
    }
}

impl std::fmt::Display for RecoveryKey {
    /// `ABCDE-…`, eight groups.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let symbols = self.symbols();
        for (group, data) in (1_u8..).zip(symbols.chunks(4)) {
            if group > 1 {
                f.write_str("-")?;
            }
            for &symbol in data.iter().chain([&check_digit(group, data)]) {
                let letter = SYMBOLS.get(usize::from(symbol)).copied().unwrap_or(b'?');
                write!(f, "{}", char::from(letter))?;
            }
        }
        Ok(())
    }
}

impl std::fmt::Debug for RecoveryKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecoveryKey")
    }
}

fn value_of(symbol: char) -> Option<u8> {
    let upper = match symbol.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    let place = SYMBOLS.iter().position(|&known| char::from(known) == upper)?;
    u8::try_from(place).ok()
}

/// A weighted sum in GF(32) (x⁵ + x² + 1): finds each wrong symbol, each pair of neighbours
/// changed about, and groups that changed places.
fn check_digit(group: u8, data: &[u8]) -> u8 {
    let doubled = |value: u8| {
        let shifted = value << 1;
        if shifted & 32 == 0 { shifted } else { shifted ^ 0b10_0101 }
    };
    doubled(data.iter().fold(group, |sum, symbol| doubled(sum) ^ symbol))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SeededRandomness;

    #[test]
    fn reads_what_it_shows_however_it_is_typed() {
        for number in 0..50 {
            let key = RecoveryKey::random(&mut SeededRandomness::from_number(number));
            let shown = key.to_string();
            assert_eq!(shown.len(), 47);
            assert!(RecoveryKey::parse(&shown).unwrap() == key);
            let typed = shown.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
            assert!(RecoveryKey::parse(&typed).unwrap() == key);
        }
    }

    #[test]
    fn slips_are_found_in_their_group() {
        let key = RecoveryKey::random(&mut SeededRandomness::from_number(1));
        let shown: Vec<u8> = key.to_string().into_bytes();
        for at in (0..shown.len()).filter(|at| at % 6 != 5) {
            for &symbol in SYMBOLS.iter().filter(|&&symbol| symbol != shown[at]) {
                let mut slip = shown.clone();
                slip[at] = symbol;
                let error = RecoveryKey::parse(std::str::from_utf8(&slip).unwrap()).unwrap_err();
                let group = u8::try_from(at / 6 + 1).unwrap();
                assert!(
                    matches!(error, StoreError::MistypedRecoveryKey { group: g } if g == group)
                );
            }
            let mut swapped = shown.clone();
            if at % 6 < 4 && swapped[at] != swapped[at + 1] {
                swapped.swap(at, at + 1);
                assert!(RecoveryKey::parse(std::str::from_utf8(&swapped).unwrap()).is_err());
            }
        }
        assert!(matches!(
            RecoveryKey::parse("ABC"),
            Err(StoreError::MistypedRecoveryKey { group: 0 })
        ));
        assert!(RecoveryKey::parse("ÅBC").is_err());
    }
}
