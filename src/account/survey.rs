//! An account as it was read at one moment: what findings and recipes look at.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::cost::{Price, Saving};
use super::details::Kind;
use super::file_rows::FileRows;
use super::freed::freed;
use super::references::References;
use super::store_row::StoreRow;
use super::views;
use crate::bulk::plan::{Deed, Item, Plan, Why};
use crate::openai::file::File;
use crate::query::{Filter, Query, Scope};
use crate::table::rows::{Rows, Table};

#[derive(Clone)]
pub struct Survey {
    pub files: Arc<FileRows>,
    pub stores: Arc<Table<StoreRow>>,
    pub references: References,
    pub price: Price,
    /// Seconds since 1970.
    pub now: u64,
}

impl Survey {
    /// The rows of the files or the stores that a query lets pass; none where it is not understood.
    pub fn find(&self, kind: Kind, query: &str) -> Vec<u32> {
        let (rows, about): (&dyn Rows, _) = match kind {
            Kind::Store => (&*self.stores, &views::STORES),
            _ => (&*self.files, &views::FILES),
        };
        let scope = Scope { rows, facts: about.facts, now: self.now };
        let query = Query::parse(query);
        let found = query.and_then(|query| Filter::new(&query, scope).map(|filter| filter.find()));
        found.unwrap_or_default()
    }

    pub fn file(&self, row: u32) -> Option<&Arc<File>> {
        self.files.file(row)
    }

    pub fn store(&self, row: u32) -> Option<&Arc<StoreRow>> {
        self.stores.row(row)
    }

    /// A file as an item of a plan.
    pub fn file_item(&self, row: u32, why: Why) -> Option<Item> {
        let file = self.file(row)?;
        let uses = self.references.uses(file.id.as_str()).into();
        let name = file.filename.as_deref().unwrap_or_default().into();
        Some(Item { deed: Deed::DeleteFile, id: file.id.shared().clone(), name, bytes: file.bytes, why, uses })
    }

    pub fn store_item(&self, row: u32, why: Why) -> Option<Item> {
        let store = self.store(row)?;
        let name = store.name.as_deref().unwrap_or_default().into();
        let (id, bytes) = (store.store.id.shared().clone(), store.usage_bytes);
        Some(Item { deed: Deed::DeleteStore, id, name, bytes, why, uses: [].into() })
    }

    /// Name and size of each file.
    pub fn known(&self) -> FxHashMap<Arc<str>, (Arc<str>, Option<u64>)> {
        let files = (0..self.files.len()).filter_map(|row| self.file(row));
        let known = |file: &Arc<File>| {
            (file.id.shared().clone(), (file.filename.as_deref().unwrap_or_default().into(), file.bytes))
        };
        files.map(known).collect()
    }

    /// What no longer has to be paid for once a plan was carried out.
    pub fn saves(&self, plan: &Plan) -> Saving {
        let stores = (0..self.stores.len()).filter_map(|row| self.store(row));
        let bytes: FxHashMap<&str, u64> =
            stores.filter_map(|store| Some((store.store.id.as_str(), store.usage_bytes?))).collect();
        let freed = freed(plan, &|store| bytes.get(store).copied(), &|store, file| self.references.bytes(store, file));
        self.price.saving(bytes.values().copied().fold(0, u64::saturating_add), freed.bytes)
    }
}
