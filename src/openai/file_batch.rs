//! File batches: many files attached to a vector store by one request.

use super::attribute::Attributes;
use super::body::fields;
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
#[derive(Clone, Debug)]
pub enum CreateFileBatch {
    /// All in the same way.
    Alike { file_ids: Vec<FileId>, attributes: Attributes, chunking_strategy: Option<ChunkingStrategy> },
    /// Each in its own.
    Each { files: Vec<Attach> },
}

pub fn create(store: &StoreId, batch: &CreateFileBatch) -> Call<FileBatch> {
    let body = match batch {
        CreateFileBatch::Alike { file_ids, attributes, chunking_strategy } => {
            fields(&[("file_ids", file_ids), ("attributes", attributes), ("chunking_strategy", chunking_strategy)])
        }
        CreateFileBatch::Each { files } => fields(&[("files", files)]),
    };
    Call::json(Request::post(path(&["vector_stores", store.as_str(), "file_batches"]), body).beta())
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
