//! The words a person reads, in English and French.

pub mod ago;
pub mod bytes;
mod catalogue;
pub mod date;
pub mod duration;
pub mod failure;
pub mod hex;
pub mod lang;
pub mod money;
pub mod number;
mod query;
mod story;
pub mod visible;
pub mod words;

pub use lang::Lang;
pub(crate) use words::words;
