//! The filter of a search: rows of a form, or JSON, and the way from one to the other.

use leptos::prelude::*;

use super::filter_sentence;
use crate::openai::attribute::ValueKind;
use crate::openai::filter::{Row, read, takes_list};
use crate::openai::search::Comparison;
use crate::state::search::Searcher;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::field::Problem;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn FilterField(searcher: Searcher) -> impl IntoView {
    let lang = lang();
    // The other way to write it cannot show what stands here.
    let stays = RwSignal::new(false);
    let turn = move |to_json: bool| stays.set(!searcher.turn(to_json));
    let way = move |to_json: bool, word: &'static str| {
        view! {
            <button
                type="button"
                class="chip"
                aria-pressed=move || if searcher.as_json.get() == to_json { "true" } else { "false" }
                on:click=move |_| turn(to_json)
            >
                {word}
            </button>
        }
    };
    view! {
        <fieldset class="field filter">
            <legend>{lang.filter_label()}</legend>
            <div class="chips">{way(false, lang.filter_form())} {way(true, lang.filter_json())}</div>
            {live(move || match searcher.as_json.get() {
                true => view! { <Json searcher /> }.into_any(),
                false => view! { <Rows searcher /> }.into_any(),
            })}
            <Problem id="filter-stays" text=move || stays.get().then(|| lang.filter_stays()) />
        </fieldset>
    }
}

#[component]
fn Json(searcher: Searcher) -> impl IntoView {
    let lang = lang();
    let wrong = Memo::new(move |_| searcher.json.with(|text| read(text)).err());
    view! {
        <textarea
            class="input mono"
            rows="6"
            spellcheck="false"
            aria-label=lang.filter_json()
            aria-describedby="filter-json-problem"
            aria-invalid=move || wrong.with(Option::is_some).then_some("true")
            placeholder=r#"{ "type": "eq", "key": "language", "value": "fr" }"#
            prop:value=move || searcher.json.get()
            on:input:target=move |event| searcher.json.set(event.target().value())
        ></textarea>
        <span id="filter-json-problem" aria-live="polite">
            {live(move || {
                wrong
                    .get()
                    .map(|wrong| {
                        view! {
                            <span class="problem">
                                <Glyph icon=Icon::Alert />
                                <span>{filter_sentence(lang, &wrong)}</span>
                            </span>
                        }
                    })
            })}
        </span>
    }
}

#[component]
fn Rows(searcher: Searcher) -> impl IntoView {
    let lang = lang();
    let form = searcher.form;
    // Rows are drawn anew only when there are more or fewer of them, so that the one being typed in stays.
    let count = Memo::new(move |_| form.with(|form| form.rows.len()));
    let add = move |_| form.update(|form| form.rows.push(Row::default()));
    view! {
        {live(move || {
            (count.get() > 1)
                .then(|| {
                    view! {
                        <label class="filter-join">
                            <span class="visually-hidden">{lang.filter_join()}</span>
                            <select
                                class="select"
                                on:change:target=move |event| {
                                    let any = event.target().value() == "or";
                                    form.update(|form| form.any = any);
                                }
                            >
                                <option value="and" selected=form.with_untracked(|form| !form.any)>{lang.filter_all()}</option>
                                <option value="or" selected=form.with_untracked(|form| form.any)>{lang.filter_any()}</option>
                            </select>
                        </label>
                    }
                })
        })}
        <ul class="filter-rows">{live(move || (0..count.get()).map(|at| view! { <RowFields searcher at /> }).collect_view())}</ul>
        <div class="button-row">
            <button type="button" class="button small" on:click=add>
                <Glyph icon=Icon::Plus size=14 />
                {lang.filter_add()}
            </button>
        </div>
    }
}

#[component]
fn RowFields(searcher: Searcher, at: usize) -> impl IntoView {
    let lang = lang();
    let form = searcher.form;
    let row = form.with_untracked(|form| form.rows.get(at).cloned()).unwrap_or_default();
    let change = move |change: &dyn Fn(&mut Row)| {
        form.update(|form| {
            if let Some(row) = form.rows.get_mut(at) {
                change(row);
            }
        });
    };
    let remove = move |_| {
        form.update(|form| {
            if at < form.rows.len() {
                form.rows.remove(at);
            }
        });
    };
    let number = lang.number(at as u64 + 1);
    let listed = Memo::new(move |_| form.with(|form| form.rows.get(at).is_some_and(|row| takes_list(&row.comparison))));
    let (by, kind) = (row.comparison.clone(), row.kind);
    view! {
        <li class="filter-row">
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=lang.filter_key_of(&number)
                placeholder=lang.filter_key()
                prop:value=row.key
                on:input:target=move |event| {
                    let key = event.target().value();
                    change(&|row| row.key.clone_from(&key));
                }
            />
            <select
                class="select"
                aria-label=lang.filter_comparison_of(&number)
                on:change:target=move |event| {
                    let by = Comparison::from(event.target().value().as_str());
                    change(&|row| row.comparison = by.clone());
                }
            >
                {Comparison::KNOWN
                    .iter()
                    .map(|one| view! { <option value=one.as_str().to_owned() selected=*one == by>{comparison(lang, one)}</option> })
                    .collect_view()}
            </select>
            <select
                class="select"
                aria-label=lang.filter_kind_of(&number)
                on:change:target=move |event| {
                    let code = event.target().value();
                    if let Some(kind) = ValueKind::ALL.into_iter().find(|kind| kind.code() == code) {
                        change(&|row| row.kind = kind);
                    }
                }
            >
                {ValueKind::ALL
                    .map(|one| view! { <option value=one.code() selected=one == kind>{kind_word(lang, one)}</option> })
                    .collect_view()}
            </select>
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=lang.filter_value_of(&number)
                placeholder=move || if listed.get() { lang.filter_values() } else { lang.filter_value() }
                prop:value=row.value
                on:input:target=move |event| {
                    let value = event.target().value();
                    change(&|row| row.value.clone_from(&value));
                }
            />
            <button type="button" class="button icon plain" aria-label=lang.filter_remove(&number) on:click=remove>
                <Glyph icon=Icon::Close />
            </button>
        </li>
    }
}

fn comparison(lang: Lang, by: &Comparison) -> String {
    match by {
        Comparison::Eq => "=",
        Comparison::Ne => "≠",
        Comparison::Gt => ">",
        Comparison::Gte => "≥",
        Comparison::Lt => "<",
        Comparison::Lte => "≤",
        Comparison::In => lang.filter_in(),
        Comparison::Nin => lang.filter_nin(),
        Comparison::Unknown(name) => name,
    }
    .to_owned()
}

/// What kind of value an attribute has.
pub fn kind_word(lang: Lang, kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Text => lang.attribute_text(),
        ValueKind::Number => lang.attribute_number(),
        ValueKind::Flag => lang.attribute_flag(),
    }
}
