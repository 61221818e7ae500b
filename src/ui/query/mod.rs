//! What stands above the rows of a table: the query field with its suggestions, the chips of the facet, the views.

mod address;
mod chips;
mod field;
mod help;
mod offers;
mod problem;
mod tools;
mod views;

pub use tools::Tools;
