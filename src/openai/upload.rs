//! Uploads: a large file sent in parts, which becomes a file when it is completed.

use super::define::{object, open_enum};
use super::file::File;
use super::id::{PartId, UploadId};
use super::purpose::Purpose;

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
