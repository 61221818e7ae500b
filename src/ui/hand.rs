//! Files that the person hands over: chosen by a button, or dropped on the page.

use leptos::html::Input;
use leptos::prelude::*;

use crate::state::services::{Browser, Dropped};
use crate::state::settings::lang;
use crate::ui::drop::DropZone as Zone;
use crate::ui::icon::Icon;
use crate::ui::lock::{Locked, LockedButton};

/// What becomes of them.
pub type Take = Callback<Dropped>;

/// Asks for files of the person's disk.
#[component]
pub fn UploadButton(take: Take) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let field = NodeRef::<Input>::new();
    let open = move || {
        if let Some(field) = field.get_untracked() {
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
        <LockedButton class="button primary" icon=Icon::Upload press=open>{lang.upload_button()}</LockedButton>
    }
}

/// Takes files that are dropped anywhere on its children, unless the account is locked.
#[component]
pub fn DropZone(take: Take, children: Children) -> impl IntoView {
    let lang = lang();
    let lock = Locked::expect();
    let dropped = move |dropped| {
        if !lock.refuses() {
            take.run(dropped);
        }
    };
    view! { <Zone words=lang.upload_drop() on_drop=dropped>{children()}</Zone> }
}
