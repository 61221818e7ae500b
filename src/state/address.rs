//! Where the person is: the path and the parameters of the address, and how parameters change.

use std::rc::Rc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::State;

use super::services::Browser;
use crate::params;

type Navigate = Rc<dyn Fn(&str, NavigateOptions)>;

#[derive(Clone, Copy)]
pub struct Address {
    browser: Browser,
    navigate: StoredValue<Navigate, LocalStorage>,
    pub path: Memo<String>,
    /// The parameters, without the question mark.
    pub search: Memo<String>,
}

impl Address {
    /// Within the router.
    pub fn provide(browser: Browser) -> Self {
        let (location, navigate) = (use_location(), use_navigate());
        let navigate = StoredValue::new_local(Rc::new(navigate) as Navigate);
        let address = Address { browser, navigate, path: location.pathname, search: location.search };
        provide_context(address);
        address
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// The value of a parameter; empty if it is not there.
    pub fn param(self, name: &str) -> String {
        self.search.with(|search| params::get(search, name)).unwrap_or_default()
    }

    /// Goes to another address of this program, given whole; the way back leads here.
    pub fn go(self, href: &str) {
        let options = NavigateOptions { resolve: false, scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(Rc::clone)(href, options);
    }

    /// Changes parameters of this address; empty ones go. With `push`, the way back leads to it as it was; else what
    /// is noted with this entry of the tab's history stays.
    pub fn set(self, changes: &[(&str, &str)], push: bool) {
        let before = self.search.get_untracked();
        let search = changes.iter().fold(before.clone(), |search, (name, value)| params::with(&search, name, value));
        if search == before {
            return;
        }
        let question = if search.is_empty() { "" } else { "?" };
        let href = format!("{}{question}{search}", self.path.get_untracked());
        let state = State::new((!push).then(|| (self.browser.get().noted)()));
        let options = NavigateOptions { resolve: false, replace: !push, scroll: false, state };
        self.navigate.with_value(Rc::clone)(&href, options);
    }
}
