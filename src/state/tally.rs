//! Numbers that a query proves: how many rows of a table it finds, and what they come to. What counts them is what shows
//! them.

use leptos::prelude::*;

use super::table::TableState;
use crate::query::{Filter, Query};

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub rows: u64,
    /// Of a column of numbers: bytes, or millionths of a dollar.
    pub sum: u64,
}

impl TableState {
    /// Counts what a query finds among the rows there are now, and follows them. `sum` is the key of a column.
    pub fn tally(self, query: &str, sum: &str) -> Tally {
        let rows = self.rows.get().0;
        let found = self.with_scope(|scope| {
            let query = Query::parse(query).ok()?;
            Some(Filter::new(&query, *scope).ok()?.find())
        });
        let found = found.unwrap_or_default();
        let sum = rows.find_column(sum).map_or(0, |column| rows.total(&mut found.iter().copied(), column));
        Tally { rows: found.len() as u64, sum }
    }
}
