//! Every vector store of the account.

use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::Icon;

#[component]
pub fn Stores() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let none = (lang.stores_none(), lang.stores_none_hint());
    let listed = Listed::new(
        lang.nav_stores(),
        lang.facet_status(),
        catalog.stores,
        (catalog.store_table, catalog.store_views),
        none,
    );
    let act = || view! { <ActButton task=Task::DeleteStores icon=Icon::Trash label=Lang::delete_stores /> };
    view! { <ListPage listed actions=|| () on_selection=act /> }
}
