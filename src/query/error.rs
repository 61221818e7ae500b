//! What is wrong with a query, and where.

use super::ast::{At, Op};

/// The first thing in the text that is not understood. It becomes a sentence in [`text`](crate::text).
#[derive(Clone, Debug, PartialEq)]
pub struct Error {
    pub at: At,
    pub kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    UnclosedQuote,
    UnclosedBracket,
    /// A bracket that closes nothing.
    StrayBracket,
    EmptyBrackets,
    /// `or` with nothing before or after it.
    LoneOr,
    /// A sign such as `>` without a field before it.
    NoField,
    /// A sign without a value after it.
    NoValue,
    TooDeep,
    UnknownField(String),
    /// The sign makes no sense with this field.
    WrongOp(Op, String),
    /// The value is not one that the field has.
    Not(Wanted, String),
    /// `<` and the like take one value.
    OneValue,
    /// A range whose end is before its start.
    Backwards,
}

/// What a value should have been.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Size,
    /// Dollars.
    Money,
    Count,
    /// A date, or a length of time.
    Time,
    /// A length of time.
    Age,
    Share,
    Flag,
    /// What a row can be, such as a duplicate.
    Fact,
}

impl Error {
    pub(super) fn new(from: usize, to: usize, kind: Kind) -> Error {
        Error { at: At { from, to }, kind }
    }

    /// The place in the text, counted in characters from 1.
    pub fn position(&self, text: &str) -> usize {
        text.char_indices().take_while(|(at, _)| *at < self.at.from).count() + 1
    }
}
