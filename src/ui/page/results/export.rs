//! The menu by which joined rows are taken home.

use leptos::prelude::*;

use crate::jsonl::results::Format;
use crate::state::catalog::Catalog;
use crate::state::results::Which;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::menu::Menu;

#[component]
pub fn TakeHome() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let table = results.table;
    let all = move || results.counts.with(|counts| counts.rows);
    let shown = Memo::new(move |_| table.order.with(|order| order.0.len() as u64));
    let chosen = Memo::new(move |_| table.selection.with(|selection| selection.count() as u64));
    let face = view! {
        <Glyph icon=Icon::Download />
        <span class="wide">{lang.export_menu()}</span>
        <Glyph icon=Icon::Chevron size=12 />
    };
    let part = |which: Which, head: String| {
        view! {
            <p class="menu-head">{head}</p>
            <Formats which />
        }
    };
    view! {
        <Menu label=lang.export_menu() face=face>
            {live(move || part(Which::All, lang.take_home_all(all())))}
            {live(move || (shown.get() < all()).then(|| part(Which::Shown, lang.export_shown(shown.get()))))}
            {live(move || (chosen.get() > 0).then(|| part(Which::Chosen, lang.export_chosen(chosen.get()))))}
        </Menu>
    }
}

#[component]
fn Formats(which: Which) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let toasts = expect_context::<Toasts>();
    let item = move |format: Format| {
        let (label, hint) = match format {
            Format::Csv => ("CSV", lang.export_csv()),
            Format::Jsonl => ("JSONL", lang.export_jsonl()),
            Format::Markdown => ("Markdown", lang.take_home_markdown()),
        };
        view! {
            <button type="button" class="menu-item" on:click=move |_| results.export(which, format, toasts)>
                <Glyph icon=Icon::Download />
                {label}
                <span class="hint">{hint}</span>
            </button>
        }
    };
    Format::ALL.map(item).into_iter().collect_view()
}
