//! The worker in which batch files are read, written anew and made: a program of its own, which the page starts with
//! an order and a file (`browser::checker`).

#[cfg(target_arch = "wasm32")]
mod blobs;
#[cfg(target_arch = "wasm32")]
#[path = "../../browser/reader.rs"]
mod reader;
#[cfg(target_arch = "wasm32")]
mod work;

/// Nothing happens before the first order.
fn main() {}
