//! The only place that speaks to the browser: implements the traits of the host modules.

pub mod clock;
pub mod content;
pub mod fetch;
pub mod handed;
pub mod page;
pub mod panic;
pub mod shelf;
mod xhr;
