//! The files of the batches, each to be had byte for byte.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::openai::error::Error;
use crate::state::catalog::Catalog;
use crate::state::results::Planned;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

#[component]
pub fn Files() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let failed = RwSignal::new(None::<Error>);
    live(move || {
        let files = results.files.get();
        let several = results.members.with(|members| members.len() > 1);
        (!files.is_empty()).then(|| {
            let button = |file: Planned| view! { <Save file several failed /> };
            view! {
                <div class="button-row results-files" role="group" aria-label=lang.results_files()>
                    {files.into_iter().map(button).collect_view()}
                </div>
                {live(move || failed.get().map(|error| view! { <div class="page-notes"><Failure error /></div> }))}
            }
        })
    })
}

#[component]
fn Save(file: Planned, several: bool, failed: RwSignal<Option<Error>>) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let toasts = expect_context::<Toasts>();
    let saving = RwSignal::new(false);
    let word = named(lang, &file, several);
    let size = file.known.as_ref().and_then(|known| known.bytes).map(|bytes| lang.bytes(bytes));
    let label = lang.results_save(&word);
    let save = move |_| {
        if saving.get_untracked() {
            return;
        }
        saving.set(true);
        failed.set(None);
        let file = file.clone();
        spawn_local(async move {
            let saved = results.save(&file, toasts).await;
            saving.try_set(false);
            if let Err(error) = saved {
                failed.try_set(Some(error));
            }
        });
    };
    view! {
        <button
            type="button"
            class="button small"
            aria-label=label.clone()
            title=label
            aria-disabled=move || saving.get().then_some("true")
            on:click=save
        >
            {live(move || {
                let icon = if saving.get() { Icon::Spinner } else { Icon::Download };
                view! { <Glyph icon size=14 /> }
            })}
            {word}
            {size.map(|size| view! { <span class="hint">{size}</span> })}
        </button>
    }
}

/// "output", or of several batches "output 2".
fn named(lang: Lang, file: &Planned, several: bool) -> String {
    let word = lang.source_of(file.origin.source);
    if several { lang.results_numbered(word, &lang.number(file.origin.batch + 1)) } else { word.to_owned() }
}
