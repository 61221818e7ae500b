//! Where the person is: the path and the parameters of the address, and the ways to another one.

use leptos::prelude::*;

use super::services::Browser;
use crate::params;

#[derive(Clone, Copy)]
pub struct Address {
    browser: Browser,
    pub path: RwSignal<String>,
    /// The parameters, without the question mark.
    pub search: RwSignal<String>,
}

impl Address {
    pub fn provide(browser: Browser) -> Self {
        let (path, search) = (browser.get().address)();
        let address = Address { browser, path: RwSignal::new(path), search: RwSignal::new(search) };
        provide_context(address);
        address
    }

    pub fn expect() -> Self {
        expect_context()
    }

    /// Takes over what the browser says, which went back or forward.
    pub fn read(self) {
        let (path, search) = (self.browser.get().address)();
        self.take(path, search);
    }

    /// Goes to another address of the program, given without its origin. The way back leads here.
    pub fn go(self, href: &str) {
        let (path, search) = href.split_once('?').unwrap_or((href, ""));
        let same = self.is(path, search);
        (self.browser.get().set_address)(href, same);
        self.take(path.to_owned(), search.to_owned());
    }

    /// The value of a parameter; empty if it is not there.
    pub fn param(self, name: &str) -> String {
        self.search.with(|search| params::get(search, name)).unwrap_or_default()
    }

    /// Changes parameters of this address; empty ones go. With `push`, the way back leads to it as it was.
    pub fn set(self, changes: &[(&str, &str)], push: bool) {
        let before = self.search.get_untracked();
        let search = changes.iter().fold(before, |search, (name, value)| params::with(&search, name, value));
        let path = self.path.get_untracked();
        if !self.is(&path, &search) {
            let question = if search.is_empty() { "" } else { "?" };
            (self.browser.get().set_address)(&format!("{path}{question}{search}"), !push);
            self.take(path, search);
        }
    }

    fn is(self, path: &str, search: &str) -> bool {
        self.path.with_untracked(|now| now == path) && self.search.with_untracked(|now| now == search)
    }

    fn take(self, path: String, search: String) {
        // The parameters belong to the path: who follows both sees them change together.
        if self.search.with_untracked(|now| *now != search) {
            self.search.set(search);
        }
        if self.path.with_untracked(|now| *now != path) {
            self.path.set(path);
        }
    }
}
