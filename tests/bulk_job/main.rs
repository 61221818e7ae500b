//! The job machine: single stories, then thousands of random ones.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::panic, clippy::expect_used, reason = "a test fails by panicking")]

mod crashes;
mod desk;
mod interruptions;
mod outcomes;
mod random;
mod report;
