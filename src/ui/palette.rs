//! The command palette: whatever can be done or found, by a few letters.

use leptos::ev::{self, KeyboardEvent};
use leptos::html::Input;
use leptos::prelude::*;

use crate::state::settings::lang;
use crate::ui::command::{Command, Desk};
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// Objects shown at most.
const MOST: usize = 20;
const LIST: &str = "palette-list";

/// The button in the top bar, the shortcut, and the palette itself.
#[component]
pub fn Palette() -> impl IntoView {
    let lang = lang();
    let open = RwSignal::new(false);
    let keys = window_event_listener(ev::keydown, move |event| {
        let asked = (event.ctrl_key() || event.meta_key()) && !event.alt_key() && !event.shift_key();
        // Another dialog has to be answered first.
        let busy = document().query_selector("dialog[open]").ok().flatten().is_some();
        if asked && event.key().eq_ignore_ascii_case("k") && (!busy || open.get_untracked()) {
            event.prevent_default();
            open.set(true);
        }
    });
    on_cleanup(move || keys.remove());
    view! {
        <button
            type="button"
            class="button palette-button"
            aria-keyshortcuts="Control+K"
            aria-haspopup="dialog"
            aria-label=lang.palette()
            title=lang.palette_shortcut()
            on:click=move |_| open.set(true)
        >
            <Glyph icon=Icon::Search />
            <span class="wide">{lang.palette()}</span>
            <kbd class="wide" aria-hidden="true">"Ctrl K"</kbd>
        </button>
        {live(move || open.get().then(|| view! { <Search open /> }))}
    }
}

#[component]
fn Search(open: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let desk = Desk::expect();
    let text = RwSignal::new(String::new());
    let active = RwSignal::new(0_usize);
    let field = NodeRef::<Input>::new();
    let commands = StoredValue::new(desk.commands());
    let found = Memo::new_with_compare(
        move |_| {
            let text = text.get();
            let mut found =
                commands.with_value(|all| all.iter().filter(|it| fits(it, &text)).cloned().collect::<Vec<_>>());
            found.extend(desk.objects(&text, MOST));
            found
        },
        |_, _| true,
    );
    let run = move |at: usize| {
        let Some(command) = found.with_untracked(|found| found.get(at).cloned()) else { return };
        open.set(false);
        command.run.run(());
    };
    let on_key = move |event: KeyboardEvent| {
        let last = found.with_untracked(|found| found.len().saturating_sub(1));
        let at = active.get_untracked();
        match event.key().as_str() {
            "ArrowDown" => active.set(if at >= last { 0 } else { at + 1 }),
            "ArrowUp" => active.set(if at == 0 { last } else { at - 1 }),
            "PageDown" => active.set((at + 8).min(last)),
            "PageUp" => active.set(at.saturating_sub(8)),
            "Enter" if found.with_untracked(|found| at < found.len()) => {
                close_around(&event);
                run(at);
            }
            _ => return,
        }
        event.prevent_default();
        show(active.get_untracked());
    };
    let option = move |(at, command): (usize, Command)| {
        let Command { icon, name, hint, .. } = command;
        view! {
            <li
                class="palette-option"
                role="option"
                id=option_id(at)
                aria-selected=move || if active.get() == at { "true" } else { "false" }
                on:click=move |event| {
                    close_around(&event);
                    run(at);
                }
            >
                <Glyph icon />
                <bdi class="grow">{name}</bdi>
                <bdi class="hint">{hint}</bdi>
            </li>
        }
    };
    view! {
        <Modal label=lang.palette() on_close=move || open.set(false)>
            <div class="palette">
                <input
                    class="input"
                    type="text"
                    role="combobox"
                    autofocus
                    autocomplete="off"
                    spellcheck="false"
                    placeholder=lang.palette_hint()
                    aria-label=lang.palette_hint()
                    aria-expanded="true"
                    aria-autocomplete="list"
                    aria-controls=LIST
                    aria-activedescendant=move || found.with(|found| !found.is_empty()).then(|| option_id(active.get()))
                    node_ref=field
                    on:keydown=on_key
                    on:input:target=move |event| {
                        active.set(0);
                        text.set(event.target().value());
                    }
                />
                <ul class="palette-list" role="listbox" id=LIST aria-label=lang.palette()>
                    {live(move || found.get().into_iter().enumerate().map(option).collect_view())}
                </ul>
                <p class="hint" role="status">
                    {live(move || found.with(Vec::is_empty).then(|| lang.palette_nothing()))}
                </p>
            </div>
        </Modal>
    }
}

fn option_id(at: usize) -> String {
    format!("palette-{at}")
}

/// Brings the option into view.
fn show(at: usize) {
    request_animation_frame(move || {
        if let Some(option) = document().get_element_by_id(&option_id(at)) {
            let options = web_sys::ScrollIntoViewOptions::new();
            options.set_block(web_sys::ScrollLogicalPosition::Nearest);
            option.scroll_into_view_with_scroll_into_view_options(&options);
        }
    });
}

/// Whether every word of the text stands in the command's name or hint, whatever the case.
fn fits(command: &Command, text: &str) -> bool {
    let (name, hint) = (command.name.to_lowercase(), command.hint.to_lowercase());
    text.to_lowercase().split_whitespace().all(|word| name.contains(word) || hint.contains(word))
}
