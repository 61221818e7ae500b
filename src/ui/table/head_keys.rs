//! The keys in the header of the grid: it is the row above the first, and goes by cells.

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

use super::grid::GridState;
use super::head::width_of_cell;
use super::keys::Moves;

/// By how much a key changes a width, in CSS pixels.
const STEP: i32 = 16;

impl Moves {
    /// Whether the key meant something in a cell of the header, the box being 0.
    pub(super) fn press_in_head(self, cell: usize, event: &KeyboardEvent) -> bool {
        let GridState { table, shown, .. } = self.grid;
        let column = cell.checked_sub(1).and_then(|at| shown.with_untracked(|shown| shown.get(at).copied()));
        let key = event.key();
        match (key.as_str(), column) {
            ("ArrowLeft" | "ArrowRight", Some(column)) if event.shift_key() => {
                let right = key == "ArrowRight";
                if event.alt_key() {
                    self.shift(column, if right { 1 } else { -1 });
                } else {
                    self.widen(cell, column, if right { STEP } else { -STEP });
                }
            }
            ("ArrowLeft", _) => self.go_to_title(cell.saturating_sub(1)),
            ("ArrowRight", _) => self.go_to_title(cell + 1),
            ("Home", _) if !event.ctrl_key() => self.go_to_title(0),
            ("End", _) if !event.ctrl_key() => self.go_to_title(usize::MAX),
            ("Enter" | " ", Some(column)) => table.sort_by(column, event.shift_key()),
            ("Enter" | " ", None) => self.grid.choose_all.run(()),
            ("ArrowDown" | "Escape", _) => self.go_to(table.active.get_untracked()),
            ("ArrowUp", _) => {}
            _ => return false,
        }
        true
    }

    /// Goes to a cell of the header, the box being 0.
    pub(super) fn go_to_title(self, cell: usize) {
        let last = self.grid.shown.with_untracked(Vec::len);
        self.grid.head.set(Some(cell.min(last)));
        self.grid.reveal_active();
    }

    fn shift(self, column: usize, by: isize) {
        let GridState { table, shown, .. } = self.grid;
        table.layout.update(|layout| layout.shift(column, by));
        // The keyboard moves with the column.
        if let Some(at) = shown.with_untracked(|shown| shown.iter().position(|shown| *shown == column)) {
            self.go_to_title(at + 1);
        }
    }

    fn widen(self, cell: usize, column: usize, by: i32) {
        let title = document().get_element_by_id(&self.grid.head_id(cell));
        if let Some(width) = title.and_then(|title| width_of_cell(&title)) {
            let width = (width + by).clamp(0, i32::from(u16::MAX)) as u16;
            self.grid.table.layout.update(|layout| layout.resize(column, width));
        }
    }
}
