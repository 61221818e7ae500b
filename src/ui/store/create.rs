//! The dialog for a new vector store. What is typed stays until the store is there.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::{Chunking, ChunkingFields, Expiry, ExpiryFields};
use super::files::{Choosing, FilePick, Picked};
use super::foot::Foot;
use super::pairs::{PairFields, Pairs};
use super::{StoreForms, focus_problem};
use crate::openai::error::{Error, Kind};
use crate::openai::vector_store::CreateStore;
use crate::state::catalog::Catalog;
use crate::state::fill::{Fills, How};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::visible::visible;
use crate::ui::dialog::Modal;
use crate::ui::field::{TextField, no_problem};
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::note::{Failure, Note, Tone};

#[component]
pub fn CreateDialog(files: Vec<Picked>) -> impl IntoView {
    let lang = lang();
    let (catalog, fills) = (expect_context::<Catalog>(), expect_context::<Fills>());
    let (toasts, forms, lock) = (expect_context::<Toasts>(), expect_context::<StoreForms>(), Locked::expect());
    let (name, description) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (pairs, expiry, chunking) = (Pairs::new(&Default::default()), Expiry::new(None), Chunking::new());
    let choosing = Choosing::new(files);
    let (sending, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let typed = move || -> Option<(CreateStore, How)> {
        let given = |text: String| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
        let how = How { chunking_strategy: chunking.value().ok()?, ..How::default() };
        let store = CreateStore {
            name: given(name.get()),
            description: given(description.get()),
            expires_after: expiry.value().ok()?,
            metadata: pairs.metadata().ok()?,
            ..CreateStore::default()
        };
        Some((store, how))
    };
    let create = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() || lock.refuses() {
            return;
        }
        let Some((store, how)) = untrack(typed) else { return focus_problem(&event) };
        let (attach, handed) = (choosing.attach(&how), choosing.handed());
        sending.set(true);
        failed.set(None);
        spawn_local(async move {
            let made = catalog.create_store(&store).await;
            // The dialog may have been closed meanwhile.
            let _ = sending.try_set(false);
            match made {
                Ok(store) => {
                    let named = store.name.clone().unwrap_or_default();
                    fills.start(&store.id, &named, attach);
                    fills.upload(&store.id, &named, handed, how);
                    let shown = if named.is_empty() { store.id.as_str() } else { &named };
                    toasts.say(lang.store_created(&visible(shown)));
                    forms.close();
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <Modal label=lang.store_new() on_close=move || forms.close()>
            <form on:submit=create novalidate>
                <div class="dialog-body">
                    <h2>{lang.store_new()}</h2>
                    <TextField id="store-name" label=lang.store_name() hint=lang.store_name_hint() value=name problem=no_problem />
                    <TextField
                        id="store-description"
                        label=lang.store_description()
                        hint=lang.store_description_hint()
                        value=description
                        problem=no_problem
                    />
                    <FilePick choosing />
                    <ChunkingFields chunking />
                    <ExpiryFields expiry />
                    <PairFields id="metadata" legend=lang.store_metadata() hint=lang.store_metadata_hint() pairs />
                    {live(move || failed.get().map(|error| view! { <NotMade error /> }))}
                </div>
                <Foot icon=Icon::Plus send=lang.store_create() sending close=move || forms.close() />
            </form>
        </Modal>
    }
}

/// Why there is no store; or why nobody knows.
#[component]
pub fn NotMade(error: Error) -> impl IntoView {
    let lost = matches!(error.kind, Kind::Server | Kind::Unreadable | Kind::TimedOut | Kind::NotUnderstood);
    view! {
        <Failure error />
        {lost.then(|| view! { <Note tone=Tone::Warn><span>{lang().store_lost()}</span></Note> })}
    }
}
