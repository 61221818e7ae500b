//! The price of vector storage, which changes now and then and can be put right by hand.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::account::cost::{self, Price};
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::date;
use crate::ui::field::TextField;
use crate::ui::live::live;

#[component]
pub fn StoragePrice() -> impl IntoView {
    let lang = lang();
    let (browser, catalog, toasts) =
        (expect_context::<Browser>(), expect_context::<Catalog>(), expect_context::<Toasts>());
    let price = catalog.price.get_untracked();
    let gigabyte = RwSignal::new(decimal(price.gigabyte_day));
    let free = RwSignal::new(price.free_gigabytes().to_string());
    let day = move || gigabyte.with(|typed| cost::dollars(typed));
    let bytes = move || free.with(|typed| cost::gigabytes(typed));
    let keep = move |price: Price| {
        let kept = catalog.set_price(browser, price);
        toasts.say(if kept { lang.settings_name_saved() } else { lang.cost_not_kept() });
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if let (Some(gigabyte_day), Some(free)) = (untrack(day), untrack(bytes)) {
            keep(Price { gigabyte_day, free, as_of: browser.now() / 1000 });
        }
    };
    let usual = move |_| {
        let price = Price::default();
        gigabyte.set(decimal(price.gigabyte_day));
        free.set(price.free_gigabytes().to_string());
        keep(price);
    };
    view! {
        <form class="card" id="storage-price" on:submit=save novalidate aria-label=lang.cost_title()>
            <h2>{lang.cost_title()}</h2>
            <p class="hint">{lang.cost_hint()}</p>
            <TextField
                id="price-gigabyte"
                label=lang.cost_gigabyte()
                hint=""
                value=gigabyte
                problem=move || day().is_none().then(|| lang.cost_gigabyte_wrong())
            />
            <TextField
                id="price-free"
                label=lang.cost_free()
                hint=""
                value=free
                problem=move || bytes().is_none().then(|| lang.cost_free_wrong())
            />
            <div class="button-row">
                <button type="submit" class="button">{lang.cost_set()}</button>
                {live(move || {
                    (catalog.price.get() != Price::default())
                        .then(|| {
                            view! { <button type="button" class="button plain" on:click=usual>{lang.cost_usual()}</button> }
                        })
                })}
                <span class="hint">{move || lang.cost_as_of(&date::date(catalog.price.get().as_of))}</span>
            </div>
        </form>
    }
}

/// As it is typed, with at least two decimals.
pub fn decimal(millionths: u64) -> String {
    let text = format!("{}.{:06}", millionths / 1_000_000, millionths % 1_000_000);
    let short = text.trim_end_matches('0');
    let decimals = short.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    format!("{short}{}", "0".repeat(2usize.saturating_sub(decimals)))
}
