//! What a workbench is given from outside: the time, and randomness for ids.

use std::sync::Arc;

use funn_model::Moment;
use funn_store::Randomness;

/// The time and the randomness that a workbench uses.
pub struct Environment {
    /// Answers the present moment.
    pub clock: Arc<dyn Fn() -> Moment + Send + Sync>,
    /// Fills bytes with random ones.
    pub random: Box<dyn Randomness + Send>,
}

impl std::fmt::Debug for Environment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Environment")
    }
}

/// Makes ids: UUID version 7, later ones always greater (RFC 9562, method 1 of section 6.2).
pub struct Ids {
    random: Box<dyn Randomness + Send>,
    last_ms: u64,
    counter: u32,
}

impl std::fmt::Debug for Ids {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Ids")
    }
}

/// The counter takes the 26 highest of the bits that RFC 9562 leaves free.
const COUNTER_BITS: u32 = 26;

impl Ids {
    /// Ids whose random part comes from `random`.
    pub fn new(random: Box<dyn Randomness + Send>) -> Self {
        Self { random, last_ms: 0, counter: 0 }
    }

    /// The next id's 16 bytes.
    pub fn next(&mut self, now: Moment) -> [u8; 16] {
        let now_ms = u64::try_from(now.0).unwrap_or_default();
        if now_ms > self.last_ms {
            self.last_ms = now_ms;
            self.counter = 0;
        } else {
            self.counter += 1;
            if self.counter >> COUNTER_BITS > 0 {
                self.last_ms += 1;
                self.counter = 0;
            }
        }
        let mut free = [0; 10];
        self.random.fill(&mut free);
        let [a, b, c, d, ..] = (self.counter << (32 - COUNTER_BITS)).to_be_bytes();
        // 12 bits after the version, then 2 bits of variant, then the rest of the counter.
        free[0] = a >> 4;
        free[1] = (a << 4) | (b >> 4);
        free[2] = ((b << 4) | (c >> 4)) >> 2;
        free[3] = ((((b << 4) | (c >> 4)) & 0b11) << 6) | (((c << 4) | (d >> 4)) >> 2);
        uuid::Builder::from_unix_timestamp_millis(self.last_ms, &free).into_uuid().into_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Counting(u8);

    impl Randomness for Counting {
        fn fill(&mut self, bytes: &mut [u8]) {
            for byte in bytes {
                self.0 = self.0.wrapping_mul(141).wrapping_add(7);
                *byte = self.0;
            }
        }
    }

    #[test]
    fn ids_only_grow_even_within_a_millisecond_or_when_the_clock_goes_back() {
        let mut ids = Ids::new(Box::new(Counting(1)));
        let mut before = [0; 16];
        for step in 0..70_000_i64 {
            let id = ids.next(Moment(1_700_000_000_000 + step / 50_000 - step % 3));
            assert!(id > before, "step {step}");
            before = id;
        }
        assert_eq!(uuid::Uuid::from_bytes(before).get_version_num(), 7);
    }
}
