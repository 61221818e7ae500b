//! JSON in little code: a tree to read from, and text to write to. The page is small because nothing
//! here is compiled anew for each type of object.

mod bridge;
mod number;
mod parse;
mod read;
mod value;
mod write;

pub(crate) use bridge::through_json;
pub use number::number;
pub use parse::{Fault, parse};
pub use read::{Answer, Fields, FromFields, FromJson, envelope};
pub use value::Json;
pub use write::{Object, ToJson, text};
