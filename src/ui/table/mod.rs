//! The one table of files, vector stores and batches: rows in view, header, selection bar.

mod bar;
mod cell;
mod grid;
mod head;
mod row;
mod size;
mod tick;

pub use bar::SelectionBar;
pub use cell::cell;
pub use grid::Grid;
