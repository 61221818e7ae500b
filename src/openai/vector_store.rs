//! Vector stores: files cut up and indexed for search.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::define::{object, open_enum};
use super::id::{HasId, StoreId};

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
