//! JSON by way of one tree: serde_json reads and writes it, once for all types of object. Deriving a reader and
//! a writer for each of them made the page a tenth larger.

mod bridge;
mod parse;
mod pretty;
mod read;
mod value;
mod write;

pub(crate) use bridge::through_json;
pub use parse::parse;
pub use pretty::pretty;
pub use read::{Answer, Fields, FromFields, FromJson, envelope};
pub use serde_json::Error as Fault;
pub use value::Json;
pub use write::{Object, ToJson, quote, text};
