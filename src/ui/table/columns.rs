//! The dialog of a table's looks: which columns, in which order, how wide, and how high the rows are.

use leptos::prelude::*;

use crate::state::services::Browser;
use crate::state::settings::{Density, Settings, lang};
use crate::state::table::TableState;
use crate::table::layout::{Layout, Place, WIDTH_MIN};
use crate::text::Lang;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// As far as the slider goes, in CSS pixels; the edge of a column goes further.
const SLIDER_MAX: u16 = 600;

#[component]
pub fn ColumnsButton(table: TableState) -> impl IntoView {
    let lang = lang();
    let open = RwSignal::new(false);
    view! {
        <button
            type="button"
            class="button"
            aria-label=lang.table_columns()
            title=lang.table_columns()
            on:click=move |_| open.set(true)
        >
            <Glyph icon=Icon::Columns />
        </button>
        {live(move || open.get().then(|| view! { <Columns table open /> }))}
    }
}

#[component]
fn Columns(table: TableState, open: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let reset = move |_| {
        let declared = table.rows.with_untracked(|rows| Layout::declared(&*rows.0));
        table.layout.set(declared);
    };
    let done = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        open.set(false);
    };
    // The order of the columns: only then is the list drawn anew, so that a slider is not lost while it moves.
    let order = Memo::new(move |_| {
        table.layout.with(|layout| layout.columns.iter().map(|place| place.column).collect::<Vec<_>>())
    });
    view! {
        <Modal label=lang.table_columns() on_close=move || open.set(false)>
            <div class="dialog-body">
                <h2>{lang.table_columns()}</h2>
                <ul class="columns">
                    {live(move || order.get().into_iter().map(|column| view! { <Line table column /> }).collect_view())}
                </ul>
                <p class="hint">{lang.table_columns_hint()}</p>
                <RowHeight />
            </div>
            <div class="dialog-foot">
                <button type="button" class="button plain" on:click=reset>{lang.columns_reset()}</button>
                <button type="button" class="button primary" autofocus on:click=done>{lang.dialog_done()}</button>
            </div>
        </Modal>
    }
}

#[component]
fn Line(table: TableState, column: usize) -> impl IntoView {
    let lang = lang();
    let (key, declared) = table
        .rows
        .with_untracked(|rows| rows.0.column(column).map_or(("", WIDTH_MIN), |head| (head.key, head.width_px)));
    let name = lang.column(key);
    let place = move || {
        let at = |layout: &Layout| layout.columns.iter().find(|place| place.column == column).copied();
        table.layout.with(at).unwrap_or(Place { column, hidden: true, width: None })
    };
    let alone = move || table.layout.with(|layout| layout.shown() == [column]);
    let shift = move |by: isize, icon: Icon, label: String| {
        view! {
            <button
                type="button"
                class="button icon plain"
                aria-label=label.clone()
                title=label
                disabled=move || place().hidden
                on:click=move |_| table.layout.update(|layout| layout.shift(column, by))
            >
                <Glyph icon />
            </button>
        }
    };
    view! {
        <li>
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || !place().hidden
                    prop:disabled=alone
                    on:change=move |_| table.layout.update(|layout| layout.toggle(column))
                />
                <span>{name}</span>
            </label>
            <input
                type="range"
                min=WIDTH_MIN
                max=SLIDER_MAX
                step="8"
                aria-label=lang.column_width(name)
                prop:value=move || place().width.unwrap_or(declared).to_string()
                on:input:target=move |event| {
                    if let Ok(width) = event.target().value().parse() {
                        table.layout.update(|layout| layout.resize(column, width));
                    }
                }
            />
            {shift(-1, Icon::ArrowUp, lang.column_to_start(name))}
            {shift(1, Icon::ArrowDown, lang.column_to_end(name))}
        </li>
    }
}

#[component]
fn RowHeight() -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let settings = expect_context::<Settings>();
    let option = move |density: Density| {
        let selected = density == settings.density.get_untracked();
        view! { <option value=density.code() selected=selected>{density_name(lang, density)}</option> }
    };
    view! {
        <div class="field">
            <label for="density">{lang.density_label()}</label>
            <select
                id="density"
                class="select"
                on:change:target=move |event| {
                    let code = event.target().value();
                    if let Some(density) = Density::ALL.into_iter().find(|density| density.code() == code) {
                        settings.set_density(browser, density);
                    }
                }
            >
                {Density::ALL.map(option)}
            </select>
        </div>
    }
}

fn density_name(lang: Lang, density: Density) -> &'static str {
    match density {
        Density::Compact => lang.density_compact(),
        Density::Normal => lang.density_normal(),
        Density::Roomy => lang.density_roomy(),
    }
}
