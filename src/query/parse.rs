//! From text to a query.

use super::ast::{At, Literal, Query, Term};
use super::error::{Error, Kind};
use super::scan::{Scan, ends_value, ends_words, is_or, is_sign};

/// Brackets and minuses within one another; deeper ones nobody means, and they would use up the stack.
const DEPTH_MAX: usize = 50;

impl Query {
    /// The same with more that must hold, given as text; what is not understood adds nothing.
    pub fn and(&self, more: &str) -> Query {
        let mut parts = self.clone().into_parts();
        parts.extend(Query::parse(more).map(Query::into_parts).unwrap_or_default());
        Query::of_parts(parts)
    }

    /// Reads a text. Blank text is the query that everything passes.
    pub fn parse(text: &str) -> Result<Query, Error> {
        let mut parser = Parser { scan: Scan { text, at: 0 }, depth: 0 };
        let query = parser.any()?;
        match parser.scan.peek() {
            None => Ok(query),
            // Nothing else ends a query before the end of the text.
            Some(_) => Err(Error::new(parser.scan.at, parser.scan.at + 1, Kind::StrayBracket)),
        }
    }
}

struct Parser<'a> {
    scan: Scan<'a>,
    depth: usize,
}

impl Parser<'_> {
    fn any(&mut self) -> Result<Query, Error> {
        let mut parts = Vec::new();
        let mut last_or = None;
        loop {
            let all = self.all()?;
            let or = self.take_or();
            match (all.is_empty(), or.or(last_or)) {
                (true, Some(At { from, to })) => return Err(Error::new(from, to, Kind::LoneOr)),
                (true, None) => return Ok(Query::EVERYTHING),
                (false, _) => parts.push(Query::of_parts(all)),
            }
            if or.is_none() {
                return Ok(Query::one_of(parts, Query::Any));
            }
            last_or = or;
        }
    }

    fn all(&mut self) -> Result<Vec<Query>, Error> {
        let mut parts = Vec::new();
        loop {
            self.scan.skip_space();
            if matches!(self.scan.peek(), None | Some(')')) || self.or().is_some() {
                return Ok(parts);
            }
            parts.push(self.part()?);
        }
    }

    /// Where the `or` stands that comes next.
    fn or(&self) -> Option<At> {
        let mut ahead = Scan { text: self.scan.text, at: self.scan.at };
        let found = is_or(ahead.run(ends_words));
        let to = ahead.at;
        (found && ahead.op().is_none()).then_some(At { from: self.scan.at, to })
    }

    fn take_or(&mut self) -> Option<At> {
        let or = self.or()?;
        self.scan.at = or.to;
        Some(or)
    }

    fn part(&mut self) -> Result<Query, Error> {
        let start = self.scan.at;
        if self.depth >= DEPTH_MAX {
            return Err(Error::new(start, start + 1, Kind::TooDeep));
        }
        if self.scan.take_minus() {
            self.depth += 1;
            let part = self.part()?;
            self.depth -= 1;
            return Ok(Query::Not(Box::new(part)));
        }
        match self.scan.peek() {
            Some('(') => self.brackets(),
            Some('"') => Ok(Query::Words(self.quoted()?)),
            Some(c) if is_sign(c) => Err(Error::new(start, start + 1, Kind::NoField)),
            _ => {
                let words = self.scan.run(ends_words);
                let at = At { from: start, to: self.scan.at };
                match self.scan.op() {
                    Some(_) if words.starts_with('-') => Err(Error::new(at.to, at.to, Kind::NoField)),
                    None => Ok(Query::Words(words.to_owned())),
                    Some(op) => Ok(Query::Term(Term { field: words.to_owned(), at, op, values: self.values()? })),
                }
            }
        }
    }

    fn brackets(&mut self) -> Result<Query, Error> {
        let start = self.scan.at;
        self.scan.at += 1;
        self.depth += 1;
        let query = self.any()?;
        self.depth -= 1;
        if !self.scan.take(')') {
            return Err(Error::new(start, start + 1, Kind::UnclosedBracket));
        }
        if query.is_everything() {
            return Err(Error::new(start, self.scan.at, Kind::EmptyBrackets));
        }
        Ok(query)
    }

    fn quoted(&mut self) -> Result<String, Error> {
        let start = self.scan.at;
        let (text, ends) = self.scan.quoted();
        if ends { Ok(text) } else { Err(Error::new(start, self.scan.at, Kind::UnclosedQuote)) }
    }

    fn values(&mut self) -> Result<Vec<Literal>, Error> {
        let mut values = Vec::new();
        loop {
            self.scan.skip_space();
            let from = self.scan.at;
            let quoted = self.scan.peek() == Some('"');
            let text = if quoted { self.quoted()? } else { self.scan.run(ends_value).to_owned() };
            if !quoted && (text.is_empty() || text.starts_with(is_sign)) {
                return Err(Error::new(from, from, Kind::NoValue));
            }
            values.push(Literal { text, quoted, at: At { from, to: self.scan.at } });
            if !self.scan.take(',') {
                return Ok(values);
            }
        }
    }
}
