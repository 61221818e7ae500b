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
    let on_close = StoredValue::new_local(on_close);
    let closed = move || on_close.with_value(|on_close| on_close());
    // On Escape the browser tells of the closing only a moment later, when the next dialog may be asked for.
    let escaped = move |event: Event| {
        event.prevent_default();
        close_around(&event);
        closed();
    };
    let closed_otherwise = move |_| {
        // For the same reason this may be about a dialog that another one has replaced.
        if dialog.get_untracked().is_some_and(|dialog| dialog.is_connected()) {
            closed();
        }
    };
    view! {
        <dialog class="dialog" node_ref=dialog aria-label=label on:cancel=escaped on:close=closed_otherwise>
            {children()}
        </dialog>
    }
}

/// Closes the dialog in which something was pressed, so that the focus goes back to where it came from.
/// Whoever calls this also says that it is closed, for the reason above.
pub fn close_around(event: &Event) {
    let within = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let dialog = within.and_then(|element| element.closest("dialog").ok().flatten());
    if let Some(dialog) = dialog.and_then(|dialog| dialog.dyn_into::<HtmlDialogElement>().ok()) {
        dialog.close();
    }
}
