//! One module a screen.

pub mod activity;
pub mod batches;
pub mod clean_up;
pub mod connect;
pub mod files;
mod list;
pub mod missing;
pub mod overview;
pub mod results;
mod scopes;
pub mod settings;
pub mod statistics;
pub mod store;
pub mod stores;
