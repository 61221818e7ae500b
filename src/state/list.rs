//! A list of the account: its rows, how much of it was read, and when.

use std::collections::HashSet;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::services::Browser;
use crate::openai::error::{Error, Kind};
use crate::openai::id::HasId;
use crate::openai::page::Page;
use crate::openai::pager::{End, Next, Pager, Why};
use crate::openai::request::Call;
use crate::table::chunks::Chunks;
use crate::transport::client::Client;

/// A list that takes longer than this to answer is shown to be loading, in milliseconds.
const SLOW_AFTER: u64 = 500;

/// What was just written is asked for again after so long, in milliseconds.
pub const AGAIN: u64 = 1_000;

/// A page of more objects than this is read, taken and shown in a task each, between which the page of the browser can
/// breathe.
const LONG_PAGE: usize = 2_000;

/// How a page of the list is asked for: after which id.
pub type Ask<T> = Arc<dyn Fn(Option<Arc<str>>) -> Call<Page<T>> + Send + Sync>;

pub struct List<T: 'static> {
    browser: Browser,
    ask: StoredValue<Ask<T>>,
    pub rows: RwSignal<Chunks<T>>,
    pub load: RwSignal<Load>,
    /// Reading has taken long enough to be shown.
    pub slow: RwSignal<bool>,
    /// When the rows were last read to the end, in milliseconds since 1970.
    pub as_of: RwSignal<Option<u64>>,
    /// Counts the readings, so that an old one that is still under way changes nothing.
    reading: StoredValue<u32>,
    /// Objects the API called deleted, which an answer asked for earlier may still list.
    gone: StoredValue<HashSet<Arc<str>>>,
    /// Until then, in milliseconds since 1970, a 404 is asked for again: what was just written may not be found yet.
    settles: StoredValue<u64>,
}

impl<T> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for List<T> {}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Load {
    Idle,
    Loading,
    /// All of it was read.
    Whole,
    /// The server would not give the rest.
    Partial(Why),
    Failed(Error),
}

impl<T: HasId + Send + Sync> List<T> {
    pub fn new(browser: Browser, ask: impl Fn(Option<Arc<str>>) -> Call<Page<T>> + Send + Sync + 'static) -> Self {
        List {
            browser,
            ask: StoredValue::new(Arc::new(ask)),
            rows: RwSignal::new(Chunks::default()),
            load: RwSignal::new(Load::Idle),
            slow: RwSignal::new(false),
            as_of: RwSignal::new(None),
            reading: StoredValue::new(0),
            gone: StoredValue::new(HashSet::new()),
            settles: StoredValue::new(0),
        }
    }

    /// Forgets everything, for another account.
    pub fn reset(self) {
        self.reading.update_value(|number| *number += 1);
        self.gone.update_value(HashSet::clear);
        self.rows.set(Chunks::default());
        self.load.set(Load::Idle);
        self.slow.set(false);
        self.as_of.set(None);
    }

    /// Reads the list from its start. Rows show as they come when there are none yet; otherwise the
    /// old ones stay until the new list is whole.
    pub fn refresh(self, client: Client) {
        let number = self.reading.get_value() + 1;
        self.reading.set_value(number);
        self.load.set(Load::Loading);
        self.note_when_slow(number);
        spawn_local(async move {
            let load = self.read_pages(client, number).await;
            if self.reading.get_value() == number {
                self.slow.set(false);
                self.load.set(load);
            }
        });
    }

    async fn read_pages(self, client: Client, number: u32) -> Load {
        let grow = self.rows.with_untracked(|rows| rows.is_empty());
        let mut pager = Pager::new();
        let mut fresh = Chunks::default();
        loop {
            let after = match pager.next() {
                Next::Ask(after) => after,
                Next::Done(end) => return self.finish(fresh, end),
            };
            let answer = client.call(&self.ask.get_value()(after)).await;
            if self.reading.get_value() != number {
                return Load::Idle;
            }
            let page = match answer {
                Ok(page) => page,
                Err(error) if pager.refused(&error) => continue,
                Err(error) if error.kind == Kind::NotFound && self.browser.now() < self.settles.get_value() => {
                    self.browser.get().clock.sleep(AGAIN).await;
                    continue;
                }
                Err(error) => return Load::Failed(error),
            };
            let is_long = page.data.len() > LONG_PAGE;
            if is_long && !self.breathe(number).await {
                return Load::Idle;
            }
            let new =
                pager.take(page).into_iter().filter(|item| self.gone.with_value(|gone| !gone.contains(item.id())));
            fresh.extend(new.map(Arc::new));
            if is_long && !self.breathe(number).await {
                return Load::Idle;
            }
            if grow {
                self.rows.set(fresh.clone());
            }
        }
    }

    /// Lets the browser do what else there is. Whether this reading still counts.
    async fn breathe(self, number: u32) -> bool {
        self.browser.get().clock.sleep(0).await;
        self.reading.get_value() == number
    }

    fn finish(self, mut fresh: Chunks<T>, end: End) -> Load {
        // What was deleted while the list was read is not to come back.
        self.gone.with_value(|gone| {
            if fresh.iter().any(|item| gone.contains(item.id())) {
                fresh.retain(&mut |item| !gone.contains(item.id()));
            }
        });
        match end {
            End::Whole => {
                self.rows.set(fresh);
                self.as_of.set(Some(self.browser.now()));
                Load::Whole
            }
            End::Partial(why) => {
                // A part is better than nothing, but no better than the whole of before.
                if self.as_of.get_untracked().is_none() {
                    self.rows.set(fresh);
                }
                Load::Partial(why)
            }
        }
    }

    fn note_when_slow(self, number: u32) {
        let clock = self.browser.get().clock;
        spawn_local(async move {
            clock.sleep(SLOW_AFTER).await;
            if self.reading.get_value() == number && self.load.get_untracked() == Load::Loading {
                self.slow.set(true);
            }
        });
    }

    /// Until then, in milliseconds since 1970, a 404 may only mean that what was written is not to be read yet.
    pub fn settles_by(self, time: u64) {
        self.settles.set_value(time);
    }

    /// The whole list as someone else has just read it. What it holds is there, whatever was said to be gone.
    pub fn replace(self, rows: Vec<T>) {
        self.reading.update_value(|number| *number += 1);
        self.gone.update_value(HashSet::clear);
        self.slow.set(false);
        self.as_of.set(Some(self.browser.now()));
        self.rows.set(rows.into_iter().map(Arc::new).collect());
        self.load.set(Load::Whole);
    }

    /// Takes out what the API confirmed to be gone.
    pub fn remove(self, ids: &HashSet<Arc<str>>) {
        self.gone.update_value(|gone| gone.extend(ids.iter().cloned()));
        self.rows.update(|rows| rows.retain(&mut |row| !ids.contains(row.id())));
    }

    /// Puts newer states of objects in their places, and new objects on top.
    pub fn put(self, newer: Vec<Arc<T>>) {
        self.rows.update(|rows| {
            let mut new = Vec::new();
            for item in newer {
                let at = rows.iter().position(|row| row.id() == item.id());
                match at {
                    Some(at) => rows.replace(at, item),
                    None => new.insert(0, item),
                }
            }
            if !new.is_empty() {
                *rows = new.into_iter().chain(rows.iter().cloned()).collect();
            }
        });
    }

    /// How many rows there are, if anything is known of it.
    pub fn known_count(self) -> Option<u64> {
        let count = self.rows.with(|rows| rows.len() as u64);
        (count > 0 || self.as_of.get().is_some()).then_some(count)
    }

    /// Whether all of it was read, so that "all" means all.
    pub fn is_whole(self) -> bool {
        self.load.with(|load| *load == Load::Whole)
    }
}
