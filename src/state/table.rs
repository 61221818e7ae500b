//! A list on the screen: what is searched, how it is sorted, what is chosen. It outlives its page,
//! so that nothing is lost by looking elsewhere.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use super::services::Browser;
use crate::table::filter::{self, Facet};
use crate::table::follow::follow;
use crate::table::layout::Layout;
use crate::table::order::{self, By, Direction, Ranking};
use crate::table::rows::Rows;
use crate::table::selection::Selection;

/// Something shared that is another one only if it lies elsewhere in memory.
pub struct Shared<T: ?Sized>(pub Arc<T>);

impl<T: ?Sized> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(self.0.clone())
    }
}

impl<T: ?Sized> PartialEq for Shared<T> {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

#[derive(Clone, Copy)]
pub struct TableState {
    pub rows: Memo<Shared<dyn Rows>>,
    /// What was typed into the search field.
    pub text: RwSignal<String>,
    /// The column of the facet, and which of its values may pass (none: all).
    pub facet: usize,
    pub allowed: RwSignal<Vec<String>>,
    /// The columns it is sorted by, the most important first.
    pub sort: RwSignal<Vec<By>>,
    /// What it is sorted by unless the person says otherwise.
    pub first_sort: Option<By>,
    /// Rows that hold the words typed, before the facet narrows them.
    found: Memo<Shared<Vec<u32>>>,
    /// The rows shown, in the order shown.
    pub order: Memo<Shared<Vec<u32>>>,
    pub selection: RwSignal<Selection>,
    /// The places of the rows in view, when the table was drawn last.
    pub page: StoredValue<Range<usize>>,
    /// Which columns are shown, and how.
    pub layout: RwSignal<Layout>,
    /// The place, in the order shown, at which the keyboard is.
    pub active: RwSignal<usize>,
}

impl TableState {
    /// `name` is that under which its columns are kept on this device. `facet` and `sort` are keys of columns;
    /// the sort is the one it begins with, downwards.
    pub fn new(browser: Browser, name: &str, rows: Memo<Shared<dyn Rows>>, facet: &str, sort: &str) -> Self {
        let column = |key| rows.with_untracked(|rows| rows.0.find_column(key));
        let facet = column(facet).unwrap_or_default();
        let text = RwSignal::new(String::new());
        let allowed = RwSignal::new(Vec::new());
        let first_sort = column(sort).map(|column| (column, Direction::Down));
        let sort = RwSignal::new(first_sort.into_iter().collect::<Vec<_>>());
        let found = Memo::new(move |_| Shared(Arc::new(filter::find(&*rows.get().0, &text.get()))));
        let matches = Memo::new(move |_| {
            let facets = [Facet { column: facet, allowed: allowed.get() }];
            Shared(Arc::new(filter::narrow(&*rows.get().0, &found.get().0, &facets)))
        });
        let ranking = StoredValue::new(Ranking::default());
        let ranked = Memo::new(move |_| {
            let (rows, sort) = (rows.get().0, sort.get());
            Shared(ranking.try_update_value(|ranking| ranking.of(&rows, &sort)).unwrap_or_default())
        });
        let order = Memo::new(move |_| Shared(order::only(&ranked.get().0, &matches.get().0)));
        let selection = RwSignal::new(Selection::default());
        Effect::new(move |_| {
            let rows = rows.get().0;
            selection.update(|selection| selection.on(&rows));
        });
        let layout = kept_layout(browser, name, rows);
        let active = RwSignal::new(0);
        keep_active(rows, order, active);
        TableState {
            page: StoredValue::new(0..0),
            layout,
            rows,
            text,
            facet,
            allowed,
            sort,
            first_sort,
            found,
            order,
            selection,
            active,
        }
    }

    /// Back to how it was when the page was opened, for another account.
    pub fn reset(self) {
        self.text.set(String::new());
        self.allowed.set(Vec::new());
        self.selection.update(Selection::clear);
        self.active.set(0);
    }

    /// The values of the facet's column, with how many rows there would be of each.
    pub fn facet_counts(self) -> Vec<(String, u32)> {
        let chosen = [Facet { column: self.facet, allowed: self.allowed.get() }];
        filter::counts(&*self.rows.get().0, &self.found.get().0, &chosen, self.facet)
    }

    /// Lets a value of the facet pass, or no longer.
    pub fn toggle_facet(self, value: &str) {
        self.allowed.update(|allowed| match allowed.iter().position(|other| other == value) {
            Some(at) => drop(allowed.remove(at)),
            None => allowed.push(value.to_owned()),
        });
    }

    /// Sorts by a column; by the same one again, the other way. With `also`, the columns sorted by so
    /// far stay the more important ones.
    pub fn sort_by(self, column: usize, also: bool) {
        self.sort.update(|sort| {
            let at = sort.iter().position(|(by, _)| *by == column);
            let direction = match at.and_then(|at| sort.get(at)) {
                // Alone it becomes the only one, which begins upwards unless it already was.
                Some((_, Direction::Up)) if also || sort.len() == 1 => Direction::Down,
                _ => Direction::Up,
            };
            match at {
                Some(at) if also => sort[at].1 = direction,
                _ if also => sort.push((column, direction)),
                _ => *sort = vec![(column, direction)],
            }
        });
    }

    /// Chooses a row or no longer; with `extend`, all rows from the last one chosen to this.
    pub fn choose(self, row: u32, extend: bool) {
        let (rows, order) = (self.rows.get_untracked().0, self.order.get_untracked().0);
        self.selection.update(|selection| {
            if extend {
                selection.range(&rows, &order, row);
            } else {
                selection.toggle(&rows, row);
            }
        });
    }

    /// Chooses all rows that match at this moment.
    pub fn choose_matching(self) {
        let (rows, order) = (self.rows.get_untracked().0, self.order.get_untracked().0);
        self.selection.update(|selection| selection.select(&rows, &order));
    }

    /// Chooses the rows in view.
    pub fn choose_page(self) {
        let (rows, order) = (self.rows.get_untracked().0, self.order.get_untracked().0);
        let page = self.page.get_value();
        let page = page.start.min(order.len())..page.end.min(order.len());
        self.selection.update(|selection| selection.select(&rows, order.get(page).unwrap_or_default()));
    }

    /// Swaps chosen and not chosen among the rows that match.
    pub fn invert(self) {
        let (rows, order) = (self.rows.get_untracked().0, self.order.get_untracked().0);
        self.selection.update(|selection| selection.invert(&rows, &order));
    }

    /// Chooses nothing.
    pub fn clear(self) {
        self.selection.update(Selection::clear);
    }

    /// Chooses all rows that match at this moment; if they all are, none of them.
    pub fn choose_all(self) {
        let (rows, order) = (self.rows.get_untracked().0, self.order.get_untracked().0);
        self.selection.update(|selection| {
            if selection.shown(&order) == order.len() {
                selection.deselect(&rows, &order);
            } else {
                selection.select(&rows, &order);
            }
        });
    }
}

/// The columns as they were when the table was last used on this device; kept again whenever they change.
fn kept_layout(browser: Browser, name: &str, rows: Memo<Shared<dyn Rows>>) -> RwSignal<Layout> {
    let place = format!("quartermaster.columns.{name}");
    let kept = browser.get().device.get(&place);
    let layout = rows.with_untracked(|rows| match kept {
        Some(text) => Layout::read(&*rows.0, &text),
        None => Layout::declared(&*rows.0),
    });
    let layout = RwSignal::new(layout);
    Effect::new(move |before: Option<()>| {
        let layout = layout.get();
        if before.is_some() {
            let rows = rows.get_untracked().0;
            let device = browser.get().device;
            if layout == Layout::declared(&*rows) {
                device.remove(&place);
            } else {
                // A browser that keeps nothing is said so elsewhere; the columns last as long as the page.
                device.set(&place, &layout.text(&*rows));
            }
        }
    });
    layout
}

/// Keeps the keyboard on its object while the list changes around it; when it vanishes, on the next one.
fn keep_active(rows: Memo<Shared<dyn Rows>>, order: Memo<Shared<Vec<u32>>>, active: RwSignal<usize>) {
    type Shown = (Shared<dyn Rows>, Shared<Vec<u32>>);
    Effect::new(move |before: Option<Shown>| {
        let now = (rows.get(), order.get());
        let place = active.get_untracked();
        // At the top it stays at the top, whatever comes there.
        if let Some((old_rows, old_order)) = before
            && place > 0
            && old_rows != now.0
        {
            active.set(follow((&*old_rows.0, &old_order.0), place, (&*now.0.0, &now.1.0)));
        }
        now
    });
}
