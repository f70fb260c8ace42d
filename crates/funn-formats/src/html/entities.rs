//! Character references: `&aring;`, `&#229;`, `&#xE5;`.

use std::borrow::Cow;
use std::sync::LazyLock;

/// A named character: its name, its text, and whether it may stand without a semicolon.
struct Named {
    name: &'static str,
    text: String,
    is_bare: bool,
}

/// The names of the HTML standard, sorted.
static NAMED: LazyLock<Vec<Named>> = LazyLock::new(|| {
    include_str!("entities.tsv")
        .lines()
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let (name, codes) = (fields.next()?, fields.next()?);
            let text = codes
                .split(' ')
                .filter_map(|code| u32::from_str_radix(code, 16).ok().and_then(char::from_u32))
                .collect();
            Some(Named { name, text, is_bare: fields.next().is_some() })
        })
        .collect()
});

/// The text with its references resolved; what is no reference stays as it is.
pub(crate) fn resolve(raw: &str) -> Cow<'_, str> {
    if !raw.contains('&') {
        return Cow::Borrowed(raw);
    }
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        if let Some((found, length)) = reference(after) {
            text.push_str(&found);
            rest = after.get(length..).unwrap_or_default();
        } else {
            text.push('&');
            rest = after;
        }
    }
    text.push_str(rest);
    Cow::Owned(text)
}

/// The character that a reference (after its `&`) names, and the reference's length.
fn reference(after: &str) -> Option<(Cow<'static, str>, usize)> {
    if let Some(number) = after.strip_prefix('#') {
        let (digits, radix, skipped) = match number.strip_prefix(['x', 'X']) {
            Some(digits) => (digits, 16, 2),
            None => (number, 10, 1),
        };
        let length = digits.bytes().take_while(|byte| char::from(*byte).is_digit(radix)).count();
        let code = u32::from_str_radix(digits.get(..length)?, radix).ok().filter(|_| length > 0)?;
        let end = skipped + length;
        let end = end + usize::from(after.as_bytes().get(end) == Some(&b';'));
        return Some((Cow::Owned(numbered(code).to_string()), end));
    }
    let length = after.bytes().take(40).take_while(u8::is_ascii_alphanumeric).count();
    let name = after.get(..length)?;
    if after.as_bytes().get(length) == Some(&b';') {
        return named(name).map(|named| (Cow::Borrowed(named.text.as_str()), length + 1));
    }
    named(name)
        .filter(|named| named.is_bare)
        .map(|named| (Cow::Borrowed(named.text.as_str()), length))
}

fn named(name: &str) -> Option<&'static Named> {
    let index = NAMED.binary_search_by(|named| named.name.cmp(name)).ok()?;
    NAMED.get(index)
}

/// A numbered character; numbers 128 to 159 are read as Windows-1252, as the standard says.
fn numbered(code: u32) -> char {
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9F) => {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
            text.chars().next().unwrap_or('\u{FFFD}')
        }
        Ok(0) => '\u{FFFD}',
        _ => char::from_u32(code).unwrap_or('\u{FFFD}'),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references() {
        for (raw, text) in [
            ("bl&aring;b&#230;r &#xE5;", "blåbær å"),
            ("a &amp; b &lt;c&gt;", "a & b <c>"),
            ("&nbsp;&eacute&hellip;", "\u{A0}é…"),
            ("&#150; &#x80;", "– €"),
            ("R&D, &ukjent; & &#; &#x;", "R&D, &ukjent; & &#; &#x;"),
            ("&#9999999999;&#xD800;", "&#9999999999;\u{FFFD}"),
            ("&NotEqualTilde;", "≂̸"),
        ] {
            assert_eq!(resolve(raw), text, "{raw}");
        }
    }
}
