//! A query as a tree.

/// What must hold of a row.
#[derive(Clone, Debug, PartialEq)]
pub enum Query {
    /// Every part; all rows pass where there is none.
    All(Vec<Query>),
    Any(Vec<Query>),
    Not(Box<Query>),
    /// The text is part of some searched column.
    Words(String),
    Term(Term),
}

/// A column and what is asked of it: one of the values, if there are several.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    pub field: String,
    pub at: At,
    pub op: Op,
    pub values: Vec<Literal>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Op {
    /// `:` names, ids and other texts hold it; a term, a number or a date is it, or lies in its range.
    Has,
    /// `=` the whole of it.
    Is,
    /// `~` a pattern with `*` and `?`.
    Like,
    Less,
    Most,
    More,
    Least,
}

/// A value as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Literal {
    pub text: String,
    /// In quotes, where `none` and `..` are nothing special.
    pub quoted: bool,
    pub at: At,
}

/// Where something stands in the text, as bytes from and to. Takes no part in a comparison of queries.
#[derive(Clone, Copy, Debug, Default)]
pub struct At {
    pub from: usize,
    pub to: usize,
}

impl PartialEq for At {
    fn eq(&self, _: &At) -> bool {
        true
    }
}

impl Query {
    /// What lets every row pass.
    pub const EVERYTHING: Query = Query::All(Vec::new());

    pub fn is_everything(&self) -> bool {
        *self == Query::EVERYTHING
    }

    /// Whether it names one of these fields anywhere; with a value, one that is asked for it.
    pub fn names(&self, wanted: [(&str, Option<&str>); 2]) -> bool {
        match self {
            Query::All(parts) | Query::Any(parts) => parts.iter().any(|part| part.names(wanted)),
            Query::Not(part) => part.names(wanted),
            Query::Words(_) => false,
            Query::Term(term) => wanted.iter().any(|(field, value)| {
                let asks = |value: &str| term.values.iter().any(|literal| literal.text.eq_ignore_ascii_case(value));
                term.field.eq_ignore_ascii_case(field) && value.is_none_or(asks)
            }),
        }
    }

    /// The parts of which each must hold.
    pub fn into_parts(self) -> Vec<Query> {
        if let Query::All(parts) = self { parts } else { vec![self] }
    }

    pub(super) fn one_of(mut parts: Vec<Query>, many: fn(Vec<Query>) -> Query) -> Query {
        match (parts.len(), parts.pop()) {
            (1, Some(only)) => only,
            (_, last) => {
                parts.extend(last);
                many(parts)
            }
        }
    }

    /// The query of these parts, of which each must hold.
    pub fn of_parts(parts: Vec<Query>) -> Query {
        Query::one_of(parts, Query::All)
    }
}

impl Op {
    pub const fn sign(self) -> &'static str {
        match self {
            Op::Has => ":",
            Op::Is => "=",
            Op::Like => "~",
            Op::Less => "<",
            Op::Most => "<=",
            Op::More => ">",
            Op::Least => ">=",
        }
    }
}

/// How the absence of a value is written.
pub(super) const NONE: &str = "none";

impl Literal {
    /// A value that means just this text; the empty text means that there is none.
    pub fn of(text: &str) -> Literal {
        if text.is_empty() {
            return Literal { text: NONE.to_owned(), quoted: false, at: At::default() };
        }
        let quoted = super::print::needs_quotes(text) || text.eq_ignore_ascii_case(NONE) || text.contains("..");
        Literal { text: text.to_owned(), quoted, at: At::default() }
    }

    pub(super) fn is_none(&self) -> bool {
        !self.quoted && self.text.eq_ignore_ascii_case(NONE)
    }
}
