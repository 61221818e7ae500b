//! What we know of an account: its lists, how much of them was read, what they add up to.

pub mod attributes;
pub mod book;
pub mod columns;
pub mod cost;
pub mod details;
pub mod entry;
pub mod file_rows;
pub mod findings;
pub mod insides;
pub mod owner;
pub mod plans;
pub mod profile;
pub mod protected;
pub mod recipes;
pub mod references;
pub mod scopes;
pub mod shelf;
pub mod standing;
pub mod store_form;
pub mod store_row;
pub mod story;
pub mod survey;
pub mod verdict;
pub mod verify;
pub mod views;
pub mod watch;
