//! What was found last, kept so that a list that only became longer costs only its new rows.

use std::sync::Arc;

use super::ast::{Query, Term};
use super::filter::{Filter, Scope};
use crate::query::fact::Fact;
use crate::table::order::same_rows;
use crate::table::rows::Rows;

/// The rows that pass one query after another, of a list in one state after another.
#[derive(Default)]
pub struct Finder {
    last: Option<Last>,
}

struct Last {
    rows: Arc<dyn Rows>,
    query: Query,
    /// The rows that were asked, or none where all were.
    these: Option<Arc<Vec<u32>>>,
    found: Arc<Vec<u32>>,
}

impl Finder {
    /// All rows that pass, in the order of the list; none where the query is not understood. Ages count from `now`
    /// for the rows that are looked at, in Unix seconds.
    pub fn find(&mut self, query: &Query, rows: &Arc<dyn Rows>, facts: &'static [Fact], now: u64) -> Arc<Vec<u32>> {
        self.look(query.clone(), rows, None, facts, now)
    }

    /// Those of the rows that pass the term as well, in their order.
    pub fn narrow(
        &mut self,
        term: Term,
        rows: &Arc<dyn Rows>,
        these: &Arc<Vec<u32>>,
        facts: &'static [Fact],
        now: u64,
    ) -> Arc<Vec<u32>> {
        self.look(Query::Term(term), rows, Some(Arc::clone(these)), facts, now)
    }

    fn look(
        &mut self,
        query: Query,
        rows: &Arc<dyn Rows>,
        these: Option<Arc<Vec<u32>>>,
        facts: &'static [Fact],
        now: u64,
    ) -> Arc<Vec<u32>> {
        let Ok(filter) = Filter::new(&query, Scope { rows: &**rows, facts, now }) else { return Arc::default() };
        // What is known of the beginning, and how much of the list, or of the rows asked, that is.
        let known = self.last.take().filter(|last| last.query == query && filter.is_local()).and_then(|last| {
            let continues = same_rows(&*last.rows, &**rows) == last.rows.len();
            let asked = match (&last.these, &these) {
                (None, None) => Some(last.rows.len() as usize),
                (Some(old), Some(new)) if new.starts_with(old) => Some(old.len()),
                _ => None,
            };
            Some((last.found, asked.filter(|_| continues)?))
        });
        let (mut found, from) = known.unwrap_or_default();
        let more = match &these {
            None => filter.find_from(from as u32),
            Some(these) => filter.narrow(these.get(from..).unwrap_or_default()),
        };
        if from == 0 {
            found = Arc::new(more);
        } else if !more.is_empty() {
            Arc::make_mut(&mut found).extend(more);
        }
        self.last = Some(Last { rows: Arc::clone(rows), query, these, found: Arc::clone(&found) });
        found
    }
}
