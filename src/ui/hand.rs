//! Files that the person hands over: chosen by a button, or dropped on the page.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;

use crate::state::services::{Browser, Dropped};
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::Locked;

/// What becomes of them.
pub type Take = Callback<Dropped>;

/// Asks for files of the person's disk.
#[component]
pub fn UploadButton(take: Take) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let lock = Locked::expect();
    let field = NodeRef::<Input>::new();
    let open = move |_| {
        if !lock.refuses()
            && let Some(field) = field.get_untracked()
        {
            field.click();
        }
    };
    let chosen = move |_| {
        let Some(field) = field.get_untracked() else { return };
        if let Some(files) = field.files() {
            take.run((browser.get().chosen)(&files));
        }
        // So that choosing the same file again is a change again.
        field.set_value("");
    };
    view! {
        <input
            type="file"
            multiple
            hidden
            node_ref=field
            aria-label=lang.upload_button()
            data-testid="file-input"
            on:change=chosen
        />
        <button
            type="button"
            class="button primary"
            aria-disabled=move || lock.disabled()
            title=move || lock.why()
            on:click=open
        >
            <Glyph icon=Icon::Upload />
            {lang.upload_button()}
        </button>
    }
}

/// Takes files that are dropped anywhere on its children.
#[component]
pub fn DropZone(take: Take, children: Children) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let lock = Locked::expect();
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
                    if !lock.refuses()
                        && let Some(data) = event.data_transfer()
                    {
                        take.run((browser.get().dropped)(&data));
                    }
                }
            }
        >
            {children()}
            {live(move || (depth.get() > 0).then(|| view! { <p class="drop-target">{lang.upload_drop()}</p> }))}
        </div>
    }
}
