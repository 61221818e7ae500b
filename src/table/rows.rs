//! The rows of a list, with the type of the row forgotten, so that the page's table exists once.

use super::chunks::Chunks;
use super::column::{Column, Head, Value};
use std::sync::{Arc, OnceLock};

/// A list as it was at one moment: it never changes, a newer one takes its place. A row goes by its
/// number from 0 in the order in which it was loaded. Ids are unique within the list.
pub trait Rows: Send + Sync {
    fn len(&self) -> u32;
    fn columns(&self) -> usize;
    /// What is known of a column, `None` past the last.
    fn column(&self, column: usize) -> Option<&Head>;
    /// The id of a row, empty past the last.
    fn id(&self, row: u32) -> &str;
    /// A cell; absent where there is no such row or column.
    fn value(&self, row: u32, column: usize) -> Value<'_>;
    /// Tells objects apart: two lists that both exist have the same address in a row only if it is the very
    /// same object in the same state. Zero past the last.
    fn address(&self, row: u32) -> usize;

    /// The sum of a column of counts, bytes or money over some rows.
    fn total(&self, rows: &mut dyn Iterator<Item = u32>, column: usize) -> u64;

    fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The number of the column with this key.
    fn find_column(&self, key: &str) -> Option<usize> {
        (0..self.columns()).find(|column| self.column(*column).is_some_and(|head| head.key == key))
    }
}

/// Rows of one type under its columns.
pub struct Table<R: 'static> {
    rows: Chunks<R>,
    id: for<'a> fn(&'a R) -> &'a str,
    columns: &'static [Column<R>],
    /// The numbers of the columns that were summed: every change of a selection asks for sums again.
    numbers: Vec<OnceLock<Vec<u64>>>,
}

impl<R> Table<R> {
    pub fn new(rows: Chunks<R>, id: for<'a> fn(&'a R) -> &'a str, columns: &'static [Column<R>]) -> Self {
        let numbers = columns.iter().map(|_| OnceLock::new()).collect();
        Self { rows, id, columns, numbers }
    }

    pub fn row(&self, row: u32) -> Option<&Arc<R>> {
        self.rows.get(row as usize)
    }
}

impl<R: Send + Sync> Rows for Table<R> {
    fn len(&self) -> u32 {
        u32::try_from(self.rows.len()).unwrap_or(u32::MAX)
    }

    fn columns(&self) -> usize {
        self.columns.len()
    }

    fn column(&self, column: usize) -> Option<&Head> {
        self.columns.get(column).map(|column| &column.head)
    }

    fn id(&self, row: u32) -> &str {
        self.row(row).map_or("", |row| (self.id)(row))
    }

    fn address(&self, row: u32) -> usize {
        self.row(row).map_or(0, |row| Arc::as_ptr(row) as usize)
    }

    fn value(&self, row: u32, column: usize) -> Value<'_> {
        match (self.rows.get(row as usize), self.columns.get(column)) {
            (Some(row), Some(column)) => (column.value)(row),
            _ => Value::Absent,
        }
    }

    fn total(&self, rows: &mut dyn Iterator<Item = u32>, column: usize) -> u64 {
        let (Some(numbers), Some(column)) = (self.numbers.get(column), self.columns.get(column)) else { return 0 };
        let number = |row: &Arc<R>| match (column.value)(row) {
            Value::Count(n) | Value::Bytes(n) | Value::Money(n) => n,
            _ => 0,
        };
        let numbers = numbers.get_or_init(|| self.rows.iter().map(number).collect());
        rows.filter_map(|row| numbers.get(row as usize)).fold(0, |sum, number| sum.saturating_add(*number))
    }
}
