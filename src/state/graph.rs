//! Who uses what in the account: read in the background when it is wanted, kept on this device, read again by
//! difference.

use std::cell::RefCell;
use std::ops::ControlFlow;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::{AbortHandle, Abortable};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::catalog::Catalog;
use super::services::Browser;
use super::session::{Connection, Session};
use super::settings;
use crate::account::references::{self, Book, Gap, References};
use crate::bulk::records::Change;
use crate::openai::batch::Batch;
use crate::openai::vector_store::VectorStore;

/// The names of the records begin like this; whose they are and the id of the store follow.
const PREFIX: &str = "graph/";
/// Stores between two writings of what was read.
const WRITTEN_EVERY: u64 = 50;
/// Records read before others get their turn.
const AT_ONCE: usize = 5;

#[derive(Clone, Copy)]
pub struct Graph {
    browser: Browser,
    session: Session,
    catalog: Catalog,
    /// How many of how many stores are read, while it goes on; the second is 0 until their list is known.
    pub reading: RwSignal<Option<(u64, u64)>>,
    /// When what is known was read, in milliseconds since 1970.
    pub as_of: RwSignal<Option<u64>>,
    shelf: StoredValue<Rc<RefCell<Held>>, LocalStorage>,
}

/// What is known of the account in use.
#[derive(Default)]
struct Held {
    book: Rc<RefCell<Book>>,
    /// The records of this device were looked at.
    is_open: bool,
    /// The lists of the last reading, when they were had, and what was missing.
    lists: Option<(Vec<VectorStore>, Vec<Arc<Batch>>, u64)>,
    gaps: Rc<RefCell<Vec<Gap>>>,
    stop: Option<AbortHandle>,
}

impl Graph {
    pub fn provide(browser: Browser, session: Session, catalog: Catalog) -> Self {
        let graph = Graph {
            browser,
            session,
            catalog,
            reading: RwSignal::new(None),
            as_of: RwSignal::new(None),
            shelf: StoredValue::new_local(Rc::default()),
        };
        provide_context(graph);
        // Another account, another graph.
        session.follow(move || {
            graph.abort();
            graph.shelf.with_value(|held| drop(held.take()));
            graph.as_of.set(None);
        });
        session.on_forget(move |place| graph.write(vec![Change::Erase { prefix: prefix(place) }]));
        graph
    }

    /// Reads what is not known, or has changed since; once at a time.
    pub fn refresh(self) {
        let Some(connection) = self.session.current.get_untracked() else { return };
        if self.reading.get_untracked().is_some() {
            return;
        }
        self.reading.set(Some((0, 0)));
        let (handle, registration) = AbortHandle::new_pair();
        self.shelf.with_value(|held| held.borrow_mut().stop = Some(handle));
        let reading = Abortable::new(async move { self.read(&connection).await }, registration);
        spawn_local(async move {
            // An aborted reading changes nothing more.
            if reading.await.is_ok() {
                self.reading.set(None);
            }
        });
    }

    /// The same if it was ever read: after something changed.
    pub fn follow(self) {
        if !self.catalog.references.with_untracked(References::is_blank) {
            self.refresh();
        }
    }

    /// Stops reading; what was read until then stays, and is not read again.
    pub fn stop(self) {
        self.abort();
        spawn_local(self.publish());
    }

    fn abort(self) {
        let stop = self.shelf.with_value(|held| held.borrow_mut().stop.take());
        if let (Some(stop), true) = (stop, self.reading.get_untracked().is_some()) {
            stop.abort();
            self.reading.set(None);
        }
    }

    async fn read(self, connection: &Connection) {
        let held = self.shelf.get_value();
        self.open(connection, &held).await;
        let client = &connection.client;
        let since = self.browser.now();
        let lists = match references::stores(client).await {
            Ok(stores) => references::batches(client).await.map(|batches| (stores, batches)),
            Err(gap) => Err(gap),
        };
        let (stores, batches) = match lists {
            Ok(lists) => lists,
            Err(gap) => {
                let mut nothing = Book::default();
                return self.tell(nothing.references(&[], Vec::new(), vec![gap], since)).await;
            }
        };
        let clock = self.browser.get().clock;
        self.catalog.stores.replace(stores.clone());
        clock.sleep(0).await;
        self.catalog.batches.replace(batches.clone());
        clock.sleep(0).await;
        let batches: Vec<_> = batches.into_iter().map(Arc::new).collect();
        let (book, gaps) = {
            let mut held = held.borrow_mut();
            held.lists = Some((stores.clone(), batches, since));
            held.gaps = Rc::default();
            (held.book.clone(), held.gaps.clone())
        };
        // Of the demo nothing is kept.
        let prefix = connection.place().map(|place| prefix(&place));
        let erase = |id: &Arc<str>| Some(Change::Erase { prefix: format!("{}{id}", prefix.as_ref()?) });
        let gone = book.borrow_mut().forget_others(&stores);
        self.write(gone.iter().filter_map(erase).collect());
        let mut heard_of = 0;
        let mut heard = |gap: Option<Gap>| {
            gaps.borrow_mut().extend(gap);
            heard_of += 1;
            if heard_of % WRITTEN_EVERY == 0 {
                self.keep(&book, prefix.as_deref());
            }
            ControlFlow::Continue(())
        };
        let told = |done, total| self.reading.set(Some((done, total)));
        let at_once = settings::ceiling(&*self.browser.get().device);
        references::fill(client, at_once, &stores, &book, &told, &mut heard).await;
        self.keep(&book, prefix.as_deref());
        self.publish().await;
    }

    /// Takes up what this device knows.
    async fn open(self, connection: &Connection, held: &Rc<RefCell<Held>>) {
        let is_open = std::mem::replace(&mut held.borrow_mut().is_open, true);
        let Some(place) = connection.place().filter(|_| !is_open) else { return };
        let services = self.browser.get();
        let records = services.records.read(&prefix(&place)).await.unwrap_or_default();
        let book = held.borrow().book.clone();
        for records in records.chunks(AT_ONCE) {
            records.iter().for_each(|(_, text)| book.borrow_mut().read(text));
            services.clock.sleep(0).await;
        }
    }

    fn keep(self, book: &RefCell<Book>, prefix: Option<&str>) {
        let Some(prefix) = prefix else { return };
        let records = book.borrow_mut().records();
        let put = |(id, text): (Arc<str>, String)| Change::Put { name: format!("{prefix}{id}"), text };
        self.write(records.into_iter().map(put).collect());
    }

    fn write(self, changes: Vec<Change>) {
        if changes.is_empty() {
            return;
        }
        let records = self.browser.get().records;
        spawn_local(async move {
            // What is not kept is read anew next time.
            let _ = records.write(changes).await;
        });
    }

    /// Makes known what was read.
    async fn publish(self) {
        let clock = self.browser.get().clock;
        clock.sleep(0).await;
        let references = self.shelf.with_value(|held| {
            let held = held.borrow();
            let (stores, batches, since) = held.lists.as_ref()?;
            let gaps = held.gaps.borrow().clone();
            Some(held.book.borrow_mut().references(stores, batches.clone(), gaps, *since))
        });
        if let Some(references) = references {
            clock.sleep(0).await;
            self.tell(references).await;
        }
    }

    /// One table after the other, so that the page can answer in between.
    async fn tell(self, references: References) {
        let number = self.number();
        self.as_of.set(Some(self.browser.now()));
        self.catalog.references.set(references.clone());
        self.browser.get().clock.sleep(0).await;
        if self.number() == number {
            self.catalog.looked_into.set(references);
        }
    }

    fn number(self) -> Option<u32> {
        self.session.current.with_untracked(|now| now.as_ref().map(|now| now.number))
    }

    /// Takes what somebody else has just read whole, of the account in use.
    pub fn take(self, reading: references::Reading) {
        self.abort();
        let now = self.browser.now();
        let held = self.shelf.get_value();
        *held.borrow().book.borrow_mut() = reading.book;
        held.borrow_mut().lists = Some((reading.stores, reading.batches, now));
        spawn_local(self.tell(reading.references));
    }
}

/// The names of the records of a place begin like this.
fn prefix(place: &str) -> String {
    format!("{PREFIX}{place}/")
}
