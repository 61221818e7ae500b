//! A button that unfolds a short list of actions: a native `details`, closed by a choice, Escape or a click elsewhere.

use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, Node};

#[component]
pub fn Menu(#[prop(into)] label: String, face: impl IntoView + 'static, children: Children) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    // The element itself knows whether it is open: its events tell of it only a moment later.
    let is_open = move || menu.get_untracked().is_some_and(|menu| menu.open());
    let close = move || {
        if let Some(menu) = menu.get_untracked() {
            menu.set_open(false);
        }
    };
    let elsewhere = window_event_listener(ev::pointerdown, move |event| {
        let target = event.target().and_then(|target| target.dyn_into::<Node>().ok());
        let inside = menu.get_untracked().is_some_and(|menu| menu.contains(target.as_ref()));
        if !inside {
            close();
        }
    });
    on_cleanup(move || elsewhere.remove());
    view! {
        <details
            class="menu"
            node_ref=menu
            on:keydown=move |event| {
                if event.key() == "Escape" && is_open() {
                    close();
                    focus_summary(menu);
                }
            }
        >
            <summary class="button plain" aria-label=label>{face}</summary>
            <div class="menu-list" on:click=move |_| close()>{children()}</div>
        </details>
    }
}

fn focus_summary(menu: NodeRef<Details>) {
    let summary = menu.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten());
    if let Some(summary) = summary.and_then(|summary| summary.dyn_into::<HtmlElement>().ok()) {
        // Focus is a courtesy: an element that cannot take it is no failure.
        let _ = summary.focus();
    }
}
