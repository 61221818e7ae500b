//! The rows that exist in the page. They are made by hand and used again and again, because a view for each
//! row that scrolls by costs more than a frame has.

use std::ops::Range;

use leptos::prelude::document;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::copy::CopyButton;
use super::slot::Slot;
use crate::table::rows::Rows;
use crate::table::selection::Selection;
use crate::text::Lang;
use crate::text::visible::visible;

/// What is to be seen.
pub struct Drawing<'a> {
    pub lang: Lang,
    /// The name of the table.
    pub table: &'static str,
    pub rows: &'a dyn Rows,
    pub order: &'a [u32],
    /// The places that are drawn.
    pub range: Range<usize>,
    pub columns: &'a [usize],
    pub selection: &'a Selection,
    /// Whether a row is protected.
    pub is_protected: &'a dyn Fn(u32) -> bool,
    /// The place at which the keyboard is, unless it is in the header.
    pub active: Option<usize>,
    pub active_cell: Option<usize>,
    /// In CSS pixels.
    pub row_height: f64,
    /// In seconds since 1970.
    pub now: u64,
    /// Time or row height are others than when it was drawn last.
    pub fresh: bool,
}

#[derive(Default)]
pub struct Body {
    slots: Vec<Slot>,
    columns: Vec<usize>,
    range: Range<usize>,
    /// The rows stand in the page in another order than they are shown.
    jumbled: bool,
    copy: CopyButton,
}

impl Body {
    /// Shows the rows in `sizer`. A place keeps to one slot, so that on a scroll only the rows that come in are
    /// drawn.
    pub fn draw(&mut self, sizer: &HtmlElement, drawing: &Drawing<'_>) {
        // It belongs to the row that was under the pointer.
        self.copy.take_away();
        if self.columns != drawing.columns {
            self.columns = drawing.columns.to_vec();
            self.slots.clear();
            sizer.set_text_content(None);
        }
        let height = drawing.order.len() as f64 * drawing.row_height;
        let _ = sizer.style().set_property("height", &format!("{height}px"));
        while self.slots.len() < drawing.range.len() {
            let slot = match self.slots.first() {
                Some(slot) => slot.copied(),
                None => self.first_slot(drawing),
            };
            // Without memory for an element the page could not have come this far.
            let Some(slot) = slot else { return };
            self.slots.push(slot);
        }
        // Every slot has a row while there are rows enough, so that none leaves the page for a moment.
        let count = self.slots.len().max(1);
        let end = (drawing.range.start + self.slots.len()).min(drawing.order.len());
        let range = end.saturating_sub(self.slots.len())..end;
        let mut attached = false;
        for place in range.clone() {
            let (Some(slot), Some(row)) = (self.slots.get_mut(place % count), drawing.order.get(place)) else {
                continue;
            };
            slot.show(place, *row, drawing);
            if !slot.attached {
                slot.attached = sizer.append_child(&slot.row).is_ok();
                attached = true;
            }
        }
        for slot in self.slots.iter_mut().filter(|slot| slot.attached && !range.contains(&slot.place)) {
            slot.row.remove();
            slot.attached = false;
        }
        self.jumbled |= range.start != self.range.start || attached;
        self.range = range;
        if attached {
            self.tidy(sizer);
        }
    }

    /// A row made of its parts, showing something, of which the others are copies.
    fn first_slot(&self, drawing: &Drawing<'_>) -> Option<Slot> {
        let row = document().create_element("div").ok()?.dyn_into().ok()?;
        let mut slot = Slot::new(row, drawing)?;
        let place = drawing.range.start;
        slot.show(place, *drawing.order.get(place)?, drawing);
        Some(slot)
    }

    /// Puts the rows into the order shown, in which a screen reader goes through them. Not while they are scrolled.
    pub fn tidy(&mut self, sizer: &HtmlElement) {
        if !std::mem::take(&mut self.jumbled) {
            return;
        }
        let count = self.slots.len().max(1);
        for place in self.range.clone() {
            if let Some(slot) = self.slots.get(place % count).filter(|slot| slot.attached) {
                let _ = sizer.append_child(&slot.row);
            }
        }
    }

    /// The row of the page in which something lies: its place, and the number of the cell, that of the box being 0.
    pub fn find(&self, inside: &Element) -> Option<(usize, Option<usize>)> {
        let row = inside.closest("[role=row]").ok().flatten()?;
        let slot = self.slots.iter().find(|slot| AsRef::<Element>::as_ref(&slot.row) == &row)?;
        let cell = inside.closest("[role=gridcell]").ok().flatten();
        let number = cell.and_then(|cell| {
            (0..=slot.cells.len()).find(|at| slot.row.children().item(*at as u32).as_ref() == Some(&cell))
        });
        Some((slot.place, number))
    }

    /// Offers to copy the id of the row at a place, in its cell of ids, if that is shown.
    pub fn offer_copy(&mut self, place: usize, lang: Lang, id: &str) {
        let count = self.slots.len().max(1);
        let slot = self.slots.get(place % count).filter(|slot| slot.attached && slot.place == place);
        if let Some(cell) = slot.and_then(|slot| slot.cells.iter().find(|cell| cell.is_id())) {
            self.copy.offer(&cell.element, &lang.copy_id(&visible(id)));
        }
    }

    /// The slot at a place, if it is drawn.
    pub fn at(&mut self, place: usize) -> Option<&mut Slot> {
        let count = self.slots.len().max(1);
        self.slots.get_mut(place % count).filter(|slot| slot.attached && slot.place == place)
    }
}
