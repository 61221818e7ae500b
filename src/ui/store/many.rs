//! The dialog that changes expiry and metadata of many vector stores, and tells what became of each.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::sync::Arc;

use futures_util::future::join_all;
use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::{DaysField, Expiry};
use super::pairs::{PairFields, Pairs};
use super::{StoreForms, focus_problem};
use crate::account::store_form;
use crate::openai::body::Change;
use crate::openai::id::StoreId;
use crate::state::catalog::Catalog;
use crate::state::settings::lang;
use crate::state::stores::{ChangeMany, Unchanged};
use crate::text::visible::visible;
use crate::ui::choice::{Choice, Choices};
use crate::ui::dialog::{Modal, close_around};
use crate::ui::field::{TextField, no_problem};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::note::{FailureText, Note, Tone};

/// Stores changed side by side.
const AT_ONCE: usize = 4;

#[derive(Clone, Copy, PartialEq)]
enum Life {
    Keep,
    Days,
    Never,
}

/// How far it is.
#[derive(Clone, Default)]
struct Told {
    running: bool,
    done: u64,
    total: u64,
    failed: Vec<(StoreId, Unchanged)>,
}

#[component]
pub fn ManyDialog(stores: Vec<StoreId>) -> impl IntoView {
    let lang = lang();
    let (catalog, forms, lock) = (expect_context::<Catalog>(), expect_context::<StoreForms>(), Locked::expect());
    let title = lang.store_edit_many_title(stores.len() as u64);
    let (life, expiry) = (RwSignal::new(Some(Life::Keep)), Expiry::new(None));
    expiry.on.set(true);
    let (pairs, remove) = (Pairs::new(&Default::default()), RwSignal::new(String::new()));
    let told = RwSignal::new(Told::default());
    let nothing = RwSignal::new(false);
    let typed = move || -> Option<ChangeMany> {
        let expires_after = match life.get()? {
            Life::Keep => Change::Keep,
            Life::Never => Change::Clear,
            Life::Days => Change::Set(expiry.value().ok()??),
        };
        let remove = remove.with(|typed| store_form::keys(typed));
        Some(ChangeMany { expires_after, set: pairs.metadata().ok()?, remove })
    };
    let run = move |change: ChangeMany, stores: Vec<StoreId>| {
        let Some(client) = catalog.client() else { return };
        told.update(|told| {
            *told =
                Told { running: true, total: told.total.max(stores.len() as u64), failed: Vec::new(), done: told.done }
        });
        let (change, queue) = (Rc::new(change), Rc::new(RefCell::new(VecDeque::from(stores))));
        spawn_local(async move {
            let worker = async || loop {
                let Some(store) = queue.borrow_mut().pop_front() else { return };
                match change.apply(&client, &store).await {
                    Ok(changed) => {
                        catalog.stores.put(vec![Arc::new(changed)]);
                        let _ = told.try_update(|told| told.done += 1);
                    }
                    Err(why) => drop(told.try_update(|told| told.failed.push((store, why)))),
                }
            };
            join_all((0..AT_ONCE).map(|_| worker())).await;
            let _ = told.try_update(|told| told.running = false);
        });
    };
    let apply = {
        let stores = stores.clone();
        move |event: SubmitEvent| {
            event.prevent_default();
            if told.with_untracked(|told| told.running) || lock.refuses() {
                return;
            }
            let Some(change) = untrack(typed) else { return focus_problem(&event) };
            nothing.set(change.is_nothing());
            if !change.is_nothing() {
                told.set(Told::default());
                run(change, stores.clone());
            }
        }
    };
    let again = move |_| {
        let failed = told.with_untracked(|told| told.failed.iter().map(|(store, _)| store.clone()).collect());
        if let Some(change) = untrack(typed).filter(|_| !lock.refuses()) {
            run(change, failed);
        }
    };
    let choice = |value, code, label| Choice { value, code, label, hint: "" };
    let choices = vec![
        choice(Life::Keep, "keep", lang.store_many_keep()),
        choice(Life::Days, "days", lang.store_many_set()),
        choice(Life::Never, "never", lang.store_many_never()),
    ];
    let close = move |event: MouseEvent| {
        close_around(&event);
        forms.close();
    };
    let running = move || told.with(|told| told.running);
    view! {
        <Modal label=title.clone() on_close=move || forms.close()>
            <form on:submit=apply novalidate>
                <div class="dialog-body">
                    <h2>{title.clone()}</h2>
                    <Choices name="life" legend=lang.store_many_expiry() choices chosen=life />
                    {live(move || (life.get() == Some(Life::Days)).then(|| view! { <DaysField expiry /> }))}
                    <PairFields id="set" legend=lang.store_many_metadata() hint=lang.store_many_metadata_hint() pairs />
                    <TextField
                        id="remove-keys"
                        label=lang.store_many_remove()
                        hint=lang.store_many_remove_hint()
                        value=remove
                        problem=no_problem
                    />
                    {live(move || nothing.get().then(|| view! { <p class="hint" role="status">{lang.store_many_nothing()}</p> }))}
                    {live(move || told.with(|told| (told.total > 0).then(|| view! { <Outcome told=told.clone() /> })))}
                    {live(move || {
                        let count = told.with(|told| told.failed.len() as u64);
                        (count > 0 && !running())
                            .then(|| {
                                view! {
                                    <div class="button-row">
                                        <button type="button" class="button" on:click=again>
                                            <Glyph icon=Icon::Refresh />
                                            {lang.store_many_retry(count)}
                                        </button>
                                    </div>
                                }
                            })
                    })}
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=close>{lang.close()}</button>
                    <button
                        type="submit"
                        class="button primary"
                        aria-disabled=move || if running() { Some("true") } else { lock.disabled() }
                        title=move || lock.why()
                    >
                        {live(move || running().then(|| view! { <Glyph icon=Icon::Spinner /> }))}
                        {lang.store_many_apply()}
                    </button>
                </div>
            </form>
        </Modal>
    }
}

/// What became of the stores: those that were changed counted, the others one by one.
#[component]
fn Outcome(told: Told) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let line = move |(store, why): (StoreId, Unchanged)| {
        let name = catalog.store(&store).and_then(|store| store.name.clone()).unwrap_or_default();
        let why = match why {
            Unchanged::Wrong(_) => view! { <span>{lang.store_many_too_many()}</span> }.into_any(),
            Unchanged::Failed(error) => view! { <FailureText error /> }.into_any(),
        };
        view! {
            <li>
                <bdi>{visible(&name).into_owned()}</bdi>
                <span class="mono hint">{visible(store.as_str()).into_owned()}</span>
                {why}
            </li>
        }
    };
    let failed = told.failed.len() as u64;
    view! {
        <progress max=told.total prop:value=told.done as f64 aria-label=lang.store_many_apply()></progress>
        <p role="status" data-testid="changed">{lang.store_many_of(&lang.number(told.done), &lang.number(told.total))}</p>
        {(failed > 0)
            .then(|| {
                view! {
                    <Note tone=Tone::Bad>
                        <strong>{lang.store_many_failed(failed)}</strong>
                    </Note>
                    <ul class="causes">{told.failed.into_iter().map(line).collect_view()}</ul>
                }
            })}
    }
}
