//! Looking for a word in many texts, whatever the case.

use super::collate::{Lower, lower};

/// A word prepared for being looked for. Horspool's search: the character under the word's end says
/// how far the word may be moved on.
pub(crate) struct Needle {
    lower: String,
    /// For each byte under the word's end, how far to move on; 0 for the one with which the word ends.
    skip: [u8; 256],
    /// How far to move on when the end fits and the rest does not.
    again: usize,
}

impl Needle {
    pub(crate) fn new(word: &str) -> Self {
        let lower = lower(word);
        let end = lower.len().saturating_sub(1);
        let far = |distance: usize| u8::try_from(distance).unwrap_or(u8::MAX);
        let mut skip = [far(end + 1); 256];
        let mut again = end + 1;
        for (at, byte) in lower.bytes().enumerate() {
            if at < end && lower.as_bytes().last() == Some(&byte) {
                again = end - at;
            }
            for case in [byte, byte.to_ascii_uppercase()] {
                skip[usize::from(case)] = far(end - at);
            }
        }
        Self { lower, skip, again }
    }

    /// Whether the text contains the word. Upper and lower case are the same in every script. (Of two
    /// signs that are not ASCII, Unicode says that they become ASCII letters in lower case, `K` for kelvin
    /// and the Turkish `İ`: a word of ASCII letters does not find them.)
    pub(crate) fn is_in(&self, text: &str) -> bool {
        if self.lower.is_ascii() {
            self.is_in_bytes(text.as_bytes())
        } else {
            !text.is_ascii() && self.is_in_lower(Lower::new(text))
        }
    }

    /// Tries at each character: slower than by bytes, but without a copy of the text.
    fn is_in_lower(&self, mut text: Lower<'_>) -> bool {
        loop {
            let mut here = text.clone();
            if self.lower.chars().all(|c| here.next() == Some(c)) {
                return true;
            }
            if text.next().is_none() {
                return false;
            }
        }
    }

    fn is_in_bytes(&self, text: &[u8]) -> bool {
        let word = self.lower.as_bytes();
        let mut end = word.len();
        while let Some(byte) = text.get(end.wrapping_sub(1)) {
            match self.skip[usize::from(*byte)] {
                0 if text.get(end - word.len()..end).is_some_and(|part| part.eq_ignore_ascii_case(word)) => {
                    return true;
                }
                0 => end += self.again,
                skip => end += usize::from(skip),
            }
        }
        word.is_empty()
    }
}
