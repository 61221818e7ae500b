//! The menu of all ways to choose rows, and the dialog in which ids are pasted.

use leptos::ev::MouseEvent;
use leptos::prelude::*;

use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::table::pasted::{Pasted, pick};
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::menu::Menu;

/// Ids named one by one; the rest is counted.
const NAMED: usize = 200;

#[component]
pub fn SelectMenu(
    table: TableState,
    /// Whether the list was read to its end: only then can all that match be chosen.
    #[prop(into)]
    whole: Signal<bool>,
    /// Whether it is being read.
    #[prop(into)]
    reading: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    let toasts = expect_context::<Toasts>();
    let pasting = RwSignal::new(false);
    // What speaks of all rows waits for all rows.
    let of_all = move |choose: fn(TableState)| {
        move |_: MouseEvent| match (whole.get_untracked(), reading.get_untracked()) {
            (true, _) => choose(table),
            (false, true) => toasts.say(lang.select_not_whole()),
            (false, false) => toasts.say(lang.select_partial()),
        }
    };
    let matching = move || table.order.with(|order| order.0.len() as u64);
    view! {
        <Menu label=lang.select_menu() face=view! { <Glyph icon=Icon::Select /> <Glyph icon=Icon::Chevron size=12 /> }>
            <button type="button" class="menu-item" on:click=of_all(TableState::choose_matching)>
                {live(move || lang.select_all_matching(matching()))}
            </button>
            <button type="button" class="menu-item" on:click=move |_| table.choose_page()>{lang.select_page()}</button>
            <button type="button" class="menu-item" on:click=of_all(TableState::invert)>{lang.select_invert()}</button>
            <button type="button" class="menu-item" on:click=move |_| pasting.set(true)>{lang.select_paste()}</button>
            <span class="menu-line"></span>
            <button type="button" class="menu-item" on:click=move |_| table.clear()>{lang.select_none()}</button>
        </Menu>
        {live(move || pasting.get().then(|| view! { <Paste table whole open=pasting /> }))}
    }
}

#[component]
fn Paste(table: TableState, whole: Signal<bool>, open: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let text = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Pasted>);
    let select = move |_| {
        let rows = table.rows.get_untracked().0;
        let pasted = text.with_untracked(|text| pick(&*rows, text));
        table.selection.update(|selection| selection.select(&rows, &pasted.rows));
        found.set(Some(pasted));
    };
    let close = move |event: MouseEvent| {
        close_around(&event);
        open.set(false);
    };
    let report = move || {
        let found = found.get()?;
        let chosen = match (found.rows.len(), found.unknown.len()) {
            (0, 0) => lang.paste_nothing().to_owned(),
            (rows, _) => lang.paste_found(rows as u64),
        };
        let rest = found.unknown.len().saturating_sub(NAMED) as u64;
        let unknown = (!found.unknown.is_empty()).then(|| {
            let ids = found.unknown.iter().take(NAMED);
            view! {
                <p>{lang.paste_unknown(found.unknown.len() as u64)}</p>
                <ul class="victims mono" tabindex="0" aria-label=lang.paste_unknown(found.unknown.len() as u64)>
                    {ids.map(|id| view! { <li><bdi>{id.clone()}</bdi></li> }).collect_view()}
                    {(rest > 0).then(|| view! { <li class="hint">{lang.confirm_more(rest)}</li> })}
                </ul>
                {(!whole.get()).then(|| view! { <p class="hint">{lang.paste_not_whole()}</p> })}
            }
        });
        Some(view! { <p>{chosen}</p> {unknown} })
    };
    view! {
        <Modal label=lang.paste_title() on_close=move || open.set(false)>
            <div class="dialog-body">
                <h2>{lang.paste_title()}</h2>
                <div class="field">
                    <label for="pasted-ids">{lang.paste_label()}</label>
                    <textarea
                        id="pasted-ids"
                        class="input mono"
                        rows="6"
                        spellcheck="false"
                        autocomplete="off"
                        autofocus
                        prop:value=move || text.get()
                        on:input:target=move |event| text.set(event.target().value())
                    ></textarea>
                </div>
                <div role="status" data-testid="pasted">{live(report)}</div>
            </div>
            <div class="dialog-foot">
                <button type="button" class="button plain" on:click=close>{lang.close()}</button>
                <button type="button" class="button primary" on:click=select>{lang.paste_select()}</button>
            </div>
        </Modal>
    }
}
