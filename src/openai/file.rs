//! Files: stored bytes with a name and a purpose.

use std::sync::Arc;

use super::define::{object, open_enum};
use super::id::{FileId, HasId};
use super::purpose::Purpose;

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
