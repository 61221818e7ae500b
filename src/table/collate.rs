//! The order of words as a person expects it, as bytes that can be compared without thought.
//!
//! Upper and lower case are the same, and a run of digits is a number: `file 9` stands before
//! `file 10`, and `007` beside `7`. Other characters follow their code points: `é` stands after `z`.

/// The text in lower case. Each character is changed by itself, whatever stands beside it.
pub(crate) fn lower(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_ascii() { out.push(c.to_ascii_lowercase()) } else { out.extend(c.to_lowercase()) }
    }
    out
}

/// The characters of a text in lower case, one by one and without a copy.
#[derive(Clone)]
pub(crate) struct Lower<'a> {
    chars: std::str::Chars<'a>,
    /// Of a character that becomes several.
    rest: Option<std::char::ToLowercase>,
}

impl<'a> Lower<'a> {
    pub(crate) fn new(text: &'a str) -> Self {
        Self { chars: text.chars(), rest: None }
    }
}

impl Iterator for Lower<'_> {
    type Item = char;

    fn next(&mut self) -> Option<char> {
        if let Some(c) = self.rest.as_mut().and_then(Iterator::next) {
            return Some(c);
        }
        let c = self.chars.next()?;
        if c.is_ascii() {
            return Some(c.to_ascii_lowercase());
        }
        let mut lower = c.to_lowercase();
        let first = lower.next();
        self.rest = Some(lower);
        first
    }
}

/// The key by which a text is ordered. It holds no zero byte, so that a key may be padded with zeros.
pub(super) fn key(text: &str) -> Vec<u8> {
    let mut key = Vec::with_capacity(text.len() + 8);
    append_key(&mut key, text);
    key
}

/// Adds the key of a text to the end of `out`.
pub(super) fn append_key(out: &mut Vec<u8>, text: &str) {
    if text.is_ascii() { append_bytes(out, text.as_bytes()) } else { append_bytes(out, lower(text).as_bytes()) }
}

/// Adds the key of a text that is in lower case but for its ASCII letters. A number becomes the digit
/// zero, which keeps its place among the other characters, then its length and one, which puts short
/// numbers before long ones, then its digits from the first that is not zero. (Numbers of more than
/// 254 digits count as equally long.)
fn append_bytes(out: &mut Vec<u8>, text: &[u8]) {
    out.reserve(3 * text.len());
    // Where the length of the number under way stands.
    let mut number = None;
    for byte in text {
        if !byte.is_ascii_digit() {
            number = None;
        } else if number.is_none() {
            out.push(b'0');
            number = Some(out.len());
            out.push(1);
        }
        match number.and_then(|at| out.get_mut(at)) {
            Some(1) if *byte == b'0' => continue,
            Some(length) => *length = length.saturating_add(1),
            None => {}
        }
        out.push(byte.to_ascii_lowercase().max(1));
    }
}
