//! The store whose page is open: the store itself, its files, and their table. It outlives the page, so that nothing
//! chosen there is lost by looking elsewhere.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::list::{AGAIN, List, Load};
use super::search::Searcher;
use super::services::Browser;
use super::session::Session;
use super::table::{Shared, TableState};
use super::views::Views;
use crate::account::entry::{Entry, Itself, join};
use crate::account::{columns, views};
use crate::openai::error::{Error, Kind};
use crate::openai::file::File;
use crate::openai::id::{HasId, StoreId};
use crate::openai::limits::OTHERS_PER_PAGE;
use crate::openai::store_file::{self, ListStoreFiles, StoreFile};
use crate::openai::vector_store::{self, VectorStore};
use crate::table::chunks::Chunks;
use crate::table::rows::{Rows, Table};
use crate::transport::client::Client;

/// For so long after a write of our own a 404 is asked for again, in milliseconds: what was written has been seen to be
/// there only after some seconds (terraform-provider-openai 35).
const SETTLES: u64 = 6_000;

type Known = Shared<HashMap<Arc<str>, Arc<File>>>;

#[derive(Clone, Copy)]
pub struct Inside {
    browser: Browser,
    session: Session,
    store: RwSignal<Option<StoreId>>,
    /// As the API told it last.
    pub object: RwSignal<Option<Result<Arc<VectorStore>, Error>>>,
    pub files: List<StoreFile>,
    /// The files with what the account knows of them.
    pub entries: Memo<Shared<Chunks<Entry>>>,
    pub table: TableState,
    pub views: Views,
    pub search: Searcher,
    /// Its page is on the screen.
    is_shown: RwSignal<bool>,
    /// Stores written to, and when, in milliseconds since 1970.
    written: StoredValue<HashMap<StoreId, u64>>,
}

impl Inside {
    /// `known` are the files of the account.
    pub(super) fn new(browser: Browser, session: Session, known: List<File>) -> Self {
        let store = RwSignal::new(None::<StoreId>);
        let files = List::new(browser, move |after| {
            let which =
                ListStoreFiles { limit: Some(OTHERS_PER_PAGE), after: after.map(Into::into), ..Default::default() };
            store_file::list(&store.get_untracked().unwrap_or_else(|| "".into()), &which)
        });
        let is_shown = RwSignal::new(false);
        let by_id = Memo::new(move |before: Option<&Known>| {
            match before {
                // Nobody looks.
                Some(before) if !is_shown.get() => before.clone(),
                _ => {
                    let by_id = |file: &Arc<File>| (file.id.shared().clone(), file.clone());
                    Shared(Arc::new(known.rows.with(|files| files.iter().map(by_id).collect())))
                }
            }
        });
        let entries = Memo::new(move |before: Option<&Shared<Chunks<Entry>>>| {
            let missing = match known.load.get() {
                Load::Whole => Itself::Gone,
                Load::Idle | Load::Loading => known.as_of.get().map_or(Itself::NotYet, |_| Itself::Gone),
                Load::Partial(_) | Load::Failed(_) => Itself::Unknown,
            };
            let nothing = Chunks::default();
            let before = before.map_or(&nothing, |before| &before.0);
            let (by_id, now) = (by_id.get().0, browser.now() / 1000);
            Shared(Arc::new(files.rows.with(|files| join(files, &by_id, &missing, now, before))))
        });
        let rows = Memo::new(move |_| {
            let table =
                Table::new((*entries.get().0).clone(), |entry: &Entry| entry.held.id.as_str(), columns::STORE_FILES);
            Shared(Arc::new(table) as Arc<dyn Rows>)
        });
        let table = TableState::new(browser, rows, &views::STORE_FILES);
        let inside = Inside {
            browser,
            session,
            store,
            object: RwSignal::new(None),
            files,
            entries,
            table,
            views: Views::new(browser, &views::STORE_FILES, table),
            search: Searcher::new(),
            is_shown,
            written: StoredValue::default(),
        };
        inside.follow_session();
        inside
    }

    /// Another account has other stores; its page asks for its own.
    fn follow_session(self) {
        let number = Memo::new(move |_| self.session.current.with(|now| now.as_ref().map(|now| now.number)));
        Effect::new(move |before: Option<Option<u32>>| {
            let now = number.get();
            if before.flatten().is_some() {
                self.files.reset();
                self.object.set(None);
                self.table.reset();
                self.search.forget();
                if now.is_some() && self.is_shown.get_untracked() {
                    self.refresh();
                }
            }
            now
        });
    }

    /// The id of the store; none before the first page was opened.
    pub fn id(self) -> Option<StoreId> {
        self.store.get()
    }

    /// The same for handlers; empty before the first page was opened.
    pub fn id_now(self) -> StoreId {
        self.store.get_untracked().unwrap_or_else(|| "".into())
    }

    pub fn is(self, store: &str) -> bool {
        self.store.with_untracked(|id| id.as_ref().is_some_and(|id| id.as_str() == store))
    }

    /// What is known of the store.
    pub fn known(self) -> Option<Arc<VectorStore>> {
        self.object.get().and_then(Result::ok)
    }

    /// Its name, for handlers; empty where it has none.
    pub fn name_now(self) -> String {
        untrack(|| self.known()).and_then(|store| store.name.clone()).unwrap_or_default()
    }

    /// Opens the page of a store.
    pub fn show(self, id: &str) {
        self.is_shown.set(true);
        if !self.is(id) {
            self.store.set(Some(id.into()));
            self.object.set(None);
            self.files.reset();
            self.table.reset();
            self.search.clear();
        }
        self.refresh();
    }

    pub fn leave(self) {
        self.is_shown.set(false);
    }

    fn client(self) -> Option<Client> {
        self.session.current.with_untracked(|now| now.as_ref().map(|now| now.client.clone()))
    }

    /// Reads the store and its files anew.
    pub fn refresh(self) {
        if let (Some(id), Some(client)) = (self.store.get_untracked(), self.client()) {
            self.files.settles_by(self.settled(&id));
            self.files.refresh(client);
            self.retrieve();
        }
    }

    /// Asks for the store itself.
    pub fn retrieve(self) {
        let (Some(id), Some(client)) = (self.store.get_untracked(), self.client()) else { return };
        let until = self.settled(&id);
        spawn_local(async move {
            let answer = loop {
                match client.call(&vector_store::get(&id)).await {
                    Err(error) if error.kind == Kind::NotFound && self.browser.now() < until => {
                        self.browser.get().clock.sleep(AGAIN).await;
                    }
                    answer => break answer,
                }
            };
            if self.is(id.as_str()) {
                self.object.set(Some(answer.map(Arc::new)));
            }
        });
    }

    /// Something was just written to a store: what is read of it may lag behind.
    pub fn wrote(self, store: &StoreId) {
        let now = self.browser.now();
        self.written.update_value(|written| {
            written.insert(store.clone(), now);
        });
        self.files.settles_by(self.store.get_untracked().map_or(0, |id| self.settled(&id)));
    }

    /// Until when a 404 about a store, or its files, is not believed.
    pub fn settled(self, store: &StoreId) -> u64 {
        self.written.with_value(|written| written.get(store).map_or(0, |at| at + SETTLES))
    }

    /// A file of the store, as its list has it; follows the list.
    pub fn find(self, id: &str) -> Option<Arc<Entry>> {
        self.entries.with(|entries| entries.0.iter().find(|entry| &**entry.held.id() == id).cloned())
    }

    /// The files chosen in the table, in the order of the list.
    pub fn chosen(self) -> Vec<Arc<Entry>> {
        let (entries, rows) = (self.entries.get_untracked().0, self.table.rows.get_untracked().0);
        let mut chosen = self.table.selection.get_untracked();
        chosen.on(&rows);
        chosen.rows().into_iter().filter_map(|row| entries.get(row as usize).cloned()).collect()
    }
}
