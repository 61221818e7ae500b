//! The files of a store: the common table, and what can be done to those chosen.

use leptos::prelude::*;

use super::Copying;
use super::attributes::EditNews;
use super::mend::{MendButton, Troubles};
use crate::account::details::Kind;
use crate::state::catalog::Catalog;
use crate::state::edits::Edits;
use crate::state::jobs::Task;
use crate::state::services::Dropped;
use crate::state::settings::lang;
use crate::state::uploads::Uploads;
use crate::text::Lang;
use crate::ui::hand::DropZone;
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::page::list::{ActButton, ListPage, Listed};
use crate::ui::store::{Handing, IntoDialog};

#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let uploads = expect_context::<Uploads>();
    let none = (lang.store_empty(), lang.store_empty_hint());
    let listed = Listed {
        refresh: Callback::new(move |()| inside.refresh()),
        ..Listed::new(lang.store_part_files(), lang.facet_status(), inside.files, (inside.table, inside.views), none)
    };
    let handing: Handing = RwSignal::new_local(None);
    let Copying(copying) = expect_context();
    let take = Callback::new(move |handed: Dropped| {
        uploads.say_folders(&handed);
        if !handed.files.is_empty() {
            handing.set(Some(handed.files));
        }
    });
    let on_selection = || {
        view! {
            <MendButton />
            <AttributesButton />
            <ActButton task=Task::RemoveFiles from=Kind::StoreFile icon=Icon::Cross label=Lang::remove_files />
            <ActButton task=Task::DeleteFiles from=Kind::StoreFile icon=Icon::Trash label=Lang::remove_delete_files />
        }
    };
    let actions = move || {
        view! {
            <LockedButton icon=Icon::Copy press=move || copying.set(true)>{lang.copy_open()}</LockedButton>
            <LockedButton icon=Icon::Plus press=move || handing.set(Some(Vec::new()))>{lang.store_into_open()}</LockedButton>
        }
    };
    view! {
        <DropZone take>
            <EditNews />
            <Troubles />
            <ListPage listed within=true actions on_selection />
        </DropZone>
        <IntoDialog handing />
    }
}

/// Edits the attributes of the files chosen.
#[component]
fn AttributesButton() -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let edits = expect_context::<Edits>();
    let count = Memo::new(move |_| inside.table.selection.with(|selection| selection.count() as u64));
    let ask = move || edits.ask(inside.chosen());
    view! {
        <LockedButton icon=Icon::Pencil press=ask>{live(move || lang.attributes_edit(count.get()))}</LockedButton>
    }
}
