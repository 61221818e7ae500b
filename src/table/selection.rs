//! The rows a person has chosen, which stay chosen through every change of filter, order and list.

use super::marks::Marks;
use super::order::same_rows;
use super::rows::Rows;
use std::collections::HashSet;
use std::sync::Arc;

/// A set of ids, kept as one bit for each row of the list it was last used with, and by name where
/// that list does not hold them.
///
/// Whatever changes the selection takes the list whose row numbers it is given, and carries the
/// selection over to it first, so that a number never means the row of another list. What only
/// reads speaks of the list of the last change or of [`on`](Self::on).
#[derive(Clone, Default)]
pub struct Selection {
    rows: Option<Arc<dyn Rows>>,
    marks: Marks,
    /// Chosen, but not in the list: it may still be loading.
    missing: HashSet<String>,
    /// The row that was clicked last, from which a range extends.
    anchor: Option<u32>,
}

impl Selection {
    /// Carries the selection over to another list, or a newer state of the same. Ids that it does
    /// not hold stay chosen as [`missing`](Self::missing). Costs next to nothing when the new list
    /// only continues the old one, or when nothing is chosen.
    pub fn on(&mut self, rows: &Arc<dyn Rows>) {
        let Some(old) = self.rows.replace(Arc::clone(rows)) else { return };
        if Arc::ptr_eq(&old, rows) || (self.is_empty() && self.anchor.is_none()) {
            return;
        }
        let same = same_rows(&*old, &**rows);
        let ids = (same..old.len().min(rows.len())).take_while(|row| old.id(*row) == rows.id(*row));
        let same = same + ids.count() as u32;
        let mut moved: HashSet<&str> = HashSet::new();
        for row in self.marks.clone().iter().filter(|row| *row >= same) {
            self.marks.set(row, false);
            moved.insert(old.id(row));
        }
        let moved_anchor = self.anchor.filter(|row| *row >= same).map(|row| old.id(row));
        if moved_anchor.is_some() {
            self.anchor = None;
        }
        if moved.is_empty() && self.missing.is_empty() && moved_anchor.is_none() {
            return;
        }
        for row in same..rows.len() {
            let id = rows.id(row);
            if moved.remove(id) || self.missing.remove(id) {
                self.marks.set(row, true);
            }
            if moved_anchor == Some(id) {
                self.anchor = Some(row);
            }
        }
        self.missing.extend(moved.into_iter().map(str::to_owned));
    }

    /// Chooses a row, or no longer, and starts a range there.
    pub fn toggle(&mut self, rows: &Arc<dyn Rows>, row: u32) {
        self.on(rows);
        self.set(row, !self.contains(row));
        self.anchor = Some(row);
    }

    /// Extends what was done to the anchor to every row from there to `row`, in the order shown; the
    /// anchor stays. Without an anchor, or when the order does not show it, the row alone is chosen
    /// and becomes the anchor.
    pub fn range(&mut self, rows: &Arc<dyn Rows>, order: &[u32], row: u32) {
        self.on(rows);
        let place = |wanted| order.iter().position(|row| *row == wanted);
        let anchor = self.anchor.and_then(|anchor| Some((anchor, place(anchor)?)));
        let (Some((anchor, from)), Some(to)) = (anchor, place(row)) else {
            self.set(row, true);
            self.anchor = Some(row);
            return;
        };
        let on = self.contains(anchor);
        for row in order.get(from.min(to)..=from.max(to)).unwrap_or_default() {
            self.set(*row, on);
        }
    }

    /// Chooses these rows too: a page, or all that match now. What matches later is not added.
    pub fn select(&mut self, rows: &Arc<dyn Rows>, these: &[u32]) {
        self.on(rows);
        self.marks.set_all(these, true, rows.len());
    }

    /// Chooses these rows no longer.
    pub fn deselect(&mut self, rows: &Arc<dyn Rows>, these: &[u32]) {
        self.on(rows);
        self.marks.set_all(these, false, rows.len());
    }

    /// Swaps chosen and not chosen among the rows that match; the hidden ones stay as they are.
    pub fn invert(&mut self, rows: &Arc<dyn Rows>, matching: &[u32]) {
        self.on(rows);
        matching.iter().for_each(|row| self.set(*row, !self.contains(*row)));
    }

    pub fn clear(&mut self) {
        self.marks = Marks::default();
        self.missing = HashSet::new();
        self.anchor = None;
    }

    /// Forgets the ids that the list does not hold: for a list that was read to its end, and for
    /// objects that are known to be gone.
    pub fn retain(&mut self, rows: &Arc<dyn Rows>) {
        self.on(rows);
        self.missing = HashSet::new();
    }

    fn set(&mut self, row: u32, on: bool) {
        if self.rows.as_ref().is_some_and(|rows| row < rows.len()) {
            self.marks.set(row, on);
        }
    }

    pub fn contains(&self, row: u32) -> bool {
        self.marks.contains(row)
    }

    /// How many ids are chosen, missing ones included.
    pub fn count(&self) -> usize {
        self.marks.count() as usize + self.missing.len()
    }

    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many chosen ids the list does not hold.
    pub fn missing(&self) -> usize {
        self.missing.len()
    }

    /// How many chosen ids are not among the rows that match, missing ones included.
    pub fn hidden(&self, matching: &[u32]) -> usize {
        self.count() - self.shown(matching)
    }

    /// How many of the rows that match are chosen.
    pub fn shown(&self, matching: &[u32]) -> usize {
        match self.marks.count() {
            0 => 0,
            // Every row there is.
            all if self.rows.as_ref().is_some_and(|rows| rows.len() == all) => matching.len(),
            _ => matching.iter().filter(|row| self.contains(**row)).count(),
        }
    }

    /// The row from which a range extends.
    pub const fn anchor(&self) -> Option<u32> {
        self.anchor
    }

    /// The chosen rows of the list, in its order.
    pub fn rows(&self) -> Vec<u32> {
        self.marks.iter().collect()
    }

    /// The chosen ids that the list holds, in its order: what a plan is made of.
    pub fn ids(&self) -> Vec<String> {
        let Some(rows) = &self.rows else { return Vec::new() };
        self.marks.iter().map(|row| rows.id(row).to_owned()).collect()
    }

    /// Whether this is so of all chosen ids that the list holds.
    pub fn every(&self, is_so: &dyn Fn(&str) -> bool) -> bool {
        self.rows.as_ref().is_none_or(|rows| self.marks.iter().all(|row| is_so(rows.id(row))))
    }

    /// The sum of a column of counts, bytes or money over the chosen rows of the list.
    pub fn total(&self, column: usize) -> u64 {
        self.rows.as_ref().map_or(0, |rows| rows.total(&mut self.marks.iter(), column))
    }
}
