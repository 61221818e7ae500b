//! A modal dialog: the native element, which keeps focus inside and closes on Escape.

use leptos::html::Dialog as DialogElement;
use leptos::prelude::*;

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
        <dialog class="dialog" node_ref=dialog aria-label=label on:close=move |_| on_close()>
            {children()}
        </dialog>
    }
}
