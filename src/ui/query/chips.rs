//! The values of the facet: a click writes one into the query, or takes it out.

use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::table::column::Kind;
use crate::ui::live::live;

#[component]
pub fn Chips(table: TableState, label: &'static str) -> impl IntoView {
    let lang = lang();
    let is_status =
        table.rows.with_untracked(|rows| rows.0.column(table.facet).map(|head| head.kind) == Some(Kind::Status));
    let chip = move |(value, count): (String, u32)| {
        // A status has a word of the language, a purpose is the API's own.
        let name = match value.as_str() {
            "" => lang.facet_none().to_owned(),
            value if is_status => lang.status(value),
            value => value.to_owned(),
        };
        let pressed = table.is_chosen(&value);
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=if pressed { "true" } else { "false" }
                on:click=move |_| table.toggle_facet(&value)
            >
                <bdi>{name}</bdi>
                <span class="chip-count">{lang.number(u64::from(count))}</span>
            </button>
        }
    };
    view! {
        <div class="chips" role="group" aria-label=label>
            {live(move || table.counts.get().into_iter().map(chip).collect_view())}
        </div>
    }
}
