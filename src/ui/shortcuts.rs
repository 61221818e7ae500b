//! The keys that work everywhere (`/` to search, `?` for help), and the dialog that lists all of them.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::state::services::Browser;
use crate::state::settings::{Settings, lang};
use crate::ui::dialog::{Modal, close_around};

#[component]
pub fn Shortcuts() -> impl IntoView {
    let settings = expect_context::<Settings>();
    let open = settings.help;
    let listener = window_event_listener(ev::keydown, move |event| {
        if event.default_prevented()
            || event.ctrl_key()
            || event.meta_key()
            || event.alt_key()
            || !settings.single_keys.get_untracked()
            || is_busy(event.target())
        {
            return;
        }
        match event.key().as_str() {
            "/" => {
                let field = document().query_selector("main input[type=search]").ok().flatten();
                let Some(field) = field.and_then(|field| field.dyn_into::<HtmlElement>().ok()) else { return };
                // A field that cannot take the focus is no failure.
                let _ = field.focus();
            }
            "?" => open.set(true),
            _ => return,
        }
        event.prevent_default();
    });
    on_cleanup(move || listener.remove());
    move || open.get().then(|| view! { <Help settings /> })
}

/// Whether keys belong to what has the focus: a field, or a dialog.
fn is_busy(target: Option<web_sys::EventTarget>) -> bool {
    let element = target.and_then(|target| target.dyn_into::<HtmlElement>().ok());
    let editable = "input:not([type=checkbox]):not([type=radio]):not([type=range]), textarea, select, dialog";
    let dialog = document().query_selector("dialog[open]").ok().flatten();
    dialog.is_some() || element.is_some_and(|element| element.closest(editable).ok().flatten().is_some())
}

/// In Settings: whether single keys do anything, and all the keys there are.
#[component]
pub fn Keys() -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let settings = expect_context::<Settings>();
    view! {
        <section class="card">
            <h2>{lang.keys_title()}</h2>
            <label class="check">
                <input
                    type="checkbox"
                    aria-describedby="single-keys-hint"
                    prop:checked=move || settings.single_keys.get()
                    on:change:target=move |event| settings.set_single_keys(browser, event.target().checked())
                />
                <span>{lang.keys_single()}</span>
            </label>
            <p class="hint" id="single-keys-hint">{lang.keys_single_hint()}</p>
            <div class="button-row">
                <button type="button" class="button" on:click=move |_| settings.help.set(true)>{lang.keys_show()}</button>
            </div>
        </section>
    }
}

#[component]
fn Help(settings: Settings) -> impl IntoView {
    let lang = lang();
    let open = settings.help;
    let with_shift = |key: &str| format!("{} + {key}", lang.keys_shift());
    let keys = [
        ("↑ ↓ ← →".to_owned(), lang.keys_arrows()),
        (lang.keys_page_names().to_owned(), lang.keys_page()),
        (lang.keys_home_end().to_owned(), lang.keys_ends()),
        (lang.keys_space_name().to_owned(), lang.keys_space()),
        (with_shift(lang.keys_space_name()), lang.keys_range()),
        ("Ctrl + A".to_owned(), lang.keys_all()),
        (lang.keys_enter_name().to_owned(), lang.keys_enter()),
    ];
    let single = [
        ("j, k".to_owned(), lang.keys_next()),
        ("x".to_owned(), lang.keys_x()),
        ("/".to_owned(), lang.keys_search()),
        ("?".to_owned(), lang.keys_help()),
        (lang.keys_escape_name().to_owned(), lang.keys_escape()),
    ];
    let single = if settings.single_keys.get_untracked() { single.to_vec() } else { Vec::new() };
    let off = single.is_empty().then(|| view! { <p class="hint">{lang.keys_single_off()}</p> });
    let line = |(key, does): (String, &'static str)| view! { <dt><kbd>{key}</kbd></dt> <dd>{does}</dd> };
    let done = move |event: ev::MouseEvent| {
        close_around(&event);
        open.set(false);
    };
    view! {
        <Modal label=lang.keys_title() on_close=move || open.set(false)>
            <div class="dialog-body">
                <h2>{lang.keys_title()}</h2>
                <dl class="facts keys">{keys.into_iter().chain(single).map(line).collect_view()}</dl>
                {off}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button primary" autofocus on:click=done>{lang.close()}</button>
            </div>
        </Modal>
    }
}
