//! Uploads: a large file sent in parts, which becomes a file when it is completed.

use std::rc::Rc;

use super::body::{LifeSeconds, fields};
use super::define::{object, open_enum};
use super::file::File;
use super::id::{PartId, UploadId};
use super::path::path;
use super::purpose::Purpose;
use super::request::{Body, Call, Content, FilePart, Form, Request};

object! {
    pub struct Upload = "upload" {
        required id: UploadId,
        /// The size promised when the upload was created.
        pub bytes: Option<u64>,
        /// Seconds since 1970.
        pub created_at: Option<u64>,
        /// Seconds since 1970: one hour after creation.
        pub expires_at: Option<u64>,
        pub filename: Option<String>,
        pub purpose: Option<Purpose>,
        pub status: Option<UploadStatus>,
        /// The file it became.
        pub file: Option<File>,
    }
}

open_enum! {
    pub enum UploadStatus {
        Pending = "pending",
        Completed = "completed",
        Cancelled = "cancelled",
        Expired = "expired",
    }
}

object! {
    pub struct UploadPart = "upload.part" {
        required id: PartId,
        /// Seconds since 1970.
        pub created_at: Option<u64>,
        pub upload_id: Option<UploadId>,
    }
}

/// The beginning of an upload.
#[derive(Clone, Debug)]
pub struct CreateUpload {
    pub filename: String,
    pub purpose: Purpose,
    /// Of all parts together.
    pub bytes: u64,
    /// `text/jsonl` for batches.
    pub mime_type: String,
    pub life: Option<LifeSeconds>,
}

/// There is no way to list or look up uploads: the id in the answer must be kept. One begun twice stores
/// nothing and ends by itself within the hour, so it may be sent again.
pub fn create(upload: &CreateUpload) -> Call<Upload> {
    let body = fields(&[
        ("filename", &upload.filename),
        ("purpose", &upload.purpose),
        ("bytes", &upload.bytes),
        ("mime_type", &upload.mime_type),
        ("expires_after", &upload.life),
    ]);
    Call::json(Request::post("/uploads", body).replayable())
}

/// A part sent twice is a part too many, which is left out of [`complete`] and vanishes with the upload:
/// so it may be sent again.
pub fn part(id: &UploadId, content: Rc<dyn Content>, progress: Option<Rc<dyn Fn(u64)>>) -> Call<UploadPart> {
    let file = FilePart { field: "data", filename: "part".to_owned(), content };
    let form = Body::Form(Form { fields: Vec::new(), file, progress });
    Call::json(Request::post(path(&["uploads", id.as_str(), "parts"]), form).replayable())
}

/// Makes a file of the parts, in the order given; `md5` is its checksum in hexadecimal.
pub fn complete(id: &UploadId, parts: &[PartId], md5: Option<&str>) -> Call<Upload> {
    let body = fields(&[("part_ids", &parts), ("md5", &md5)]);
    Call::json(Request::post(path(&["uploads", id.as_str(), "complete"]), body))
}

pub fn cancel(id: &UploadId) -> Call<Upload> {
    Call::json(Request::post(path(&["uploads", id.as_str(), "cancel"]), Body::Empty).replayable())
}
