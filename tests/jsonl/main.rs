#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
//! Batch files, through the public API of `jsonl`.

mod build;
mod check;
mod estimate;
mod fix;
mod join;
mod lines;
mod scan;
mod soup;
mod split;
