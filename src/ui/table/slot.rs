//! A row of the page that shows one object after another, as the table is scrolled.

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::body::Drawing;
use super::cell::{Cell, add, glyph};
use crate::table::column::{Align, Value};
use crate::text::visible::visible;
use crate::ui::icon::Icon;

pub struct Slot {
    pub row: HtmlElement,
    tick: Element,
    pub cells: Vec<Cell>,
    /// Where it stands in the order shown.
    pub place: usize,
    pub attached: bool,
    /// What it shows: an object in one state, under one number.
    shown: Option<(usize, u32)>,
    chosen: Option<bool>,
    /// The mark of a protected object, at the beginning of the first column.
    shield: Option<Element>,
    active: bool,
    /// The cell in which the keyboard is: its number, that of the box being 0.
    active_cell: Option<usize>,
}

/// The id of the element at a place of a table, by which the grid says where the keyboard is.
pub fn element_id(table: &str, place: usize, cell: Option<usize>) -> String {
    match cell {
        None => format!("{table}-row-{place}"),
        Some(cell) => format!("{table}-row-{place}-{cell}"),
    }
}

impl Slot {
    /// An empty row below `sizer`, with these columns.
    pub fn new(row: HtmlElement, drawing: &Drawing<'_>) -> Option<Slot> {
        // The attributes are constants of ours and valid, so setting them cannot fail.
        let set = |element: &Element, name: &str, value: &str| drop(element.set_attribute(name, value));
        row.set_class_name("grid-row");
        set(&row, "role", "row");
        let cell = |class: &str| {
            let cell = add(&row, "div", class)?;
            set(&cell, "role", "gridcell");
            Some(cell)
        };
        let tick = add(&cell("grid-cell tick-cell")?, "button", "tick")?;
        for (name, value) in [("type", "button"), ("role", "checkbox"), ("tabindex", "-1")] {
            set(&tick, name, value);
        }
        let class = |column: &usize| match drawing.rows.column(*column).map(|head| head.align) {
            Some(Align::End) => "grid-cell end",
            _ => "grid-cell",
        };
        let cells = drawing.columns.iter().filter_map(|column| cell(class(column)).map(Cell::new)).collect();
        Some(Slot {
            row,
            tick,
            cells,
            place: usize::MAX,
            attached: false,
            shown: None,
            chosen: None,
            shield: None,
            active: false,
            active_cell: None,
        })
    }

    /// A copy of this row for another object, which costs less than a new one.
    pub fn copied(&self) -> Option<Slot> {
        let row: HtmlElement = self.row.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        if let Some(shield) = &self.shield
            && let Ok(Some(shield)) = row.query_selector(&format!(".{}", shield.class_name()))
        {
            shield.remove();
        }
        let cells = row.children();
        let tick = cells.item(0)?.first_element_child()?;
        let cells = (1..).zip(&self.cells).filter_map(|(at, cell)| Some(cell.copied(cells.item(at)?))).collect();
        Some(Slot {
            row,
            tick,
            cells,
            place: usize::MAX,
            attached: false,
            shown: None,
            chosen: None,
            shield: None,
            active: self.active,
            active_cell: self.active_cell,
        })
    }

    /// Shows a row at a place, changing only what is different from what it shows now.
    pub fn show(&mut self, place: usize, row: u32, drawing: &Drawing<'_>) {
        let set = |element: &Element, name: &str, value: &str| drop(element.set_attribute(name, value));
        let moved = place != self.place;
        if moved {
            self.place = place;
            set(&self.row, "id", &element_id(drawing.table, place, None));
            // The header is the first.
            set(&self.row, "aria-rowindex", &(place + 2).to_string());
        }
        let top = place as f64 * drawing.row_height;
        if moved || drawing.fresh {
            let _ = self.row.style().set_property("transform", &format!("translateY({top}px)"));
        }
        let is = (drawing.rows.address(row), row);
        let other = self.shown.replace(is) != Some(is);
        if other {
            let name = match drawing.rows.value(row, 0) {
                Value::Text(name) => name,
                _ => drawing.rows.id(row),
            };
            set(&self.row, "data-id", drawing.rows.id(row));
            set(&self.tick, "aria-label", &drawing.lang.select_one(&visible(name)));
        }
        if other || drawing.fresh {
            for (cell, column) in self.cells.iter_mut().zip(drawing.columns) {
                cell.show(drawing.lang, drawing.rows.value(row, *column), drawing.now);
            }
        }
        self.mark_protected(drawing, row);
        let chosen = drawing.selection.contains(row);
        if self.chosen.replace(chosen) != Some(chosen) {
            let word = if chosen { "true" } else { "false" };
            set(&self.row, "aria-selected", word);
            set(&self.tick, "aria-checked", word);
        }
        self.mark_active(drawing, moved);
    }

    fn mark_protected(&mut self, drawing: &Drawing<'_>, row: u32) {
        let Some(cell) = self.cells.first().map(|cell| cell.element.clone()) else { return };
        match ((drawing.is_protected)(row), &self.shield) {
            // What the cell is made of may have been made anew meanwhile, which leaves the mark out.
            (true, Some(shield)) if shield.is_connected() => {}
            (true, _) => {
                let shield = document().create_element("span").ok();
                let Some(shield) = shield.filter(|shield| cell.prepend_with_node_1(shield).is_ok()) else { return };
                shield.set_class_name("shield");
                let word = drawing.lang.protected_mark();
                let _ = shield.set_attribute("title", word);
                glyph(&shield, Icon::Shield, "14");
                if let Some(spoken) = add(&shield, "span", "visually-hidden") {
                    spoken.set_text_content(Some(&format!("{word}. ")));
                }
                self.shield = Some(shield);
            }
            (false, Some(shield)) => {
                shield.remove();
                self.shield = None;
            }
            (false, None) => {}
        }
    }

    fn mark_active(&mut self, drawing: &Drawing<'_>, moved: bool) {
        let active = drawing.active == Some(self.place);
        if active != self.active {
            self.active = active;
            let _ = self.row.class_list().toggle_with_force("active", active);
        }
        let cell = drawing.active_cell.filter(|_| active);
        if cell == self.active_cell && !(moved && cell.is_some()) {
            return;
        }
        if let Some(old) = self.active_cell.and_then(|old| self.row.children().item(old as u32)) {
            let _ = old.remove_attribute("id");
            let _ = old.class_list().remove_1("active");
        }
        self.active_cell = cell;
        if let Some((number, new)) = cell.and_then(|cell| Some((cell, self.row.children().item(cell as u32)?))) {
            let _ = new.set_attribute("id", &element_id(drawing.table, self.place, Some(number)));
            let _ = new.class_list().add_1("active");
        }
    }
}
