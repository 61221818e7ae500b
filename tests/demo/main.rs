#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]
//! The demo account, asked as a client would ask it.

mod api;
mod batches;
mod bodies;
mod client;
mod dream;
mod faults;
mod file_batches;
mod files;
mod lists;
mod properties;
mod search;
mod seeds;
mod sending;
mod stores;
mod transport;
mod uploads;
