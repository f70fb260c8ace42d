//! Fonts, made safe: widths that fit together, maps of characters that do not grow without end.

use pdf_extract::{Dictionary, Document, Object, ObjectId};

use crate::format::find;

/// Characters that all maps of a document may hold.
const MOST_MAPPED: u64 = 2_000_000;
/// Characters that one range of widths may hold.
const WIDEST: i64 = 70_000;

/// Repairs what the reader of glyphs would stumble over.
pub(super) fn repair(document: &mut Document) {
    let ids: Vec<ObjectId> = document.objects.keys().copied().collect();
    let mut room = MOST_MAPPED;
    for id in ids {
        let widths = document.objects.get(&id).and_then(|object| {
            let font = object.as_dict().ok()?;
            let widths = resolved(document, font, b"W")?.as_array().ok()?;
            Some(single_widths(document, widths))
        });
        let simple = document.objects.get(&id).and_then(|object| {
            let font = object.as_dict().ok()?;
            let first = resolved(document, font, b"FirstChar")?.as_i64().ok()?;
            let count = resolved(document, font, b"Widths")?.as_array().ok()?.len();
            Some(first + i64::try_from(count).ok()? - 1)
        });
        match document.objects.get_mut(&id) {
            Some(Object::Dictionary(font)) => {
                if let Some(widths) = widths {
                    font.set("W", Object::Array(widths));
                }
                if let Some(last) = simple {
                    font.set("LastChar", Object::Integer(last));
                }
            }
            Some(Object::Stream(stream)) if is_map(&stream.dict, &stream.content) => {
                let content = stream.get_plain_content().unwrap_or_default();
                let mapped = mapped(&content);
                if mapped > room {
                    stream.set_plain_content(Vec::new());
                } else {
                    room -= mapped;
                }
            }
            _ => {}
        }
    }
}

fn resolved<'a>(document: &'a Document, font: &'a Dictionary, key: &[u8]) -> Option<&'a Object> {
    document.dereference(font.get(key).ok()?).ok().map(|(_, object)| object)
}

/// Widths of a composite font with each range written out: `c [w w w]`.
fn single_widths(document: &Document, widths: &[Object]) -> Vec<Object> {
    let mut single = Vec::new();
    let mut rest = widths;
    let number = |object: &Object| match document.dereference(object).ok()?.1 {
        Object::Integer(number) => Some(*number),
        #[expect(clippy::cast_possible_truncation, reason = "codes are small; what is not is cut")]
        Object::Real(number) => Some(*number as i64),
        _ => None,
    };
    while let [first, second, tail @ ..] = rest {
        let Some(first) = number(first) else { break };
        let second = document.dereference(second).map_or(second, |(_, object)| object);
        if let Object::Array(list) = second {
            let list = list.iter().filter(|w| matches!(w, Object::Integer(_) | Object::Real(_)));
            single.extend([Object::Integer(first), Object::Array(list.cloned().collect())]);
            rest = tail;
        } else if let ([width, tail @ ..], Some(last)) = (tail, number(second)) {
            let count = (last - first + 1).clamp(0, WIDEST);
            if matches!(width, Object::Integer(_) | Object::Real(_)) && single.len() < 20_000 {
                let list = (0..count).map(|_| width.clone()).collect();
                single.extend([Object::Integer(first), Object::Array(list)]);
            }
            rest = tail;
        } else {
            break;
        }
    }
    single
}

/// Whether a stream may be a map of characters: it is none of the kinds that are large.
fn is_map(dictionary: &Dictionary, content: &[u8]) -> bool {
    let is_other = [&b"Subtype"[..], b"Length1", b"Length2", b"Width", b"FunctionType", b"N"]
        .iter()
        .any(|key| dictionary.has(key));
    !is_other && content.len() < (4 << 20)
}

/// How many characters the ranges of a map cover.
fn mapped(content: &[u8]) -> u64 {
    let mut total = 0_u64;
    let mut rest = content;
    while let Some(at) = find(rest, b"beginbfrange") {
        rest = rest.get(at + 12..).unwrap_or_default();
        let end = find(rest, b"endbfrange").unwrap_or(rest.len());
        total = total.saturating_add(ranges(rest.get(..end).unwrap_or_default()));
    }
    total
}

/// The sizes of `<first> <last> <to>` and `<first> <last> [<to> …]`.
fn ranges(section: &[u8]) -> u64 {
    let mut total = 0_u64;
    let mut numbers: Vec<u64> = Vec::with_capacity(3);
    let mut in_list = false;
    let parts = section.split_inclusive(|byte| matches!(byte, b'>' | b']' | b'['));
    for part in parts {
        match part.last() {
            Some(b'[') => in_list = true,
            Some(b']') => {
                in_list = false;
                numbers.clear();
            }
            _ if in_list => {}
            _ => {
                let hex: String = part.iter().map(|&byte| char::from(byte)).collect();
                let hex: String = hex.chars().filter(char::is_ascii_hexdigit).take(12).collect();
                numbers.push(u64::from_str_radix(&hex, 16).unwrap_or(0));
                if let [first, last] = numbers.as_slice() {
                    total = total.saturating_add(last.saturating_sub(*first) + 1);
                }
                if numbers.len() == 3 {
                    numbers.clear();
                }
            }
        }
    }
    total
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_counted() {
        assert_eq!(mapped(b"1 beginbfrange <00> <0f> <0041> endbfrange"), 16);
        assert_eq!(mapped(b"beginbfrange <00><01>[<0041><0042>] <02><03><0043> endbfrange"), 4);
        assert!(mapped(b"beginbfrange <00000000> <ffffffff> <0041> endbfrange") > 4_000_000_000);
    }
}
