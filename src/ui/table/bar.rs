//! The bar below the table: what is chosen, and what can be done to it. It keeps its place while nothing is chosen, so
//! that the rows keep theirs where its buttons fit into one line.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::toasts::Toasts;
use crate::ui::live::live;
use crate::ui::protect::ProtectButton;

#[component]
pub fn SelectionBar(table: TableState, on_selection: ViewFn) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let toasts = expect_context::<Toasts>();
    let count = Memo::new(move |_| table.selection.with(|selection| selection.count()));
    let any = Memo::new(move |_| count.get() > 0);
    let size = table.rows.with_untracked(|rows| rows.0.find_column("size"));
    let cost = table.rows.with_untracked(|rows| rows.0.find_column("cost"));
    let sum = move || {
        let size = size.filter(|_| any.get())?;
        let bytes = lang.bytes(table.selection.with(|selection| selection.total(size)));
        let Some(cost) = cost else { return Some(bytes) };
        let day = lang.dollars(table.selection.with(|selection| selection.total(cost)));
        Some(format!("{bytes}, {}", lang.cost_a_day(&day)))
    };
    let hidden = move || {
        let order = table.order.get().0;
        let hidden = table.selection.with(|selection| selection.hidden(&order));
        (hidden > 0).then(|| lang.selected_hidden(hidden as u64))
    };
    let copy = move |_| {
        let ids = table.selection.with_untracked(|selection| selection.ids());
        let copying = (browser.get().copy)(ids.join("\n"));
        spawn_local(async move {
            toasts.say(if copying.await { lang.ids_copied(ids.len() as u64) } else { lang.not_copied().to_owned() });
        });
    };
    view! {
        <section class="selection" class:idle=move || !any.get() aria-label=lang.selection_bar()>
            <span role="status">
                {live(move || {
                    if any.get() {
                        let count = live(move || lang.selected(count.get() as u64));
                        view! { <strong data-testid="selected">{count}</strong> }.into_any()
                    } else {
                        view! { <span class="hint">{lang.selected_none()}</span> }.into_any()
                    }
                })}
            </span>
            <span>{sum}</span>
            <span class="hint">{hidden}</span>
            <div class="button-row">
                <button type="button" class="button plain" on:click=move |_| table.clear()>
                    {lang.selected_clear()}
                </button>
                <button type="button" class="button" on:click=copy>{lang.selection_as_ids()}</button>
                {table.holds_objects().then(|| view! { <ProtectButton table /> })}
                {on_selection.run()}
            </div>
        </section>
    }
}
