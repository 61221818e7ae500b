//! Batches that can still change are asked for again by themselves, while the page is seen and the person wants it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::Session;
use crate::account::watch::{FIRST, after, after_failure, is_alive};
use crate::openai::batch::{self, Batch};

const OFF: &str = "quartermaster.watch";
/// Batches asked for in one look, the newest first.
const AT_ONCE: usize = 40;

#[derive(Clone, Copy)]
pub struct Watch {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    pub on: RwSignal<bool>,
}

impl Watch {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog) -> Self {
        let on = RwSignal::new(browser.get().device.get(OFF).is_none());
        let watch = Watch { browser, session, catalog, on };
        provide_context(watch);
        spawn_local(async move {
            let clock = browser.get().clock;
            let mut wait = FIRST;
            loop {
                clock.sleep(wait).await;
                wait = watch.look(wait).await;
            }
        });
        watch
    }

    pub fn turn(self) {
        let (on, device) = (!self.on.get_untracked(), self.browser.get().device);
        match on {
            true => device.remove(OFF),
            false => drop(device.set(OFF, "off")),
        }
        self.on.set(on);
    }

    fn number(self) -> Option<u32> {
        self.session.current.with_untracked(|now| now.as_ref().map(|now| now.number))
    }

    /// Milliseconds until the next look.
    async fn look(self, wait: u64) -> u64 {
        let alive: Vec<Arc<Batch>> = self
            .catalog
            .batches
            .rows
            .with_untracked(|rows| rows.iter().filter(|batch| is_alive(batch)).take(AT_ONCE).cloned().collect());
        let Some(client) = self.catalog.client() else { return FIRST };
        if !self.on.get_untracked() || (self.browser.get().hidden)() || alive.is_empty() {
            return FIRST;
        }
        let number = self.number();
        let mut seen = Vec::new();
        for before in alive {
            let answer = client.call(&batch::get(&before.id)).await;
            if self.number() != number {
                return FIRST;
            }
            // What is wrong is told by the list itself when it is read again.
            let Ok(now) = answer else { return after_failure() };
            seen.push((before, Arc::new(now)));
        }
        let changed = seen.iter().filter(|(before, now)| before != now).map(|(_, now)| now.clone());
        self.catalog.batches.put(changed.collect());
        after(wait, seen.iter().map(|(before, now)| (&**before, &**now)))
    }
}
