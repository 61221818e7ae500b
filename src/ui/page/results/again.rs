//! Rows become a new file of requests, which is opened in the composer.

use leptos::prelude::*;

use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::results::Which;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn SendAgain(which: Which) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let (composer, toasts) = (expect_context::<Composer>(), expect_context::<Toasts>());
    let (browser, address) = (expect_context::<Browser>(), Address::expect());
    let count = Memo::new(move |_| results.sendable(which));
    let go = Callback::new(move |()| address.go(&Route::Compose.href_with(browser)));
    let class = if which == Which::Lost { "button primary" } else { "button" };
    live(move || {
        let count = count.get();
        (count > 0).then(|| {
            view! {
                <button
                    type="button"
                    class=class
                    title=lang.again_lost_hint()
                    on:click=move |_| results.send_again(which, composer, toasts, go)
                >
                    <Glyph icon=Icon::Upload />
                    {lang.again_lost(count)}
                </button>
            }
        })
    })
}
