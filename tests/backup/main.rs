//! Backups: what is written is read back by somebody else's reader, and a store is made again of it.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod archive;
mod desk;
mod names;
mod rebuild;
mod take;
