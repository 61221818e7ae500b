//! Where the requests come from.

use leptos::prelude::*;

use super::template::Template;
use crate::jsonl::draft::{Field, Source as From};
use crate::openai::purpose::Purpose;
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::services::Dropped;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::drop::DropZone;
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::pick::PickButton;

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
