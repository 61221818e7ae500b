//! The box that chooses all rows that match.

use leptos::prelude::*;

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ticked {
    No,
    Some,
    Yes,
}

/// A checkbox that shows what the selection says and nothing of its own: a native one would change itself
/// on a click that extends a range.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] ticked: Signal<Ticked>,
    on_click: impl FnMut(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    view! {
        <button
            type="button"
            class="tick"
            role="checkbox"
            tabindex="-1"
            aria-label=label
            aria-checked=move || match ticked.get() {
                Ticked::No => "false",
                Ticked::Some => "mixed",
                Ticked::Yes => "true",
            }
            on:click=on_click
        ></button>
    }
}
