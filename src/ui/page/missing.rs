//! An address that names no screen.

use leptos::prelude::*;

use crate::state::settings::lang;

#[component]
pub fn Missing() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="empty">
            <h1>{lang.page_unknown()}</h1>
            <p>{lang.page_unknown_hint()}</p>
        </div>
    }
}
