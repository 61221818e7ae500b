//! The dialog that makes a new store of the files of the one whose page is open: with their attributes, the same life,
//! and other chunking if that is wished. It is also the remedy for a store that lists files which no longer exist.

use std::sync::Arc;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::create::NotMade;
use super::fields::{Chunking, ChunkingFields, Expiry, ExpiryFields};
use super::focus_problem;
use super::foot::Foot;
use crate::account::entry::copies;
use crate::openai::error::Error;
use crate::openai::vector_store::{CreateStore, VectorStore};
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::fill::Fills;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::ui::dialog::Modal;
use crate::ui::field::{TextField, no_problem};
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::note::{Note, Tone};
use crate::ui::route::Route;

#[component]
pub fn CopyDialog(open: RwSignal<bool>) -> impl IntoView {
    let inside = expect_context::<Catalog>().inside;
    live(move || open.get().then(|| untrack(|| inside.known())).flatten().map(|store| view! { <Asking store open /> }))
}

#[component]
fn Asking(store: Arc<VectorStore>, open: RwSignal<bool>) -> impl IntoView {
    let lang = lang();
    let (catalog, fills) = (expect_context::<Catalog>(), expect_context::<Fills>());
    let (browser, address, lock) = (expect_context::<Browser>(), Address::expect(), Locked::expect());
    let inside = catalog.inside;
    let name = RwSignal::new(lang.copy_name(&inside.name_now()));
    let (expiry, chunking) = (Expiry::new(store.expires_after.as_ref()), Chunking::new());
    let (other_chunking, without_failed) = (RwSignal::new(false), RwSignal::new(false));
    let (sending, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    // Whether a file exists is known when both lists were read to their ends.
    let is_known = Memo::new(move |_| inside.files.is_whole() && catalog.files.is_whole());
    let unready = Signal::derive(move || !is_known.get());
    let plan = Memo::new_with_compare(
        move |_| inside.entries.with(|entries| copies(&entries.0, without_failed.get())),
        |_, _| true,
    );
    let store = StoredValue::new(store);
    let typed = move || {
        let chunks = if other_chunking.get() { Some(chunking.value().ok()?) } else { None };
        let text = name.get().trim().to_owned();
        let new = store.with_value(|store| CreateStore {
            name: (!text.is_empty()).then_some(text),
            description: store.description.clone(),
            metadata: store.metadata.clone().unwrap_or_default(),
            ..CreateStore::default()
        });
        let mut files = plan.with(|plan| plan.files.clone());
        if let Some(chunks) = chunks {
            files.iter_mut().for_each(|file| file.chunking_strategy.clone_from(&chunks));
        }
        Some((CreateStore { expires_after: expiry.value().ok()?, ..new }, files))
    };
    let make = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() || !is_known.get_untracked() || lock.refuses() {
            return;
        }
        let Some((new, files)) = untrack(typed) else { return focus_problem(&event) };
        sending.set(true);
        failed.set(None);
        spawn_local(async move {
            let made = catalog.create_store(&new).await;
            // The dialog may have been closed meanwhile.
            let is_open = sending.try_set(false).is_none();
            match made {
                Ok(store) => {
                    inside.wrote(&store.id);
                    fills.start(&store.id, store.name.as_deref().unwrap_or_default(), files);
                    if is_open {
                        open.set(false);
                        address.go(&Route::Store.page_href(browser, store.id.as_str()));
                    }
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    let check = move |value: RwSignal<bool>, label: String| {
        view! {
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || value.get()
                    on:change:target=move |event| value.set(event.target().checked())
                />
                <span>{label}</span>
            </label>
        }
    };
    view! {
        <Modal label=lang.copy_title() on_close=move || open.set(false)>
            <form on:submit=make novalidate>
                <div class="dialog-body">
                    <h2>{lang.copy_title()}</h2>
                    {live(move || {
                        if !is_known.get() {
                            return view! { <Note tone=Tone::Warn><span>{lang.copy_not_known()}</span></Note> }.into_any();
                        }
                        plan.with(|plan| {
                            let gone = plan.gone as u64;
                            view! {
                                <p role="status" data-testid="copies">
                                    {lang.copy_files(plan.files.len() as u64)}
                                    {(gone > 0).then(|| format!(" {}", lang.copy_gone(gone)))}
                                </p>
                            }
                        })
                        .into_any()
                    })}
                    {live(move || {
                        let count = plan.with(|plan| plan.failed as u64);
                        (count > 0).then(|| check(without_failed, lang.copy_without_failed(count)))
                    })}
                    <TextField id="copy-name" label=lang.store_name() hint="" value=name problem=no_problem />
                    <ExpiryFields expiry />
                    {check(other_chunking, lang.copy_other_chunking().to_owned())}
                    {live(move || other_chunking.get().then(|| view! { <ChunkingFields chunking /> }))}
                    <p class="hint">{lang.copy_hint()}</p>
                    {live(move || failed.get().map(|error| view! { <NotMade error /> }))}
                </div>
                <Foot icon=Icon::Copy send=lang.copy_make() sending unready close=move || open.set(false) />
            </form>
        </Modal>
    }
}
