//! What an account holds, who uses it and what can go: read from the demo account, and compared with a truth that is
//! known in another way.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod contents;
mod desk;
mod kept;
mod random;
mod reading;
mod stories;
mod truth;
