//! The files of a store: the common table, and what can be done to those chosen.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::Icon;
use crate::ui::page::list::{ActButton, ListPage, Listed};

#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let none = (lang.store_empty(), lang.store_empty_hint());
    let listed = Listed {
        refresh: Callback::new(move |()| inside.refresh()),
        ..Listed::new(lang.store_part_files(), lang.facet_status(), inside.files, (inside.table, inside.views), none)
    };
    let on_selection = || {
        view! {
            <ActButton task=Task::RemoveFiles from=Kind::StoreFile icon=Icon::Cross label=Lang::remove_files />
            <ActButton task=Task::DeleteFiles from=Kind::StoreFile icon=Icon::Trash label=Lang::remove_delete_files />
        }
    };
    view! { <ListPage listed within=true actions=|| () on_selection /> }
}
