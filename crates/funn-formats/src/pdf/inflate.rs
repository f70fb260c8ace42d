//! A look at all streams before anything is unpacked for good: how large would they become?

use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};

use crate::ReadError;
use crate::format::find;

/// Bytes that all streams may become.
const MOST: u64 = 64 << 20;
/// Bytes of a stream packed by LZW, whose size cannot be told without unpacking.
const MOST_LZW: usize = 64 << 10;

/// Refuses a file whose streams would become too large, or are packed more than once.
pub(super) fn check(bytes: &[u8]) -> Result<(), ReadError> {
    let too_large =
        ReadError::TooLarge { what: "the unpacked content of the pdf in bytes", limit: MOST };
    let mut room = MOST;
    let mut lzw = 0;
    let mut from = 0;
    while let Some(at) = bytes.get(from..).and_then(|rest| find(rest, b"stream")) {
        let start = from + at;
        from = start + 6;
        let head = bytes.get(start.saturating_sub(1_024)..start).unwrap_or_default();
        if head.ends_with(b"end") {
            continue;
        }
        let data = bytes.get(from..).unwrap_or_default();
        let data = data.strip_prefix(b"\r\n").or_else(|| data.strip_prefix(b"\n")).unwrap_or(data);
        let packing = packing_of(head);
        if packing.inflations > 1 {
            return Err(too_large);
        }
        if packing.is_lzw {
            lzw += find(data, b"endstream").unwrap_or(data.len());
        }
        if lzw > MOST_LZW * 4 {
            return Err(too_large);
        }
        if packing.is_image {
            continue;
        }
        let used = inflated(data, room);
        if used >= room {
            return Err(too_large);
        }
        room -= used;
    }
    Ok(())
}

struct Packing {
    inflations: usize,
    is_lzw: bool,
    /// A picture, which is never unpacked here, however large it is.
    is_image: bool,
}

/// What the dictionary before a stream says of its filters; names may be written with `#xx`.
fn packing_of(head: &[u8]) -> Packing {
    let begin = head.windows(4).rposition(|window| window == b" obj").unwrap_or(0);
    let dictionary = plain_names(head.get(begin..).unwrap_or_default());
    let count = |name: &[u8]| {
        let mut count = 0;
        let mut rest = dictionary.as_slice();
        while let Some(at) = find(rest, name) {
            count += 1;
            rest = rest.get(at + name.len()..).unwrap_or_default();
        }
        count
    };
    let lzw = count(b"/LZW");
    let is_image = count(b"/Image") > 0 && count(b"/ObjStm") + count(b"/XRef") == 0;
    Packing { inflations: count(b"/Fl") + lzw - count(b"/Flags"), is_lzw: lzw > 0, is_image }
}

fn plain_names(bytes: &[u8]) -> Vec<u8> {
    let mut plain = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).and_then(|digits| std::str::from_utf8(digits).ok());
        let escaped = digits.and_then(|digits| u8::from_str_radix(digits, 16).ok());
        if let Some(escaped) = escaped.filter(|_| byte == b'#') {
            plain.push(escaped);
            at += 3;
        } else {
            plain.push(byte);
            at += 1;
        }
    }
    plain
}

/// How many bytes the data becomes, counted up to `room`; 0 when it is not packed.
fn inflated(data: &[u8], room: u64) -> u64 {
    let counted = match data {
        [first, second, ..]
            if first & 0x0F == 8
                && (u32::from(*first) * 256 + u32::from(*second)).is_multiple_of(31) =>
        {
            count(ZlibDecoder::new(data), room)
        }
        _ => 0,
    };
    if counted > 0 {
        return counted;
    }
    // The reader tries raw deflate, after two bytes, where zlib fails.
    data.get(2..).map_or(0, |data| count(DeflateDecoder::new(data), room))
}

fn count(mut decoder: impl Read, room: u64) -> u64 {
    let mut buffer = [0; 16 << 10];
    let mut total = 0;
    while let Ok(read @ 1..) = decoder.read(&mut buffer) {
        total += read as u64;
        if total >= room {
            break;
        }
    }
    total
}
