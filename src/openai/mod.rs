//! What the API says: its objects, its endpoints, its errors. Knows nothing of how a request is carried.

mod answer;
pub mod attribute;
pub mod base;
pub mod batch;
pub mod body;
pub mod chunking;
mod define;
pub mod error;
pub mod file;
pub mod file_batch;
pub mod filter;
pub mod id;
pub mod key;
pub mod limits;
pub mod model;
pub mod page;
pub mod pager;
mod path;
pub mod purpose;
mod redact;
pub mod request;
pub mod script;
pub mod search;
pub mod store_file;
pub mod upload;
pub mod vector_store;
