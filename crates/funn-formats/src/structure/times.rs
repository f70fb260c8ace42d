//! Time stamps: `[00:12:34]`, `#00:01:02-3#`, `(00:12)`, `{00:12}`, `00:12:34`.

use std::ops::Range;

/// A time written in a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// Its bytes in the line, with brackets.
    pub(crate) bytes: Range<usize>,
    pub(crate) time_ms: u64,
    form: Form,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// In square or curly brackets or between hash signs: a stamp wherever it stands.
    Marked,
    /// In parentheses: a stamp at the start or the end.
    Parenthesis,
    /// Hours, minutes and seconds without brackets: a stamp at the start or the end.
    Bare,
    /// Two numbers without brackets: a stamp before a speaker's label only; else a time of day.
    BareShort,
}

/// All that looks like a time.
pub(crate) fn stamps_in(line: &str) -> Vec<Stamp> {
    let bytes = line.as_bytes();
    let mut stamps: Vec<Stamp> = Vec::new();
    let mut from = 0;
    while let Some(colon) = bytes.get(from..).and_then(|rest| rest.iter().position(|&b| b == b':'))
    {
        let colon = from + colon;
        from = colon + 1;
        let digits = bytes.iter().take(colon).rev().take_while(|b| b.is_ascii_digit()).count();
        let start = colon - digits;
        if digits == 0 || stamps.last().is_some_and(|last| last.bytes.end > start) {
            continue;
        }
        if let Some(stamp) = stamp_at(line, start) {
            from = stamp.bytes.end;
            stamps.push(stamp);
        }
    }
    stamps
}

/// The stamps that stand where a stamp may: anywhere, or at either end of the line or label.
pub(crate) fn accepted<'s>(
    line: &'s str,
    stamps: &'s [Stamp],
    label: Option<&'s Range<usize>>,
) -> impl Iterator<Item = &'s Stamp> {
    let mut lead = 0;
    stamps.iter().filter(move |stamp| {
        let is_blank = |bytes: Range<usize>| line.get(bytes).is_some_and(|t| t.trim().is_empty());
        if let Some(label) = label.filter(|label| label.end <= stamp.bytes.start) {
            lead = lead.max(label.end);
        }
        let is_in_label =
            label.is_some_and(|l| l.start <= stamp.bytes.start && stamp.bytes.end <= l.end);
        let is_first = is_in_label || is_blank(lead..stamp.bytes.start);
        let is_last = is_blank(stamp.bytes.end..line.len());
        let is_before_label =
            label.is_some_and(|label| is_blank(stamp.bytes.end..label.start.max(stamp.bytes.end)));
        let is_accepted = match stamp.form {
            Form::Marked => true,
            Form::Parenthesis | Form::Bare => is_first || is_last,
            Form::BareShort => is_in_label || (is_first && is_before_label),
        };
        if is_accepted && is_first {
            lead = lead.max(stamp.bytes.end);
        }
        is_accepted
    })
}

/// The stamp whose digits begin at a byte.
pub(crate) fn stamp_at(line: &str, start: usize) -> Option<Stamp> {
    let bytes = line.as_bytes();
    let (time_ms, parts, end) = time_at(bytes, start)?;
    let before = start.checked_sub(1).and_then(|at| bytes.get(at)).copied();
    let after = bytes.get(end).copied();
    let form = match (before, after) {
        (Some(b'['), Some(b']')) | (Some(b'{'), Some(b'}')) | (Some(b'#'), Some(b'#')) => {
            return Some(Stamp { bytes: start - 1..end + 1, time_ms, form: Form::Marked });
        }
        (Some(b'('), Some(b')')) => {
            return Some(Stamp { bytes: start - 1..end + 1, time_ms, form: Form::Parenthesis });
        }
        (None | Some(b' ' | b'\t' | 0xA0), None | Some(b' ' | b'\t' | b':' | 0xC2)) => {
            if parts == 3 { Form::Bare } else { Form::BareShort }
        }
        _ => return None,
    };
    Some(Stamp { bytes: start..end, time_ms, form })
}

/// `hh:mm:ss` or `mm:ss`, with a fraction after `.`, `,` or `-`: milliseconds, parts, end.
pub(crate) fn time_at(bytes: &[u8], start: usize) -> Option<(u64, usize, usize)> {
    let (mut parts, mut at) = (Vec::with_capacity(3), start);
    loop {
        let (number, digits) = number_at(bytes, at)?;
        let wanted = if parts.is_empty() { 1..=4 } else { 2..=2 };
        if !wanted.contains(&digits) || (!parts.is_empty() && number > 59) {
            return None;
        }
        parts.push(number);
        at += digits;
        let goes_on =
            bytes.get(at) == Some(&b':') && bytes.get(at + 1).is_some_and(u8::is_ascii_digit);
        if parts.len() == 3 || !goes_on {
            break;
        }
        at += 1;
    }
    if parts.len() < 2 {
        return None;
    }
    let seconds = parts.iter().fold(0, |sum, part| sum * 60 + part);
    let mut time_ms = seconds * 1_000;
    if matches!(bytes.get(at), Some(b'.' | b',' | b'-'))
        && let Some((fraction, digits @ 1..=3)) = number_at(bytes, at + 1)
    {
        time_ms += fraction * [0, 100, 10, 1].get(digits).copied().unwrap_or(0);
        at += 1 + digits;
    }
    Some((time_ms, parts.len(), at))
}

fn number_at(bytes: &[u8], start: usize) -> Option<(u64, usize)> {
    let digits = bytes.get(start..)?.iter().take(10).take_while(|b| b.is_ascii_digit()).count();
    let number = bytes.get(start..start + digits)?;
    (digits > 0).then(|| (number.iter().fold(0, |sum, b| sum * 10 + u64::from(b - b'0')), digits))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_time() {
        for (line, wanted) in [
            ("[00:12:34] Ja", vec![754_000]),
            ("Ja. #00:01:02-3#", vec![62_300]),
            ("#01:01:01.5# Ja", vec![3_661_500]),
            ("(75:12) Ja", vec![4_512_000]),
            ("00:12:34,5 Ja", vec![754_500]),
            ("Møtet (12:30) begynte", vec![]),
            ("09:15 Ankomst til skolen", vec![]),
            ("Klokka 09:15:00 sto vi der", vec![]),
            ("Ja [00:01] og så [00:02:00.250]", vec![1_000, 120_250]),
            ("00:99:10 nei", vec![]),
            ("12345:00 nei", vec![]),
            ("Matteus 5:3-12", vec![]),
        ] {
            let stamps = stamps_in(line);
            let times: Vec<u64> = accepted(line, &stamps, None).map(|s| s.time_ms).collect();
            assert_eq!(times, wanted, "{line}");
        }
    }

    #[test]
    fn short_bare_times_count_before_a_label() {
        let line = "00:06 Intervjuer: Ja";
        let stamps = stamps_in(line);
        let label = 6..17;
        assert_eq!(accepted(line, &stamps, Some(&label)).count(), 1);
        assert_eq!(accepted(line, &stamps, None).count(), 0);
    }
}
