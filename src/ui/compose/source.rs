//! Where the requests come from.

use std::sync::Arc;

use leptos::prelude::*;

use super::template::Template;
use crate::jsonl::draft::{Field, Source as From};
use crate::openai::batch::{Batch, BatchStatus};
use crate::openai::purpose::Purpose;
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::results::Stage;
use crate::state::services::{Browser, Dropped};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::visible::visible;
use crate::ui::drop::DropZone;
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::page::results::Progress;
use crate::ui::pick::PickButton;
use crate::ui::route::Route;

/// Of the account's files, the newest are offered.
const OFFERED: usize = 500;

#[component]
pub fn Source() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let chosen = Memo::new(move |_| composer.draft.with(|draft| draft.source));
    let choice = move |source: From| {
        let (label, hint) = lang.source(source);
        let id = format!("source-{}", source.code());
        view! {
            <label class="choice" for=id.clone()>
                <input
                    type="radio"
                    name="source"
                    id=id.clone()
                    value=source.code()
                    aria-describedby=format!("{id}-hint")
                    prop:checked=move || chosen.get() == source
                    on:change=move |_| composer.choose(source)
                />
                <span>{label}</span>
                <span class="hint" id=format!("{id}-hint")>{hint}</span>
            </label>
        }
    };
    view! {
        <section class="card" aria-label=lang.compose_source()>
            <fieldset class="field">
                <legend>{lang.compose_source()}</legend>
                <div class="choices sources">{From::ALL.map(choice).into_iter().collect_view()}</div>
            </fieldset>
            {live(move || match chosen.get() {
                From::File => view! { <Pick /> }.into_any(),
                From::Paste => {
                    view! { <Text id="pasted" label=lang.compose_paste() of=Field::Pasted rows=8 /> }.into_any()
                }
                From::Table => view! { <Pick /> <Template /> }.into_any(),
                From::List => {
                    view! {
                        <Text id="prompts" label=lang.compose_prompts() of=Field::Prompts rows=8 />
                        <Template />
                    }
                        .into_any()
                }
                From::Account => view! { <InAccount /> }.into_any(),
                From::Rows => view! { <OfBatch /> }.into_any(),
            })}
        </section>
    }
}

/// A text of the draft.
#[component]
pub fn Text(
    id: &'static str,
    label: &'static str,
    of: Field,
    rows: u32,
    #[prop(optional)] hint: &'static str,
) -> impl IntoView {
    let composer = expect_context::<Composer>();
    let text = move || composer.draft.with(|draft| draft.text(of).clone());
    let put = move |value: String| composer.draft.update(|draft| *draft.text_mut(of) = value);
    let field = if rows == 1 {
        view! {
            <input
                id=id
                class="input"
                type="text"
                autocomplete="off"
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| put(event.target().value())
            />
        }
        .into_any()
    } else {
        view! {
            <textarea
                id=id
                class="input"
                rows=rows
                spellcheck="false"
                prop:value=text
                on:input:target=move |event| put(event.target().value())
            ></textarea>
        }
        .into_any()
    };
    view! {
        <div class="field">
            <label for=id>{label}</label>
            {field}
            {(!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> })}
        </div>
    }
}

/// A file of the person's disk.
#[component]
fn Pick() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let name = move || {
        composer.source.with(|file| {
            let file = file.as_ref()?;
            Some(format!("{} ({})", visible(&file.name), lang.bytes(file.content.size())))
        })
    };
    let dropped = move |dropped: Dropped| {
        if let Some(file) = dropped.files.into_iter().next() {
            composer.take(file);
        }
    };
    view! {
        <DropZone words=lang.compose_drop() on_drop=dropped>
            <div class="pick">
                <PickButton
                    label=lang.compose_choose()
                    icon=Icon::Files
                    testid="source-input"
                    on_pick=move |file| composer.take(file)
                />
                {live(move || match name() {
                    Some(name) => view! { <bdi data-testid="source-name">{name}</bdi> }.into_any(),
                    None => view! { <span class="hint">{lang.compose_drop_hint()}</span> }.into_any(),
                })}
            </div>
        </DropZone>
    }
}

/// Requests of a batch that are sent again.
#[component]
fn OfBatch() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let catalog = expect_context::<Catalog>();
    let (browser, toasts) = (expect_context::<Browser>(), expect_context::<Toasts>());
    let chosen = RwSignal::new(composer.draft.with_untracked(|draft| draft.parent.clone()));
    let offered = Memo::new(move |_| {
        let has_lost = |batch: &&Arc<Batch>| {
            let failed = batch.request_counts.as_ref().and_then(|counts| counts.failed).unwrap_or_default();
            let status = batch.status.as_ref().filter(|status| status.is_final());
            let ended_early = matches!(status, Some(BatchStatus::Expired | BatchStatus::Cancelled));
            status.is_some() && (failed > 0 || ended_early)
        };
        let named = |batch: &Batch| {
            let failed = batch.request_counts.as_ref().and_then(|counts| counts.failed).unwrap_or_default();
            let name = batch.description().map(|name| visible(name).into_owned()).unwrap_or_default();
            let parts = [name, batch.id.to_string(), lang.compose_parent_failed(failed)];
            let label = parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
            (batch.id.to_string(), label)
        };
        let rows = catalog.batches.rows;
        rows.with(|rows| rows.iter().filter(has_lost).take(OFFERED).map(|batch| named(batch)).collect::<Vec<_>>())
    });
    let take = move |_| {
        let id = chosen.get_untracked();
        if !id.is_empty() {
            catalog.results.send_lost_again(&id.as_str().into(), composer, toasts);
        }
    };
    let held = move || {
        let name = composer.source.with(|file| {
            let file = file.as_ref()?;
            Some(format!("{} ({})", visible(&file.name), lang.bytes(file.content.size())))
        })?;
        Some((name, composer.draft.with(|draft| draft.parent.clone())))
    };
    view! {
        <div class="field">
            <label for="parent-batch">{lang.compose_parent()}</label>
            {live(move || {
                let now = chosen.get_untracked();
                view! {
                    <select
                        id="parent-batch"
                        class="select"
                        on:change:target=move |event| chosen.set(event.target().value())
                    >
                        <option value="" selected=now.is_empty()>{lang.compose_parent_none()}</option>
                        {offered
                            .get()
                            .into_iter()
                            .map(|(id, label)| {
                                let selected = id == now;
                                view! { <option value=id selected=selected>{label}</option> }
                            })
                            .collect_view()}
                    </select>
                }
            })}
            <span class="hint">{lang.compose_parent_hint()}</span>
        </div>
        <div class="button-row">
            <button
                type="button"
                class="button"
                aria-disabled=move || chosen.with(String::is_empty).then_some("true")
                on:click=take
            >
                {lang.compose_parent_take()}
            </button>
        </div>
        <Reading />
        {live(move || {
            let (name, parent) = held()?;
            let href = Route::Results.page_href(browser, &parent);
            Some(
                view! {
                    <p class="pick">
                        <bdi data-testid="source-name">{name}</bdi>
                        <a href=href>{lang.compose_rows_of(&visible(&parent))}</a>
                    </p>
                },
            )
        })}
    }
}

/// How far the reading of that batch is.
#[component]
fn Reading() -> impl IntoView {
    let results = expect_context::<Catalog>().results;
    let goes_on = Memo::new(move |_| {
        results.stage.with(|stage| !matches!(stage, Stage::Idle | Stage::Ready)) || results.making.with(Option::is_some)
    });
    live(move || goes_on.get().then(|| view! { <Progress /> }))
}

#[component]
fn InAccount() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let files = expect_context::<Catalog>().files;
    let offered = Memo::new(move |_| {
        let batch = |file: &&std::sync::Arc<crate::openai::file::File>| file.purpose == Some(Purpose::Batch);
        let name = |file: &crate::openai::file::File| {
            let name = file.filename.as_deref().map(|name| visible(name).into_owned()).unwrap_or_default();
            (file.id.to_string(), name)
        };
        files.rows.with(|rows| rows.iter().filter(batch).take(OFFERED).map(|file| name(file)).collect::<Vec<_>>())
    });
    let chosen = move || composer.draft.with(|draft| draft.file.clone());
    view! {
        <div class="field">
            <label for="account-file">{lang.compose_account_file()}</label>
            {live(move || {
                let now = untrack(chosen);
                view! {
                    <select
                        id="account-file"
                        class="select"
                        on:change:target=move |event| {
                            let id = event.target().value();
                            composer.draft.update(|draft| draft.file = id);
                        }
                    >
                        <option value="" selected=now.is_empty()>{lang.compose_account_none()}</option>
                        {offered
                            .get()
                            .into_iter()
                            .map(|(id, name)| {
                                let selected = id == now;
                                view! { <option value=id.clone() selected=selected>{format!("{name} · {id}")}</option> }
                            })
                            .collect_view()}
                    </select>
                }
            })}
        </div>
    }
}
