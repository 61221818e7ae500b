//! Every vector store of the account.

use leptos::prelude::*;

use super::list::{ActButton, BackupButton, ListPage, Listed};
use crate::account::store_row::usage;
use crate::openai::id::StoreId;
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::{Lang, date};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::route::Route;
use crate::ui::store::StoreForms;

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
            <EditButton />
            <BackupButton task=Task::DeleteStores />
            <ActButton task=Task::DeleteStores icon=Icon::Trash label=Lang::delete_stores />
        }
    };
    view! {
        <ListPage listed actions=|| view! { <NewButton /> } lead=|| view! { <Cost /> } on_selection=act />
    }
}

#[component]
fn NewButton() -> impl IntoView {
    let lang = lang();
    let forms = expect_context::<StoreForms>();
    let open = move || forms.create(Vec::new());
    view! {
        <LockedButton class="button primary" icon=Icon::Plus label=lang.store_new() press=open>
            <span class="menu-word">{lang.store_new()}</span>
        </LockedButton>
    }
}

/// What all stores cost together, and by which price.
#[component]
fn Cost() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let settings = Route::Settings.href();
    live(move || {
        let known = catalog.stores.known_count()?;
        let price = catalog.price.get();
        let day = lang.dollars(price.day(catalog.stores.rows.with(usage)));
        let gigabyte = lang.dollars(price.gigabyte_day);
        let free = lang.number(price.free_gigabytes());
        (known > 0).then(|| {
            view! {
                <p class="hint page-lead" data-testid="cost">
                    {lang.cost_account(&day)} " " {lang.cost_price(&gigabyte, &free, &date::date(price.as_of))} " "
                    <a href=settings.clone() + "#storage-price">{lang.cost_change()}</a>
                </p>
            }
        })
    })
}

#[component]
fn EditButton() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let forms = expect_context::<StoreForms>();
    let table = catalog.store_table;
    let edit = move || {
        let ids = table.selection.with_untracked(|selection| selection.ids());
        forms.edit_all(ids.into_iter().map(StoreId::from).collect());
    };
    view! {
        <LockedButton icon=Icon::Pencil press=edit>
            {live(move || lang.store_edit_many(table.selection.with(|selection| selection.count()) as u64))}
        </LockedButton>
    }
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
        let href = Route::Store.page_href(browser, &only.get()?);
        Some(view! {
            <a class="button" href=href>
                <Glyph icon=Icon::Stores />
                {lang.store_open()}
            </a>
        })
    })
}
