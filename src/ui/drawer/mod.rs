//! The details of one object beside its list.

mod address;
mod body;
mod facts;
mod parsed;
mod preview;
mod raw;
mod row;
mod save;
mod value;

use leptos::ev::{self, KeyboardEvent};
use leptos::html::H2;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

pub use self::address::Opened;
use self::body::Body;
pub use self::body::EditStore;
pub use self::value::{facts, value};
use crate::account::details::Kind;
use crate::state::catalog::Catalog;
use crate::state::settings::{Settings, lang};
use crate::table::window::View;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn Drawer() -> impl IntoView {
    let opened = expect_context::<Opened>();
    let kind = Memo::new(move |_| opened.now.with(|now| now.as_ref().map(|(kind, _)| *kind)));
    live(move || kind.get().map(|kind| view! { <Panel kind /> }))
}

#[component]
fn Panel(kind: Kind) -> impl IntoView {
    let lang = lang();
    let opened = expect_context::<Opened>();
    let catalog = expect_context::<Catalog>();
    let table = catalog.table(kind);
    let single_keys = expect_context::<Settings>().single_keys;
    let title = NodeRef::<H2>::new();
    let id = Memo::new(move |_| opened.now.with(|now| now.as_ref().map(|(_, id)| id.clone())).unwrap_or_default());
    Effect::new(move |_| {
        id.track();
        if let Some(title) = title.get()
            && opened.wants_focus.get_value()
        {
            opened.wants_focus.set_value(false);
            // An element that cannot take the focus is no failure.
            let _ = title.focus();
        }
    });
    // Where it stands among the rows shown.
    let place = Memo::new(move |_| {
        let (rows, order) = (table.rows.get().0, table.order.get().0);
        let (id, near) = (id.get(), table.active.get_untracked());
        let is_at = |place: usize| order.get(place).is_some_and(|row| rows.id(*row) == id);
        // Often it is where the keyboard is, or beside it: then nothing needs to be looked for.
        [near, near + 1, near.wrapping_sub(1)]
            .into_iter()
            .find(|place| is_at(*place))
            .or_else(|| order.iter().position(|row| rows.id(*row) == id))
    });
    let step = move |forward: bool| {
        let Some(place) = place.get_untracked() else { return };
        let to = if forward { Some(place + 1) } else { place.checked_sub(1) };
        let (rows, order) = (table.rows.get_untracked().0, table.order.get_untracked().0);
        if let Some((to, row)) = to.and_then(|to| Some((to, *order.get(to)?))) {
            table.active.set(to);
            reveal(to);
            opened.move_to(rows.id(row));
        }
    };
    let close = move || {
        if let Some(place) = place.get_untracked() {
            table.active.set(place);
        }
        opened.close();
        focus_list();
    };
    let keys = window_event_listener(ev::keydown, move |event| match key(&event) {
        Some(Key::Close) => close(),
        Some(Key::Step(forward)) if single_keys.get_untracked() => step(forward),
        _ => {}
    });
    on_cleanup(move || keys.remove());
    let name = move || {
        let id = id.get();
        let named = catalog.find(kind, &id).map(|object| visible(object.name()).into_owned());
        named.filter(|name| !name.is_empty()).unwrap_or_else(|| visible(&id).into_owned())
    };
    let position = move || {
        let count = table.order.with(|order| order.0.len() as u64);
        place.get().map(|place| lang.drawer_place(&lang.number(place as u64 + 1), &lang.number(count)))
    };
    let is_last = move |forward: bool| {
        let count = table.order.with(|order| order.0.len());
        let stays = place.get().is_none_or(|place| if forward { place + 1 >= count } else { place == 0 });
        stays.then_some("true")
    };
    let mover = move |forward: bool, icon: Icon, label: &'static str| {
        view! {
            <button
                type="button"
                class="button icon plain"
                aria-label=label
                title=label
                aria-disabled=move || is_last(forward)
                on:click=move |_| step(forward)
            >
                <Glyph icon />
            </button>
        }
    };
    view! {
        <aside class="drawer" class:wide=kind == Kind::Row aria-label=lang.drawer_label() data-testid="drawer">
            <div class="drawer-head">
                <Glyph icon=Route::of(kind).icon() />
                <h2 tabindex="-1" node_ref=title>
                    <bdi>{name}</bdi>
                </h2>
                <span class="hint" role="status">{position}</span>
                {mover(false, Icon::ArrowUp, lang.drawer_previous())}
                {mover(true, Icon::ArrowDown, lang.drawer_next())}
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=lang.close()
                    title=lang.drawer_close()
                    on:click=move |_| close()
                >
                    <Glyph icon=Icon::Close />
                </button>
            </div>
            {live(move || view! { <Body kind id=id.get() /> })}
        </aside>
    }
}

enum Key {
    Close,
    Step(bool),
}

/// What a key means for the drawer: nothing while something is typed or a dialog or menu is open.
fn key(event: &KeyboardEvent) -> Option<Key> {
    if event.default_prevented() || event.ctrl_key() || event.meta_key() || event.alt_key() {
        return None;
    }
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let within =
        |selector: &str| target.as_ref().is_some_and(|target| target.closest(selector).ok().flatten().is_some());
    if within("input, textarea, select, .menu") || exists("dialog[open]") {
        return None;
    }
    match event.key().as_str() {
        "Escape" => Some(Key::Close),
        // In the table, these keys are the table's.
        "j" if !within("[role=grid]") => Some(Key::Step(true)),
        "k" if !within("[role=grid]") => Some(Key::Step(false)),
        _ => None,
    }
}

fn exists(selector: &str) -> bool {
    find(selector).is_some()
}

fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok().flatten()?.dyn_into().ok()
}

/// Gives the focus back to the table, or to the page where there is none.
fn focus_list() {
    let list = find("[role=grid][tabindex=\"0\"]").or_else(|| find("main"));
    if let Some(list) = list {
        // An element that cannot take the focus is no failure.
        let _ = list.focus();
    }
}

/// Scrolls the table to a place in the order shown.
fn reveal(place: usize) {
    let (Some(grid), Some(row), Some(head)) = (find("[role=grid]"), find(".grid-row"), find(".grid-head")) else {
        return;
    };
    let view = View {
        top: f64::from(grid.scroll_top()),
        height: f64::from(grid.client_height() - head.offset_height()),
        row_height: f64::from(row.offset_height()),
    };
    if let Some(top) = view.reveal(place) {
        grid.set_scroll_top(top as i32);
    }
}
