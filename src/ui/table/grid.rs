//! The grid: a tall, empty body in a box that scrolls, and in it the rows in view.

use leptos::ev::{self, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_location;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event};

use super::body::{Body, Drawing};
use super::head::GridHead;
use super::keys::Moves;
use super::size::Watch;
use super::slot::element_id;
use crate::state::guard::Guard;
use crate::state::services::Browser;
use crate::state::settings::{Settings, lang};
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::table::window::View;
use crate::text::Lang;
use crate::transport::clock::Clock;
use crate::ui::protect::name_of;

/// In CSS pixels; the style sheet says the same (`.grid-head`).
const HEAD_HEIGHT: f64 = 34.0;
/// Rows drawn beyond either edge, so that a scroll finds them there.
const OVERSCAN: usize = 6;
/// The table has come to rest when it was not scrolled for so long, in milliseconds.
const REST: u64 = 150;

/// What a grid is made of, for its keys and its header.
#[derive(Clone, Copy)]
pub struct GridState {
    pub table: TableState,
    browser: Browser,
    toasts: Toasts,
    pub element: NodeRef<Div>,
    /// How far it is scrolled, and how high it is, in CSS pixels.
    top: RwSignal<f64>,
    height: RwSignal<f64>,
    pub row_height: Signal<f64>,
    /// The cell of the active row in which the keyboard is, the box being 0; `None` where it goes by whole rows.
    pub active_cell: RwSignal<Option<usize>>,
    /// The cell of the header in which the keyboard is, the box being 0; `None` while it is in the rows.
    pub head: RwSignal<Option<usize>>,
    pub shown: Memo<Vec<usize>>,
    pub on_open: Option<Callback<String>>,
    /// Chooses all that match, or says why not.
    pub choose_all: Callback<()>,
}

impl GridState {
    fn view(self) -> View {
        View { top: self.top.get(), height: self.height.get() - HEAD_HEIGHT, row_height: self.row_height.get() }
    }

    pub fn view_untracked(self) -> View {
        untrack(|| self.view())
    }

    pub fn count(self) -> usize {
        self.table.order.with(|order| order.0.len())
    }

    /// The row at a place.
    pub fn row(self, place: usize) -> Option<u32> {
        self.table.order.with_untracked(|order| order.0.get(place).copied())
    }

    /// The id of a cell of the header, the box being 0.
    pub fn head_id(self, cell: usize) -> String {
        format!("{}-head-{cell}", self.table.name())
    }

    /// The id of the row or cell in which the keyboard is.
    fn active_id(self) -> String {
        match self.head.get() {
            Some(cell) => self.head_id(cell),
            None => element_id(self.table.name(), self.table.active.get(), self.active_cell.get()),
        }
    }

    /// Scrolls to where the keyboard is, once that is marked.
    pub fn reveal_active(self) {
        let id = untrack(|| self.active_id());
        request_animation_frame(move || {
            if let Some(element) = document().get_element_by_id(&id) {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_inline(web_sys::ScrollLogicalPosition::Nearest);
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                element.scroll_into_view_with_scroll_into_view_options(&options);
            }
        });
    }

    pub fn open(self, place: usize) {
        if let (Some(on_open), Some(row)) = (self.on_open, self.row(place)) {
            on_open.run(self.table.rows.with_untracked(|rows| rows.0.id(row).to_owned()));
        }
    }
}

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
    let settings = expect_context::<Settings>();
    let toasts = expect_context::<Toasts>();
    let guard = expect_context::<Guard>();
    let choose_all = Callback::new(move |()| {
        if whole.get_untracked() {
            table.choose_all();
        } else {
            toasts.say(if reading.get_untracked() { lang.select_not_whole() } else { lang.select_partial() });
        }
    });
    let grid = GridState {
        table,
        browser,
        toasts,
        element: NodeRef::new(),
        top: RwSignal::new(0.0),
        height: RwSignal::new(600.0),
        row_height: Signal::derive(move || settings.density.get().row_height()),
        active_cell: RwSignal::new(None),
        head: RwSignal::new(None),
        shown: Memo::new(move |_| table.layout.with(|layout| layout.shown())),
        on_open,
        choose_all,
    };
    let sizer = NodeRef::<Div>::new();
    let body = StoredValue::new_local(Body::default());
    let watch = StoredValue::new_local(None::<Watch>);
    Effect::new(move |_| {
        if let Some(element) = grid.element.get() {
            watch.set_value(Watch::height(&element, move |now| grid.height.set(now)));
        }
    });
    let visible = Memo::new(move |_| grid.view().visible(grid.count(), OVERSCAN));
    Effect::new(move |_| table.page.set_value(grid.view().whole(grid.count())));
    let wanted = keep_scroll(grid, sizer, body);
    Effect::new(move |before: Option<(u64, f64)>| {
        let (now, row_height) = (browser.roughly_now.get() / 1000, grid.row_height.get());
        let Some(sizer) = sizer.get() else { return (now, row_height) };
        let (rows, order) = (table.rows.get().0, table.order.get().0);
        let (range, columns) = (visible.get(), grid.shown.get());
        guard.protected.track();
        table.selection.with(|selection| {
            let drawing = Drawing {
                lang,
                table: table.name(),
                rows: &*rows,
                order: &order,
                range,
                columns: &columns,
                selection,
                is_protected: &|row| {
                    guard.protected.with_untracked(|protected| protected.holds(rows.id(row), name_of(&*rows, row)))
                },
                active: Some(table.active.get()).filter(|_| grid.head.get().is_none()),
                active_cell: grid.active_cell.get(),
                row_height,
                now,
                fresh: before != Some((now, row_height)),
            };
            body.update_value(|body| body.draw(&sizer, &drawing));
        });
        if let Some(at) = before.map(|(_, height)| height).filter(|height| *height != row_height) {
            // Another density: the same rows stay in view.
            scroll_to(grid, grid.top.get_untracked() / at * row_height);
        }
        let room = order.len() as f64 * row_height + HEAD_HEIGHT - grid.height.get();
        if let Some(top) = wanted.get_value().filter(|top| whole.get() || *top <= room) {
            wanted.set_value(None);
            scroll_to(grid, top);
        }
        (now, row_height)
    });
    begin_at_the_top(grid, wanted);

    let tracks =
        Memo::new(move |_| table.rows.with_untracked(|rows| table.layout.with(|layout| layout.tracks(&*rows.0))));
    let pressed = move |event: MouseEvent| {
        // A button in a row that is about to be used again must not hold the focus.
        if target(&event).is_some_and(|target| target.closest("button").ok().flatten().is_some()) {
            event.prevent_default();
            focus(grid.element);
        }
    };
    let clicked = move |event: MouseEvent| {
        let Some(target) = target(&event) else { return };
        let Some((place, _)) = body.with_value(|body| body.find(&target)) else { return };
        table.active.set(place);
        grid.head.set(None);
        let within = |selector: &str| target.closest(selector).ok().flatten().is_some();
        match grid.row(place) {
            Some(row) if within(".tick-cell") => table.choose(row, event.shift_key()),
            Some(row) if within(".copy") => copy_id(grid, row, lang),
            Some(_) => grid.open(place),
            None => {}
        }
    };
    let hovered = move |event: MouseEvent| {
        let found = target(&event).and_then(|target| body.with_value(|body| body.find(&target)));
        let Some((place, cell)) = found else { return };
        if let Some(row) = grid.row(place) {
            let rows = table.rows.get_untracked().0;
            body.update_value(|body| body.offer_copy(place, lang, rows.id(row)));
        }
        let Some(number @ 1..) = cell else { return };
        let (Some(row), Some(column)) = (grid.row(place), grid.shown.get_untracked().get(number - 1).copied()) else {
            return;
        };
        let rows = table.rows.get_untracked().0;
        body.update_value(|body| {
            if let Some(cell) = body.at(place).and_then(|slot| slot.cells.get_mut(number - 1)) {
                cell.entitle(lang, rows.value(row, column));
            }
        });
    };
    let copy = Callback::new(move |row| copy_id(grid, row, lang));
    let moves = Moves { grid, copy, single: settings.single_keys };
    moves.listen_when_nothing_has_the_focus();
    let active_element = move || {
        let is_drawn = grid.head.get().is_some() || visible.with(|visible| visible.contains(&table.active.get()));
        is_drawn.then(|| grid.active_id())
    };

    view! {
        <p class="visually-hidden" id="grid-hint">{lang.grid_hint()}</p>
        <p class="visually-hidden" id="head-hint">{lang.head_hint()}</p>
        <div
            class="grid"
            role="grid"
            tabindex="0"
            node_ref=grid.element
            aria-label=label
            aria-describedby="grid-hint"
            aria-multiselectable="true"
            aria-rowcount=move || grid.count() + 1
            aria-colcount=move || grid.shown.with(|shown| shown.len() + 1)
            aria-activedescendant=active_element
            aria-keyshortcuts="Control+A"
            data-density=move || settings.density.get().code()
            style=("--grid-columns", move || tracks.with(|(tracks, _)| tracks.clone()))
            style=("--grid-width", move || tracks.with(|(_, least)| format!("{least}px")))
            on:scroll:target=move |event| grid.top.set(f64::from(event.target().scroll_top()))
            on:wheel=move |_| wanted.set_value(None)
            on:pointerdown=move |_| wanted.set_value(None)
            on:keydown=move |event| {
                wanted.set_value(None);
                moves.on_key(&event);
            }
        >
            <div class="grid-inner" role="presentation">
                <GridHead grid />
                <div
                    class="grid-sizer"
                    role="rowgroup"
                    node_ref=sizer
                    on:mousedown=pressed
                    on:click=clicked
                    on:mouseover=hovered
                ></div>
            </div>
        </div>
    }
}

fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

/// Gives the grid the focus; an element that cannot take it is no failure.
pub fn focus(element: NodeRef<Div>) {
    if let Some(element) = element.get_untracked() {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        let _ = element.focus_with_options(&options);
    }
}

fn copy_id(grid: GridState, row: u32, lang: Lang) {
    let GridState { browser, toasts, .. } = grid;
    let id = grid.table.rows.with_untracked(|rows| rows.0.id(row).to_owned());
    let copying = (browser.get().copy)(id);
    spawn_local(async move {
        toasts.say(if copying.await { lang.copied() } else { lang.not_copied() });
    });
}

fn scroll_to(grid: GridState, top: f64) {
    if let Some(element) = grid.element.get_untracked() {
        element.set_scroll_top(top.round() as i32);
        grid.top.set(f64::from(element.scroll_top()));
    }
}

/// Notes the scroll position with the entry of the history whenever the table has come to rest, and puts its rows
/// in order. Returns the position to go back to as soon as there are rows enough.
fn keep_scroll(
    grid: GridState,
    sizer: NodeRef<Div>,
    body: StoredValue<Body, LocalStorage>,
) -> StoredValue<Option<f64>> {
    let services = grid.browser.get();
    let (keep, kept, clock) = (services.keep_scroll, services.kept_scroll, services.clock);
    let wanted = StoredValue::new(kept());
    // Counts what happened, so that rest is known.
    let moves = StoredValue::new(0u32);
    let waiting = StoredValue::new(false);
    let rest = move |number: u32, clock: std::rc::Rc<dyn Clock>| async move {
        let mut number = number;
        loop {
            clock.sleep(REST).await;
            match moves.try_get_value() {
                // The table has left the page.
                None => return,
                Some(now) if now != number => number = now,
                Some(_) => break,
            }
        }
        waiting.set_value(false);
        let (Some(top), Some(sizer)) = (grid.top.try_get_untracked(), sizer.get_untracked()) else { return };
        if wanted.get_value().is_none() && kept().unwrap_or_default() != top {
            keep(top);
        }
        body.update_value(|body| body.tidy(&sizer));
    };
    let clock = StoredValue::new_local(clock);
    let location = use_location();
    Effect::new(move |before: Option<()>| {
        // A new entry of the history begins without a position.
        location.search.track();
        location.hash.track();
        grid.top.track();
        if before.is_some() {
            moves.update_value(|moves| *moves = moves.wrapping_add(1));
            if !waiting.get_value() {
                waiting.set_value(true);
                spawn_local(rest(moves.get_value(), clock.get_value()));
            }
        }
    });
    let back = window_event_listener(ev::popstate, move |_| wanted.set_value(kept()));
    on_cleanup(move || back.remove());
    wanted
}

/// Another order, or other rows that match, begin at their top, unless the history says where they were.
fn begin_at_the_top(grid: GridState, wanted: StoredValue<Option<f64>>) {
    let table = grid.table;
    let order_of = move || (table.asked_for(), table.sort.get());
    Effect::new(move |before: Option<_>| {
        let now = order_of();
        if before.is_some_and(|before| before != now) {
            table.active.set(0);
            if wanted.get_value().is_none() {
                scroll_to(grid, 0.0);
            }
        }
        now
    });
}
