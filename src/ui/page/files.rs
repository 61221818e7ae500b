//! Every file of the account.

use leptos::ev::DragEvent;
use leptos::html::Input;
use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::uploads::Uploads;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::store::{Picked, StoreForms};

#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let none = (lang.files_none(), lang.files_none_hint());
    let listed = Listed::new(
        lang.nav_files(),
        lang.facet_purpose(),
        catalog.files,
        (catalog.file_table, catalog.file_views),
        none,
    );
    let act = || {
        view! {
            <AddToStore />
            <ActButton task=Task::DeleteFiles icon=Icon::Trash label=Lang::delete_files />
        }
    };
    view! {
        <DropZone>
            <ListPage listed actions=|| view! { <UploadButton /> } on_selection=act />
        </DropZone>
    }
}

/// Puts the selected files into a vector store.
#[component]
fn AddToStore() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let forms = expect_context::<StoreForms>();
    let lock = Locked::expect();
    let add = move |_| {
        if !lock.refuses() {
            forms.add(Picked::selected(catalog));
        }
    };
    view! {
        <button
            type="button"
            class="button"
            aria-disabled=move || lock.disabled()
            title=move || lock.why()
            on:click=add
        >
            <Glyph icon=Icon::Stores />
            {lang.store_add_to()}
        </button>
    }
}

#[component]
fn UploadButton() -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let uploads = expect_context::<Uploads>();
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
            uploads.offer((browser.get().chosen)(&files));
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

/// Takes files that are dropped anywhere on the page.
#[component]
fn DropZone(children: Children) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let uploads = expect_context::<Uploads>();
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
                        uploads.offer((browser.get().dropped)(&data));
                    }
                }
            }
        >
            {children()}
            {live(move || (depth.get() > 0).then(|| view! { <p class="drop-target">{lang.upload_drop()}</p> }))}
        </div>
    }
}
