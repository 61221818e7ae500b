//! The API key: opaque, so that it cannot slip into a log, a title or a receipt.

use std::fmt;

use thiserror::Error;

/// A key as it goes into the `Authorization` header. There is no `Display`, and `Debug` shows four characters.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(String);

/// Why a text cannot be a key, before anyone is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum KeyProblem {
    #[error("empty")]
    Empty,
    #[error("white space inside")]
    Space,
    #[error("a character that no header can carry")]
    NotAscii,
    #[error("`Bearer` was pasted along")]
    Bearer,
}

impl Key {
    /// Reads what a person pasted: the white space around it goes, white space within is an error.
    pub fn parse(text: &str) -> Result<Key, KeyProblem> {
        let text = text.trim();
        if text.is_empty() {
            return Err(KeyProblem::Empty);
        }
        if text.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("bearer ")) {
            return Err(KeyProblem::Bearer);
        }
        if text.contains(char::is_whitespace) {
            return Err(KeyProblem::Space);
        }
        if !text.chars().all(|c| c.is_ascii_graphic()) {
            return Err(KeyProblem::NotAscii);
        }
        Ok(Key(text.to_owned()))
    }

    /// The whole key: for the `Authorization` header and the place the person chose to keep it, nothing else.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// The last four characters, all of the key that is ever shown; nothing of one so short that four would tell.
    pub fn tail(&self) -> &str {
        if self.0.len() < 12 { "" } else { &self.0[self.0.len() - 4..] }
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Key(…{})", self.tail())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_around_goes_and_within_is_refused() {
        assert_eq!(Key::parse("  sk-abc\n").map(|k| k.reveal().to_owned()), Ok("sk-abc".to_owned()));
        assert_eq!(Key::parse("sk-abc def"), Err(KeyProblem::Space));
        assert_eq!(Key::parse("sk-abc\ndef"), Err(KeyProblem::Space));
        assert_eq!(Key::parse("sk-abc\u{a0}def"), Err(KeyProblem::Space));
        assert_eq!(Key::parse(" \t"), Err(KeyProblem::Empty));
        assert_eq!(Key::parse("sk-abcé"), Err(KeyProblem::NotAscii));
        assert_eq!(Key::parse("Bearer sk-abc"), Err(KeyProblem::Bearer));
    }

    #[test]
    fn debug_shows_four_characters_and_nothing_of_a_short_key() {
        let key = Key::parse("sk-0123456789abcdef").unwrap();
        assert_eq!(format!("{key:?}"), "Key(…cdef)");
        assert_eq!(format!("{:?}", Key::parse("sk-1").unwrap()), "Key(…)");
    }
}
