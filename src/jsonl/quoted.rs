//! Texts as they stand in JSON: found eight bytes at a time, and decoded only where somebody wants to read them.

use std::borrow::Cow;

use super::scan::Measure;

/// A text without its quotes, with its escapes. It was checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quoted<'a> {
    pub raw: &'a str,
    /// Whether there are any escapes.
    pub escaped: bool,
}

impl<'a> Quoted<'a> {
    pub fn decode(self) -> Cow<'a, str> {
        if !self.escaped {
            return Cow::Borrowed(self.raw);
        }
        let mut text = String::with_capacity(self.raw.len());
        let mut rest = self.raw;
        while let Some((plain, escape)) = rest.split_once('\\') {
            text.push_str(plain);
            let (c, after) = unescape(escape);
            text.push(c);
            rest = after;
        }
        text.push_str(rest);
        Cow::Owned(text)
    }

    /// Its first characters, without decoding the rest.
    pub fn start(self, chars: usize) -> String {
        let mut text = String::new();
        let mut rest = self.raw;
        for _ in 0..chars {
            let Some(c) = rest.chars().next() else { break };
            let after = rest.get(c.len_utf8()..).unwrap_or_default();
            let (c, after) = if c == '\\' { unescape(after) } else { (c, after) };
            text.push(c);
            rest = after;
        }
        text
    }

    pub fn is(self, text: &str) -> bool {
        if self.escaped { self.decode() == text } else { self.raw == text }
    }

    pub fn is_empty(self) -> bool {
        self.raw.is_empty()
    }
}

/// What stands after a backslash, and what comes then.
fn unescape(escape: &str) -> (char, &str) {
    let mut rest = escape.chars();
    let c = match rest.next() {
        Some('n') => '\n',
        Some('t') => '\t',
        Some('r') => '\r',
        Some('b') => '\u{8}',
        Some('f') => '\u{C}',
        Some('u') => {
            let bytes = escape.as_bytes();
            let first = hex(bytes, 1).unwrap_or_default();
            let (code, length) = match first {
                0xD800..0xDC00 => {
                    let second = hex(bytes, 7).unwrap_or_default();
                    (0x10000 + ((first - 0xD800) << 10) + (second & 0x3FF), 11)
                }
                _ => (first, 5),
            };
            let c = char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER);
            return (c, escape.get(length..).unwrap_or_default());
        }
        Some(c) => c,
        None => char::REPLACEMENT_CHARACTER,
    };
    (c, rest.as_str())
}

/// Four hexadecimal digits.
fn hex(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4)?.iter().try_fold(0, |code, digit| Some(code << 4 | char::from(*digit).to_digit(16)?))
}

const ONES: u64 = 0x0101_0101_0101_0101;
const HIGHS: u64 = 0x8080_8080_8080_8080;

/// A high bit in each byte that is zero; above such a byte there may be wrong ones.
fn zeros(word: u64) -> u64 {
    word.wrapping_sub(ONES) & !word & HIGHS
}

/// Bytes of texts, of which some are no ASCII.
fn count(word: u64, measure: &mut Measure, bytes: u64) {
    let high = word & HIGHS;
    if high == 0 {
        measure.plain += bytes;
    } else {
        // Each character starts with a byte of which the two highest bits are set; those that follow have one.
        measure.plain += bytes - u64::from(high.count_ones());
        measure.other += u64::from((high & (word << 1)).count_ones());
    }
}

/// From after the opening quote (in UTF-8) to where the closing one stands, and whether there are escapes; or where
/// it goes wrong.
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
pub fn measure(bytes: &[u8], mut at: usize, measure: &mut Measure) -> Result<(usize, bool), usize> {
    let mut escaped = false;
    loop {
        at = super::wide::pass(bytes, at, measure);
        while let Some(eight) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
            if matches!(eight.first(), Some(b'"' | b'\\' | 0..0x20)) {
                break;
            }
            let word = u64::from_le_bytes(*eight);
            let quote = zeros(word ^ (ONES * b'"' as u64));
            let slash = zeros(word ^ (ONES * b'\\' as u64));
            let control = word.wrapping_sub(ONES * 0x20) & !word & HIGHS;
            let special = quote | slash | control;
            if special == 0 {
                count(word, measure, 8);
                at += 8;
                continue;
            }
            // The lowest is always a right one.
            let before = special.trailing_zeros() / 8;
            if before > 0 {
                count(word & (u64::MAX >> (64 - 8 * before)), measure, u64::from(before));
            }
            at += before as usize;
            break;
        }
        match bytes.get(at) {
            Some(b'"') => return Ok((at, escaped)),
            Some(b'\\') => {
                escaped = true;
                at = escape(bytes, at + 1, measure)?;
            }
            Some(0..0x20) | None => return Err(at),
            Some(byte) => {
                count(u64::from(*byte), measure, 1);
                // A first byte is told by its neighbour bit, which is in the same byte.
                at += 1;
            }
        }
    }
}

/// Past what follows a backslash.
fn escape(bytes: &[u8], at: usize, measure: &mut Measure) -> Result<usize, usize> {
    match bytes.get(at) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => {
            measure.plain += 1;
            Ok(at + 1)
        }
        Some(b'u') => {
            let first = hex(bytes, at + 1).ok_or(at)?;
            *(if first < 0x80 { &mut measure.plain } else { &mut measure.other }) += 1;
            match first {
                0xD800..0xDC00 => {
                    let pair = bytes.get(at + 5..at + 7) == Some(b"\\u");
                    match hex(bytes, at + 7) {
                        Some(0xDC00..0xE000) if pair => Ok(at + 11),
                        _ => Err(at),
                    }
                }
                0xDC00..0xE000 => Err(at),
                _ => Ok(at + 5),
            }
        }
        _ => Err(at),
    }
}
