//! From a query to text, which reads as the same query again.

use std::fmt::{Display, Formatter, Result, Write};

use super::ast::{Literal, Query, Term};
use super::scan::{ends_value, ends_words, is_or, is_sign};

impl Display for Query {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        match self {
            Query::All(parts) => join(to, parts, " ", |part| matches!(part, Query::All(_) | Query::Any(_))),
            Query::Any(parts) => join(to, parts, " or ", |part| matches!(part, Query::Any(_))),
            Query::Not(part) => {
                to.write_char('-')?;
                bracketed(to, part, matches!(**part, Query::All(_) | Query::Any(_)))
            }
            Query::Words(words) if words.is_empty() || words.contains(ends_words) || is_special(words) => {
                quote(to, words)
            }
            Query::Words(words) => to.write_str(words),
            Query::Term(term) => term.fmt(to),
        }
    }
}

/// Words that would not be read as words.
fn is_special(words: &str) -> bool {
    words.starts_with('-') || is_or(words)
}

/// Whether a value means itself only in quotes.
pub(super) fn needs_quotes(value: &str) -> bool {
    value.is_empty() || value.contains(ends_value) || value.starts_with(is_sign)
}

impl Display for Term {
    fn fmt(&self, to: &mut Formatter<'_>) -> Result {
        to.write_str(&self.field)?;
        to.write_str(self.op.sign())?;
        for (at, Literal { text, quoted, .. }) in self.values.iter().enumerate() {
            if at > 0 {
                to.write_char(',')?;
            }
            if *quoted { quote(to, text) } else { to.write_str(text) }?;
        }
        Ok(())
    }
}

fn join(to: &mut Formatter<'_>, parts: &[Query], between: &str, in_brackets: fn(&Query) -> bool) -> Result {
    for (at, part) in parts.iter().enumerate() {
        if at > 0 {
            to.write_str(between)?;
        }
        bracketed(to, part, in_brackets(part))?;
    }
    Ok(())
}

fn bracketed(to: &mut Formatter<'_>, part: &Query, brackets: bool) -> Result {
    if !brackets {
        return part.fmt(to);
    }
    to.write_char('(')?;
    part.fmt(to)?;
    to.write_char(')')
}

/// A text in quotes.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::new();
    // Writing to a String cannot fail.
    let _ = quote(&mut quoted, text);
    quoted
}

fn quote(to: &mut dyn Write, text: &str) -> Result {
    to.write_char('"')?;
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            to.write_char('\\')?;
        }
        to.write_char(c)?;
    }
    to.write_char('"')
}
