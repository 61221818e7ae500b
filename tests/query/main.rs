//! The query language: what it means, what it says when it does not understand, what it suggests.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod facets;
mod grammar;
mod items;
mod meaning;
mod random;
mod suggestions;
