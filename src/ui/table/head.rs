//! The header of the table: titles by which it is sorted, and the box that chooses all that match.

use leptos::ev::MouseEvent;
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
        // Its place among the columns sorted by, and the direction.
        let sorted = move || {
            let sort = table.sort.get();
            let at = sort.iter().position(|(by, _)| *by == column)?;
            Some((at, sort.get(at)?.1, sort.len()))
        };
        let sort_by = move |event: MouseEvent| table.sort_by(column, event.shift_key());
        view! {
            <div
                role="columnheader"
                class="grid-cell"
                class:end=align == Align::End
                // Of several columns, only the most important one may say so.
                aria-sort=move || match sorted() {
                    Some((0, Direction::Up, _)) => "ascending",
                    Some((0, Direction::Down, _)) => "descending",
                    _ => "none",
                }
            >
                <button type="button" class="grid-sort" on:click=sort_by>
                    {lang.column(key)}
                    {live(move || {
                        let (at, direction, count) = sorted()?;
                        let icon = match direction {
                            Direction::Up => Icon::ArrowUp,
                            Direction::Down => Icon::ArrowDown,
                        };
                        let number = (count > 1).then(|| view! { <small>{lang.number(at as u64 + 1)}</small> });
                        Some(view! { <Glyph icon size=12 /> {number} })
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
