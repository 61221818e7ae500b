//! The three lists of the account in use, and their tables.

use std::sync::Arc;

use leptos::prelude::*;

use super::inside::Inside;
use super::list::{List, Load};
use super::results::Results;
use super::services::Browser;
use super::session::Session;
use super::settings;
use super::table::{Shared, TableState};
use super::views::Views;
use crate::account::batch_row::BatchRow;
use crate::account::cost::Price;
use crate::account::digests::Digests;
use crate::account::file_rows::FileRows;
use crate::account::insides::insides;
use crate::account::model_prices::ModelPrices;
use crate::account::references::References;
use crate::account::standing::Grace;
use crate::account::store_row::{self, StoreRow};
use crate::account::survey::Survey;
use crate::account::watch::is_alive;
use crate::account::{columns, history, views};
use crate::openai::batch::{self, Batch, ListBatches};
use crate::openai::file::{self, File, ListFiles};
use crate::openai::id::HasId;
use crate::openai::limits::{FILES_PER_PAGE, OTHERS_PER_PAGE};
use crate::openai::vector_store::{self, ListStores, VectorStore};
use crate::table::chunks::Chunks;
use crate::table::rows::{Rows, Table};
use crate::transport::client::Client;

/// The first page of files is a small one, so that the first rows show soon.
const FIRST_FILES: u32 = 1_000;

#[derive(Clone, Copy)]
pub struct Catalog {
    session: Session,
    pub files: List<File>,
    pub stores: List<VectorStore>,
    pub batches: List<Batch>,
    /// Batches that this device knows, listed or not.
    pub kept: RwSignal<Vec<Arc<Batch>>>,
    pub file_table: TableState,
    pub store_table: TableState,
    pub batch_table: TableState,
    pub file_views: Views,
    pub store_views: Views,
    pub batch_views: Views,
    /// The store whose page is open.
    pub inside: Inside,
    /// Of the batch whose page is open.
    pub results: Results,
    /// Of vector storage.
    pub price: RwSignal<Price>,
    /// What uses what, as it was read last.
    pub references: RwSignal<References>,
    /// The same for the table of stores, which follows in a task of its own.
    pub looked_into: RwSignal<References>,
    /// Of contents that were compared.
    pub digests: RwSignal<Digests>,
    /// Hours for which a new object is not called unused.
    pub grace: RwSignal<u64>,
    file_rows: Memo<Shared<FileRows>>,
    store_rows: Memo<Shared<Table<StoreRow>>>,
    /// The batches with what they cost.
    pub batch_rows: Memo<Shared<Chunks<BatchRow>>>,
    /// Of tokens.
    pub model_prices: RwSignal<ModelPrices>,
}

impl Catalog {
    pub fn provide(browser: Browser, session: Session) -> Self {
        let files = List::new(browser, |after| {
            let limit = if after.is_none() { FIRST_FILES } else { FILES_PER_PAGE };
            file::list(&ListFiles { limit: Some(limit), after: after.map(Into::into), ..ListFiles::default() })
        });
        let stores = List::new(browser, |after| {
            let after = after.map(Into::into);
            vector_store::list(&ListStores { limit: Some(OTHERS_PER_PAGE), after, ..ListStores::default() })
        });
        let batches = List::new(browser, |after| {
            batch::list(&ListBatches { limit: Some(OTHERS_PER_PAGE), after: after.map(Into::into) })
        });
        let (references, looked_into) = (RwSignal::new(References::blank()), RwSignal::new(References::blank()));
        let digests = RwSignal::new(Digests::default());
        let grace = RwSignal::new(settings::grace(&*browser.get().device));
        let file_rows = Memo::new(move |_| {
            let grace = grace_of(browser, grace.get());
            references.with(|now| Shared(Arc::new(FileRows::new(files.rows.get(), now, digests.get(), grace))))
        });
        let file_table = TableState::new(browser, untyped(file_rows), &views::FILES);
        let price = RwSignal::new(Price::read(&*browser.get().device));
        let insides = Memo::new(move |_| {
            // The list of files says something of stores only once both are known.
            let whole = (!looked_into.with(References::is_blank) && files.is_whole()).then(|| files.rows.get());
            let now = browser.now() / 1000;
            looked_into.with(|now_known| {
                stores.rows.with(|stores| Shared(Arc::new(insides(stores, whole.as_ref(), now_known, now))))
            })
        });
        let store_rows = Memo::new(move |_| {
            let rows = stores.rows.with(|stores| StoreRow::all(stores, price.get(), &insides.get().0));
            Shared(Arc::new(Table::new(rows, |row| row.id() as &str, columns::STORES)))
        });
        let store_table = TableState::new(browser, untyped(store_rows), &views::STORES);
        let model_prices = RwSignal::new(ModelPrices::read(&*browser.get().device));
        let kept = RwSignal::new(Vec::new());
        let minute = Memo::new(move |_| browser.roughly_now.get() / 60_000);
        let batch_rows = Memo::new(move |before: Option<&Shared<Chunks<BatchRow>>>| {
            // What runs may come to be at risk without anything being told of it.
            if batches.rows.with(|batches| batches.iter().any(|batch| is_alive(batch))) {
                minute.get();
            }
            let (before, now) = (before.map(|before| &*before.0), browser.now() / 1000);
            // While the list is read, nobody knows what it does not hold.
            let is_read =
                batches.as_of.with(Option::is_some) || batches.load.with(|load| matches!(load, Load::Failed(_)));
            let only =
                |listed: &_| if is_read { kept.with(|kept| history::unlisted(kept, listed)) } else { Vec::new() };
            let all =
                |listed: &_| model_prices.with(|prices| BatchRow::all(listed, &only(listed), prices, now, before));
            Shared(Arc::new(batches.rows.with(all)))
        });
        let batch_table_rows = Memo::new(move |_| {
            let rows = Chunks::clone(&batch_rows.get().0);
            let table: Arc<dyn Rows> = Arc::new(Table::new(rows, |row| row.id(), columns::BATCHES));
            Shared(table)
        });
        let batch_table = TableState::new(browser, batch_table_rows, &views::BATCHES);
        let catalog = Catalog {
            session,
            files,
            stores,
            batches,
            kept,
            file_table,
            store_table,
            batch_table,
            file_views: Views::new(browser, &views::FILES, file_table),
            store_views: Views::new(browser, &views::STORES, store_table),
            batch_views: Views::new(browser, &views::BATCHES, batch_table),
            inside: Inside::new(browser, session, files),
            results: Results::new(browser, session, batches, files),
            price,
            references,
            looked_into,
            digests,
            grace,
            file_rows,
            store_rows,
            batch_rows,
            model_prices,
        };
        provide_context(catalog);
        let number = Memo::new(move |_| session.current.with(|now| now.as_ref().map(|now| now.number)));
        Effect::new(move |before: Option<Option<u32>>| {
            // Read, not only tracked: a memo that nobody reads follows nothing.
            let now = number.get();
            catalog.forget_rows();
            if before.flatten().is_some() {
                // The first account finds what the address asks for.
                catalog.reset_tables();
            }
            if now.is_some() {
                catalog.refresh();
            }
            now
        });
        catalog
    }

    /// The client of the account in use.
    pub fn client(self) -> Option<Client> {
        self.session.current.with_untracked(|now| now.as_ref().map(|now| now.client.clone()))
    }

    /// Another price of vector storage. Whether the browser kept it.
    pub fn set_price(self, browser: Browser, price: Price) -> bool {
        self.price.set(price);
        price.write(&*browser.get().device)
    }

    /// Another grace period, in hours.
    pub fn set_grace(self, browser: Browser, hours: u64) {
        self.grace.set(hours);
        settings::set_grace(&*browser.get().device, hours);
    }

    /// The account as it is known here; follows what it is made of.
    pub fn survey(self, browser: Browser) -> Survey {
        Survey {
            files: self.file_rows.get().0,
            stores: self.store_rows.get().0,
            references: self.references.get(),
            price: self.price.get(),
            now: browser.now() / 1000,
        }
    }

    /// The same of what somebody has just read.
    pub fn survey_of(
        self,
        browser: Browser,
        references: References,
        files: Chunks<File>,
        stores: Chunks<VectorStore>,
    ) -> Survey {
        let (now, price) = (browser.now() / 1000, self.price.get_untracked());
        let insides = insides(&stores, Some(&files), &references, now);
        let rows = StoreRow::all(&stores, price, &insides);
        Survey {
            files: Arc::new(FileRows::new(
                files,
                &references,
                self.digests.get_untracked(),
                grace_of(browser, self.grace.get_untracked()),
            )),
            stores: Arc::new(Table::new(rows, |row| row.id(), columns::STORES)),
            references,
            price,
            now,
        }
    }

    /// Other prices of tokens. Whether the browser kept them.
    pub fn change_prices(self, browser: Browser, change: impl FnOnce(&mut ModelPrices)) -> bool {
        self.model_prices.update(change);
        self.model_prices.with_untracked(|prices| prices.write(&*browser.get().device))
    }

    /// A store with what it costs, as far as the list tells.
    pub fn store_row(self, store: Arc<VectorStore>) -> StoreRow {
        StoreRow::of(store, self.price.get(), self.stores.rows.with(store_row::usage))
    }

    fn forget_rows(self) {
        self.files.reset();
        self.stores.reset();
        self.batches.reset();
        self.kept.set(Vec::new());
        self.references.set(References::blank());
        self.looked_into.set(References::blank());
    }

    fn reset_tables(self) {
        for table in [self.file_table, self.store_table, self.batch_table] {
            table.reset();
        }
    }

    /// Reads all three lists side by side; each fails or succeeds by itself.
    pub fn refresh(self) {
        if let Some(client) = self.client() {
            self.files.refresh(client.clone());
            self.stores.refresh(client.clone());
            self.batches.refresh(client);
        }
    }

    fn loads(self) -> [Load; 3] {
        [self.files.load.get(), self.stores.load.get(), self.batches.load.get()]
    }

    /// Whether some list has been loading for longer than a moment.
    pub fn is_slow(self) -> bool {
        self.files.slow.get() || self.stores.slow.get() || self.batches.slow.get()
    }

    /// How many lists could not be read.
    pub fn failed(self) -> u64 {
        self.loads().iter().filter(|load| matches!(load, Load::Failed(_))).count() as u64
    }
}

fn grace_of(browser: Browser, hours: u64) -> Grace {
    Grace { now: browser.now() / 1000, period: hours * 3_600 }
}

fn untyped<R: Rows + 'static>(rows: Memo<Shared<R>>) -> Memo<Shared<dyn Rows>> {
    Memo::new(move |_| {
        let rows: Arc<dyn Rows> = rows.get().0;
        Shared(rows)
    })
}
