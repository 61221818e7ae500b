//! A file as it stands in a vector store.

use std::sync::Arc;

use super::attribute::Attributes;
use super::chunking::ChunkingStrategy;
use super::define::{object, open_enum};
use super::id::{FileId, HasId, StoreId};

object! {
    /// Its id is that of the file itself, `file-…`. It carries no file name: that is in the list of files.
    pub struct StoreFile = "vector_store.file" {
        required id: FileId,
        /// Bytes of its chunks and embeddings in this store.
        pub usage_bytes: Option<u64>,
        /// Seconds since 1970: when it was attached.
        pub created_at: Option<u64>,
        pub vector_store_id: Option<StoreId>,
        pub status: Option<IndexStatus>,
        /// Why indexing failed.
        pub last_error: Option<LastError>,
        pub chunking_strategy: Option<ChunkingStrategy>,
        pub attributes: Option<Attributes>,
    }
}

open_enum! {
    /// How far the indexing of a file, or of a file batch, has come.
    pub enum IndexStatus {
        InProgress = "in_progress",
        Completed = "completed",
        Cancelled = "cancelled",
        Failed = "failed",
    }
}

object! {
    #[derive(Eq)]
    pub struct LastError {
        pub code: Option<IndexErrorCode>,
        pub message: Option<String>,
    }
}

open_enum! {
    pub enum IndexErrorCode {
        ServerError = "server_error",
        UnsupportedFile = "unsupported_file",
        InvalidFile = "invalid_file",
    }
}

object! {
    /// The answer to a detachment: the file itself remains.
    pub struct StoreFileDeleted = "vector_store.file.deleted" {
        required id: FileId,
        pub deleted: Option<bool>,
    }
}

object! {
    /// The text that was parsed from a file. The API pages no further yet.
    pub struct StoreFileContent = "vector_store.file_content.page" {
        pub data: Option<Vec<Text>>,
        pub has_more: Option<bool>,
        pub next_page: Option<String>,
    }
}

object! {
    /// A piece of text, of type `text`.
    #[derive(Eq)]
    pub struct Text {
        pub r#type: Option<String>,
        pub text: Option<String>,
    }
}

impl HasId for StoreFile {
    fn id(&self) -> &Arc<str> {
        self.id.shared()
    }
}
