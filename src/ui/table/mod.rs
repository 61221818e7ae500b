//! The one table of files, vector stores and batches: rows in view, header, selection bar.

mod bar;
mod body;
mod cell;
mod choose;
mod columns;
mod copy;
mod grid;
mod head;
mod head_keys;
mod keys;
mod size;
mod slot;
mod tick;

pub use bar::SelectionBar;
pub use choose::SelectMenu;
pub use columns::ColumnsButton;
pub use grid::Grid;
