//! The text that a store parsed from a file, asked for when it is wanted.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::openai::error::Error;
use crate::state::catalog::Catalog;
use crate::state::look::parsed;
use crate::state::settings::lang;
use crate::text::visible::lines;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

/// Characters shown at most: more would only hold the browser up.
const MOST: usize = 100_000;

#[component]
pub fn Parsed(file: String) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let answer = RwSignal::new(None::<Result<String, Error>>);
    let asking = RwSignal::new(false);
    let ask = move |_| {
        let Some(client) = catalog.client().filter(|_| !asking.get_untracked()) else { return };
        let (file, store) = (file.clone(), catalog.inside.id_now());
        asking.set(true);
        spawn_local(async move {
            let text = parsed(&client, &store, &file).await;
            asking.try_set(false);
            answer.try_set(Some(text));
        });
    };
    view! {
        <section class="drawer-section">
            <h3>{lang.parsed_title()}</h3>
            {live(move || match answer.get() {
                Some(Ok(text)) if text.is_empty() => view! { <p class="hint">{lang.parsed_empty()}</p> }.into_any(),
                Some(Ok(text)) => {
                    let end = text.char_indices().nth(MOST).map_or(text.len(), |(at, _)| at);
                    let cut = end < text.len();
                    let shown = lines(text.get(..end).unwrap_or_default());
                    view! {
                        <pre class="content" tabindex="0" aria-label=lang.parsed_title()>{shown}</pre>
                        {cut.then(|| view! { <p class="hint">{lang.parsed_cut(MOST as u64)}</p> })}
                    }
                        .into_any()
                }
                other => {
                    let error = other.and_then(Result::err).map(|error| view! { <Failure error /> });
                    view! {
                        {error}
                        <div class="button-row">
                            <button
                                type="button"
                                class="button small"
                                aria-disabled=move || asking.get().then_some("true")
                                on:click=ask.clone()
                            >
                                <Glyph icon=Icon::Files size=14 />
                                {lang.parsed_show()}
                            </button>
                        </div>
                    }
                        .into_any()
                }
            })}
        </section>
    }
}
