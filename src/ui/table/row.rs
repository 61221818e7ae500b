//! One row of the table.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::cell::cell;
use super::tick::{Tick, Ticked};
use crate::state::settings::lang;
use crate::state::table::{Shared, TableState};
use crate::table::column::{Align, Value};
use crate::table::rows::Rows;
use crate::text::visible::visible;
use crate::ui::protect::{ShieldMark, name_of};

/// A row to be drawn: which one it is, and where it stands in the order shown.
#[derive(Clone)]
pub struct Drawn {
    pub rows: Shared<dyn Rows>,
    pub row: u32,
    pub place: usize,
}

impl Drawn {
    /// What makes it another row to draw: moved, or of a newer list.
    pub fn key(&self) -> (usize, u32, usize) {
        (self.place, self.row, std::sync::Arc::as_ptr(&self.rows.0).cast::<()>() as usize)
    }
}

/// The id of the element at a place, by which the grid says where the keyboard is.
pub fn element_id(place: usize) -> String {
    format!("row-{place}")
}

#[component]
pub fn GridRow(
    table: TableState,
    drawn: Drawn,
    columns: StoredValue<Vec<usize>>,
    row_height: f64,
    now: u64,
    #[prop(optional_no_strip)] on_open: Option<Callback<String>>,
) -> impl IntoView {
    let lang = lang();
    let Drawn { rows, row, place } = drawn;
    let rows = rows.0;
    let chosen = move || table.selection.with(|selection| selection.contains(row));
    let name = visible(match rows.value(row, 0) {
        Value::Text(name) => name,
        _ => rows.id(row),
    })
    .into_owned();
    let id = rows.id(row).to_owned();
    let opened = id.clone();
    let clicked = move |event: MouseEvent| {
        table.active.set(place);
        let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
        let on_button = target.is_some_and(|target| target.closest("button").ok().flatten().is_some());
        if let Some(on_open) = on_open.filter(|_| !on_button) {
            on_open.run(opened.clone());
        }
    };
    let shield_name = name_of(&*rows, row).to_owned();
    let cells = columns.with_value(|columns| {
        columns
            .iter()
            .enumerate()
            .map(|(at, column)| {
                let end = rows.column(*column).is_some_and(|head| head.align == Align::End);
                let drawn = cell(lang, rows.value(row, *column), now);
                let shield = (at == 0).then(|| view! { <ShieldMark id=id.clone() name=shield_name.clone() /> });
                view! {
                    <div role="gridcell" class="grid-cell" class:end=end>
                        {shield}
                        {drawn}
                    </div>
                }
            })
            .collect_view()
    });
    view! {
        <div
            role="row"
            class="grid-row"
            class:active=move || table.active.get() == place
            id=element_id(place)
            data-id=id
            aria-rowindex=place + 2
            aria-selected=move || if chosen() { "true" } else { "false" }
            style:transform=format!("translateY({}px)", place as f64 * row_height)
            on:click=clicked
        >
            <div role="gridcell" class="grid-cell tick-cell">
                <Tick
                    label=lang.select_one(&name)
                    ticked=Signal::derive(move || if chosen() { Ticked::Yes } else { Ticked::No })
                    on_click=move |event| table.choose(row, event.shift_key())
                />
            </div>
            {cells}
        </div>
    }
}
