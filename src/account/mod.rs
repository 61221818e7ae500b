//! What we know of an account: its lists, how much of them was read, what they add up to.

pub mod attributes;
pub mod batch_row;
pub mod book;
pub mod columns;
pub mod cost;
pub mod details;
pub mod entry;
pub mod freed;
pub mod ledger;
pub mod makeup;
pub mod model_prices;
pub mod owner;
pub mod pace;
pub mod plans;
pub mod profile;
pub mod protected;
pub mod references;
pub mod scopes;
pub mod shelf;
pub mod statistics;
pub mod store_form;
pub mod store_row;
pub mod verdict;
pub mod verify;
pub mod views;
pub mod watch;
