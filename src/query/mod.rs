//! The language of the query field: one for all tables. Knows nothing of OpenAI.
//!
//! ```text
//! query  = all { "or" all }                 `or` binds weaker than standing side by side
//! all    = part { part }
//! part   = [ "-" ] ( "(" query ")" | words | field op value { "," value } )
//! words  = text without a space, or "text in quotes"       part of a searched column
//! op     = ":" | "=" | "~" | "<" | "<=" | ">" | ">="        `:>` is `>`
//! value  = text without space, comma or bracket, or "text in quotes"
//! ```
//!
//! [`Query::parse`](ast::Query::parse) knows only this grammar, [`Filter`](filter::Filter) what the columns of a
//! table can be asked for. Both say where in the text something is wrong, and neither panics on any text.

pub mod ast;
mod compile;
mod date;
pub mod error;
pub mod facet;
pub mod fact;
mod field;
pub mod filter;
pub mod finder;
mod glob;
mod parse;
mod print;
mod scan;
pub mod suggest;
mod value;

pub use ast::Query;
pub use date::day;
pub use error::Error;
pub use filter::{Filter, Scope};
