//! Vector stores: files cut up and indexed for search.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::body::{Change, fields};
use super::chunking::ChunkingStrategy;
use super::define::{object, open_enum};
use super::id::{FileId, HasId, StoreId};
use super::page::{Order, Page};
use super::path::path;
use super::request::{Call, Request};

object! {
    pub struct VectorStore = "vector_store" {
        required id: StoreId,
        /// Seconds since 1970.
        pub created_at: Option<u64>,
        pub name: Option<String>,
        pub description: Option<String>,
        /// Bytes of parsed chunks and embeddings: what is paid for.
        pub usage_bytes: Option<u64>,
        pub file_counts: Option<FileCounts>,
        pub status: Option<StoreStatus>,
        pub expires_after: Option<ExpiresAfter>,
        /// Seconds since 1970.
        pub expires_at: Option<u64>,
        /// Seconds since 1970.
        pub last_active_at: Option<u64>,
        pub metadata: Option<BTreeMap<String, String>>,
    }
}

open_enum! {
    pub enum StoreStatus {
        Expired = "expired",
        InProgress = "in_progress",
        Completed = "completed",
    }
}

object! {
    /// Files of a store or of a file batch, by the state of their indexing.
    #[derive(Eq, Default)]
    pub struct FileCounts {
        pub in_progress: Option<u64>,
        pub completed: Option<u64>,
        pub failed: Option<u64>,
        pub cancelled: Option<u64>,
        pub total: Option<u64>,
    }
}

object! {
    /// A store's life: so many days after it was last used.
    #[derive(Eq)]
    pub struct ExpiresAfter {
        /// Always `last_active_at`, so far.
        pub anchor: Option<String>,
        /// 1 to 365.
        pub days: Option<u64>,
    }
}

object! {
    /// The answer to a deletion.
    pub struct StoreDeleted = "vector_store.deleted" {
        required id: StoreId,
        pub deleted: Option<bool>,
    }
}

impl HasId for VectorStore {
    fn id(&self) -> &Arc<str> {
        self.id.shared()
    }
}

impl ExpiresAfter {
    /// So many days after the last use.
    pub fn days(days: u64) -> Self {
        ExpiresAfter { anchor: Some("last_active_at".to_owned()), days: Some(days) }
    }
}

#[derive(Clone, Debug, Default)]
pub struct ListStores {
    /// Up to [`OTHERS_PER_PAGE`](super::limits::OTHERS_PER_PAGE).
    pub limit: Option<u32>,
    pub order: Option<Order>,
    pub after: Option<StoreId>,
}

#[derive(Clone, Debug, Default)]
pub struct CreateStore {
    pub name: Option<String>,
    pub description: Option<String>,
    /// A few only; more are better attached by file batches.
    pub file_ids: Vec<FileId>,
    pub expires_after: Option<ExpiresAfter>,
    /// Only together with `file_ids`.
    pub chunking_strategy: Option<ChunkingStrategy>,
    pub metadata: BTreeMap<String, String>,
}

#[derive(Clone, Debug, Default)]
pub struct ModifyStore {
    pub name: Change<String>,
    pub expires_after: Change<ExpiresAfter>,
    /// As a whole: what is not in it is gone.
    pub metadata: Change<BTreeMap<String, String>>,
}

pub fn list(which: &ListStores) -> Call<Page<VectorStore>> {
    Call::json(
        Request::get("/vector_stores")
            .beta()
            .with_some("limit", which.limit)
            .with_some("order", which.order)
            .with_some("after", which.after.as_ref()),
    )
}

pub fn create(store: &CreateStore) -> Call<VectorStore> {
    let body = fields(&[
        ("name", &store.name),
        ("description", &store.description),
        ("file_ids", &store.file_ids),
        ("expires_after", &store.expires_after),
        ("chunking_strategy", &store.chunking_strategy),
        ("metadata", &store.metadata),
    ]);
    Call::json(Request::post("/vector_stores", body).beta())
}

pub fn get(id: &StoreId) -> Call<VectorStore> {
    Call::json(Request::get(path(&["vector_stores", id.as_str()])).beta())
}

/// Saying the same change twice changes nothing more, so it may be sent again.
pub fn modify(id: &StoreId, change: &ModifyStore) -> Call<VectorStore> {
    let body =
        fields(&[("name", &change.name), ("expires_after", &change.expires_after), ("metadata", &change.metadata)]);
    Call::json(Request::post(path(&["vector_stores", id.as_str()]), body).beta().replayable())
}

/// Its files remain.
pub fn delete(id: &StoreId) -> Call<StoreDeleted> {
    Call::json(Request::delete(path(&["vector_stores", id.as_str()])).beta())
}
