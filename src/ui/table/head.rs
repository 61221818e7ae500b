//! The header of the table: titles by which it is sorted, widened and moved, and the box that chooses all that match.
//! The keys reach it as the row above the first (`head_keys`), so that the grid has one tab stop.

use std::cell::Cell;
use std::rc::Rc;

use leptos::ev::{DragEvent, MouseEvent, PointerEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use super::grid::{GridState, focus};
use super::tick::{Tick, Ticked};
use crate::state::settings::lang;
use crate::table::column::Align;
use crate::table::order::Direction;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn GridHead(grid: GridState) -> impl IntoView {
    let lang = lang();
    let table = grid.table;
    let ticked = Signal::derive(move || {
        let order = table.order.get().0;
        table.selection.with(|selection| match selection.shown(&order) {
            0 => Ticked::No,
            n if n == order.len() => Ticked::Yes,
            _ => Ticked::Some,
        })
    });
    let label = Signal::derive(move || lang.select_all_matching(table.order.with(|order| order.0.len()) as u64));
    // The column that is dragged to another place.
    let dragged = StoredValue::new(None::<usize>);
    view! {
        <div class="grid-head" role="row" aria-rowindex="1">
            <div
                role="columnheader"
                class="grid-cell tick-cell"
                class:active=move || grid.head.get() == Some(0)
                id=grid.head_id(0)
            >
                <Tick label ticked on_click=move |_| grid.choose_all.run(()) />
            </div>
            {live(move || {
                let shown = grid.shown.get();
                (1..).zip(shown).map(|(cell, column)| view! { <Title grid cell column dragged /> }).collect_view()
            })}
        </div>
    }
}

#[component]
fn Title(
    grid: GridState,
    /// Its number in the header, the box being 0.
    cell: usize,
    column: usize,
    dragged: StoredValue<Option<usize>>,
) -> impl IntoView {
    let lang = lang();
    let table = grid.table;
    let (key, align) = table
        .rows
        .with_untracked(|rows| rows.0.column(column).map_or(("", Align::Start), |head| (head.key, head.align)));
    // Its place among the columns sorted by, and the direction.
    let sorted = move || {
        let sort = table.sort.get();
        let at = sort.iter().position(|(by, _)| *by == column)?;
        Some((at, sort.get(at)?.1, sort.len()))
    };
    let sort_by = move |event: MouseEvent| {
        table.sort_by(column, event.shift_key());
        // The keys go on in the rows.
        focus(grid.element);
    };
    let dropped = move |event: DragEvent| {
        if let Some(from) = dragged.get_value().filter(|from| *from != column) {
            event.prevent_default();
            table.layout.update(|layout| layout.carry(from, column));
        }
    };
    view! {
        <div
            role="columnheader"
            class="grid-cell"
            class:end=align == Align::End
            class:active=move || grid.head.get() == Some(cell)
            id=grid.head_id(cell)
            aria-describedby="head-hint"
            // Of several columns, only the most important one may say so.
            aria-sort=move || match sorted() {
                Some((0, Direction::Up, _)) => "ascending",
                Some((0, Direction::Down, _)) => "descending",
                _ => "none",
            }
            on:dragover=move |event| if dragged.get_value().is_some() { event.prevent_default() }
            on:drop=dropped
        >
            <button
                type="button"
                class="grid-sort"
                tabindex="-1"
                draggable="true"
                on:click=sort_by
                on:dragstart=move |_| dragged.set_value(Some(column))
                on:dragend=move |_| dragged.set_value(None)
            >
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
            <Edge grid column />
        </div>
    }
}

/// The width of the header's cell around an element, in CSS pixels.
pub fn width_of_cell(inside: &web_sys::EventTarget) -> Option<i32> {
    let cell = inside.dyn_ref::<Element>()?.closest("[role=columnheader]").ok()??;
    Some(cell.get_bounding_client_rect().width().round() as i32)
}

/// The edge by which a column is drawn wider. The keyboard does it from the title.
#[component]
fn Edge(grid: GridState, column: usize) -> impl IntoView {
    let table = grid.table;
    // Where the pointer took hold, and how wide the column was then.
    let held = Rc::new(Cell::new(None::<(i32, i32)>));
    let (taken, moved, left) = (held.clone(), held.clone(), held);
    view! {
        <span
            class="grid-edge"
            aria-hidden="true"
            on:pointerdown=move |event: PointerEvent| {
                let Some(target) = event.target() else { return };
                if let (Some(width), Some(edge)) = (width_of_cell(&target), target.dyn_ref::<Element>()) {
                    event.prevent_default();
                    // Without it a quick hand may leave the edge; the next move of the pointer is then not seen.
                    let _ = edge.set_pointer_capture(event.pointer_id());
                    taken.set(Some((event.client_x(), width)));
                }
            }
            on:pointermove=move |event: PointerEvent| {
                if let Some((from, width)) = moved.get() {
                    let width = (width + event.client_x() - from).clamp(0, i32::from(u16::MAX)) as u16;
                    table.layout.update(|layout| layout.resize(column, width));
                }
            }
            on:pointerup=move |_| left.set(None)
        ></span>
    }
}
