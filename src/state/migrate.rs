//! New vector stores are made of old ones, with the same names, pairs, life and files. Which store replaces which is
//! written into the new one, so that the old one is known to be replaced once everything is there.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::catalog::Catalog;
use super::fill::Fills;
use crate::account::entry::{Itself, copies, join};
use crate::account::insides::MIGRATED_FROM;
use crate::account::references::files_listed;
use crate::openai::error::{Error, Kind};
use crate::openai::limits::ENTRIES;
use crate::openai::vector_store::{CreateStore, VectorStore};
use crate::table::chunks::Chunks;

/// Why no new store was made of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unmade {
    /// It has as many pairs as there may be: there is no room for the name of the old store.
    NoRoom,
    /// Its files could not be listed to the end.
    Unread,
    Failed(Error),
}

impl Catalog {
    /// Those of some stores of which no new one was made yet.
    pub fn not_migrated(self, stores: Vec<Arc<VectorStore>>) -> Vec<Arc<VectorStore>> {
        let from: Vec<String> = self.stores.rows.with_untracked(|rows| {
            let from = |store: &Arc<VectorStore>| store.metadata.as_ref()?.get(MIGRATED_FROM).cloned();
            rows.iter().filter_map(from).collect()
        });
        let is_old = |store: &Arc<VectorStore>| {
            let itself_new = store.metadata.as_ref().is_some_and(|metadata| metadata.contains_key(MIGRATED_FROM));
            !itself_new && !from.iter().any(|id| id == store.id.as_str())
        };
        stores.into_iter().filter(is_old).collect()
    }

    /// Makes a new store of an old one and begins to fill it with what could be found in that.
    pub async fn migrate(self, fills: Fills, old: &VectorStore) -> Result<(), Unmade> {
        let mut metadata = old.metadata.clone().unwrap_or_default();
        metadata.insert(MIGRATED_FROM.to_owned(), old.id.to_string());
        if metadata.len() > ENTRIES {
            return Err(Unmade::NoRoom);
        }
        let client = self.client().ok_or_else(|| Unmade::Failed(Error::of(Kind::Cancelled)))?;
        let listed = files_listed(&client, &old.id).await.map_err(|_| Unmade::Unread)?;
        let known: HashMap<_, _> = self
            .files
            .rows
            .with_untracked(|files| files.iter().map(|file| (file.id.shared().clone(), file.clone())).collect());
        let listed: Chunks<_> = listed.into_iter().map(Arc::new).collect();
        let entries = join(&listed, &known, &Itself::Gone, 0, &Chunks::default());
        let files = copies(&entries, true).files;
        let new = CreateStore {
            name: old.name.clone(),
            description: old.description.clone(),
            expires_after: old.expires_after.clone(),
            metadata,
            ..CreateStore::default()
        };
        let store = self.create_store(&new).await.map_err(Unmade::Failed)?;
        self.inside.wrote(&store.id);
        fills.start(&store.id, store.name.as_deref().unwrap_or_default(), files);
        Ok(())
    }
}
