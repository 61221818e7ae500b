//! A snapshot of the account's totals a day, kept on this device.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::list::List;
use super::services::Browser;
use super::session::Session;
use super::toasts::Toasts;
use crate::account::ledger::{FileTotals, Snapshot, Totals};
use crate::bulk::records::Change;
use crate::json::text;
use crate::openai::id::HasId;
use crate::table::chunks::Chunks;
use crate::text::date::date;

#[derive(Clone, Copy)]
pub struct Ledger {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    toasts: Toasts,
    /// One a day, the oldest first; `None` until they were read.
    pub days: RwSignal<Option<Vec<Snapshot>>>,
    /// Whether the browser lets nothing be kept.
    pub refused: RwSignal<bool>,
}

impl Ledger {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, toasts: Toasts) -> Self {
        let (days, refused) = (RwSignal::new(None), RwSignal::new(false));
        let ledger = Ledger { browser, session, catalog, toasts, days, refused };
        provide_context(ledger);
        // Another account has other days.
        session.follow(move || ledger.read());
        session.on_forget(move |place| ledger.erase(prefix(place)));
        // Whenever a list was read to its end, and once the days before are known.
        let read = Memo::new(move |_| {
            let Catalog { files, stores, batches, .. } = catalog;
            (days.with(Option::is_some), [files.as_of.get(), stores.as_of.get(), batches.as_of.get()])
        });
        Effect::new(move |_| {
            let (is_read, as_of) = read.get();
            if is_read && as_of.iter().any(Option::is_some) {
                untrack(|| ledger.keep(ledger.now()));
            }
        });
        ledger
    }

    fn erase(self, prefix: String) {
        let erasing = self.browser.get().ledger.write(vec![Change::Erase { prefix }]);
        // What cannot be erased cannot be read again either.
        spawn_local(async move {
            let _ = erasing.await;
        });
    }

    /// The totals at this moment, of the lists that are whole.
    pub fn now(self) -> Snapshot {
        let Catalog { files, stores, batches, .. } = self.catalog;
        Snapshot {
            at: self.browser.now(),
            files: whole(files, FileTotals::of),
            stores: whole(stores, Totals::of_stores),
            batches: whole(batches, Totals::of_batches),
        }
    }

    /// The names of this account's records begin like this; none for the demo, of which nothing is kept.
    fn prefix(self) -> Option<String> {
        self.session.current.with_untracked(|now| now.as_ref()?.place()).map(|place| prefix(&place))
    }

    fn read(self) {
        self.days.set(None);
        let Some(prefix) = self.prefix() else { return self.days.set(Some(Vec::new())) };
        let records = self.browser.get().ledger;
        spawn_local(async move {
            let read = records.read(&prefix).await;
            if self.prefix().as_ref() == Some(&prefix) {
                self.refused.set(read.is_none());
                let days = read.unwrap_or_default();
                self.days.set(Some(days.iter().filter_map(|(_, text)| Snapshot::read(text)).collect()));
            }
        });
    }

    /// The last of a day is the one that stays.
    fn keep(self, now: Snapshot) {
        let day = |snapshot: &Snapshot| date(snapshot.at / 1000);
        let Some(prefix) = self.prefix().filter(|_| !now.is_empty()) else { return };
        let today = self.days.with_untracked(|days| {
            let last = days.as_ref().and_then(|days| days.last()).filter(|last| day(last) == day(&now));
            last.map_or_else(|| now.clone(), |last| now.clone().over(last))
        });
        let put = Change::Put { name: format!("{prefix}{}", day(&today)), text: text(&today) };
        let writing = self.browser.get().ledger.write(vec![put]);
        spawn_local(async move {
            let kept = writing.await;
            if self.prefix().as_ref() == Some(&prefix) {
                self.refused.set(!kept);
            }
        });
        self.days.update(|days| {
            if let Some(days) = days {
                days.retain(|other| day(other) != day(&today));
                days.push(today);
            }
        });
    }

    /// Erases all days of this account.
    pub fn forget(self) {
        let Some(prefix) = self.prefix() else { return };
        let writing = self.browser.get().ledger.write(vec![Change::Erase { prefix }]);
        spawn_local(async move {
            if writing.await {
                self.read();
            } else {
                self.toasts.say(super::settings::lang().ledger_not_forgotten());
            }
        });
    }
}

/// The names of the records of a place begin like this.
fn prefix(place: &str) -> String {
    format!("{place}/")
}

fn whole<T: HasId + Send + Sync, R>(list: List<T>, of: fn(&Chunks<T>) -> R) -> Option<R> {
    list.is_whole().then(|| list.rows.with(of))
}
