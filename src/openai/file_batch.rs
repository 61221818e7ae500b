//! File batches: many files attached to a vector store by one request.

use super::define::object;
use super::id::{FileBatchId, StoreId};
use super::store_file::IndexStatus;
use super::vector_store::FileCounts;

object! {
    pub struct FileBatch {
        required id: FileBatchId,
        /// `vector_store.files_batch` or `vector_store.file_batch`: both have been seen.
        pub object: Option<String>,
        /// Seconds since 1970.
        pub created_at: Option<u64>,
        pub vector_store_id: Option<StoreId>,
        pub status: Option<IndexStatus>,
        pub file_counts: Option<FileCounts>,
    }
}

impl FileBatch {
    /// Asked for a file batch, the server has been known to answer with the vector store itself
    /// (openai-python 2724, openai-node 1700): then the id is not that of the batch, but the counts are of use.
    pub fn is_store_instead(&self) -> bool {
        self.object.as_deref() == Some("vector_store") || self.id.as_str().starts_with("vs_")
    }
}
