//! Texts as they stand in JSON: found many bytes at a time, and decoded only where somebody wants to read them.

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

/// From after the opening quote (in UTF-8) to where the closing one stands, and whether there are escapes; or where
/// it goes wrong.
pub fn measure(bytes: &[u8], mut at: usize, measure: &mut Measure) -> Result<(usize, bool), usize> {
    let mut escaped = false;
    loop {
        at = super::wide::pass(bytes, at, measure);
        match bytes.get(at) {
            Some(b'"') => return Ok((at, escaped)),
            Some(b'\\') => {
                escaped = true;
                at = escape(bytes, at + 1, measure)?;
            }
            Some(0..0x20) | None => return Err(at),
            Some(byte) => {
                measure.plain += u64::from(*byte < 0x80);
                // A character starts with this byte, or it goes on.
                measure.other += u64::from(*byte >= 0xC0);
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
