//! Which object is open stands in the address of its list: `?open=file-abc`.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::params;
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::ui::route::Route;

const OPEN: &str = "open";

#[derive(Clone, Copy)]
pub struct Opened {
    browser: Browser,
    address: Address,
    catalog: Catalog,
    /// The path and the parameters at which something was closed: what is opened there next takes its place in the
    /// history, so that opening and closing many leaves no more behind than one.
    closed_at: StoredValue<(String, String)>,
    /// What is open: of which kind, with which id.
    pub now: Memo<Option<(Kind, String)>>,
    /// The person just opened something: the focus goes there.
    pub wants_focus: StoredValue<bool>,
}

impl Opened {
    pub fn provide() -> Self {
        let (browser, address) = (expect_context::<Browser>(), Address::expect());
        let now = Memo::new(move |_| {
            let kind = address.path.with(|path| Route::at_with(browser, path))?.kind()?;
            let id = address.param(OPEN);
            (!id.is_empty()).then_some((kind, id))
        });
        let opened = Opened {
            browser,
            address,
            catalog: expect_context(),
            closed_at: StoredValue::default(),
            now,
            wants_focus: StoredValue::new(false),
        };
        provide_context(opened);
        opened
    }

    fn here(self) -> (String, String) {
        (self.address.path.get_untracked(), self.address.search.get_untracked())
    }

    fn screen(self) -> Option<Route> {
        self.address.path.with_untracked(|path| Route::at_with(self.browser, path))
    }

    /// Opens an object of the list on the screen.
    pub fn open_here(self, id: &str) {
        if let Some(kind) = self.screen().and_then(Route::kind) {
            self.open(kind, id);
        }
    }

    /// Opens an object, in its list.
    pub fn open(self, kind: Kind, id: &str) {
        self.wants_focus.set_value(true);
        if self.screen().and_then(Route::kind) != Some(kind) {
            return self.go(Route::of(kind), id);
        }
        let closed_here = self.closed_at.with_value(|closed| *closed == self.here());
        let push = !closed_here && self.now.with_untracked(Option::is_none);
        self.address.set(&[(OPEN, id)], push);
    }

    /// Shows another object of the same list in the place of this one.
    pub fn move_to(self, id: &str) {
        self.address.set(&[(OPEN, id)], false);
    }

    pub fn close(self) {
        self.address.set(&[(OPEN, "")], false);
        self.closed_at.set_value(self.here());
    }

    /// Goes to another screen, with nothing open; a list is found as it was left.
    pub fn go_to(self, route: Route) {
        if self.screen() != Some(route) {
            self.go(route, "");
        }
    }

    fn go(self, route: Route, open: &str) {
        let table = route.kind().map(|kind| self.catalog.table(kind));
        let left = untrack(|| table.map_or_else(String::new, |table| table.search()));
        let search = params::with(left.trim_start_matches('?'), OPEN, open);
        let question = if search.is_empty() { "" } else { "?" };
        self.address.go(&format!("{}{question}{search}", route.href_with(self.browser)));
    }
}
