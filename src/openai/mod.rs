//! What the API says: its objects, its endpoints, its errors. Knows nothing of how a request is carried.

mod answer;
mod define;
mod lenient;
mod nested;
mod path;
mod redact;

pub mod attribute;
pub mod batch;
pub mod body;
pub mod chunking;
pub mod error;
pub mod file;
pub mod file_batch;
pub mod id;
pub mod limits;
pub mod model;
pub mod page;
pub mod pager;
pub mod purpose;
pub mod request;
pub mod search;
pub mod store_file;
pub mod upload;
pub mod vector_store;
