//! What a store is: its name, its numbers, and whether what it says of its files is true.

use std::sync::Arc;

use leptos::prelude::*;

use crate::account::columns::STORES;
use crate::account::entry::counts;
use crate::openai::error::Kind;
use crate::openai::vector_store::{FileCounts, VectorStore};
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::table::Shared;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::drawer::{EditStore, facts};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};
use crate::ui::route::Route;

/// Columns of the table of stores that are told here.
const TOLD: [&str; 7] = ["id", "status", "size", "cost", "created", "active", "expires"];

#[component]
pub fn Head(id: String) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let inside = catalog.inside;
    let back = Route::Stores.href();
    follow_list(id.clone());
    let own = id.clone();
    // As it was retrieved; before that, as the list of stores has it.
    let store = Memo::new_with_compare(
        move |_| {
            let listed = || catalog.stores.rows.with(|rows| rows.iter().find(|row| row.id.as_str() == own).cloned());
            inside.known().or_else(listed)
        },
        |before, now| !same(before, now),
    );
    let name = move || {
        let named = store.with(|store| store.as_ref().and_then(|store| store.name.clone()));
        named
            .filter(|name| !name.is_empty())
            .map_or_else(|| visible(&id).into_owned(), |name| visible(&name).into_owned())
    };
    view! {
        <header class="store-head">
            <nav aria-label=lang.store_way()>
                <a href=move || back.clone() + &catalog.store_table.search()>{lang.nav_stores()}</a>
            </nav>
            <div class="store-title">
                <h1><bdi>{name}</bdi></h1>
                {live(move || store.with(Option::is_some).then(|| view! { <EditStore store=inside.id_now() /> }))}
            </div>
            {live(move || store.get().map(|store| view! { <Facts store /> }))}
            {live(move || match inside.object.get() {
                Some(Err(error)) if error.kind == Kind::NotFound => {
                    Some(
                        view! {
                            <Note tone=Tone::Bad>
                                <strong>{lang.store_missing()}</strong>
                                <span>{lang.store_missing_advice()}</span>
                            </Note>
                        }
                            .into_any(),
                    )
                }
                Some(Err(error)) => Some(view! { <Failure error /> }.into_any()),
                _ => None,
            })}
        </header>
    }
}

/// The list of stores may be read later than the store itself, or the store be changed there.
fn follow_list(id: String) {
    let catalog = expect_context::<Catalog>();
    let listed = Memo::new(move |_| {
        catalog.stores.rows.with(|rows| rows.iter().find(|row| row.id.as_str() == id).cloned()).map(Shared)
    });
    Effect::new(move |before: Option<Option<Shared<VectorStore>>>| {
        let now = listed.get();
        if let (Some(before), Some(Shared(store))) = (&before, &now)
            && *before != now
        {
            catalog.inside.object.set(Some(Ok(store.clone())));
        }
        now
    });
}

fn same(before: Option<&Option<Arc<VectorStore>>>, now: Option<&Option<Arc<VectorStore>>>) -> bool {
    before == now
}

#[component]
fn Facts(store: Arc<VectorStore>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let inside = catalog.inside;
    let row = catalog.store_row(store.clone());
    let now = expect_context::<Browser>().now() / 1000;
    let told = facts(STORES, &TOLD, &row, now);
    let said = store.file_counts.clone();
    // Counted in the list, once it was read to its end.
    let counted = Memo::new(move |_| inside.files.is_whole().then(|| inside.files.rows.with(counts)));
    let (said_here, said_there) = (said.clone(), said);
    let numbers = move || counted.get().or_else(|| said_here.clone()).map(|counts| in_words(lang, &counts));
    let differs = move || {
        let said = said_there.clone().filter(|said| counted.get().is_some_and(|counted| counted != *said))?;
        Some(lang.store_counts_differ(&in_words(lang, &said)))
    };
    view! {
        <dl class="store-facts">
            {told}
            <div>
                <dt>{lang.column_files()}</dt>
                <dd data-testid="store-counts">{numbers}</dd>
            </div>
        </dl>
        {live(move || {
            differs()
                .map(|text| {
                    view! {
                        <p class="store-differs" role="status">
                            <Glyph icon=Icon::Alert />
                            <span>{text}</span>
                        </p>
                    }
                })
        })}
        {store.description.as_deref().filter(|text| !text.is_empty()).map(|text| view! { <p><bdi>{visible(text).into_owned()}</bdi></p> })}
    }
}

/// "120: 110 completed, 8 failed, 2 in progress"
fn in_words(lang: Lang, counts: &FileCounts) -> String {
    let parts = [
        (counts.completed, Lang::store_counted_completed as fn(Lang, u64) -> String),
        (counts.failed, Lang::store_counted_failed),
        (counts.in_progress, Lang::store_counted_in_progress),
        (counts.cancelled, Lang::store_counted_cancelled),
    ];
    let some = parts.into_iter().filter_map(|(number, words)| Some((number.filter(|number| *number > 0)?, words)));
    let words: Vec<String> = some.map(|(number, words)| words(lang, number)).collect();
    let total = lang.number(counts.total.unwrap_or_default());
    if words.is_empty() { total } else { lang.store_counts(&total, &words.join(", ")) }
}
