//! A file as it stands in a vector store.

use std::sync::Arc;

use super::attribute::Attributes;
use super::body::{fields, given, json};
use super::chunking::ChunkingStrategy;
use super::define::{object, open_enum};
use super::id::{FileId, HasId, StoreId};
use super::page::{Order, Page};
use super::path::path;
use super::request::{Call, Request};
use crate::json::ToJson;

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

/// Endings of names of files that a store can index, from OpenAI's guide to retrieval.
pub const SUPPORTED: [&str; 21] = [
    "c", "cpp", "cs", "css", "doc", "docx", "go", "html", "java", "js", "json", "md", "pdf", "php", "pptx", "py", "rb",
    "sh", "tex", "ts", "txt",
];

/// What stands after the last dot of a file's name, in small letters; empty without one.
pub fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default()
}

/// Whether a store can index a file of this name.
pub fn is_supported(name: &str) -> bool {
    SUPPORTED.contains(&ending(name).as_str())
}

impl HasId for StoreFile {
    fn id(&self) -> &Arc<str> {
        self.id.shared()
    }
}

#[derive(Clone, Debug, Default)]
pub struct ListStoreFiles {
    pub filter: Option<IndexStatus>,
    /// Up to [`OTHERS_PER_PAGE`](super::limits::OTHERS_PER_PAGE).
    pub limit: Option<u32>,
    pub order: Option<Order>,
    pub after: Option<FileId>,
}

impl ListStoreFiles {
    pub(super) fn on(&self, path: String) -> Call<Page<StoreFile>> {
        Call::json(
            Request::get(path)
                .beta()
                .with_some("limit", self.limit)
                .with_some("order", self.order)
                .with_some("after", self.after.as_ref())
                .with_some("filter", self.filter.as_ref()),
        )
    }
}

/// A file to be put into a store.
#[derive(Clone, Debug, PartialEq)]
pub struct Attach {
    pub file_id: FileId,
    pub attributes: Attributes,
    pub chunking_strategy: Option<ChunkingStrategy>,
}

impl ToJson for Attach {
    fn write(&self, to: &mut String) {
        let fields: &[(&str, &dyn ToJson)] = &[
            ("file_id", &self.file_id),
            ("attributes", &self.attributes),
            ("chunking_strategy", &self.chunking_strategy),
        ];
        given(fields, to);
    }
}

fn of(store: &StoreId, file: &FileId) -> String {
    path(&["vector_stores", store.as_str(), "files", file.as_str()])
}

pub fn list(store: &StoreId, which: &ListStoreFiles) -> Call<Page<StoreFile>> {
    which.on(path(&["vector_stores", store.as_str(), "files"]))
}

pub fn attach(store: &StoreId, file: &Attach) -> Call<StoreFile> {
    Call::json(Request::post(path(&["vector_stores", store.as_str(), "files"]), json(file)).beta())
}

pub fn get(store: &StoreId, file: &FileId) -> Call<StoreFile> {
    Call::json(Request::get(of(store, file)).beta())
}

/// Replaces all attributes of the file; saying it twice changes nothing more.
pub fn update(store: &StoreId, file: &FileId, attributes: &Attributes) -> Call<StoreFile> {
    Call::json(Request::post(of(store, file), fields(&[("attributes", &attributes)])).beta().replayable())
}

/// Takes the file out of the store; it takes a while until searches follow. It has been reported to
/// take the file out of every store (openai-node 1710): list the others again.
pub fn detach(store: &StoreId, file: &FileId) -> Call<StoreFileDeleted> {
    Call::json(Request::delete(of(store, file)).beta())
}

/// The text that was parsed from the file, whatever its purpose.
pub fn content(store: &StoreId, file: &FileId) -> Call<StoreFileContent> {
    let path = path(&["vector_stores", store.as_str(), "files", file.as_str(), "content"]);
    Call::json(Request::get(path).beta())
}
