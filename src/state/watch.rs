//! Batches that can still change are asked for again by themselves, while the page is seen and the person wants it.

use std::sync::Arc;

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::Session;
use super::settings::{self, Settings};
use super::toasts::Toasts;
use crate::account::watch::{FIRST, after, after_failure, is_alive, unseen};
use crate::openai::batch::{self, Batch};
use crate::text::visible::visible;

const OFF: &str = "quartermaster.watch";
/// Batches asked for in one look, the newest first.
const AT_ONCE: usize = 40;

#[derive(Clone, Copy)]
pub struct Watch {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    settings: Settings,
    toasts: Toasts,
    pub on: RwSignal<bool>,
    /// Batches that ended while nobody saw the page.
    pub ended: RwSignal<u64>,
}

impl Watch {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, toasts: Toasts) -> Self {
        let on = RwSignal::new(browser.get().device.get(OFF).is_none());
        let watch =
            Watch { browser, session, catalog, settings: expect_context(), toasts, on, ended: RwSignal::new(0) };
        provide_context(watch);
        let seen = window_event_listener(ev::visibilitychange, move |_| {
            if !(browser.get().hidden)() {
                watch.ended.set(0);
            }
        });
        on_cleanup(move || seen.remove());
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
        let services = self.browser.get();
        let is_hidden = (services.hidden)();
        // Nobody sees the list then, but somebody may want to be told.
        let is_wanted = !is_hidden || settings::wants_notices(&*services.device);
        if !self.on.get_untracked() || !is_wanted || alive.is_empty() {
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
        for (_, batch) in seen.iter().filter(|(_, now)| !is_alive(now)) {
            self.tell_end(batch);
        }
        if is_hidden { unseen() } else { after(wait, seen.iter().map(|(before, now)| (&**before, &**now))) }
    }

    /// A batch has ended: said on the page, or by the system and the tab's title if nobody sees it.
    fn tell_end(self, batch: &Batch) {
        let (services, lang) = (self.browser.get(), self.settings.lang.get_untracked());
        let what = visible(batch.description().unwrap_or(batch.id.as_str()));
        let how = batch.status.as_ref().map(|status| lang.status(status.as_str())).unwrap_or_default();
        let told = lang.watch_ended(&what, &how);
        if (services.hidden)() {
            self.ended.update(|count| *count += 1);
            (services.notices.show)(lang.watch_ended_title(), &told);
        } else {
            self.toasts.say(told);
        }
    }
}
