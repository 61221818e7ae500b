//! Duplicates by their contents: what is proven, and the reading that proves it.

use leptos::prelude::*;

use crate::account::findings::Proof;
use crate::state::digests::Digests;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

#[component]
pub fn Compare(proof: Proof) -> impl IntoView {
    let lang = lang();
    let digests = expect_context::<Digests>();
    let is_reading = Memo::new(move |_| digests.reading.with(Option::is_some));
    let Proof { equal, unproven, different } = proof;
    let said = [
        (equal > 0).then(|| lang.copies_proven(equal)),
        (unproven > 0).then(|| lang.copies_unproven(unproven)),
        (different > 0).then(|| lang.copies_different(different)),
    ];
    let said: Vec<String> = said.into_iter().flatten().collect();
    view! {
        <p class="hint" data-testid="proof">{said.join("; ")}</p>
        {live(move || if is_reading.get() { view! { <Reading /> }.into_any() } else { view! { <Offer /> }.into_any() })}
        {live(move || {
            digests.failed.get().map(|(count, error)| {
                view! {
                    <Failure error>
                        <span>{lang.compare_failed(count)}</span>
                    </Failure>
                }
            })
        })}
    }
}

#[component]
fn Offer() -> impl IntoView {
    let lang = lang();
    let digests = expect_context::<Digests>();
    live(move || {
        let files = digests.candidates();
        let bytes = files.iter().filter_map(|file| file.bytes).fold(0, u64::saturating_add);
        (!files.is_empty()).then(|| {
            view! {
                <button type="button" class="button small" on:click=move |_| digests.compare()>
                    {lang.compare(&lang.bytes(bytes))}
                </button>
            }
        })
    })
}

#[component]
fn Reading() -> impl IntoView {
    let lang = lang();
    let digests = expect_context::<Digests>();
    let now = move || digests.reading.get().unwrap_or_default();
    let text = move || {
        let now = now();
        lang.compare_reading(&lang.number(now.done), &lang.number(now.of), &lang.bytes(now.bytes))
    };
    view! {
        <p class="page-state">
            <Glyph icon=Icon::Spinner />
            {text}
        </p>
        <progress
            aria-label=lang.compare_progress()
            max=move || now().of.max(1).to_string()
            prop:value=move || now().done as f64
        ></progress>
        <div class="button-row">
            <button type="button" class="button small" on:click=move |_| digests.stop()>{lang.compare_stop()}</button>
        </div>
    }
}
