//! The characters of a query, piece by piece: shared by the parser and the suggestions.

use super::ast::Op;

pub(super) struct Scan<'a> {
    pub text: &'a str,
    /// The byte at which the next piece begins.
    pub at: usize,
}

pub(super) const fn is_sign(c: char) -> bool {
    matches!(c, ':' | '=' | '~' | '<' | '>')
}

const fn is_delimiter(c: char) -> bool {
    matches!(c, '(' | ')' | '"')
}

/// Whether a character ends words, or the name of a field.
pub(super) fn ends_words(c: char) -> bool {
    c.is_whitespace() || is_delimiter(c) || is_sign(c)
}

/// Whether a character ends a value.
pub(super) fn ends_value(c: char) -> bool {
    c.is_whitespace() || is_delimiter(c) || c == ','
}

pub(super) fn is_or(text: &str) -> bool {
    text.eq_ignore_ascii_case("or")
}

impl<'a> Scan<'a> {
    pub fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    pub fn take(&mut self, wanted: char) -> bool {
        let found = self.peek() == Some(wanted);
        if found {
            self.at += wanted.len_utf8();
        }
        found
    }

    pub fn skip_space(&mut self) {
        self.run(|c| !c.is_whitespace());
    }

    /// The text up to a character that ends it.
    pub fn run(&mut self, ends: fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let run = rest.get(..rest.find(ends).unwrap_or(rest.len())).unwrap_or_default();
        self.at += run.len();
        run
    }

    /// A minus that negates what follows; one that stands alone is a word.
    pub fn take_minus(&mut self) -> bool {
        let mut next = self.rest().chars();
        let negates = next.next() == Some('-') && next.next().is_some_and(|c| !c.is_whitespace() && c != ')');
        if negates {
            self.at += 1;
        }
        negates
    }

    /// A text in quotes that begins here, and whether it ends. A quote or backslash in it stands after a backslash.
    pub fn quoted(&mut self) -> (String, bool) {
        let mut text = String::new();
        let mut rest = self.rest().char_indices().skip(1).peekable();
        while let Some((at, c)) = rest.next() {
            match (c, rest.peek()) {
                ('"', _) => {
                    self.at += at + 1;
                    return (text, true);
                }
                ('\\', Some((_, escaped @ ('"' | '\\')))) => {
                    text.push(*escaped);
                    rest.next();
                }
                _ => text.push(c),
            }
        }
        self.at = self.text.len();
        (text, false)
    }

    /// The sign between a field and its value, with the space around it.
    pub fn op(&mut self) -> Option<Op> {
        let start = self.at;
        self.skip_space();
        let first = self.peek().filter(|c| is_sign(*c));
        let Some(mut sign) = first else {
            self.at = start;
            return None;
        };
        self.at += 1;
        self.skip_space();
        if let (':', Some(second @ ('<' | '>'))) = (sign, self.peek()) {
            sign = second;
            self.at += 1;
            self.skip_space();
        }
        let op = match sign {
            ':' => Op::Has,
            '=' => Op::Is,
            '~' => Op::Like,
            '<' if self.take('=') => Op::Most,
            '<' => Op::Less,
            _ if self.take('=') => Op::Least,
            _ => Op::More,
        };
        self.skip_space();
        Some(op)
    }
}
