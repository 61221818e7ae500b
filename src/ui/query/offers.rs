//! The list under the query field: what could be written, and what it is.

use leptos::prelude::*;

use super::field::Offered;
use crate::query::suggest::{Suggestion, What};
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::live::live;

#[component]
pub fn Offers(
    id: String,
    /// What the ids of the options begin with.
    option_id: String,
    offered: Offered,
    /// Told the place of the one that is taken.
    on_take: Callback<usize>,
) -> impl IntoView {
    let lang = lang();
    let option = move |at: usize, one: Suggestion| {
        let hint = match one.what {
            What::Field(key) => lang.column(key).to_owned(),
            What::Facts => lang.query_is().to_owned(),
            What::Value(rows) => lang.query_rows(u64::from(rows)),
            What::None => lang.query_no_value().to_owned(),
            What::Example => String::new(),
        };
        let active = move || if offered.active.get() == Some(at) { "true" } else { "false" };
        view! {
            // The field keeps the focus.
            <li
                role="option"
                id=format!("{option_id}{at}")
                aria-selected=active
                on:mousedown=|event| event.prevent_default()
                on:click=move |_| on_take.run(at)
            >
                <bdi>{visible(&one.text).into_owned()}</bdi>
                <span class="hint">{hint}</span>
            </li>
        }
    };
    let options = move || {
        let list = offered.list.get().unwrap_or_default().list;
        list.into_iter().enumerate().map(|(at, one)| option(at, one)).collect_view()
    };
    view! {
        <ul
            class="offers"
            role="listbox"
            id=id
            aria-label=lang.query_suggestions()
            prop:hidden=move || offered.list.with(Option::is_none)
        >
            {live(options)}
        </ul>
    }
}
