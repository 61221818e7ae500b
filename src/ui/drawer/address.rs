//! Which object is open stands in the address of its list: `?open=file-abc`.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate, use_query_map};
use leptos_router::params::ParamsMap;

use crate::account::details::Kind;
use crate::state::services::Browser;
use crate::ui::route::Route;

/// Goes to an address, which may take the place of this one in the history.
type Go = Rc<dyn Fn(&str, bool)>;

const OPEN: &str = "open";

#[derive(Clone, Copy)]
pub struct Opened {
    browser: Browser,
    pathname: Memo<String>,
    query: Memo<ParamsMap>,
    go: StoredValue<Go, LocalStorage>,
    /// The address at which something was closed: what is opened there next takes its place in the history, so that
    /// opening and closing many leaves no more behind than one.
    closed_at: StoredValue<Option<String>>,
    /// What is open: of which kind, with which id.
    pub now: Memo<Option<(Kind, String)>>,
    /// The person just opened something: the focus goes there.
    pub wants_focus: StoredValue<bool>,
}

impl Opened {
    pub fn provide() -> Self {
        let browser = expect_context::<Browser>();
        let (pathname, query, navigate) = (use_location().pathname, use_query_map(), use_navigate());
        let now = Memo::new(move |_| {
            let kind = Route::at_with(browser, &pathname.get())?.kind()?;
            let id = query.with(|query| query.get(OPEN)).filter(|id| !id.is_empty())?;
            Some((kind, id))
        });
        let go = move |address: &str, replace: bool| {
            // The address is complete, and the page stays where it is scrolled to.
            let options = NavigateOptions { resolve: false, replace, scroll: false, ..NavigateOptions::default() };
            navigate(address, options);
        };
        let opened = Opened {
            browser,
            pathname,
            query,
            go: StoredValue::new_local(Rc::new(go)),
            closed_at: StoredValue::new(None),
            now,
            wants_focus: StoredValue::new(false),
        };
        provide_context(opened);
        opened
    }

    /// The address of the list on the screen with this object open, or with none.
    fn here(self, id: Option<&str>) -> String {
        let mut query = self.query.get_untracked();
        query.remove(OPEN);
        if let Some(id) = id {
            query.insert(OPEN, id.to_owned());
        }
        self.pathname.get_untracked() + &query.to_query_string()
    }

    fn go(self, address: &str, replace: bool) {
        self.go.with_value(|go| go(address, replace));
    }

    /// Opens an object of the list on the screen.
    pub fn open_here(self, id: &str) {
        if let Some(kind) = Route::at_with(self.browser, &self.pathname.get_untracked()).and_then(Route::kind) {
            self.open(kind, id);
        }
    }

    /// Opens an object, in its list.
    pub fn open(self, kind: Kind, id: &str) {
        self.wants_focus.set_value(true);
        let here = Route::at_with(self.browser, &self.pathname.get_untracked()).and_then(Route::kind) == Some(kind);
        if !here {
            let mut query = ParamsMap::new();
            query.insert(OPEN, id.to_owned());
            return self.go(&(Route::of(kind).href_with(self.browser) + &query.to_query_string()), false);
        }
        let closed_here = self.closed_at.try_update_value(Option::take).flatten().as_ref() == Some(&self.here(None));
        self.go(&self.here(Some(id)), closed_here || self.now.with_untracked(Option::is_some));
    }

    /// Shows another object of the same list in the place of this one.
    pub fn move_to(self, id: &str) {
        self.go(&self.here(Some(id)), true);
    }

    /// Goes to a screen, with nothing open.
    pub fn go_to(self, route: Route) {
        let address = route.href_with(self.browser);
        if self.pathname.get_untracked() != address {
            self.go(&address, false);
        }
    }

    pub fn close(self) {
        let here = self.here(None);
        self.go(&here, true);
        self.closed_at.set_value(Some(here));
    }
}
