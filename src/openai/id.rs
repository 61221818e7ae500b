//! Names the server gave to things; one type for each kind, so that none is taken for another.

use std::fmt;
use std::sync::Arc;

use crate::json::{FromJson, Json, ToJson, through_json};

/// Something with a name that a list may be continued after.
pub trait HasId {
    fn id(&self) -> &Arc<str>;
}

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(Arc<str>);

        impl $name {
            pub fn as_str(&self) -> &str {
                &self.0
            }

            /// The text itself, shared.
            pub fn shared(&self) -> &Arc<str> {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                $name(text.into())
            }
        }

        impl From<String> for $name {
            fn from(text: String) -> Self {
                $name(text.into())
            }
        }

        impl From<Arc<str>> for $name {
            fn from(text: Arc<str>) -> Self {
                $name(text)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        /// An empty name is no name: some batches carry `"error_file_id": ""`.
        impl FromJson for $name {
            fn from_json(json: Json<'_>) -> Option<Self> {
                json.as_text().filter(|text| !text.is_empty()).map(Self::from)
            }
        }

        impl ToJson for $name {
            fn write(&self, to: &mut String) {
                self.0.write(to);
            }
        }

        through_json!($name);
    )*};
}

id! {
    /// `file-…`
    FileId
    /// `vs_…`
    StoreId
    /// `batch_…`
    BatchId
    /// `vsfb_…`
    FileBatchId
    /// `upload_…`
    UploadId
    /// `part_…`
    PartId
    /// Such as `gpt-5-2025-08-07`.
    ModelId
}
