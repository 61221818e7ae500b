//! Keeps what the list of batches says on this device, and brings back what the API has forgotten.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::Session;
use crate::account::batch_row::Source;
use crate::account::history;
use crate::bulk::records::Change;
use crate::openai::id::HasId;

/// Records written in one go, so that the page can do something else in between.
const AT_ONCE: usize = 500;

#[derive(Clone, Copy)]
pub struct History {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    /// Whose batches are in hand: nothing is written before they were read.
    place: RwSignal<Option<String>>,
    /// Whether the browser lets nothing be kept.
    pub refused: RwSignal<bool>,
}

impl History {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog) -> Self {
        let history = History { browser, session, catalog, place: RwSignal::new(None), refused: RwSignal::new(false) };
        provide_context(history);
        // Another account has other batches.
        session.follow(move || history.read());
        session.on_forget(move |place| history.write(vec![Change::Erase { prefix: history::prefix(place) }]));
        Effect::new(move |_| {
            let Some(place) = history.place.get() else { return };
            // Half a list is as true as far as it goes, but each page of it would be compared anew.
            if catalog.batches.is_whole() {
                // The rows are made anew only if there is news.
                let changes = catalog.batches.rows.with(|listed| {
                    catalog.kept.try_maybe_update(|kept| {
                        let changes = history::take_in(kept, listed, &place);
                        (!changes.is_empty(), changes)
                    })
                });
                let changes = changes.unwrap_or_default();
                history.write(changes);
            }
        });
        history
    }

    /// How many only this device knows.
    pub fn count(self) -> u64 {
        self.catalog.batch_rows.with(|rows| rows.0.iter().filter(|row| row.source == Source::Device).count() as u64)
    }

    fn place_now(self) -> Option<String> {
        self.session.current.with_untracked(|now| now.as_ref()?.place())
    }

    fn read(self) {
        self.place.set(None);
        let Some(place) = self.place_now() else { return };
        let records = self.browser.get().records;
        spawn_local(async move {
            let read = records.read(&history::prefix(&place)).await;
            if self.place_now().as_ref() == Some(&place) {
                self.refused.set(read.is_none());
                self.catalog.kept.set(history::read(&read.unwrap_or_default()));
                self.place.set(Some(place));
            }
        });
    }

    fn write(self, mut changes: Vec<Change>) {
        let records = self.browser.get().records;
        spawn_local(async move {
            while !changes.is_empty() {
                let rest = changes.split_off(changes.len().min(AT_ONCE));
                if !records.write(changes).await {
                    return self.refused.set(true);
                }
                changes = rest;
            }
        });
    }

    /// Erases those that only this device knows.
    pub fn forget(self) {
        let Some(place) = self.place.get_untracked() else { return };
        let only = self.catalog.batch_rows.with_untracked(|rows| {
            let only = rows.0.iter().filter(|row| row.source == Source::Device);
            only.map(|row| row.id().clone()).collect::<Vec<_>>()
        });
        self.write(only.iter().map(|id| Change::Erase { prefix: history::name(&place, id) }).collect());
        self.catalog.kept.update(|kept| kept.retain(|batch| !only.contains(batch.id())));
    }
}
