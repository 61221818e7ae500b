//! A modal dialog: the native element, which keeps focus inside and closes on Escape.

use leptos::ev::Event;
use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlDialogElement};

/// Shows its children as a modal dialog from the moment it is mounted; `on_close` is told when it closes, however.
/// Focus starts on the element marked `autofocus`.
#[component]
pub fn Modal(#[prop(into)] label: String, on_close: impl Fn() + 'static, children: Children) -> impl IntoView {
    let dialog = NodeRef::<DialogElement>::new();
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // It is in the page and not open, the only two reasons to fail.
            let _ = dialog.show_modal();
        }
    });
    view! {
        <dialog class="dialog" node_ref=dialog aria-label=label on:close=move |_| {
            // The event comes a moment after the closing: by then another dialog may stand in this one's place.
            if dialog.get_untracked().is_some_and(|dialog| dialog.is_connected()) {
                on_close();
            }
        }>
            {children()}
        </dialog>
    }
}

/// Closes the dialog in which something was pressed, so that the focus goes back to where it came from.
pub fn close_around(event: &Event) {
    let within = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let dialog = within.and_then(|element| element.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}
