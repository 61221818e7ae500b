//! What the API says: its objects, its endpoints, its errors. Knows nothing of how a request is carried.

pub mod base;
pub mod error;
pub mod key;
pub mod request;
