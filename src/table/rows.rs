//! The rows of a list, with the type of the row forgotten, so that the page's table exists once.

use super::chunks::Chunks;
use super::column::{Column, Head, Value};
use std::sync::Arc;

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
    fn total(&self, rows: &mut dyn Iterator<Item = u32>, column: usize) -> u64 {
        let number = |row| match self.value(row, column) {
            Value::Count(n) | Value::Bytes(n) | Value::Money(n) => n,
            _ => 0,
        };
        rows.map(number).fold(0, u64::saturating_add)
    }

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
}

impl<R> Table<R> {
    pub const fn new(rows: Chunks<R>, id: for<'a> fn(&'a R) -> &'a str, columns: &'static [Column<R>]) -> Self {
        Self { rows, id, columns }
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
}
