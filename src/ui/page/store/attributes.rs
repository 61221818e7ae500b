//! Attributes of one file or of many: the dialog that edits them, and how far an edit has come.

use std::sync::Arc;

use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;

use super::search::kind_word;
use crate::account::attributes::{Deed, Flaw, Row, check, rows};
use crate::account::entry::Entry;
use crate::openai::attribute::{Attributes, ValueKind};
use crate::state::edits::{Edit, Edits};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::FailureText;

/// Failures named one by one; the rest is counted.
const NAMED: usize = 50;

#[component]
pub fn AttributesDialog() -> impl IntoView {
    let edits = expect_context::<Edits>();
    live(move || edits.asked.get().map(|files| view! { <Form files /> }))
}

fn of(files: &[Arc<Entry>]) -> Vec<Attributes> {
    files.iter().map(|entry| entry.held.attributes.clone().unwrap_or_default()).collect()
}

#[component]
fn Form(files: Vec<Arc<Entry>>) -> impl IntoView {
    let lang = lang();
    let edits = expect_context::<Edits>();
    let count = files.len();
    let title = lang.attributes_title(count as u64);
    let form = RwSignal::new(rows(of(&files).iter()));
    let files = StoredValue::new(files);
    let flaw = Memo::new(move |_| form.with(|rows| files.with_value(|files| check(rows, of(files).iter()))).err());
    let tried = RwSignal::new(false);
    let close = move |event: MouseEvent| {
        close_around(&event);
        edits.asked.set(None);
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        if flaw.get_untracked().is_none() {
            close_around(&event);
            files.with_value(|files| form.with_untracked(|rows| edits.start(files, rows)));
            edits.asked.set(None);
        }
    };
    // Drawn anew when there are more or fewer rows, so that the one being typed in stays.
    let rows = Memo::new(move |_| form.with(Vec::len));
    view! {
        <Modal label=title.clone() on_close=move || edits.asked.set(None)>
            <form on:submit=save>
                <div class="dialog-body">
                    <h2>{title}</h2>
                    <p class="hint">{if count > 1 { lang.attributes_hint_many() } else { lang.attributes_hint() }}</p>
                    <ul class="attribute-rows">
                        {live(move || (0..rows.get()).map(|at| view! { <RowFields form at count /> }).collect_view())}
                    </ul>
                    <div class="button-row">
                        <button
                            type="button"
                            class="button small"
                            on:click=move |_| form.update(|rows| rows.push(Row::added()))
                        >
                            <Glyph icon=Icon::Plus size=14 />
                            {lang.attributes_add()}
                        </button>
                    </div>
                    <div role="alert">
                        {live(move || {
                            flaw.get()
                                .filter(|_| tried.get())
                                .map(|flaw| {
                                    view! {
                                        <span class="problem">
                                            <Glyph icon=Icon::Alert />
                                            <span>{sentence(lang, flaw)}</span>
                                        </span>
                                    }
                                })
                        })}
                    </div>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=close>{lang.cancel()}</button>
                    <button type="submit" class="button primary">{lang.attributes_save()}</button>
                </div>
            </form>
        </Modal>
    }
}

#[component]
fn RowFields(form: RwSignal<Vec<Row>>, at: usize, count: usize) -> impl IntoView {
    let lang = lang();
    let row = form.with_untracked(|rows| rows.get(at).cloned()).unwrap_or_else(Row::added);
    let change = move |change: &dyn Fn(&mut Row)| {
        form.update(|rows| {
            if let Some(row) = rows.get_mut(at) {
                change(row);
            }
        });
    };
    let deed = Memo::new(move |_| form.with(|rows| rows.get(at).map_or(Deed::Keep, |row| row.deed)));
    let added = row.on == 0;
    let number = lang.number(at as u64 + 1);
    let name = if added { number.clone() } else { visible(&row.key).into_owned() };
    // Another deed brings back what the files have.
    let was = StoredValue::new(row.clone());
    let remove = move |_| {
        form.update(|rows| match rows.get_mut(at) {
            Some(row) if row.on > 0 && row.deed == Deed::Remove => *row = was.get_value(),
            Some(row) if row.on > 0 => row.deed = Deed::Remove,
            Some(_) => drop(rows.remove(at)),
            None => {}
        });
    };
    let shown = move || {
        form.with(|rows| {
            let row = rows.get(at).filter(|row| !(row.varies && row.deed == Deed::Keep));
            row.map_or_else(String::new, |row| row.value.clone())
        })
    };
    let key = if added {
        view! {
            <input
                class="input"
                type="text"
                autocomplete="off"
                aria-label=lang.attributes_key_of(&number)
                placeholder=lang.filter_key()
                prop:value=row.key.clone()
                on:input:target=move |event| {
                    let key = event.target().value();
                    change(&|row| row.key.clone_from(&key));
                }
            />
        }
        .into_any()
    } else {
        let on = (row.on < count).then(|| lang.attributes_on(row.on as u64, &lang.number(count as u64)));
        view! {
            <span class="attribute-key">
                <bdi>{name.clone()}</bdi>
                {on.map(|on| view! { <span class="hint">{on}</span> })}
            </span>
        }
        .into_any()
    };
    let kind = row.kind;
    let placeholder = if row.varies { lang.attributes_varies() } else { lang.filter_value() };
    let goes = move || deed.get() == Deed::Remove;
    let (named, removal) = (name.clone(), name.clone());
    view! {
        <li class="attribute-row" class:leaving=goes>
            {key}
            <select
                class="select"
                aria-label=lang.attributes_kind_of(&name)
                prop:disabled=goes
                on:change:target=move |event| {
                    let code = event.target().value();
                    if let Some(kind) = ValueKind::ALL.into_iter().find(|kind| kind.code() == code) {
                        change(
                            &|row| {
                                row.kind = kind;
                                row.deed = Deed::Set;
                            },
                        );
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
                aria-label=lang.attributes_value_of(&named)
                placeholder=placeholder
                prop:disabled=goes
                prop:value=shown
                on:input:target=move |event| {
                    let value = event.target().value();
                    change(
                        &|row| {
                            row.value.clone_from(&value);
                            row.deed = Deed::Set;
                        },
                    );
                }
            />
            {live(move || {
                let (icon, label) = if goes() {
                    (Icon::Refresh, lang.attributes_keep(&removal))
                } else {
                    (Icon::Close, lang.attributes_remove(&removal))
                };
                view! {
                    <button type="button" class="button icon plain" aria-label=label.clone() title=label on:click=remove>
                        <Glyph icon />
                    </button>
                }
            })}
        </li>
    }
}

fn sentence(lang: Lang, flaw: Flaw) -> String {
    let at = |row: usize, why: &str| lang.attributes_row(&lang.number(row as u64 + 1), why);
    match flaw {
        Flaw::NoKey(row) => at(row, lang.filter_no_key()),
        Flaw::KeyTooLong(row) => at(row, lang.attributes_key_long()),
        Flaw::Twice(row) => at(row, lang.attributes_twice()),
        Flaw::NotANumber(row) => at(row, lang.attribute_not_number()),
        Flaw::NotAFlag(row) => at(row, lang.attribute_not_flag()),
        Flaw::TextTooLong(row) => at(row, lang.attributes_text_long()),
        Flaw::TooMany(files) => lang.attributes_too_many(files as u64),
    }
}

/// How far the last edit of this store has come.
#[component]
pub fn EditNews() -> impl IntoView {
    let edits = expect_context::<Edits>();
    let inside = expect_context::<crate::state::catalog::Catalog>().inside;
    live(move || {
        let own = edits.now.get().filter(|edit| Some(&edit.store) == inside.id().as_ref());
        own.map(|edit| view! { <News edit /> })
    })
}

#[component]
fn News(edit: Edit) -> impl IntoView {
    let lang = lang();
    let edits = expect_context::<Edits>();
    let progress = RwSignal::from(edit.progress.clone());
    let edit = StoredValue::new_local(edit);
    view! {
        <section class="news" aria-label=lang.attributes_news() data-testid="edit">
            {live(move || {
                let now = progress.get();
                let failed = now.failed.len() as u64;
                let (done, total) = (lang.number(now.done), lang.number(now.total));
                if !now.is_over {
                    return view! {
                        <p class="page-state" role="status">
                            <Glyph icon=Icon::Spinner />
                            {lang.attributes_running(&lang.number(now.done + failed), &total)}
                        </p>
                    }
                        .into_any();
                }
                let rest = now.failed.len().saturating_sub(NAMED) as u64;
                let failures = now.failed.into_iter().take(NAMED).map(|(name, error)| {
                    view! {
                        <li>
                            <strong><bdi>{visible(&name).into_owned()}</bdi></strong>
                            <FailureText error />
                        </li>
                    }
                });
                view! {
                    <p role="status">
                        {lang.attributes_saved(&done, &total)}
                        {(failed > 0).then(|| view! { " " <strong>{lang.attributes_failed(failed)}</strong> })}
                    </p>
                    <ul class="causes">
                        {failures.collect_view()}
                        {(rest > 0).then(|| view! { <li>{lang.confirm_more(rest)}</li> })}
                    </ul>
                    <div class="button-row">
                        {(failed > 0)
                            .then(|| {
                                view! {
                                    <button
                                        type="button"
                                        class="button small"
                                        on:click=move |_| edit.with_value(|edit| edits.retry(edit))
                                    >
                                        <Glyph icon=Icon::Refresh size=14 />
                                        {lang.job_retry(failed)}
                                    </button>
                                }
                            })}
                        <button type="button" class="button small" on:click=move |_| edits.dismiss()>{lang.close()}</button>
                    </div>
                }
                    .into_any()
            })}
        </section>
    }
}
