//! Models that the key may use.

use super::define::object;
use super::id::ModelId;
use super::page::Page;
use super::request::{Call, Request};

object! {
    pub struct Model = "model" {
        required id: ModelId,
        /// Seconds since 1970.
        pub created: Option<u64>,
        pub owned_by: Option<String>,
        /// The day it goes out of service, `2026-12-31`.
        pub shutdown_date: Option<String>,
    }
}

/// All of them, in one page. Also the gentlest way to try a key: a refusal can be read from a browser.
pub fn list() -> Call<Page<Model>> {
    Call::json(Request::get("/models"))
}
