//! The vector stores: the largest, with what each costs a day.

use std::sync::Arc;

use leptos::prelude::*;

use super::fact::Asked;
use super::note::{ListCard, Reading};
use crate::account::store_row::{StoreRow, usage};
use crate::chart::scale::Unit;
use crate::sorted::sorted;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::chart::{Bar, Bars};
use crate::ui::live::live;
use crate::ui::route::Route;

/// How many of them are drawn.
const SHOWN: usize = 8;

#[component]
pub fn StoreCard() -> impl IntoView {
    let lang = lang();
    let (browser, catalog) = (expect_context::<Browser>(), expect_context::<Catalog>());
    let (list, table) = (catalog.stores, catalog.store_table);
    let of = Reading::of(catalog, list);
    let size = Some(("size", Lang::bytes as fn(Lang, u64) -> String));
    let bar = move |row: &StoreRow| {
        let name = row.name.as_deref().filter(|name| !name.is_empty());
        Bar {
            label: name.unwrap_or(row.store.id.as_str()).to_owned(),
            is_word: false,
            value: row.usage_bytes.unwrap_or(0),
            more: row.day.map_or_else(|| "–".to_owned(), |day| lang.dollars(day)),
            href: Route::Stores.asking(browser, row.store.id.as_str(), ""),
        }
    };
    let bars = move || {
        let price = catalog.price.get();
        let mut stores = list.rows.with(|stores| {
            let sized = stores.iter().filter(|store| store.usage_bytes.is_some_and(|bytes| bytes > 0));
            sorted(sized.cloned().collect::<Vec<Arc<_>>>(), &|store| u64::MAX - store.usage_bytes.unwrap_or(0))
        });
        stores.truncate(SHOWN);
        let account = list.rows.with(usage);
        stores.into_iter().map(|store| bar(&StoreRow::of(store, price, account))).collect::<Vec<_>>()
    };
    let a_day = move || {
        let day = catalog.price.get().day(list.rows.with(usage));
        lang.dollars(day)
    };
    let by_cost = Route::Stores.asking(browser, "", "-cost");
    let all_by_size = Route::Stores.asking(browser, "", "-size");
    view! {
        <ListCard testid="overview-stores" title=lang.nav_stores() of>
            <dl class="facts">
                <Asked of label=lang.overview_total() route=Route::Stores table query="" sum=size />
                <dt>{lang.overview_cost_a_day()}</dt>
                <dd>
                    {live(move || match of.is_known() {
                        true => view! { <a href=by_cost.clone()>{a_day}</a> }.into_any(),
                        false => "–".into_any(),
                    })}
                </dd>
                <Asked of label=lang.overview_expiring() route=Route::Stores table query="expires<7d" sum=size />
                <Asked of label=lang.overview_failing() route=Route::Stores table query="failed>0" />
            </dl>
            {live(move || {
                let bars = bars();
                (!bars.is_empty())
                    .then(|| {
                        view! {
                            <Bars
                                caption=lang.overview_stores_largest()
                                heads=[lang.overview_stores_largest(), lang.overview_size(), lang.overview_a_day()]
                                unit=Unit::Bytes
                                bars
                            />
                            <a href=all_by_size.clone()>{lang.overview_stores_all()}</a>
                        }
                    })
            })}
        </ListCard>
    }
}
