//! A button by which a person hands over a file.

use leptos::html::Input;
use leptos::prelude::*;

use crate::state::services::{Browser, Handed};
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn PickButton(
    label: &'static str,
    icon: Icon,
    /// For tests.
    testid: &'static str,
    on_pick: impl Fn(Handed) + Copy + 'static,
) -> impl IntoView {
    let browser = expect_context::<Browser>();
    let field = NodeRef::<Input>::new();
    let open = move |_| {
        if let Some(field) = field.get_untracked() {
            field.click();
        }
    };
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        let file = field.files().and_then(|files| (browser.get().chosen)(&files).files.into_iter().next());
        // So that choosing the same file again is a change again.
        field.set_value("");
        if let Some(file) = file {
            on_pick(file);
        }
    };
    view! {
        <input type="file" hidden node_ref=field aria-label=label data-testid=testid on:change=chosen />
        <button type="button" class="button" aria-label=label on:click=open>
            <Glyph icon />
            <span class="wide">{label}</span>
        </button>
    }
}
