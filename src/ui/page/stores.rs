//! Every vector store of the account.

use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

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
    let act = || {
        view! {
            <OpenLink />
            <ActButton task=Task::DeleteStores icon=Icon::Trash label=Lang::delete_stores />
        }
    };
    view! { <ListPage listed actions=|| () on_selection=act /> }
}

/// To the page of the one store that is chosen.
#[component]
fn OpenLink() -> impl IntoView {
    let lang = lang();
    let (browser, table) = (expect_context::<Browser>(), expect_context::<Catalog>().store_table);
    let only = Memo::new(move |_| {
        table.selection.with(|selection| (selection.count() == 1).then(|| selection.ids().first().cloned()).flatten())
    });
    live(move || {
        let href = Route::store_href(browser, &only.get()?);
        Some(view! {
            <a class="button" href=href>
                <Glyph icon=Icon::Stores />
                {lang.store_open()}
            </a>
        })
    })
}
