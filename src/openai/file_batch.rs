//! File batches: many files attached to a vector store by one request.

use serde::Serialize;

use super::attribute::Attributes;
use super::body::json;
use super::chunking::ChunkingStrategy;
use super::define::object;
use super::id::{FileBatchId, FileId, StoreId};
use super::page::Page;
use super::path::path;
use super::request::{Body, Call, Request};
use super::store_file::{Attach, IndexStatus, ListStoreFiles, StoreFile};
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

/// What to attach: up to [`FILE_BATCH_FILES`](super::limits::FILE_BATCH_FILES) files.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub enum CreateFileBatch {
    /// All in the same way.
    Alike {
        file_ids: Vec<FileId>,
        #[serde(skip_serializing_if = "Attributes::is_empty")]
        attributes: Attributes,
        #[serde(skip_serializing_if = "Option::is_none")]
        chunking_strategy: Option<ChunkingStrategy>,
    },
    /// Each in its own.
    Each { files: Vec<Attach> },
}

pub fn create(store: &StoreId, batch: &CreateFileBatch) -> Call<FileBatch> {
    Call::json(Request::post(path(&["vector_stores", store.as_str(), "file_batches"]), json(batch)).beta())
}

/// See [`FileBatch::is_store_instead`].
pub fn get(store: &StoreId, id: &FileBatchId) -> Call<FileBatch> {
    Call::json(Request::get(path(&["vector_stores", store.as_str(), "file_batches", id.as_str()])).beta())
}

pub fn cancel(store: &StoreId, id: &FileBatchId) -> Call<FileBatch> {
    let path = path(&["vector_stores", store.as_str(), "file_batches", id.as_str(), "cancel"]);
    Call::json(Request::post(path, Body::Empty).beta().replayable())
}

pub fn files(store: &StoreId, id: &FileBatchId, which: &ListStoreFiles) -> Call<Page<StoreFile>> {
    which.on(path(&["vector_stores", store.as_str(), "file_batches", id.as_str(), "files"]))
}
