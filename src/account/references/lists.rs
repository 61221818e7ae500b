//! Lists of the account read to their ends, or why they could not be.

use std::sync::Arc;

use crate::openai::batch::{self, Batch, ListBatches};
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

    pub(super) fn of_store(store: &StoreId, name: &str, why: Missing) -> Gap {
        let named = if name.is_empty() { store.as_str() } else { name };
        Gap { list: Listing::FilesOf(named.into()), why }
    }
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
    match files_listed(client, store).await {
        Ok(files) => Ok(files.iter().map(|file| file.id.shared().clone()).collect()),
        Err(Missing::Failed(error)) if error.kind == Kind::NotFound => Ok(Vec::new()),
        Err(why) => Err(Gap::of_store(store, name, why)),
    }
}

/// The files of a store as they stand in it.
pub async fn files_listed(client: &Client, store: &StoreId) -> Result<Vec<StoreFile>, Missing> {
    whole(client, &|after| page_of(store, after)).await
}

/// A page of the files of a store.
pub(super) fn page_of(store: &StoreId, after: Option<Arc<str>>) -> Call<Page<StoreFile>> {
    let which = ListStoreFiles { limit: Some(OTHERS_PER_PAGE), after: after.map(Into::into), ..Default::default() };
    store_file::list(store, &which)
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
