#![cfg(not(target_arch = "wasm32"))]
//! Batch files, through the public API of `jsonl`.

mod check;
mod estimate;
mod fix;
mod lines;
mod scan;
mod soup;
mod split;
