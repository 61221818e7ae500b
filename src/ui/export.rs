//! The menu by which rows leave the page: as a file, or as a script of calls.

use leptos::prelude::*;

use crate::state::address::Address;
use crate::state::export::{Deed, Exporter, Which};
use crate::state::jobs::Task;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::table::export::Format;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::menu::Menu;
use crate::ui::route::Route;

#[component]
pub fn ExportMenu(table: TableState) -> impl IntoView {
    let lang = lang();
    let (name, task) = match Address::expect().path.with_untracked(|path| Route::at(path)) {
        Some(Route::Stores) => ("vector-stores", Task::DeleteStores),
        Some(Route::Batches) => ("batches", Task::CancelBatches),
        Some(Route::Store) => ("store-files", Task::RemoveFiles),
        _ => ("files", Task::DeleteFiles),
    };
    let exporter = Exporter::expect(table, name, task);
    let shown = move || table.order.with(|order| order.0.len() as u64);
    let chosen = Memo::new(move |_| table.selection.with(|selection| (selection.count() - selection.missing()) as u64));
    let face = view! {
        <Glyph icon=Icon::Download />
        <span class="wide">{lang.export_menu()}</span>
        <Glyph icon=Icon::Chevron size=12 />
    };
    view! {
        <Menu label=lang.export_menu() face=face>
            <p class="menu-head">{live(move || lang.export_shown(shown()))}</p>
            <Formats exporter which=Which::Shown />
            {script(exporter, Which::Shown, Deed::Retrieve, lang.script_get())}
            {live(move || {
                let count = chosen.get();
                (count > 0)
                    .then(|| {
                        let end = match task {
                            Task::CancelBatches => lang.script_cancel(),
                            Task::RemoveFiles => lang.script_remove(),
                            Task::DeleteFiles | Task::DeleteStores => lang.script_delete(),
                        };
                        view! {
                            <span class="menu-line"></span>
                            <p class="menu-head">{lang.export_chosen(count)}</p>
                            <Formats exporter which=Which::Chosen />
                            {script(exporter, Which::Chosen, Deed::Retrieve, lang.script_get())}
                            {script(exporter, Which::Chosen, Deed::End, end)}
                        }
                    })
            })}
        </Menu>
    }
}

#[component]
fn Formats(exporter: Exporter, which: Which) -> impl IntoView {
    let lang = lang();
    let item = move |format: Format| {
        let (label, hint) = match format {
            Format::Csv => ("CSV", lang.export_csv()),
            Format::Json => ("JSON", lang.export_json()),
            Format::Jsonl => ("JSONL", lang.export_jsonl()),
        };
        view! {
            <button type="button" class="menu-item" on:click=move |_| exporter.save(which, format)>
                <Glyph icon=Icon::Download />
                {label}
                <span class="hint">{hint}</span>
            </button>
        }
    };
    Format::ALL.map(item).into_iter().collect_view()
}

fn script(exporter: Exporter, which: Which, deed: Deed, label: &'static str) -> impl IntoView {
    view! {
        <button type="button" class="menu-item" on:click=move |_| exporter.copy_script(which, deed)>
            <Glyph icon=Icon::Copy />
            {label}
        </button>
    }
}
