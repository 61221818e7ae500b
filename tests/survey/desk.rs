//! An account on the desk: read as the page reads it, on a clock that moves when somebody waits.

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::FutureExt;
use quartermaster::account::columns;
use quartermaster::account::cost::Price;
use quartermaster::account::digests::Digests;
use quartermaster::account::file_rows::FileRows;
use quartermaster::account::insides::insides;
use quartermaster::account::references::{self, References};
use quartermaster::account::standing::Grace;
use quartermaster::account::store_row::StoreRow;
use quartermaster::account::survey::Survey;
use quartermaster::openai::file::File;
use quartermaster::openai::request::Local;
use quartermaster::openai::vector_store::VectorStore;
use quartermaster::table::chunks::Chunks;
use quartermaster::table::rows::Table;
use quartermaster::transport::client::Client;
use quartermaster::transport::clock::Clock;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;

/// 2026-10-04, in seconds since 1970.
pub const NOW: u64 = 1_791_072_000;
/// Hours.
pub const GRACE: u64 = 48;

/// Milliseconds since 1970; waiting moves it on.
pub struct Hand(pub Cell<u64>);

impl Clock for Hand {
    fn now(&self) -> u64 {
        self.0.get()
    }
    fn sleep(&self, ms: u64) -> Local<'static, ()> {
        self.0.set(self.0.get() + ms);
        Box::pin(async {})
    }
    fn random(&self) -> f64 {
        0.5
    }
}

pub fn account(seed: &Seed) -> (Rc<Demo>, Client) {
    let clock = Rc::new(Hand(Cell::new((NOW - 1_200) * 1000)));
    let demo = Rc::new(Demo::new(seed, clock.clone()));
    // What never gets ready has had the time to be called stuck.
    clock.0.set(NOW * 1000);
    (demo.clone(), Client::new(demo, clock))
}

/// What of the account is known, with the list of files whole.
pub fn survey_of(files: Vec<File>, stores: Vec<VectorStore>, references: References) -> Survey {
    survey_with(files, stores, references, Digests::default())
}

/// The same where contents are known.
pub fn survey_with(files: Vec<File>, stores: Vec<VectorStore>, references: References, digests: Digests) -> Survey {
    let files: Chunks<File> = files.into_iter().map(Arc::new).collect();
    let stores: Chunks<VectorStore> = stores.into_iter().map(Arc::new).collect();
    let price = Price::default();
    let inside = insides(&stores, Some(&files), &references, NOW);
    let rows = StoreRow::all(&stores, price, &inside);
    let grace = Grace { now: NOW, period: GRACE * 3_600 };
    Survey {
        files: Arc::new(FileRows::new(files, &references, digests, grace)),
        stores: Arc::new(Table::new(rows, |row| row.store.id.as_str(), columns::STORES)),
        references,
        price,
        now: NOW,
    }
}

/// Everything, as the page reads it.
pub fn survey(client: &Client) -> Survey {
    let reading = references::read(client, 8, &|_, _| ()).now_or_never().unwrap().unwrap();
    let files = references::files(client).now_or_never().unwrap().unwrap();
    survey_of(files, reading.stores, reading.references)
}
