//! The one table of files, vector stores and batches: rows in view, header, selection bar.

mod bar;
mod body;
mod cell;
mod grid;
mod head;
mod keys;
mod size;
mod slot;
mod tick;

pub use bar::SelectionBar;
pub use grid::Grid;
