//! An OpenAI storage account in memory that answers requests like the API does, in real JSON.
//!
//! It stands behind the page's demo account (no network) and, in tests, behind real HTTP.

pub mod account;
pub mod faults;
pub mod incoming;
pub mod seed;
pub mod serve;
pub mod transport;

mod batch_input;
mod batch_rows;
mod batches;
mod chance;
mod content;
mod fate;
mod fields;
mod file_batches;
mod files;
mod indexing;
mod list;
mod models;
mod refusal;
mod router;
mod search;
mod shelf;
mod store_files;
mod stores;
mod uploads;
