//! The query field: a combobox, whose list offers what could be written where the cursor is.

use leptos::ev::KeyboardEvent;
use leptos::html::Input;
use leptos::prelude::*;
use web_sys::HtmlInputElement;

use super::offers::Offers;
use super::problem::{PROBLEM, Problem};
use crate::query::suggest::{Suggestions, accept, byte_of_unit, suggest};
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::ui::icon::{Glyph, Icon};

/// What is offered, and which of it the keyboard is at; nothing while the list is closed.
#[derive(Clone, Copy)]
pub struct Offered {
    pub list: RwSignal<Option<Suggestions>>,
    pub active: RwSignal<Option<usize>>,
}

impl Offered {
    fn show(self, offered: Suggestions) {
        self.active.set(None);
        self.list.set(Some(offered).filter(|offered| !offered.list.is_empty()));
    }

    pub fn close(self) {
        self.show(Suggestions::default());
    }

    fn is_open(self) -> bool {
        self.list.with_untracked(Option::is_some)
    }

    /// To the next or the one before, round and round.
    fn step(self, back: bool) {
        let count = self.list.with_untracked(|list| list.as_ref().map_or(0, |offered| offered.list.len()));
        if count > 0 {
            self.active.update(|active| {
                *active = Some(match (*active, back) {
                    (None, false) => 0,
                    (None, true) => count - 1,
                    (Some(at), false) => (at + 1) % count,
                    (Some(at), true) => (at + count - 1) % count,
                });
            });
        }
    }
}

#[component]
pub fn QueryField(table: TableState) -> impl IntoView {
    let lang = lang();
    let input = NodeRef::<Input>::new();
    let offered = Offered { list: RwSignal::new(None), active: RwSignal::new(None) };
    let list_id = format!("offers-{}", table.name());
    let option_id = format!("{list_id}-");

    let typed = move |element: &HtmlInputElement| {
        table.text.set(element.value());
        let now = suggestions(table, element);
        // Where nothing was begun nothing is offered, unless it is asked for.
        offered.show(if now.unasked { Suggestions::default() } else { now });
    };
    let take = move |at: usize| {
        let (Some(element), Some(now)) = (input.get_untracked(), offered.list.get_untracked()) else { return };
        let Some(chosen) = now.list.get(at) else { return };
        let (text, cursor) = accept(&element.value(), &now, chosen);
        let units = text.get(..cursor).map_or(0, |start| start.encode_utf16().count()) as u32;
        element.set_value(&text);
        // The field is there and holds text, the only two reasons to fail.
        let _ = element.set_selection_range(units, units);
        if chosen.begins_a_term() {
            typed(&element);
        } else {
            table.text.set(text);
            offered.close();
        }
    };
    let on_key = move |event: KeyboardEvent| {
        let key = event.key();
        match (key.as_str(), offered.is_open(), offered.active.get_untracked()) {
            ("ArrowDown", false, _) => {
                if let Some(element) = input.get_untracked() {
                    offered.show(suggestions(table, &element));
                    offered.step(false);
                }
            }
            ("ArrowDown" | "ArrowUp", true, _) => offered.step(key == "ArrowUp"),
            ("Enter" | "Tab", true, Some(at)) => take(at),
            ("Escape", true, _) => {
                offered.close();
                event.stop_propagation();
            }
            // What is offered belongs to where the cursor was.
            ("Enter" | "Tab" | "ArrowLeft" | "ArrowRight" | "Home" | "End", ..) => return offered.close(),
            _ => return,
        }
        event.prevent_default();
    };
    let is_open = move || if offered.list.with(Option::is_some) { "true" } else { "false" };
    let at_option = {
        let option_id = option_id.clone();
        move || offered.active.get().map(|at| format!("{option_id}{at}"))
    };
    let invalid = move || table.asked.with(|asked| asked.error.is_some()).then_some("true");
    view! {
        <div class="search" role="search">
            <Glyph icon=Icon::Search />
            <input
                class="input"
                type="search"
                role="combobox"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                node_ref=input
                placeholder=lang.query_hint()
                aria-label=lang.query_label()
                aria-autocomplete="list"
                aria-expanded=is_open
                aria-controls=list_id.clone()
                aria-activedescendant=at_option
                aria-describedby=PROBLEM
                aria-invalid=invalid
                prop:value=move || table.text.get()
                on:input:target=move |event| typed(&event.target())
                on:keydown=on_key
                on:mousedown=move |_| offered.close()
                on:blur=move |_| offered.close()
            />
            <Offers id=list_id option_id offered on_take=Callback::new(take) />
            <Problem table waits=Signal::derive(move || offered.list.with(Option::is_some)) />
        </div>
    }
}

fn suggestions(table: TableState, element: &HtmlInputElement) -> Suggestions {
    let text = element.value();
    let units = element.selection_start().ok().flatten().map_or(usize::MAX, |at| at as usize);
    table.with_scope(|scope| suggest(&text, byte_of_unit(&text, units), scope))
}
