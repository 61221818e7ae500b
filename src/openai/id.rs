//! Names the server gave to things; one type for each kind, so that none is taken for another.

use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Deserializer, Serialize};

use super::lenient::{Lenient, Scalar};

/// Something with a name that a list may be continued after.
pub trait HasId {
    fn id(&self) -> &Arc<str>;
}

macro_rules! id {
    ($($(#[$meta:meta])* $name:ident)*) => {$(
        $(#[$meta])*
        #[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
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
        impl Lenient for $name {
            fn read<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Self>, D::Error> {
                let value = Scalar::deserialize(from)?;
                Ok(if let Scalar::Text(text) = value && !text.is_empty() { Some((*text).into()) } else { None })
            }
        }
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
