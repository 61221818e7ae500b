//! The rows that a query lets pass.

use super::ast::Query;
use super::compile::{Sight, Test, compile};
use super::error::Error;
use super::fact::{self, Fact};
use super::field;
use crate::table::marks::Marks;
use crate::table::rows::Rows;

/// What a query is asked of.
#[derive(Clone, Copy)]
pub struct Scope<'a> {
    pub rows: &'a dyn Rows,
    pub facts: &'static [Fact],
    /// From when ages count, in Unix seconds.
    pub now: u64,
}

impl Scope<'_> {
    /// The names that can be asked for, without those that are only another's second one.
    pub fn fields(&self) -> Vec<&'static str> {
        let mut fields: Vec<&str> = Vec::new();
        for (_, head) in field::all(self.rows) {
            fields.extend([head.key, head.age].iter().filter(|name| !name.is_empty()));
        }
        if !self.facts.is_empty() {
            fields.push(fact::FIELD);
        }
        fields
    }

    /// Whether the table understands a text.
    pub fn understands(&self, text: &str) -> bool {
        Query::parse(text).and_then(|query| Filter::new(&query, *self)).is_ok()
    }
}

/// A query made ready for a table.
pub struct Filter<'a> {
    scope: Scope<'a>,
    test: Test,
    searched: Vec<usize>,
}

impl<'a> Filter<'a> {
    /// Fails if the query names what the table has not. Looks at the columns only, not at the rows.
    pub fn new(query: &Query, scope: Scope<'a>) -> Result<Filter<'a>, Error> {
        let rows = scope.rows;
        let is_searched = |column: &usize| rows.column(*column).is_some_and(|head| head.searched);
        let searched = (0..rows.columns()).filter(is_searched).collect();
        Ok(Filter { scope, test: compile(query, &scope)?, searched })
    }

    /// All rows that pass, in the order of the list.
    pub fn find(&self) -> Vec<u32> {
        self.find_from(0)
    }

    /// The rows from this number on that pass.
    pub fn find_from(&self, from: u32) -> Vec<u32> {
        self.pass(from..self.scope.rows.len())
    }

    /// Whether a row passes or not whatever the others are.
    pub fn is_local(&self) -> bool {
        !(0..self.scope.facts.len()).any(|fact| asks_for(&self.test, fact))
    }

    /// Those of the rows that pass, in their order.
    pub fn narrow(&self, rows: &[u32]) -> Vec<u32> {
        self.pass(rows.iter().copied())
    }

    fn pass(&self, rows: impl Iterator<Item = u32>) -> Vec<u32> {
        if matches!(&self.test, Test::All(parts) if parts.is_empty()) {
            return rows.collect();
        }
        let facts = self.facts();
        let sight = Sight { rows: self.scope.rows, searched: &self.searched, facts: &facts };
        rows.filter(|row| self.test.holds(&sight, *row)).collect()
    }

    /// The rows of each fact that the query asks for.
    fn facts(&self) -> Vec<Marks> {
        let marks = |(at, fact): (usize, &Fact)| {
            if asks_for(&self.test, at) { fact.marks(self.scope.rows) } else { Marks::default() }
        };
        self.scope.facts.iter().enumerate().map(marks).collect()
    }
}

fn asks_for(test: &Test, wanted: usize) -> bool {
    match test {
        Test::All(parts) | Test::Any(parts) => parts.iter().any(|part| asks_for(part, wanted)),
        Test::Not(part) => asks_for(part, wanted),
        Test::Fact(fact) => *fact == wanted,
        Test::Words(_) | Test::Cell(..) => false,
    }
}
