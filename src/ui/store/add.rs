//! The dialog that puts files into a store that is there already.

use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;

use super::StoreForms;
use super::fields::{Chunking, ChunkingFields};
use super::files::{Choosing, Picked, Unfit};
use super::focus_problem;
use super::foot::Foot;
use crate::openai::id::StoreId;
use crate::openai::vector_store::StoreStatus;
use crate::state::catalog::Catalog;
use crate::state::fill::{Fills, How};
use crate::state::settings::lang;
use crate::table::lookup::lookup;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::Locked;

/// Stores shown at once.
const SHOWN: usize = 50;

#[component]
pub fn AddDialog(files: Vec<Picked>) -> impl IntoView {
    let lang = lang();
    let (catalog, fills) = (expect_context::<Catalog>(), expect_context::<Fills>());
    let (forms, lock) = (expect_context::<StoreForms>(), Locked::expect());
    let title = lang.store_add_title(files.len() as u64);
    let (choosing, chunking) = (Choosing::new(files), Chunking::new());
    let chosen = RwSignal::new(None::<StoreId>);
    let problem = RwSignal::new(None::<&'static str>);
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        if lock.refuses() {
            return;
        }
        let Ok(chunking_strategy) = untrack(|| chunking.value()) else { return focus_problem(&event) };
        let files = choosing.attach(&How { chunking_strategy, ..How::default() });
        let store = chosen.get_untracked().and_then(|store| catalog.store(&store));
        match store {
            _ if files.is_empty() => problem.set(Some(lang.store_add_none())),
            None => problem.set(Some(lang.store_add_which())),
            Some(store) => {
                fills.start(&store.id, store.name.as_deref().unwrap_or_default(), files);
                close_around(&event);
                forms.close();
            }
        }
    };
    let into_new = move |event: MouseEvent| {
        close_around(&event);
        forms.create(choosing.files.get_untracked());
    };
    view! {
        <Modal label=title.clone() on_close=move || forms.close()>
            <form on:submit=add novalidate>
                <div class="dialog-body">
                    <h2>{title.clone()}</h2>
                    <Unfit choosing />
                    <WhichStore chosen />
                    <p class="problem" role="alert" data-testid="add-problem">{move || problem.get()}</p>
                    <ChunkingFields chunking />
                </div>
                <Foot icon=Icon::Plus send=lang.store_add() close=move || forms.close()>
                    <button type="button" class="button plain" on:click=into_new>{lang.store_add_new()}</button>
                </Foot>
            </form>
        </Modal>
    }
}

/// One of the stores that can still be filled.
#[component]
fn WhichStore(chosen: RwSignal<Option<StoreId>>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let text = RwSignal::new(String::new());
    let found = move || {
        let rows = catalog.store_table.rows.get().0;
        let typed = text.get();
        let rows_found =
            if typed.trim().is_empty() { (0..rows.len()).collect() } else { lookup(&*rows, &typed, usize::MAX) };
        let store = |row: u32| catalog.store(&rows.id(row).into());
        let open = rows_found.into_iter().filter_map(store).filter(|store| store.status != Some(StoreStatus::Expired));
        open.take(SHOWN).collect::<Vec<_>>()
    };
    view! {
        <div class="field">
            <label for="find-store">{lang.store_add_find()}</label>
            <input
                id="find-store"
                class="input"
                type="search"
                autocomplete="off"
                spellcheck="false"
                autofocus
                on:input:target=move |event| text.set(event.target().value())
                // Enter looks, it does not send the form.
                on:keydown=move |event| {
                    if event.key() == "Enter" {
                        event.prevent_default();
                    }
                }
            />
        </div>
        <div class="victims" role="radiogroup" aria-label=lang.store_add_which()>
            {live(move || {
                found()
                    .into_iter()
                    .map(|store| {
                        let id = store.id.clone();
                        let mine = id.clone();
                        let name = visible(store.name.as_deref().unwrap_or_default()).into_owned();
                        view! {
                            <label class="check store-choice">
                                <input
                                    type="radio"
                                    name="into-store"
                                    value=id.to_string()
                                    prop:checked=move || chosen.get().as_ref() == Some(&mine)
                                    on:change=move |_| chosen.set(Some(id.clone()))
                                />
                                <bdi class="name">{name}</bdi>
                                <span class="mono">{visible(store.id.as_str()).into_owned()}</span>
                            </label>
                        }
                    })
                    .collect_view()
            })}
        </div>
    }
}
