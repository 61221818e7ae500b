//! A vector store as its table shows it: with what it costs, which depends on all the others.

use std::ops::Deref;
use std::sync::Arc;

use super::cost::Price;
use super::insides::{Inside, Insides};
use crate::openai::id::HasId;
use crate::openai::vector_store::VectorStore;
use crate::table::chunks::Chunks;

#[derive(Clone, Debug, PartialEq)]
pub struct StoreRow {
    pub store: Arc<VectorStore>,
    /// Millionths of a dollar a day; unknown for a store alone.
    pub day: Option<u64>,
    /// Its pairs in one line.
    pub pairs: Option<String>,
    pub inside: Inside,
}

impl StoreRow {
    /// One of which only itself is known.
    pub fn alone(store: Arc<VectorStore>) -> StoreRow {
        let pairs = store.metadata.iter().flatten().map(|(key, value)| format!("{key}={value}"));
        let pairs = pairs.collect::<Vec<_>>().join(", ");
        StoreRow { pairs: (!pairs.is_empty()).then_some(pairs), day: None, inside: Inside::default(), store }
    }

    /// One of an account of so many bytes.
    pub fn of(store: Arc<VectorStore>, price: Price, account: u64) -> StoreRow {
        let day = store.usage_bytes.map(|bytes| price.share(bytes, account));
        StoreRow { day, ..StoreRow::alone(store) }
    }

    /// All stores of an account, each with its share of what they cost together, and what is known of its inside.
    pub fn all(stores: &Chunks<VectorStore>, price: Price, insides: &Insides) -> Chunks<StoreRow> {
        let account = usage(stores);
        let row = |store: &Arc<VectorStore>| {
            let inside = insides.get(store.id.shared()).cloned().unwrap_or_default();
            Arc::new(StoreRow { inside, ..StoreRow::of(store.clone(), price, account) })
        };
        stores.iter().map(row).collect()
    }
}

/// Bytes of all stores, of those that say so.
pub fn usage(stores: &Chunks<VectorStore>) -> u64 {
    stores.iter().filter_map(|store| store.usage_bytes).fold(0, u64::saturating_add)
}

impl Deref for StoreRow {
    type Target = VectorStore;

    fn deref(&self) -> &VectorStore {
        &self.store
    }
}

impl HasId for StoreRow {
    fn id(&self) -> &Arc<str> {
        self.store.id.shared()
    }
}
