//! A button that unfolds a short list of actions: a native `details`, closed by a choice, Escape or a click elsewhere.

use leptos::ev;
use leptos::html::Details;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Node;

#[component]
pub fn Menu(#[prop(into)] label: String, face: impl IntoView + 'static, children: Children) -> impl IntoView {
    let open = RwSignal::new(false);
    let menu = NodeRef::<Details>::new();
    let close = move |focus: bool| {
        open.set(false);
        if focus
            && let Some(summary) = menu.get_untracked().and_then(|menu| menu.query_selector("summary").ok().flatten())
            && let Ok(summary) = summary.dyn_into::<web_sys::HtmlElement>()
        {
            // Focus is a courtesy: an element that cannot take it is no failure.
            let _ = summary.focus();
        }
    };
    let elsewhere = window_event_listener(ev::pointerdown, move |event| {
        let inside = event
            .target()
            .and_then(|target| target.dyn_into::<Node>().ok())
            .is_some_and(|target| menu.get_untracked().is_some_and(|menu| menu.contains(Some(&target))));
        if !inside && open.get_untracked() {
            close(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    view! {
        <details
            class="menu"
            node_ref=menu
            prop:open=move || open.get()
            on:toggle:target=move |event| open.set(event.target().open())
            on:keydown=move |event| {
                if event.key() == "Escape" && open.get_untracked() {
                    close(true);
                }
            }
        >
            <summary class="button plain" aria-label=label>{face}</summary>
            <div class="menu-list" on:click=move |_| close(false)>{children()}</div>
        </details>
    }
}
