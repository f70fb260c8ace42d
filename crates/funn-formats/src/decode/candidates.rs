//! Which encodings would fit bytes that are not UTF-8: told to the user, never used in silence.

use encoding_rs::{MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};

use super::{Encoding, Kind};
use crate::ReadError;

/// An encoding that would fit, and why, without any of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// The encoding.
    pub encoding: Encoding,
    /// Why it fits.
    pub reason: String,
}

/// UTF-16 without a mark: nearly every second byte is NUL, the others nearly never.
pub(super) fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let zeros =
        |offset: usize| bytes.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let pairs = bytes.len() / 2;
    if pairs < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let (even, odd) = (zeros(0), zeros(1));
    let known = if odd * 2 > pairs && even * 20 < pairs {
        UTF_16LE
    } else if even * 2 > pairs && odd * 20 < pairs {
        UTF_16BE
    } else {
        return None;
    };
    let (_, had_errors) = known.decode_without_bom_handling(bytes);
    (!had_errors).then_some(Encoding(Kind::Known(known)))
}

/// The error for bytes that are not UTF-8.
pub(super) fn undecided(bytes: &[u8], invalid_at: usize) -> ReadError {
    let control = bytes.iter().filter(|&&byte| byte < 0x20 && !byte.is_ascii_whitespace()).count();
    if control * 10 > bytes.len() {
        return ReadError::NotText { control, total: bytes.len() };
    }
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let mut scored: Vec<(usize, Candidate)> = [WINDOWS_1252, MACINTOSH]
        .into_iter()
        .filter_map(|known| {
            let encoding = Encoding(Kind::Known(known));
            let (letters, fitting) = plausible(bytes, encoding)?;
            let reason =
                format!("{letters} of {high} bytes beyond ASCII become letters inside words");
            (fitting * 10 >= high * 8 && letters > 0)
                .then_some((letters, Candidate { encoding, reason }))
        })
        .collect();
    let broken = String::from_utf8_lossy(bytes).matches('\u{FFFD}').count();
    if broken * 10 < high {
        let reason = format!("all but {broken} sequences are valid");
        scored.push((high, Candidate { encoding: Encoding::UTF_8, reason }));
    }
    scored.sort_by_key(|(letters, _)| std::cmp::Reverse(*letters));
    let candidates = scored.into_iter().map(|(_, candidate)| candidate).collect();
    ReadError::UndecidedEncoding { invalid_at, candidates }
}

/// How many bytes beyond ASCII become letters beside letters, and how many letters or the usual
/// signs; none where a byte is undefined.
fn plausible(bytes: &[u8], encoding: Encoding) -> Option<(usize, usize)> {
    let (text, had_errors) = encoding.decode(bytes);
    if had_errors || text.chars().any(|character| matches!(character, '\u{80}'..='\u{9F}')) {
        return None;
    }
    let (mut letters, mut signs) = (0, 0);
    let mut before = ' ';
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        let beside = before.is_ascii_alphabetic()
            || characters.peek().is_some_and(char::is_ascii_alphabetic);
        if !character.is_ascii() {
            let stands_alone = "åÅàÀéÉ".contains(character);
            if character.is_alphabetic() && (beside || stands_alone) {
                letters += 1;
            } else if "«»“”‘’„–—…•€ §°½¼¾·´©®".contains(character) {
                signs += 1;
            }
        }
        before = character;
    }
    Some((letters, letters + signs))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn old_macintosh_text_names_macintosh_first() {
        let (bytes, (), ()) = (b"P\x8C S\xBFr\xBFya var b\x8Ctene gr\xBFnne".to_vec(), (), ());
        let ReadError::UndecidedEncoding { candidates, .. } = undecided(&bytes, 1) else {
            panic!("undecided")
        };
        assert_eq!(candidates[0].encoding.name(), "macintosh");
    }

    #[test]
    fn nearly_valid_utf8_is_offered_as_such() {
        let mut bytes = "blåbærsyltetøy på brødskiva ".repeat(20).into_bytes();
        bytes.truncate(bytes.len() - 1);
        bytes.push(0xC3);
        let ReadError::UndecidedEncoding { candidates, .. } = undecided(&bytes, 3) else {
            panic!("undecided")
        };
        assert_eq!(candidates[0].encoding, Encoding::UTF_8);
    }
}
