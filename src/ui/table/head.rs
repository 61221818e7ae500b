//! The header of the table: titles by which it is sorted, and the box that chooses all that match.

use leptos::prelude::*;

use super::tick::{Tick, Ticked};
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::table::column::Align;
use crate::table::order::Direction;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn GridHead(
    table: TableState,
    /// The columns shown.
    columns: Vec<usize>,
    /// Whether the list was read to its end: only then can all that match be chosen.
    #[prop(into)]
    whole: Signal<bool>,
    /// Whether it is being read.
    #[prop(into)]
    reading: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    let toasts = expect_context::<Toasts>();
    let ticked = Signal::derive(move || {
        let order = table.order.get().0;
        table.selection.with(|selection| match selection.shown(&order) {
            0 => Ticked::No,
            n if n == order.len() => Ticked::Yes,
            _ => Ticked::Some,
        })
    });
    let choose_all = move |_| {
        if whole.get_untracked() {
            table.choose_all();
        } else {
            toasts.say(if reading.get_untracked() { lang.select_not_whole() } else { lang.select_partial() });
        }
    };
    let title = move |column: usize| {
        let (key, align) = table
            .rows
            .with_untracked(|rows| rows.0.column(column).map_or(("", Align::Start), |head| (head.key, head.align)));
        let direction = move || table.sort.get().filter(|(by, _)| *by == column).map(|(_, direction)| direction);
        view! {
            <div
                role="columnheader"
                class="grid-cell"
                class:end=align == Align::End
                aria-sort=move || match direction() {
                    None => "none",
                    Some(Direction::Up) => "ascending",
                    Some(Direction::Down) => "descending",
                }
            >
                <button type="button" class="grid-sort" on:click=move |_| table.sort_by(column)>
                    {lang.column(key)}
                    {live(move || match direction()? {
                        Direction::Up => Some(view! { <Glyph icon=Icon::ArrowUp size=12 /> }),
                        Direction::Down => Some(view! { <Glyph icon=Icon::ArrowDown size=12 /> }),
                    })}
                </button>
            </div>
        }
    };
    view! {
        <div class="grid-head" role="row" aria-rowindex="1">
            <div role="columnheader" class="grid-cell tick-cell">
                <Tick
                    label=Signal::derive(move || lang.select_all_matching(table.order.with(|order| order.0.len()) as u64))
                    ticked
                    on_click=choose_all
                    tab_stop=true
                />
            </div>
            {columns.into_iter().map(title).collect_view()}
        </div>
    }
}
