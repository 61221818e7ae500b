//! Which rows exist in the page: those in view and a few around them.
//!
//! The body of the table is one element as high as all its rows. Browsers give up somewhere:
//! Chromium at 33,554,428 px, Firefox at 17,895,697 px. 200,000 rows of 34 px are 6,800,000 px.

use std::ops::Range;

/// However high the view (without its style sheet it is as high as its content), no more rows than this are drawn.
pub const MOUNTED_MAX: usize = 200;

/// The part of the table that can be seen, in CSS pixels, without the header that covers it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct View {
    /// How far the body is scrolled. Below zero while a phone's page springs back.
    pub top: f64,
    pub height: f64,
    pub row_height: f64,
}

impl View {
    /// The places, in the order shown, of the rows to be drawn when there are `count` of them: those
    /// of which any part is in view, and `overscan` more before and after.
    pub fn visible(&self, count: usize, overscan: usize) -> Range<usize> {
        if self.row_height.is_nan() || self.row_height <= 0.0 {
            return 0..count.min(MOUNTED_MAX);
        }
        // As integers, what is not a number or below zero becomes zero.
        let rows = |px: f64| px / self.row_height;
        let in_view = rows(self.height).ceil() as usize;
        // A list that became shorter than the scroll position shows its end.
        let first = (rows(self.top).floor() as usize).min(count.saturating_sub(in_view));
        let end = (rows(self.top + self.height).ceil() as usize).clamp(first, count.max(first));
        let end = end.min(first.saturating_add(MOUNTED_MAX));
        let spare = MOUNTED_MAX - (end - first);
        let before = overscan.min(spare / 2).min(first);
        let after = overscan.min(spare - before);
        first - before..end.saturating_add(after).min(count)
    }

    /// The places of the rows that are in view whole, when there are `count` of them.
    pub fn whole(&self, count: usize) -> Range<usize> {
        let end = (((self.top + self.height) / self.row_height).floor() as usize).min(count);
        ((self.top / self.row_height).ceil() as usize).min(end)..end
    }

    /// How many rows fit into the view whole, at least one: the length of a step by page.
    pub fn page(&self) -> usize {
        ((self.height / self.row_height) as usize).clamp(1, MOUNTED_MAX)
    }

    /// Where to scroll to so that the row at a place is in view whole, by the shortest way; `None`
    /// if it is. A row higher than the view shows its upper part.
    pub fn reveal(&self, place: usize) -> Option<f64> {
        let top = place as f64 * self.row_height;
        let end = top + self.row_height;
        if top < self.top || self.row_height > self.height {
            (top != self.top).then_some(top)
        } else if end > self.top + self.height {
            Some(end - self.height)
        } else {
            None
        }
    }
}
