//! A part of the page that takes files which are dropped on it.

use leptos::ev::DragEvent;
use leptos::prelude::*;

use crate::state::services::{Browser, Dropped};
use crate::ui::live::live;

#[component]
pub fn DropZone(
    /// What it says while files are over it.
    words: &'static str,
    on_drop: impl Fn(Dropped) + Copy + 'static,
    children: Children,
) -> impl IntoView {
    let browser = expect_context::<Browser>();
    // Each element within tells of its own entering and leaving; only the balance says whether one is inside.
    let depth = RwSignal::new(0i32);
    let holds_files = |event: &DragEvent| {
        event
            .data_transfer()
            .is_some_and(|data| data.types().iter().any(|kind| kind.as_string().as_deref() == Some("Files")))
    };
    view! {
        <div
            class="drop-zone"
            on:dragenter=move |event| {
                if holds_files(&event) {
                    event.prevent_default();
                    depth.update(|depth| *depth += 1);
                }
            }
            on:dragover=move |event| {
                if holds_files(&event) {
                    event.prevent_default();
                }
            }
            on:dragleave=move |event| {
                if holds_files(&event) {
                    depth.update(|depth| *depth = (*depth - 1).max(0));
                }
            }
            on:drop=move |event| {
                if holds_files(&event) {
                    event.prevent_default();
                    depth.set(0);
                    if let Some(data) = event.data_transfer() {
                        on_drop((browser.get().dropped)(&data));
                    }
                }
            }
        >
            {children()}
            {live(move || (depth.get() > 0).then(|| view! { <p class="drop-target">{words}</p> }))}
        </div>
    }
}
