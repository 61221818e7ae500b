#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]
//! Batch files, through the public API of `jsonl`.

mod build;
mod check;
mod draft;
mod estimate;
mod fix;
mod fuzz;
mod gather;
mod join;
mod lines;
mod scan;
mod soup;
mod split;
mod submit;
mod task;
