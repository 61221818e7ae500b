//! A list on the screen: what is asked for, how it is sorted, what is chosen. It outlives its page,
//! so that nothing is lost by looking elsewhere.

use std::ops::Range;
use std::sync::Arc;

use leptos::prelude::*;

use super::services::Browser;
use crate::account::views::About;
use crate::params;
use crate::query::ast::Term;
use crate::query::finder::Finder;
use crate::query::{Error, Filter, Query, Scope, facet};
use crate::table::follow::follow;
use crate::table::layout::Layout;
use crate::table::order::{self, By, Direction, Ranking};
use crate::table::rows::Rows;
use crate::table::selection::Selection;
use crate::table::sorting;

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

/// What the text of the query field asks for. While it is wrong, what was asked for before stands, and what is
/// wrong beside it.
#[derive(Clone, PartialEq)]
pub struct Asked {
    pub text: String,
    pub query: Query,
    pub error: Option<Error>,
}

#[derive(Clone, Copy)]
pub struct TableState {
    browser: Browser,
    about: &'static About,
    pub rows: Memo<Shared<dyn Rows>>,
    /// What stands in the query field.
    pub text: RwSignal<String>,
    pub asked: Memo<Asked>,
    /// The query without the facet's own term.
    rest: Memo<Query>,
    /// The facet's own term: which of its values may pass.
    own: Memo<Option<Term>>,
    /// The column of the facet.
    pub facet: usize,
    /// The columns it is sorted by, the most important first.
    pub sort: RwSignal<Vec<By>>,
    /// What it is sorted by unless the person says otherwise.
    pub first_sort: Option<By>,
    /// The values of the facet's column, with how many rows there would be of each.
    pub counts: Memo<Vec<(String, u32)>>,
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
    pub fn new(browser: Browser, rows: Memo<Shared<dyn Rows>>, about: &'static About) -> Self {
        let column = |key| rows.with_untracked(|rows| rows.0.find_column(key));
        let facet = column(about.facet).unwrap_or_default();
        let text = RwSignal::new(String::new());
        let first_sort = column(about.sort).map(|column| (column, Direction::Down));
        let sort = RwSignal::new(first_sort.into_iter().collect::<Vec<_>>());
        let asked = Memo::new(move |before: Option<&Asked>| {
            // The columns are the same whatever the rows, and no age matters to whether a query is understood.
            let rows = rows.get_untracked().0;
            let scope = Scope { rows: &*rows, facts: about.facts, now: 0 };
            let text = text.get();
            match Query::parse(&text).and_then(|query| Filter::new(&query, scope).map(|_| query.clone())) {
                Ok(query) => Asked { text, query, error: None },
                Err(error) => {
                    let nothing = || Asked { text: String::new(), query: Query::EVERYTHING, error: None };
                    Asked { error: Some(error), ..before.cloned().unwrap_or_else(nothing) }
                }
            }
        });
        let split = move || {
            let rows = rows.get_untracked().0;
            let whole = || (asked.get().query, None);
            rows.column(facet).map_or_else(whole, |head| asked.with(|asked| facet::split(&asked.query, head)))
        };
        let (rest, own) = (Memo::new(move |_| split().0), Memo::new(move |_| split().1));
        let now = move || browser.now() / 1000;
        // The first looks at all rows, the second at those that the first has found.
        let finders = StoredValue::new((Finder::default(), Finder::default()));
        let found = Memo::new(move |_| {
            let rows = rows.get().0;
            let find = |it: &mut (Finder, Finder)| rest.with(|rest| it.0.find(rest, &rows, about.facts, now()));
            Shared(finders.try_update_value(find).unwrap_or_default())
        });
        let matches = Memo::new(move |_| {
            let (rows, found) = (rows.get().0, found.get());
            let Some(own) = own.get() else { return found };
            let narrow = |it: &mut (Finder, Finder)| it.1.narrow(own, &rows, &found.0, about.facts, now());
            Shared(finders.try_update_value(narrow).unwrap_or_default())
        });
        let counts = Memo::new(move |_| {
            let (rows, found) = (rows.get().0, found.get().0);
            own.with(|own| facet::counts(&*rows, &found, facet, own.as_ref()))
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
        let layout = kept_layout(browser, about.name, rows);
        let active = RwSignal::new(0);
        keep_active(rows, order, active);
        TableState {
            browser,
            about,
            page: StoredValue::new(0..0),
            layout,
            rows,
            text,
            asked,
            rest,
            own,
            facet,
            sort,
            first_sort,
            counts,
            order,
            selection,
            active,
        }
    }

    /// Back to how it was when the page was opened, for another account.
    pub fn reset(self) {
        self.run("", "");
        self.selection.update(Selection::clear);
        self.active.set(0);
    }

    /// Asks for what a view, or an address, asks for. Without a sort it is the usual one.
    pub fn run(self, query: &str, sort: &str) {
        if self.text.with_untracked(|text| text != query) {
            self.text.set(query.to_owned());
        }
        let mut by = self.rows.with_untracked(|rows| sorting::read(&*rows.0, sort));
        if by.is_empty() {
            by.extend(self.first_sort);
        }
        if self.sort.with_untracked(|sort| *sort != by) {
            self.sort.set(by);
        }
    }

    /// What it is sorted by, as a short text; empty if it is the usual.
    pub fn sort_text(self) -> String {
        let by = self.sort.get();
        if by.iter().eq(&self.first_sort) {
            return String::new();
        }
        self.rows.with_untracked(|rows| sorting::write(&*rows.0, &by))
    }

    /// The query and the sort of the rows shown, as texts that bring them back.
    pub fn shown(self) -> (String, String) {
        (self.asked.with(|asked| asked.text.clone()), self.sort_text())
    }

    /// The same as the parameters of an address, with their question mark.
    pub fn search(self) -> String {
        let (query, sort) = self.shown();
        let search = params::with(&params::with("", "q", &query), "sort", &sort);
        if search.is_empty() { search } else { format!("?{search}") }
    }

    /// What is asked for, apart from the text in which it is written.
    pub fn asked_for(self) -> (Query, Option<Term>) {
        (self.rest.get(), self.own.get())
    }

    /// What the query field could ask for, as it is now.
    pub fn with_scope<T>(self, act: impl FnOnce(&Scope<'_>) -> T) -> T {
        let rows = self.rows.get_untracked().0;
        act(&Scope { rows: &*rows, facts: self.about.facts, now: self.browser.now() / 1000 })
    }

    /// Whether its rows are objects of the account, which can be protected.
    pub fn holds_objects(self) -> bool {
        self.about.objects
    }

    /// Names the table, where something of it needs a name.
    pub fn name(self) -> &'static str {
        self.about.name
    }

    /// Whether a value of the facet is asked for.
    pub fn is_chosen(self, value: &str) -> bool {
        self.own.with(|own| facet::is_chosen(own.as_ref(), value))
    }

    /// Asks for a value of the facet in the query, or no longer. A text that is not understood gives way to what
    /// was last asked for.
    pub fn toggle_facet(self, value: &str) {
        let rows = self.rows.get_untracked().0;
        if let Some(head) = rows.column(self.facet) {
            let query = self.asked.with_untracked(|asked| facet::toggle(&asked.query, head, value));
            self.text.set(query.to_string());
        }
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
