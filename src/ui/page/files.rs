//! Every file of the account.

use leptos::html::Input;
use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::uploads::Uploads;
use crate::text::Lang;
use crate::ui::drop::DropZone;
use crate::ui::icon::{Glyph, Icon};
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
    let (lock, uploads) = (Locked::expect(), expect_context::<Uploads>());
    let dropped = move |dropped| {
        if !lock.refuses() {
            uploads.offer(dropped);
        }
    };
    view! {
        <DropZone words=lang.upload_drop() on_drop=dropped>
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
