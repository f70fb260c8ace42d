//! Randomness as an argument.

use zeroize::Zeroize as _;

/// Where random bytes come from.
pub trait Randomness {
    /// Fills `bytes` with bytes that nobody can guess.
    fn fill(&mut self, bytes: &mut [u8]);
}

/// Random bytes of the operating system.
#[derive(Debug, Clone, Copy, Default)]
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    /// Fills `bytes`.
    ///
    /// # Panics
    /// When the operating system has no random bytes: nothing can then be sealed safely.
    fn fill(&mut self, bytes: &mut [u8]) {
        if let Err(error) = getrandom::fill(bytes) {
            panic!("the operating system gives no random bytes: {error}");
        }
    }
}

/// Random bytes stretched from a seed (BLAKE3 in its extendable output mode): as hard to guess as
/// the seed, and the same for the same seed.
pub struct SeededRandomness {
    output: blake3::OutputReader,
}

impl SeededRandomness {
    /// Stretches `seed`.
    pub fn new(mut seed: [u8; 32]) -> Self {
        let output = blake3::Hasher::new_keyed(&seed).update(b"funn randomness v1").finalize_xof();
        seed.zeroize();
        Self { output }
    }

    /// Stretches a small number; for tests and fixtures only.
    pub fn from_number(number: u64) -> Self {
        let mut seed = [0; 32];
        if let Some(start) = seed.first_chunk_mut() {
            *start = number.to_le_bytes();
        }
        Self::new(seed)
    }

    /// One of its own, seeded by another.
    pub(crate) fn seeded_by(random: &mut dyn Randomness) -> Self {
        Self::new(bytes(random))
    }
}

impl std::fmt::Debug for SeededRandomness {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SeededRandomness")
    }
}

impl Randomness for SeededRandomness {
    fn fill(&mut self, bytes: &mut [u8]) {
        self.output.fill(bytes);
    }
}

/// An array of random bytes.
pub(crate) fn bytes<const N: usize>(random: &mut dyn Randomness) -> [u8; N] {
    let mut bytes = [0; N];
    random.fill(&mut bytes);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeded_is_repeatable_and_moves_on() {
        let mut one = SeededRandomness::from_number(7);
        let mut two = SeededRandomness::from_number(7);
        let first: [u8; 40] = bytes(&mut one);
        assert_eq!(first, bytes::<40>(&mut two));
        assert_ne!(first, bytes::<40>(&mut one));
    }

    #[test]
    fn the_system_gives_bytes() {
        assert_ne!(bytes::<32>(&mut SystemRandomness), [0; 32]);
    }
}
