//! Making and changing vector stores.

use std::sync::Arc;

use leptos::prelude::*;

use super::catalog::Catalog;
use crate::account::store_form::{self, Metadata, Problem};
use crate::openai::body::Change;
use crate::openai::error::{Error, Kind};
use crate::openai::id::StoreId;
use crate::openai::vector_store::{self, CreateStore, ExpiresAfter, ModifyStore, VectorStore};
use crate::transport::client::Client;

impl Catalog {
    /// Makes a store, once: where the answer is lost, it may have been made all the same.
    pub async fn create_store(self, store: &CreateStore) -> Result<Arc<VectorStore>, Error> {
        let client = self.client().ok_or_else(|| Error::of(Kind::Cancelled))?;
        let store = Arc::new(client.once(&vector_store::create(store)).await?);
        self.stores.put(vec![store.clone()]);
        Ok(store)
    }

    /// Changes a store; the list follows.
    pub async fn modify_store(self, id: &StoreId, change: &ModifyStore) -> Result<(), Error> {
        let client = self.client().ok_or_else(|| Error::of(Kind::Cancelled))?;
        let store = client.call(&vector_store::modify(id, change)).await?;
        self.stores.put(vec![Arc::new(store)]);
        Ok(())
    }

    /// A store as the list has it.
    pub fn store(self, id: &StoreId) -> Option<Arc<VectorStore>> {
        self.stores.rows.with_untracked(|rows| rows.iter().find(|store| store.id == *id).cloned())
    }
}

/// A change of many stores at once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeMany {
    pub expires_after: Change<ExpiresAfter>,
    /// Pairs to be put in or replaced.
    pub set: Metadata,
    /// Keys to be taken out.
    pub remove: Vec<String>,
}

/// Why a store was not changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unchanged {
    /// It would not fit the API's limits, so nothing was sent.
    Wrong(Problem),
    Failed(Error),
}

impl ChangeMany {
    pub fn is_nothing(&self) -> bool {
        *self == ChangeMany::default()
    }

    /// Changes one of them. The metadata are sent as a whole, so they are read first.
    pub async fn apply(&self, client: &Client, id: &StoreId) -> Result<VectorStore, Unchanged> {
        let mut change = ModifyStore { expires_after: self.expires_after.clone(), ..ModifyStore::default() };
        if !self.set.is_empty() || !self.remove.is_empty() {
            let before = client.call(&vector_store::get(id)).await.map_err(Unchanged::Failed)?;
            let before = before.metadata.unwrap_or_default();
            let after = store_form::merged(&before, &self.set, &self.remove).map_err(Unchanged::Wrong)?;
            change.metadata = Change::Set(after);
        }
        client.call(&vector_store::modify(id, &change)).await.map_err(Unchanged::Failed)
    }
}
