//! What needs a browser but no page: run in headless Chromium by `./dev test`.
#![cfg(target_arch = "wasm32")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod content;
mod database;
mod lock;
mod shelf;
mod wide;

wasm_bindgen_test::wasm_bindgen_test_configure!(run_in_browser);
