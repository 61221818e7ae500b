//! Quartermaster: take stock of an OpenAI account and clean it up, from a static page.
//!
//! The modules of the first group know no browser and are tested on the host; those of the second
//! exist only in WebAssembly. `ui` knows `state`, `state` knows the host modules, `browser`
//! implements the traits they define, and `main.rs` alone names `browser` and `ui` together.

pub mod account;
pub mod backup;
pub mod bulk;
pub mod chart;
pub mod fill;
pub mod json;
pub mod jsonl;
pub mod openai;
pub mod params;
pub mod preview;
pub mod query;
pub mod recur;
pub mod sorted;
pub mod table;
pub mod text;
pub mod transport;

#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod browser;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod part;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod state;
#[cfg(all(target_arch = "wasm32", feature = "page"))]
pub mod ui;
