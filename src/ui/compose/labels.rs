//! What the batch is called, what else is said of it, and how long its results live.

use leptos::prelude::*;

use super::source::Text;
use crate::jsonl::draft::{Entry, Field};
use crate::state::compose::Composer;
use crate::state::settings::lang;
use crate::ui::field::Problem;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

const DAYS: [u64; 3] = [1, 7, 30];

#[component]
pub fn Labels() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let draft = composer.draft;
    let fits = Memo::new(move |_| draft.with(|draft| draft.description_fits()));
    let count = Memo::new(move |_| draft.with(|draft| draft.metadata.len()));
    let room = Memo::new(move |_| draft.with(|draft| draft.room()));
    let add = move |_| draft.update(|draft| draft.metadata.push(Entry::default()));
    let full = move || count.get() >= room.get();
    let days = draft.with_untracked(|draft| draft.days);
    view! {
        <section class="card" aria-label=lang.compose_labels()>
            <h2>{lang.compose_labels()}</h2>
            <div>
                <Text id="description" label=lang.compose_description() of=Field::Description rows=1 />
                <Problem
                    id="description-problem"
                    text=move || (!fits.get()).then(|| lang.compose_description_long())
                />
            </div>
            <fieldset class="field">
                <legend>{lang.compose_metadata()}</legend>
                <span class="hint">{live(move || lang.compose_metadata_hint(room.get() as u64))}</span>
                {live(move || (0..count.get()).map(|at| view! { <Line at /> }).collect_view())}
                <Problem
                    id="metadata-problem"
                    text=move || (count.get() > room.get()).then(|| lang.compose_metadata_many())
                />
                <div class="button-row">
                    <button type="button" class="button small" disabled=full on:click=add>
                        <Glyph icon=Icon::Plus />
                        {lang.compose_add()}
                    </button>
                </div>
            </fieldset>
            <div class="field">
                <label for="output-expiry">{lang.compose_expiry()}</label>
                <select
                    id="output-expiry"
                    class="select"
                    on:change:target=move |event| {
                        let days = event.target().value().parse().unwrap_or(0);
                        draft.update(|draft| draft.days = days);
                    }
                >
                    <option value="0">{lang.compose_expiry_default()}</option>
                    {DAYS.map(|n| view! { <option value=n selected=n == days>{lang.upload_expiry_days(n)}</option> })}
                </select>
            </div>
        </section>
    }
}

/// An entry of the metadata.
#[component]
fn Line(at: usize) -> impl IntoView {
    let lang = lang();
    let draft = expect_context::<Composer>().draft;
    let number = lang.number(at as u64 + 1);
    let of = move |part: fn(&Entry) -> &String| {
        draft.with(|draft| draft.metadata.get(at).map(|entry| part(entry).clone()).unwrap_or_default())
    };
    let put = move |part: fn(&mut Entry) -> &mut String, value: String| {
        draft.update(|draft| {
            if let Some(entry) = draft.metadata.get_mut(at) {
                *part(entry) = value;
            }
        });
    };
    let wrong = Memo::new(move |_| draft.with(|draft| draft.wrongs().get(at).copied().flatten()));
    let remove = move |_| {
        draft.update(|draft| {
            if at < draft.metadata.len() {
                draft.metadata.remove(at);
            }
        });
    };
    view! {
        <div class="entry">
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=lang.compose_key(&number)
                prop:value=move || of(|entry| &entry.key)
                on:input:target=move |event| put(|entry| &mut entry.key, event.target().value())
            />
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=lang.compose_value(&number)
                prop:value=move || of(|entry| &entry.value)
                on:input:target=move |event| put(|entry| &mut entry.value, event.target().value())
            />
            <button type="button" class="button icon plain" aria-label=lang.compose_remove(&number) on:click=remove>
                <Glyph icon=Icon::Close />
            </button>
            <Problem id=format!("entry-{at}-problem") text=move || wrong.get().map(|wrong| lang.wrong(wrong)) />
        </div>
    }
}
