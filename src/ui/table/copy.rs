//! The button that copies the id of the row under the pointer: one for all rows, so that none of them has to carry it.

use leptos::prelude::document;
use web_sys::Element;

use super::cell::glyph;
use crate::ui::icon::Icon;

/// The class of the cell that makes room for the button.
const WITH_COPY: &str = "with-copy";

#[derive(Default)]
pub struct CopyButton(Option<Element>);

impl CopyButton {
    /// Puts the button at the end of a cell.
    pub fn offer(&mut self, cell: &Element, label: &str) {
        if self.0.is_none() {
            self.0 = button();
        }
        if let Some(button) = &self.0
            && button.parent_element().as_ref() != Some(cell)
        {
            self.take_away();
            let _ = button.set_attribute("aria-label", label);
            // A cell takes any child and any class.
            let _ = cell.append_child(button);
            let _ = cell.class_list().add_1(WITH_COPY);
        }
    }

    pub fn take_away(&self) {
        let Some(button) = &self.0 else { return };
        if let Some(cell) = button.parent_element() {
            let _ = cell.class_list().remove_1(WITH_COPY);
            button.remove();
        }
    }
}

/// The keyboard copies the id from its cell, so this is no tab stop.
fn button() -> Option<Element> {
    let button = document().create_element("button").ok()?;
    for (name, value) in [("type", "button"), ("class", "copy"), ("tabindex", "-1")] {
        button.set_attribute(name, value).ok()?;
    }
    glyph(&button, Icon::Copy, "14");
    Some(button)
}
