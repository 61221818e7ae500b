//! The grace period, in which nothing is called unused.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::field::TextField;

/// A year, in hours.
const MOST: u64 = 8_760;

#[component]
pub fn GracePeriod() -> impl IntoView {
    let lang = lang();
    let (browser, catalog, toasts) =
        (expect_context::<Browser>(), expect_context::<Catalog>(), expect_context::<Toasts>());
    let typed = RwSignal::new(catalog.grace.get_untracked().to_string());
    let hours = move || typed.with(|typed| typed.trim().parse::<u64>().ok().filter(|hours| *hours <= MOST));
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if let Some(hours) = untrack(hours) {
            catalog.set_grace(browser, hours);
            toasts.say(lang.settings_name_saved());
        }
    };
    view! {
        <form class="card" on:submit=save novalidate aria-label=lang.grace_title()>
            <h2>{lang.grace_title()}</h2>
            <p class="hint">{lang.grace_hint()}</p>
            <TextField
                id="grace-hours"
                label=lang.grace_hours()
                hint=""
                value=typed
                problem=move || hours().is_none().then(|| lang.grace_wrong())
            />
            <div class="button-row">
                <button type="submit" class="button">{lang.cost_set()}</button>
            </div>
        </form>
    }
}
