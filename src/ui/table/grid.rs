//! The grid: a tall, empty body in a box that scrolls, and in it the rows in view.

use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;

use super::head::GridHead;
use super::row::{Drawn, GridRow, element_id};
use super::size::Watch;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::table::window::View;

/// In CSS pixels; the style sheet says the same (`--row`, `.grid-head`).
const ROW_HEIGHT: f64 = 34.0;
const HEAD_HEIGHT: f64 = 34.0;
/// Rows drawn beyond either edge, so that a scroll finds them there.
const OVERSCAN: usize = 12;

#[component]
pub fn Grid(
    table: TableState,
    label: &'static str,
    #[prop(into)] whole: Signal<bool>,
    #[prop(into)] reading: Signal<bool>,
    /// Told the id of a row that is opened: by Enter, or by a click that is on none of its buttons.
    #[prop(optional_no_strip)]
    on_open: Option<Callback<String>>,
) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let grid = NodeRef::<Div>::new();
    let top = RwSignal::new(0.0);
    let height = RwSignal::new(600.0);
    let view = move || View { top: top.get(), height: height.get() - HEAD_HEIGHT, row_height: ROW_HEIGHT };
    let count = move || table.order.with(|order| order.0.len());

    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        if let Some(element) = grid.get() {
            watch.set_value(Watch::height(&element, move |now| height.set(now)));
        }
    });

    let columns: Vec<usize> = table.rows.with_untracked(|rows| {
        (0..rows.0.columns()).filter(|column| rows.0.column(*column).is_some_and(|head| !head.hidden)).collect()
    });
    let widths: Vec<u16> = table.rows.with_untracked(|rows| {
        columns.iter().filter_map(|column| rows.0.column(*column)).map(|head| head.width_px).collect()
    });
    let template = widths.iter().enumerate().fold("40px".to_owned(), |template, (i, width)| {
        // The first column takes most of what is left over.
        format!("{template} minmax({width}px, {}fr)", if i == 0 { 4 } else { 1 })
    });
    let full_width = 40 + widths.iter().map(|width| u32::from(*width)).sum::<u32>();
    let shown = StoredValue::new(columns.clone());

    let visible = Memo::new(move |_| view().visible(count(), OVERSCAN));
    let drawn = move || {
        let (rows, order) = (table.rows.get(), table.order.get().0);
        visible
            .get()
            .filter_map(|place| Some(Drawn { rows: rows.clone(), row: *order.get(place)?, place }))
            .collect::<Vec<_>>()
    };

    // Another order or match begins at its top.
    let order_of = move || (table.asked_for(), table.sort.get());
    Effect::new(move |before: Option<_>| {
        let now = order_of();
        if before.is_some_and(|before| before != now)
            && let Some(element) = grid.get_untracked()
        {
            element.set_scroll_top(0);
            table.active.set(0);
        }
        now
    });

    let go_to = move |place: usize| {
        let place = place.min(count().saturating_sub(1));
        table.active.set(place);
        if let (Some(element), Some(top)) = (grid.get_untracked(), view().reveal(place)) {
            element.set_scroll_top(top as i32);
        }
    };
    let on_key = move |event: KeyboardEvent| {
        if event.target() != event.current_target() {
            // A button within has the focus.
            return;
        }
        let at = table.active.get_untracked();
        let row = table.order.with_untracked(|order| order.0.get(at).copied());
        match event.key().as_str() {
            "ArrowDown" => go_to(at + 1),
            "ArrowUp" => go_to(at.saturating_sub(1)),
            "PageDown" => go_to(at + view().page()),
            "PageUp" => go_to(at.saturating_sub(view().page())),
            "Home" => go_to(0),
            "End" => go_to(usize::MAX),
            " " => {
                if let Some(row) = row {
                    table.choose(row, event.shift_key());
                }
            }
            "Enter" => match (on_open, row) {
                (Some(on_open), Some(row)) => on_open.run(table.rows.with_untracked(|rows| rows.0.id(row).to_owned())),
                _ => return,
            },
            "a" if (event.ctrl_key() || event.meta_key()) && whole.get_untracked() => table.choose_all(),
            _ => return,
        }
        event.prevent_default();
    };
    let active_element = move || {
        let place = table.active.get();
        visible.with(|visible| visible.contains(&place)).then(|| element_id(place))
    };

    view! {
        <p class="visually-hidden" id="grid-hint">{lang.grid_hint()}</p>
        <div
            class="grid"
            role="grid"
            tabindex="0"
            node_ref=grid
            aria-label=label
            aria-describedby="grid-hint"
            aria-multiselectable="true"
            aria-rowcount=move || count() + 1
            aria-colcount=columns.len() + 1
            aria-activedescendant=active_element
            aria-keyshortcuts="Control+A"
            style=("--grid-columns", template)
            style=("--grid-width", format!("{full_width}px"))
            on:scroll:target=move |event| top.set(f64::from(event.target().scroll_top()))
            on:keydown=on_key
        >
            <div class="grid-inner" role="presentation">
                <GridHead table columns=columns.clone() whole reading />
                <div
                    class="grid-sizer"
                    role="rowgroup"
                    style:height=move || format!("{}px", count() as f64 * ROW_HEIGHT)
                >
                    <For each=drawn key=Drawn::key let(drawn)>
                        <GridRow table drawn columns=shown row_height=ROW_HEIGHT now=browser.now() / 1000 on_open />
                    </For>
                </div>
            </div>
        </div>
    }
}
