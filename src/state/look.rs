//! Looking at one object: found in the lists, or asked for; its JSON, the head of its content, its bytes.

use std::sync::Arc;

use leptos::prelude::*;

use super::catalog::Catalog;
use super::list::{List, Load};
use super::services::Browser;
use super::table::TableState;
use crate::account::batch_row::BatchRow;
use crate::account::details::Kind;
use crate::account::entry::Entry;
use crate::account::results::ResultRow;
use crate::account::store_row::StoreRow;
use crate::json::pretty;
use crate::openai::batch;
use crate::openai::error::{self, Error};
use crate::openai::file::{self, File};
use crate::openai::id::{HasId, StoreId};
use crate::openai::request::Call;
use crate::openai::store_file;
use crate::openai::vector_store;
use crate::preview::{HEAD, LARGEST_IMAGE, Preview, preview};
use crate::table::chunks::Chunks;
use crate::transport::client::Client;

#[derive(Clone)]
pub enum Object {
    File(Arc<File>),
    Store(Arc<StoreRow>),
    Batch(Arc<BatchRow>),
    StoreFile(Arc<Entry>),
    Row(Arc<ResultRow>),
}

impl Object {
    /// What the person calls it; empty if it has no name.
    pub fn name(&self) -> &str {
        let name = match self {
            Object::File(file) => file.filename.as_deref(),
            Object::Store(store) => store.name.as_deref(),
            Object::Batch(batch) => batch.description(),
            Object::StoreFile(entry) => entry.name(),
            Object::Row(row) => Some(&*row.row.id),
        };
        name.unwrap_or_default()
    }
}

impl Catalog {
    pub fn table(self, kind: Kind) -> TableState {
        match kind {
            Kind::File => self.file_table,
            Kind::Store => self.store_table,
            Kind::Batch => self.batch_table,
            Kind::StoreFile => self.inside.table,
            Kind::Row => self.results.table,
        }
    }

    /// How far the list of such objects has been read.
    pub fn load(self, kind: Kind) -> Load {
        match kind {
            Kind::File => self.files.load.get(),
            Kind::Store => self.stores.load.get(),
            Kind::Batch => self.batches.load.get(),
            Kind::StoreFile => self.inside.files.load.get(),
            Kind::Row => self.results.load.get(),
        }
    }

    /// The object as its list has it; follows the list.
    pub fn find(self, kind: Kind, id: &str) -> Option<Object> {
        match kind {
            Kind::File => in_list(self.files, id).map(Object::File),
            Kind::Store => in_list(self.stores, id).map(|store| Object::Store(Arc::new(self.store_row(store)))),
            Kind::Batch => self.batch_rows.with(|rows| in_rows(&rows.0, id)).map(Object::Batch),
            Kind::StoreFile => self.inside.find(id).map(Object::StoreFile),
            Kind::Row => self.results.find(id).map(Object::Row),
        }
    }
}

fn in_list<T: HasId + Send + Sync>(list: List<T>, id: &str) -> Option<Arc<T>> {
    list.rows.with(|rows| in_rows(rows, id))
}

fn in_rows<T: HasId>(rows: &Chunks<T>, id: &str) -> Option<Arc<T>> {
    rows.iter().find(|row| &**row.id() == id).cloned()
}

/// Asks for one object; for a file of a store, in this store.
pub async fn retrieve(client: &Client, kind: Kind, id: &str, store: &StoreId) -> Result<Object, Error> {
    Ok(match kind {
        Kind::File => Object::File(Arc::new(client.call(&file::get(&id.into())).await?)),
        Kind::Store => {
            let store = client.call(&vector_store::get(&id.into())).await?;
            Object::Store(Arc::new(StoreRow::alone(Arc::new(store))))
        }
        Kind::Batch => Object::Batch(Arc::new(BatchRow::alone(Arc::new(client.call(&batch::get(&id.into())).await?)))),
        Kind::StoreFile => {
            let held = client.call(&store_file::get(store, &id.into())).await?;
            Object::StoreFile(Arc::new(Entry::alone(held)))
        }
        // The API knows of no such object.
        Kind::Row => return Err(Error::of(error::Kind::NotFound)),
    })
}

/// The object in the words of the API: what this program knows nothing of is in there too.
pub async fn json(client: &Client, kind: Kind, id: &str, store: &StoreId) -> Result<String, Error> {
    let request = match kind {
        Kind::File => file::get(&id.into()).request,
        Kind::Store => vector_store::get(&id.into()).request,
        Kind::Batch => batch::get(&id.into()).request,
        Kind::StoreFile => store_file::get(store, &id.into()).request,
        Kind::Row => return Err(Error::of(error::Kind::NotFound)),
    };
    let answer = client.call(&Call::raw(request)).await?;
    Ok(pretty(&String::from_utf8_lossy(&answer)))
}

/// The text that a store parsed from a file.
pub async fn parsed(client: &Client, store: &StoreId, file: &str) -> Result<String, Error> {
    let content = client.call(&store_file::content(store, &file.into())).await?;
    let pieces = content.data.unwrap_or_default().into_iter().filter_map(|piece| piece.text);
    Ok(pieces.collect::<Vec<_>>().join("\n"))
}

/// What a file begins with.
#[derive(Clone)]
pub struct Glance {
    pub preview: Preview,
    /// There is more than what is shown.
    pub cut: bool,
    /// The bytes of a picture, if it was not too large to be fetched.
    pub picture: Option<Arc<[u8]>>,
}

/// Fetches the beginning of a file's content, or all of a picture.
pub async fn glance(client: &Client, id: &str, name: &str) -> Result<Glance, Error> {
    // One byte more than is shown tells whether there is more.
    let mut head = client.call(&file::head(&id.into(), HEAD + 1)).await?;
    let cut = head.len() as u64 > HEAD;
    head.truncate(HEAD as usize);
    let preview = preview(&head, !cut, name);
    let mut picture = None;
    if matches!(preview, Preview::Image(_)) {
        if cut {
            head = client.call(&file::head(&id.into(), LARGEST_IMAGE + 1)).await?;
        }
        picture = (head.len() as u64 <= LARGEST_IMAGE).then(|| head.into());
    }
    Ok(Glance { cut: cut && picture.is_none(), preview, picture })
}

/// Saves a file's content on the person's disk, under its name. Whether the browser took it.
pub async fn save(browser: Browser, client: &Client, id: &str, name: &str) -> Result<bool, Error> {
    let content = client.fetch(&file::content(&id.into()).request, &|_| ()).await?;
    let services = browser.get();
    if (services.save_content)(name, &*content) {
        return Ok(true);
    }
    let bytes = content.read().await.unwrap_or_default();
    Ok((services.save)(name, "application/octet-stream", &bytes))
}
