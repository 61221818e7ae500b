//! The keys of the grid, as in the ARIA grid pattern: by rows, and with the arrows to the side by the cells of a row.

use leptos::ev::{self, KeyboardEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::grid::{GridState, focus};

#[derive(Clone, Copy)]
pub struct Moves {
    pub grid: GridState,
    /// Copies the id of a row.
    pub copy: Callback<u32>,
    /// Whether keys without Control do something.
    pub single: RwSignal<bool>,
}

impl Moves {
    pub fn on_key(self, event: &KeyboardEvent) {
        // A button that was clicked has keys of its own.
        if event.target() == event.current_target() && self.press(event) {
            event.prevent_default();
        }
    }

    /// The single keys work also when nothing in particular has the focus.
    pub fn listen_when_nothing_has_the_focus(self) {
        let listener = window_event_listener(ev::keydown, move |event| {
            let target = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
            let nowhere = target.is_some_and(|target| ["BODY", "MAIN"].contains(&target.tag_name().as_str()));
            if nowhere
                && !event.default_prevented()
                && ["j", "k", "x"].contains(&event.key().as_str())
                && self.single_key(&event)
            {
                focus(self.grid.element);
                event.prevent_default();
            }
        });
        on_cleanup(move || listener.remove());
    }

    /// Whether the key meant something.
    fn press(self, event: &KeyboardEvent) -> bool {
        let GridState { table, active_cell, .. } = self.grid;
        let (at, cell) = (table.active.get_untracked(), active_cell.get_untracked());
        let by = event.ctrl_key() || event.meta_key();
        let page = self.grid.view_untracked().page();
        let last = usize::MAX;
        // A key that means nothing there, such as Shift alone, does not leave the header.
        if let Some(cell) = self.grid.head.get_untracked()
            && self.press_in_head(cell, event)
        {
            return true;
        }
        match (event.key().as_str(), cell) {
            ("ArrowUp", _) if at == 0 && !event.shift_key() => self.go_to_title(cell.unwrap_or_default()),
            ("ArrowDown", _) => self.step(at, at + 1, event),
            ("ArrowUp", _) => self.step(at, at.saturating_sub(1), event),
            ("PageDown", _) => self.step(at, at + page, event),
            ("PageUp", _) => self.step(at, at.saturating_sub(page), event),
            ("Home", Some(_)) if !by => self.go_to_cell(Some(0)),
            ("End", Some(_)) if !by => self.go_to_cell(Some(last)),
            ("Home", _) => self.step(at, 0, event),
            ("End", _) => self.step(at, last, event),
            ("ArrowRight", _) => self.go_to_cell(Some(cell.map_or(0, |cell| cell + 1))),
            ("ArrowLeft", _) => self.go_to_cell(cell.and_then(|cell| cell.checked_sub(1))),
            (" ", _) | ("Enter", Some(0)) => {
                if let Some(row) = self.grid.row(at) {
                    table.choose(row, event.shift_key());
                }
            }
            ("Enter", Some(cell)) if self.is_id(cell) => {
                if let Some(row) = self.grid.row(at) {
                    self.copy.run(row);
                }
            }
            ("Enter", _) => self.grid.open(at),
            ("a", _) if by => self.grid.choose_all.run(()),
            ("Escape", Some(_)) => active_cell.set(None),
            _ => return self.single_key(event),
        }
        true
    }

    fn single_key(self, event: &KeyboardEvent) -> bool {
        let table = self.grid.table;
        let at = table.active.get_untracked();
        if !self.single.get_untracked() || event.ctrl_key() || event.meta_key() || event.alt_key() {
            return false;
        }
        match event.key().as_str() {
            "j" => self.go_to(at + 1),
            "k" => self.go_to(at.saturating_sub(1)),
            "x" => {
                if let Some(row) = self.grid.row(at) {
                    table.choose(row, false);
                }
            }
            "Escape" if table.selection.with_untracked(|selection| !selection.is_empty()) => {
                table.selection.update(|selection| selection.clear());
            }
            _ => return false,
        }
        true
    }

    /// Moves on; with Shift, what was done to the row left is done to those on the way.
    fn step(self, from: usize, to: usize, event: &KeyboardEvent) {
        let table = self.grid.table;
        if event.shift_key()
            && let Some(row) = self.grid.row(from)
            && !table.selection.with_untracked(|selection| selection.contains(row))
        {
            table.choose(row, false);
        }
        self.go_to(to);
        if event.shift_key()
            && let Some(row) = self.grid.row(table.active.get_untracked())
        {
            table.choose(row, true);
        }
    }

    pub(super) fn go_to(self, place: usize) {
        let grid = self.grid;
        grid.head.set(None);
        let place = place.min(grid.table.order.with_untracked(|order| order.0.len().saturating_sub(1)));
        grid.table.active.set(place);
        if let (Some(element), Some(top)) = (grid.element.get_untracked(), grid.view_untracked().reveal(place)) {
            element.set_scroll_top(top as i32);
        }
    }

    /// Goes to a cell of the row, the box being the first; `None` goes back to the whole row.
    fn go_to_cell(self, cell: Option<usize>) {
        let last = self.grid.shown.with_untracked(Vec::len);
        let cell = cell.map(|cell| cell.min(last));
        self.grid.active_cell.set(cell);
        self.grid.reveal_active();
    }

    fn is_id(self, cell: usize) -> bool {
        let column = self.grid.shown.with_untracked(|shown| shown.get(cell - 1).copied());
        let rows = self.grid.table.rows.get_untracked().0;
        column.and_then(|column| rows.column(column)).is_some_and(|head| head.key == "id")
    }
}
