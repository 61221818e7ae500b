//! The demo account, asked as a client would ask it.
#![cfg(not(target_arch = "wasm32"))]

mod api;
mod batches;
mod bodies;
mod faults;
mod file_batches;
mod files;
mod lists;
mod properties;
mod search;
mod seeds;
mod stores;
mod transport;
mod uploads;
