//! The only place that speaks to the browser: implements the traits of the host modules.

pub mod channel;
mod checker;
pub mod clock;
pub mod content;
pub mod database;
mod disk;
pub mod fetch;
mod files;
pub mod handed;
pub mod lock;
pub mod notice;
pub mod page;
mod paint;
pub mod panic;
mod patience;
mod policy;
mod pour;
mod reader;
pub mod save;
pub mod shelf;
pub mod timer;
pub mod tools;
mod xhr;
