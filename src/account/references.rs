//! Which store and which batch uses which file: read from the API whole, or not at all.

use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::Arc;

use futures_util::future::join_all;

use crate::bulk::plan::{Use, User};
use crate::openai::batch::{self, Batch, BatchStatus, ListBatches};
use crate::openai::error::{Error, Kind};
use crate::openai::file::{self, File, ListFiles};
use crate::openai::id::{HasId, StoreId};
use crate::openai::limits::{FILES_PER_PAGE, OTHERS_PER_PAGE};
use crate::openai::page::Page;
use crate::openai::pager::{End, Next, Pager, Why};
use crate::openai::request::Call;
use crate::openai::store_file::{self, ListStoreFiles, StoreFile};
use crate::openai::vector_store::{self, ListStores, VectorStore};
use crate::transport::client::Client;

/// Stores read side by side.
const AT_ONCE: usize = 6;

/// What every file is used by, as it was at one moment.
#[derive(Clone, Debug, Default)]
pub struct References {
    uses: HashMap<Arc<str>, Vec<Use>>,
    /// The files of each store, in the order of their list.
    files: HashMap<Arc<str>, Vec<Arc<str>>>,
}

/// A list without which nobody knows who uses what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    pub list: Listing,
    pub why: Missing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Listing {
    Files,
    Stores,
    Batches,
    /// The files of this store: its name, or its id where it has none.
    FilesOf(Arc<str>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Missing {
    Failed(Error),
    /// It was not given to its end.
    Partial(Why),
}

impl Gap {
    /// Whether reading again cannot close it: the key may not see this list.
    pub fn is_forbidden(&self) -> bool {
        let Missing::Failed(error) = &self.why else { return false };
        matches!(error.kind, Kind::MissingScope(_) | Kind::Forbidden)
    }
}

/// How many of how many stores have been read; the second is 0 until their list is known.
pub type Told<'a> = &'a dyn Fn(u64, u64);

/// Reads every store's files and all batches, several stores at once. The first list that cannot be had whole ends it.
pub async fn read(client: &Client, told: Told<'_>) -> Result<References, Gap> {
    told(0, 0);
    let stores = stores(client).await?;
    let batches = batches(client).await?;
    held(client, stores, &batches, told).await
}

/// The same without batches: which stores hold which files.
pub async fn holders(client: &Client, told: Told<'_>) -> Result<References, Gap> {
    told(0, 0);
    let stores = stores(client).await?;
    held(client, stores, &[], told).await
}

async fn held(client: &Client, stores: Vec<VectorStore>, batches: &[Batch], told: Told<'_>) -> Result<References, Gap> {
    let (total, done) = (stores.len() as u64, Cell::new(0));
    told(0, total);
    let queue = RefCell::new(stores.into_iter());
    let read = RefCell::new(Vec::new());
    let worker = async || -> Result<(), Gap> {
        loop {
            let Some(store) = queue.borrow_mut().next() else { return Ok(()) };
            let named = store.name.as_deref().unwrap_or_default();
            let files = match files_of(client, &store.id, named).await {
                Ok(files) => files,
                Err(gap) => {
                    // The others need not go on.
                    queue.replace(Vec::new().into_iter());
                    return Err(gap);
                }
            };
            read.borrow_mut().push((store, files));
            done.set(done.get() + 1);
            told(done.get(), total);
        }
    };
    for ended in join_all((0..AT_ONCE).map(|_| worker())).await {
        ended?;
    }
    Ok(References::of(&read.take(), batches))
}

/// Every store.
pub async fn stores(client: &Client) -> Result<Vec<VectorStore>, Gap> {
    let page = |after: Option<Arc<str>>| {
        let after = after.map(Into::into);
        vector_store::list(&ListStores { limit: Some(OTHERS_PER_PAGE), after, ..ListStores::default() })
    };
    whole(client, &page).await.map_err(|why| Gap { list: Listing::Stores, why })
}

/// Every file.
pub async fn files(client: &Client) -> Result<Vec<File>, Gap> {
    let page = |after: Option<Arc<str>>| {
        let after = after.map(Into::into);
        file::list(&ListFiles { limit: Some(FILES_PER_PAGE), after, ..ListFiles::default() })
    };
    whole(client, &page).await.map_err(|why| Gap { list: Listing::Files, why })
}

/// Every batch.
pub async fn batches(client: &Client) -> Result<Vec<Batch>, Gap> {
    let page = |after: Option<Arc<str>>| {
        batch::list(&ListBatches { limit: Some(OTHERS_PER_PAGE), after: after.map(Into::into) })
    };
    whole(client, &page).await.map_err(|why| Gap { list: Listing::Batches, why })
}

/// The ids of all files of a store; none if the store itself is gone.
pub async fn files_of(client: &Client, store: &StoreId, name: &str) -> Result<Vec<Arc<str>>, Gap> {
    let page = |after: Option<Arc<str>>| {
        let which = ListStoreFiles { limit: Some(OTHERS_PER_PAGE), after: after.map(Into::into), ..Default::default() };
        store_file::list(store, &which)
    };
    match whole(client, &page).await {
        Ok(files) => Ok(files.iter().map(|file: &StoreFile| file.id.shared().clone()).collect()),
        Err(Missing::Failed(error)) if error.kind == Kind::NotFound => Ok(Vec::new()),
        Err(why) => {
            let named = if name.is_empty() { store.as_str() } else { name };
            Err(Gap { list: Listing::FilesOf(named.into()), why })
        }
    }
}

/// A list read to its end.
pub async fn whole<T: HasId>(
    client: &Client,
    page: &dyn Fn(Option<Arc<str>>) -> Call<Page<T>>,
) -> Result<Vec<T>, Missing> {
    let mut pager = Pager::new();
    let mut all = Vec::new();
    loop {
        let after = match pager.next() {
            Next::Done(End::Whole) => return Ok(all),
            Next::Done(End::Partial(why)) => return Err(Missing::Partial(why)),
            Next::Ask(after) => after,
        };
        match client.call(&page(after)).await {
            Ok(page) => all.extend(pager.take(page)),
            Err(error) if pager.refused(&error) => {}
            Err(error) => return Err(Missing::Failed(error)),
        }
    }
}

impl References {
    /// From all stores with their files, and all batches.
    pub fn of(stores: &[(VectorStore, Vec<Arc<str>>)], batches: &[Batch]) -> References {
        let mut references = References::default();
        for (store, files) in stores {
            let name = store.name.as_deref().unwrap_or_default();
            for file in files {
                references.add(file, User::Store, store.id.shared(), name);
            }
            references.files.insert(store.id.shared().clone(), files.clone());
        }
        for batch in batches {
            let is_over = batch.status.as_ref().is_some_and(BatchStatus::is_final);
            let input = if is_over { User::Input } else { User::Waiting };
            let files = [
                (&batch.input_file_id, input),
                (&batch.output_file_id, User::Results),
                (&batch.error_file_id, User::Results),
            ];
            for (file, by) in files {
                if let Some(file) = file {
                    references.add(file.shared(), by, batch.id.shared(), batch.description().unwrap_or_default());
                }
            }
        }
        references
    }

    fn add(&mut self, file: &Arc<str>, by: User, id: &Arc<str>, name: &str) {
        let uses = self.uses.entry(file.clone()).or_default();
        uses.push(Use { by, id: id.clone(), name: name.into() });
    }

    /// What uses a file: stores first.
    pub fn uses(&self, file: &str) -> &[Use] {
        self.uses.get(file).map_or(&[], Vec::as_slice)
    }

    /// The files of a store; none for one that is not there.
    pub fn files(&self, store: &str) -> &[Arc<str>] {
        self.files.get(store).map_or(&[], Vec::as_slice)
    }
}
