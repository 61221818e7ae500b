//! Protected objects: the buttons of the selection bar, and what Settings say of them.

use leptos::prelude::*;

use crate::state::guard::Guard;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::table::rows::Rows;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// What patterns of names are compared with: the name of an object, or the description of a batch.
pub fn name_of(rows: &dyn Rows, row: u32) -> &str {
    let column = rows.find_column("name").or_else(|| rows.find_column("description"));
    column.and_then(|column| rows.value(row, column).free()).unwrap_or_default()
}

/// Protects what is chosen, or no longer.
#[component]
pub fn ProtectButton(table: TableState) -> impl IntoView {
    let lang = lang();
    let guard = expect_context::<Guard>();
    let toasts = expect_context::<Toasts>();
    let all_pinned = Memo::new(move |_| {
        guard
            .protected
            .with(|protected| table.selection.with(|selection| selection.every(&|id| protected.is_pinned(id))))
    });
    let turn = move |_| {
        let ids = table.selection.with_untracked(|selection| selection.ids());
        let unpin = all_pinned.get_untracked();
        guard.change(&|protected| {
            for id in &ids {
                if unpin { protected.unpin(id) } else { protected.pin(id) }
            }
        });
        let count = ids.len() as u64;
        toasts.say(if unpin { lang.unprotected_now(count) } else { lang.protected_now(count) });
    };
    view! {
        <button type="button" class="button" on:click=turn>
            <Glyph icon=Icon::Shield />
            {live(move || if all_pinned.get() { lang.unprotect() } else { lang.protect() })}
        </button>
    }
}

/// In Settings: the patterns, and how many objects are pinned.
#[component]
pub fn Protection() -> impl IntoView {
    let lang = lang();
    let guard = expect_context::<Guard>();
    let typed = RwSignal::new(String::new());
    let add = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        guard.change(&|protected| typed.with_untracked(|typed| protected.add_pattern(typed)));
        typed.set(String::new());
    };
    let pattern = move |pattern: String| {
        let label = lang.pattern_remove(&pattern);
        let shown = visible(&pattern).into_owned();
        view! {
            <li class="account">
                <bdi class="grow mono">{shown}</bdi>
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=label.clone()
                    title=label
                    on:click=move |_| guard.change(&|protected| protected.remove_pattern(&pattern))
                >
                    <Glyph icon=Icon::Trash />
                </button>
            </li>
        }
    };
    view! {
        <section class="card" aria-label=lang.protection()>
            <h2>{lang.protection()}</h2>
            <p>{lang.protection_hint()}</p>
            {live(move || {
                let patterns = guard.protected.with(|protected| protected.patterns().to_vec());
                (!patterns.is_empty())
                    .then(|| {
                        view! {
                            <ul class="accounts" aria-label=lang.patterns()>
                                {patterns.into_iter().map(pattern).collect_view()}
                            </ul>
                        }
                    })
            })}
            <form on:submit=add>
                <div class="field">
                    <label for="pattern">{lang.pattern_label()}</label>
                    <div class="button-row">
                        <input
                            id="pattern"
                            class="input mono pattern"
                            type="text"
                            autocomplete="off"
                            spellcheck="false"
                            placeholder="prod-*"
                            aria-describedby="pattern-hint"
                            prop:value=move || typed.get()
                            on:input:target=move |event| typed.set(event.target().value())
                        />
                        <button type="submit" class="button">{lang.pattern_add()}</button>
                    </div>
                    <span class="hint" id="pattern-hint">{lang.pattern_hint()}</span>
                </div>
            </form>
            {live(move || {
                let pins = guard.protected.with(|protected| protected.pins() as u64);
                (pins > 0)
                    .then(|| {
                        view! {
                            <div class="button-row">
                                <span>{lang.pins(pins)}</span>
                                <button
                                    type="button"
                                    class="button small"
                                    on:click=move |_| guard.change(&|protected| protected.unpin_all())
                                >
                                    {lang.unpin_all()}
                                </button>
                            </div>
                        }
                    })
            })}
        </section>
    }
}
