//! Files: stored bytes with a name and a purpose.

use std::rc::Rc;
use std::sync::Arc;

use super::body::LifeSeconds;
use super::define::{object, open_enum};
use super::id::{FileId, HasId};
use super::page::{Order, Page};
use super::path::path;
use super::purpose::Purpose;
use super::request::{Body, Call, Content, FilePart, Form, Request};

object! {
    pub struct File = "file" {
        required id: FileId,
        /// Null while the server does not know it yet.
        pub bytes: Option<u64>,
        /// Seconds since 1970.
        pub created_at: Option<u64>,
        /// Seconds since 1970; absent for a file that stays.
        pub expires_at: Option<u64>,
        pub filename: Option<String>,
        pub purpose: Option<Purpose>,
        /// Deprecated by the API, and still sent.
        pub status: Option<FileStatus>,
        /// Deprecated by the API: why a fine-tuning file was refused.
        pub status_details: Option<String>,
    }
}

open_enum! {
    pub enum FileStatus {
        Uploaded = "uploaded",
        Processed = "processed",
        Error = "error",
    }
}

object! {
    /// The answer to a deletion.
    pub struct FileDeleted = "file" {
        required id: FileId,
        pub deleted: Option<bool>,
    }
}

impl HasId for File {
    fn id(&self) -> &Arc<str> {
        self.id.shared()
    }
}

/// Which files to list.
#[derive(Clone, Debug, Default)]
pub struct ListFiles {
    pub purpose: Option<Purpose>,
    /// Up to [`FILES_PER_PAGE`](super::limits::FILES_PER_PAGE), which is also the API's default.
    pub limit: Option<u32>,
    pub order: Option<Order>,
    pub after: Option<FileId>,
}

/// A file to be stored, in one piece.
pub struct CreateFile {
    pub purpose: Purpose,
    /// Unless given, files of purpose `batch` live thirty days and others for ever.
    pub life: Option<LifeSeconds>,
    pub filename: String,
    pub content: Rc<dyn Content>,
    /// Told the number of bytes sent so far.
    pub progress: Option<Rc<dyn Fn(u64)>>,
}

pub fn list(which: &ListFiles) -> Call<Page<File>> {
    Call::json(
        Request::get("/files")
            .with_some("purpose", which.purpose.as_ref())
            .with_some("limit", which.limit)
            .with_some("order", which.order)
            .with_some("after", which.after.as_ref()),
    )
}

pub fn get(id: &FileId) -> Call<File> {
    Call::json(Request::get(path(&["files", id.as_str()])))
}

/// The specification says that this also removes it from all vector stores, but stores have been
/// seen to go on listing it: detach it first.
pub fn delete(id: &FileId) -> Call<FileDeleted> {
    Call::json(Request::delete(path(&["files", id.as_str()])))
}

/// The bytes, which the API gives for some purposes only: see [`Purpose::downloadable`].
pub fn content(id: &FileId) -> Call<Vec<u8>> {
    Call::raw(Request::get(path(&["files", id.as_str(), "content"])))
}

/// No more than the first bytes of it.
pub fn head(id: &FileId, bytes: u64) -> Call<Vec<u8>> {
    Call::raw(content(id).request.first(bytes))
}

pub fn create(file: CreateFile) -> Call<File> {
    let mut fields = vec![("purpose", file.purpose.to_string())];
    if let Some(LifeSeconds(seconds)) = file.life {
        // As form fields with brackets: JSON in one field is refused.
        fields.push(("expires_after[anchor]", "created_at".to_owned()));
        fields.push(("expires_after[seconds]", seconds.to_string()));
    }
    let file_part = FilePart { field: "file", filename: file.filename, content: file.content };
    Call::json(Request::post("/files", Body::Form(Form { fields, file: file_part, progress: file.progress })))
}
