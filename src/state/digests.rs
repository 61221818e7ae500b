//! Contents that are compared: read when the person wishes it, and what came of it kept on this device.

use std::cell::{Cell, RefCell};
use std::mem::take;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::{Connection, Session};
use super::settings::lang;
use super::toasts::Toasts;
use crate::account::digests::{Answer, Digests as Known, candidates, read, read_record, record};
use crate::bulk::records::{Change, Later};
use crate::openai::error::Error;
use crate::openai::file::File;
use crate::part::part;
use crate::transport::client::Client;

/// The names of the records begin like this; whose they are and the id of the first file follow.
const PREFIX: &str = "digests/";
/// Milliseconds between two times that what was read is made known, and kept.
const TOLD_EVERY: u64 = 2_000;

/// How far the reading is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    pub done: u64,
    pub of: u64,
    pub bytes: u64,
}

#[derive(Clone, Copy)]
pub struct Digests {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    toasts: Toasts,
    pub reading: RwSignal<Option<Reading>>,
    /// Contents that could not be read the last time, and why the first could not.
    pub failed: RwSignal<Option<(u64, Error)>>,
    stop: StoredValue<Option<AbortHandle>, LocalStorage>,
}

type Pair = (Arc<str>, Arc<str>);

/// What reads contents: a part of the program that loads when the first is to be read.
type Reader = fn(Client, Vec<Arc<File>>, Rc<dyn Fn(u64)>, Rc<dyn Fn(&Arc<File>, Answer)>) -> Later<()>;

part! {
    digest,
    fn enter() -> Reader {
        |client, files, came, told| Box::pin(async move {
            read(&client, &files, &*came, &*told).await;
        })
    }
}

impl Digests {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog, toasts: Toasts) {
        let digests = Digests {
            browser,
            session,
            catalog,
            toasts,
            reading: RwSignal::new(None),
            failed: RwSignal::new(None),
            stop: StoredValue::new_local(None),
        };
        provide_context(digests);
        session.on_forget(move |place| digests.write(Change::Erase { prefix: prefix(place) }));
        session.follow(move || {
            digests.stop();
            digests.failed.set(None);
            catalog.digests.set(Known::default());
            digests.open();
        });
    }

    /// Takes up what this device knows.
    fn open(self) {
        let place = move || self.session.current.with_untracked(|now| now.as_ref()?.place());
        let Some(now) = place() else { return };
        let records = self.browser.get().records;
        spawn_local(async move {
            let records = records.read(&prefix(&now)).await.unwrap_or_default();
            if place() == Some(now) && !records.is_empty() {
                let pairs = records.iter().flat_map(|(_, text)| read_record(text));
                self.catalog.digests.update(|known| known.add(pairs));
            }
        });
    }

    /// The files that would be read, now.
    pub fn candidates(self) -> Vec<Arc<File>> {
        let digests = self.catalog.digests.get();
        self.catalog.files.rows.with(|files| candidates(files, &digests))
    }

    /// Reads what is not known, once at a time.
    pub fn compare(self) {
        let Some(connection) = self.session.current.get_untracked() else { return };
        if self.reading.get_untracked().is_some() {
            return;
        }
        let files = untrack(|| self.candidates());
        self.failed.set(None);
        self.reading.set(Some(Reading { of: files.len() as u64, ..Reading::default() }));
        let (abort, registration) = AbortHandle::new_pair();
        self.stop.set_value(Some(abort));
        spawn_local(async move {
            // What was stopped has nothing more to say.
            if Abortable::new(self.run(connection, files), registration).await.is_ok() {
                self.reading.set(None);
            }
        });
    }

    /// Ends it; what was read until then stays known.
    pub fn stop(self) {
        if let Some(abort) = self.stop.try_update_value(Option::take).flatten() {
            abort.abort();
        }
        self.reading.set(None);
    }

    fn write(self, change: Change) {
        let records = self.browser.get().records;
        spawn_local(async move {
            // What is not kept is read anew next time.
            let _ = records.write(vec![change]).await;
        });
    }

    async fn run(self, connection: Connection, files: Vec<Arc<File>>) {
        let Ok(read) = enter().await else { return self.toasts.say(lang().part_missing()) };
        let came = move |bytes| {
            self.reading.update(|reading| {
                if let Some(reading) = reading {
                    reading.bytes += bytes;
                }
            });
        };
        let new = Rc::new(New {
            all: self,
            connection: connection.clone(),
            pairs: RefCell::default(),
            told_at: Cell::new(self.browser.now()),
        });
        let heard = new.clone();
        let told = move |file: &Arc<File>, answer: Answer| heard.take(file, answer);
        read(connection.client, files, Rc::new(came), Rc::new(told)).await;
    }
}

/// What was read and is not known yet. When it is dropped, it is.
struct New {
    all: Digests,
    connection: Connection,
    pairs: RefCell<Vec<Pair>>,
    told_at: Cell<u64>,
}

impl New {
    fn take(&self, file: &Arc<File>, answer: Answer) {
        match answer {
            Ok(digest) => self.pairs.borrow_mut().push((file.id.shared().clone(), digest)),
            Err(error) => self.all.failed.update(|failed| {
                let (count, first) = failed.take().unwrap_or((0, error));
                *failed = Some((count + 1, first));
            }),
        }
        self.all.reading.update(|reading| {
            if let Some(reading) = reading {
                reading.done += 1;
            }
        });
        let now = self.all.browser.now();
        if now > self.told_at.get() + TOLD_EVERY {
            self.told_at.set(now);
            self.tell();
        }
    }

    fn tell(&self) {
        let pairs = take(&mut *self.pairs.borrow_mut());
        let current = self.all.session.current.get_untracked();
        let (Some((first, _)), Some(current)) = (pairs.first(), current) else { return };
        // Of an account that was left meanwhile, and perhaps forgotten, nothing is told.
        if current.number != self.connection.number {
            return;
        }
        if let Some(place) = current.place() {
            self.all.write(Change::Put { name: format!("{}{first}", prefix(&place)), text: record(&pairs) });
        }
        self.all.catalog.digests.update(|known| known.add(pairs));
    }
}

impl Drop for New {
    fn drop(&mut self) {
        self.tell();
    }
}

/// The names of the records of a place begin like this.
fn prefix(place: &str) -> String {
    format!("{PREFIX}{place}/")
}
