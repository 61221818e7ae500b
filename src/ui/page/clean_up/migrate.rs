//! New vector stores for old ones: made and filled here; that the old ones go is a finding of its own, once everything
//! is in the new ones.

use std::sync::Arc;

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::account::details::Kind;
use crate::openai::vector_store::VectorStore;
use crate::state::catalog::Catalog;
use crate::state::fill::Fills;
use crate::state::guard::Guard;
use crate::state::migrate::Unmade;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::{Locked, LockedButton};
use crate::ui::note::{FailureText, Note, Tone};

/// How far it is.
#[derive(Clone, Default)]
struct Told {
    running: bool,
    done: u64,
    failed: Vec<(String, Unmade)>,
}

#[component]
pub fn MigrateButton(query: RwSignal<String>, disabled: Signal<bool>) -> impl IntoView {
    let lang = lang();
    let (browser, catalog, guard) =
        (expect_context::<Browser>(), expect_context::<Catalog>(), expect_context::<Guard>());
    let asked = RwSignal::new(None::<Vec<Arc<VectorStore>>>);
    let open = move || {
        let survey = untrack(|| catalog.survey(browser));
        let protected = guard.now();
        let rows = survey.find(Kind::Store, &query.get_untracked());
        let stores = rows.into_iter().filter_map(|row| survey.store(row).map(|row| row.store.clone()));
        let free =
            stores.filter(|store| !protected.holds(store.id.as_str(), store.name.as_deref().unwrap_or_default()));
        asked.set(Some(catalog.not_migrated(free.collect())));
    };
    view! {
        <LockedButton disabled press=open>{lang.migrate_button()}</LockedButton>
        {live(move || asked.get().map(|stores| view! { <Asking stores asked /> }))}
    }
}

#[component]
fn Asking(stores: Vec<Arc<VectorStore>>, asked: RwSignal<Option<Vec<Arc<VectorStore>>>>) -> impl IntoView {
    let lang = lang();
    let (catalog, fills, lock) = (expect_context::<Catalog>(), expect_context::<Fills>(), Locked::expect());
    let total = stores.len() as u64;
    let told = RwSignal::new(Told::default());
    let begun = RwSignal::new(false);
    let is_known = Memo::new(move |_| catalog.files.is_whole());
    let stores = StoredValue::new(stores);
    let go = move |_| {
        if begun.get_untracked() || !is_known.get_untracked() || lock.refuses() {
            return;
        }
        begun.set(true);
        told.set(Told { running: true, ..Told::default() });
        spawn_local(async move {
            // One after the other: each begins a fill of its own.
            for store in stores.try_get_value().unwrap_or_default() {
                let made = catalog.migrate(fills, &store).await;
                let is_open = told.try_update(|told| {
                    told.done += 1;
                    if let Err(why) = made {
                        let name = store.name.as_deref().filter(|name| !name.is_empty());
                        told.failed.push((name.unwrap_or(store.id.as_str()).to_owned(), why));
                    }
                });
                if is_open.is_none() {
                    return;
                }
            }
            told.try_update(|told| told.running = false);
        });
    };
    let close = move |event: MouseEvent| {
        close_around(&event);
        asked.set(None);
    };
    let why = move |why: Unmade| match why {
        Unmade::NoRoom => lang.migrate_no_room().into_any(),
        Unmade::Unread => lang.migrate_unread().into_any(),
        Unmade::Failed(error) => view! { <FailureText error /> }.into_any(),
    };
    view! {
        <Modal label=lang.migrate_title() on_close=move || asked.set(None)>
            <div class="dialog-body">
                <h2>{lang.migrate_title()}</h2>
                <p>{lang.migrate_count(total)}</p>
                <p class="hint">{lang.migrate_hint()}</p>
                {live(move || (!is_known.get()).then(|| view! { <Note tone=Tone::Warn><span>{lang.copy_not_known()}</span></Note> }))}
                {live(move || {
                    let told = told.get();
                    (begun.get()).then(|| {
                        view! {
                            <p role="status" class="page-state">
                                {told.running.then(|| view! { <Glyph icon=Icon::Spinner /> })}
                                {lang.migrate_done(&lang.number(told.done - told.failed.len() as u64), &lang.number(total))}
                            </p>
                            {(!told.failed.is_empty())
                                .then(|| {
                                    view! {
                                        <ul class="causes">
                                            {told
                                                .failed
                                                .into_iter()
                                                .map(|(name, reason)| {
                                                    view! {
                                                        <li>
                                                            <strong>
                                                                <bdi>{visible(&name).into_owned()}</bdi>
                                                            </strong>
                                                            <div class="reason">{why(reason)}</div>
                                                        </li>
                                                    }
                                                })
                                                .collect_view()}
                                        </ul>
                                    }
                                })}
                        }
                    })
                })}
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=close>{lang.close()}</button>
                {live(move || {
                    (!begun.get() && total > 0)
                        .then(|| {
                            view! {
                                <button type="button" class="button primary" on:click=go>{lang.migrate_go()}</button>
                            }
                        })
                })}
            </div>
        </Modal>
    }
}
