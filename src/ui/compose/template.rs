//! What each row of a table, or each prompt, becomes.

use leptos::prelude::*;

use super::source::Text;
use crate::jsonl::draft::{Field, Source};
use crate::jsonl::template::Template as Filled;
use crate::openai::batch::Endpoint;
use crate::state::compose::Composer;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// The endpoints for which a request is made of texts.
const ENDPOINTS: [Endpoint; 6] = [
    Endpoint::ChatCompletions,
    Endpoint::Responses,
    Endpoint::Embeddings,
    Endpoint::Completions,
    Endpoint::Moderations,
    Endpoint::ImagesGenerations,
];

#[component]
pub fn Template() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let is_table = Memo::new(move |_| composer.draft.with(|draft| draft.source == Source::Table));
    let endpoint = composer.draft.with_untracked(|draft| draft.endpoint.clone());
    let has_system = Memo::new(move |_| {
        composer.draft.with(|draft| matches!(draft.endpoint, Endpoint::ChatCompletions | Endpoint::Responses))
    });
    view! {
        <div class="field">
            <label for="endpoint">{lang.column_endpoint()}</label>
            <select
                id="endpoint"
                class="select"
                on:change:target=move |event| {
                    let chosen = Endpoint::from(&*event.target().value());
                    composer.draft.update(|draft| draft.endpoint = chosen);
                }
            >
                {ENDPOINTS
                    .map(|one| {
                        let selected = one == endpoint;
                        view! { <option value=one.to_string() selected=selected>{one.to_string()}</option> }
                    })
                    .into_iter()
                    .collect_view()}
            </select>
        </div>
        <Text id="model" label=lang.compose_model() of=Field::Model rows=1 />
        {live(move || is_table.get().then(|| view! { <Columns /> }))}
        {live(move || {
            has_system
                .get()
                .then(|| view! { <Text id="system" label=lang.compose_system() of=Field::System rows=2 /> })
        })}
        {live(move || {
            is_table
                .get()
                .then(|| {
                    view! {
                        <Text id="user" label=lang.compose_user() of=Field::User rows=4 />
                        <Unknown />
                        <Ids />
                    }
                })
        })}
        <Text id="parameters" label=lang.compose_parameters() of=Field::Parameters rows=2 />
    }
}

#[component]
fn Columns() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    live(move || {
        let columns = composer.columns.get();
        (!columns.is_empty()).then(|| {
            let names = columns.into_iter().map(|name| view! { <code>{format!("{{{{{}}}}}", visible(&name))}</code> });
            view! {
                <div class="field">
                    <span class="label">{lang.compose_columns()}</span>
                    <p class="chips" data-testid="columns">{names.collect_view()}</p>
                    <span class="hint">{lang.compose_columns_hint()}</span>
                </div>
            }
        })
    })
}

/// Names in braces that are no columns.
#[component]
fn Unknown() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let unknown = Memo::new(move |_| {
        let columns = composer.columns.get();
        if columns.is_empty() {
            return Vec::new();
        }
        composer.draft.with(|draft| {
            let of = |text: &str| Filled::new(text, &columns).unknown;
            [of(&draft.system), of(&draft.user)].concat()
        })
    });
    live(move || {
        let names = unknown.get();
        (!names.is_empty()).then(|| {
            view! {
                <span class="problem">
                    <Glyph icon=Icon::Alert />
                    {lang.compose_unknown(&visible(&names.join(", ")))}
                </span>
            }
        })
    })
}

#[component]
fn Ids() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    view! {
        <div class="field">
            <label for="ids">{lang.compose_ids()}</label>
            {live(move || {
                let now = composer.draft.with_untracked(|draft| draft.ids.clone());
                view! {
                    <select
                        id="ids"
                        class="select"
                        on:change:target=move |event| {
                            let name = event.target().value();
                            composer.draft.update(|draft| draft.ids = name);
                        }
                    >
                        <option value="">{lang.compose_ids_numbered()}</option>
                        {composer
                            .columns
                            .get()
                            .into_iter()
                            .map(|name| {
                                let selected = name == now;
                                let label = lang.compose_ids_column(&visible(&name));
                                view! { <option value=name selected=selected>{label}</option> }
                            })
                            .collect_view()}
                    </select>
                }
            })}
        </div>
    }
}
