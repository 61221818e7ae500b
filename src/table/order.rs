//! Sorting: by several columns, stable, with empty cells last; and keeping a sorted list sorted while it grows.

use std::cmp::Ordering;
use std::sync::Arc;

use super::keys::Keys;
use super::marks::Marks;
use super::rows::Rows;

/// The direction of a sort: smallest first, or largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    Up,
    Down,
}

/// A column and the direction in which it is sorted by.
pub type By = (usize, Direction);

/// Columns whose keys are kept although the list is no longer sorted by them.
const SPARE_KEYS: usize = 1;

/// All rows of a list in the order of a sort: by columns, the most important first, each as
/// [`compare`](super::column::compare) says. Rows that are equal, and all rows when there is no column,
/// stand in the order in which they were loaded, in either direction.
///
/// It keeps what it prepared, so that a list that only became longer or shorter is not sorted again.
#[derive(Default)]
pub struct Ranking {
    rows: Option<Arc<dyn Rows>>,
    by: Vec<By>,
    /// Keys of the columns sorted by of late, the latest first.
    keys: Vec<(usize, Keys)>,
    order: Arc<Vec<u32>>,
}

impl Ranking {
    /// The order of a newer state of the list, or for another sort.
    pub fn of(&mut self, rows: &Arc<dyn Rows>, by: &[By]) -> Arc<Vec<u32>> {
        let old = self.rows.replace(Arc::clone(rows));
        let same = old.as_ref().map_or(0, |old| same_rows(&**old, &**rows));
        let known = old.as_ref().map_or(0, |old| old.len());
        let continues = same == known;
        let was_sorted = self.by == by;
        if continues && was_sorted && same == rows.len() {
            return Arc::clone(&self.order);
        }
        by.clone_into(&mut self.by);
        if continues {
            self.prepare(&**rows);
            let merged =
                if was_sorted && same > 0 { self.merged(same, rows.len()) } else { self.sorted(0..rows.len()) };
            self.order = Arc::new(merged);
        } else {
            // Keys go by row number, and the numbers have moved.
            self.keys.clear();
            let shorter =
                if was_sorted { old.and_then(|old| survivors(&*old, &**rows, same, &self.order)) } else { None };
            self.order = Arc::new(match shorter {
                Some(order) => order,
                None => {
                    self.prepare(&**rows);
                    self.sorted(0..rows.len())
                }
            });
        }
        Arc::clone(&self.order)
    }

    /// Sees that the keys of the columns sorted by are there for every row.
    fn prepare(&mut self, rows: &dyn Rows) {
        for (column, _) in self.by.iter().rev() {
            let at = self.keys.iter().position(|(of, _)| of == column);
            let mut keys = at.map_or_else(|| (*column, Keys::default()), |at| self.keys.remove(at));
            keys.1.grow(rows, *column);
            self.keys.insert(0, keys);
        }
        self.keys.truncate(self.by.len() + SPARE_KEYS);
    }

    fn keys(&self, column: usize) -> Option<&Keys> {
        self.keys.iter().find(|(of, _)| *of == column).map(|(_, keys)| keys)
    }

    /// These rows, sorted.
    fn sorted(&self, rows: std::ops::Range<u32>) -> Vec<u32> {
        let mut order = rows.collect();
        // From the least important column to the most important, each sort keeping the order of the one before.
        for (column, direction) in self.by.iter().rev() {
            if let Some(keys) = self.keys(*column) {
                keys.sort(&mut order, *direction);
            }
        }
        order
    }

    /// The order so far, with the rows from `from` to `to` sorted into it.
    fn merged(&self, from: u32, to: u32) -> Vec<u32> {
        let new = self.sorted(from..to);
        let by: Vec<(&Keys, Direction)> =
            self.by.iter().filter_map(|(column, direction)| Some((self.keys(*column)?, *direction))).collect();
        let goes_first = |new: u32, old: u32| {
            let order = by.iter().map(|(keys, direction)| keys.compare(new, old, *direction));
            // Of equal rows the one that was loaded first.
            order.fold(Ordering::Equal, Ordering::then) == Ordering::Less
        };
        let mut merged = Vec::with_capacity(self.order.len() + new.len());
        let mut new = new.into_iter().peekable();
        for old in self.order.iter() {
            while let Some(first) = new.next_if(|new| goes_first(*new, *old)) {
                merged.push(first);
            }
            merged.push(*old);
        }
        merged.extend(new);
        merged
    }
}

/// How many rows at the start of both lists are the very same.
pub(crate) fn same_rows(old: &dyn Rows, new: &dyn Rows) -> u32 {
    let most = old.len().min(new.len());
    (0..most).find(|row| old.address(*row) != new.address(*row)).unwrap_or(most)
}

/// The order of a list from which rows were taken out and nothing else: the first `same` rows are untouched.
/// `None` if it holds anything new.
fn survivors(old: &dyn Rows, new: &dyn Rows, same: u32, order: &[u32]) -> Option<Vec<u32>> {
    let mut at = same;
    let mut moved = vec![u32::MAX; (old.len() - same) as usize];
    for (row, to) in (same..).zip(moved.iter_mut()) {
        if at < new.len() && old.address(row) == new.address(at) {
            *to = at;
            at += 1;
        }
    }
    if at < new.len() {
        return None;
    }
    let new_number = |row: &u32| if *row < same { Some(*row) } else { moved.get((row - same) as usize).copied() };
    Some(order.iter().filter_map(new_number).filter(|row| *row != u32::MAX).collect())
}

/// Those of the rows in the order that match; `matches` is in ascending order and without repetition.
pub fn only(order: &Arc<Vec<u32>>, matches: &[u32]) -> Arc<Vec<u32>> {
    if matches.len() == order.len() {
        return Arc::clone(order);
    }
    let mut wanted = Marks::default();
    matches.iter().for_each(|row| wanted.set(*row, true));
    Arc::new(order.iter().copied().filter(|row| wanted.contains(*row)).collect())
}
