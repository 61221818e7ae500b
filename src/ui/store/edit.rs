//! The dialog that changes one vector store: its name, its expiry, its metadata. Only what was changed is sent.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::fields::{Expiry, ExpiryFields};
use super::foot::Foot;
use super::pairs::{PairFields, Pairs};
use super::{StoreForms, focus_problem};
use crate::openai::body::Change;
use crate::openai::error::Error;
use crate::openai::id::StoreId;
use crate::openai::vector_store::ModifyStore;
use crate::state::catalog::Catalog;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::visible::visible;
use crate::ui::dialog::Modal;
use crate::ui::field::{TextField, no_problem};
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::note::Failure;

#[component]
pub fn EditDialog(store: StoreId) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let (toasts, forms, lock) = (expect_context::<Toasts>(), expect_context::<StoreForms>(), Locked::expect());
    let before = catalog.store(&store);
    let old_name = before.as_ref().and_then(|store| store.name.clone()).unwrap_or_default();
    let old_expiry = before.as_ref().and_then(|store| store.expires_after.clone());
    let old_pairs = before.as_ref().and_then(|store| store.metadata.clone()).unwrap_or_default();
    let shown = if old_name.is_empty() { visible(store.as_str()) } else { visible(&old_name) }.into_owned();
    let name = RwSignal::new(old_name.clone());
    let (pairs, expiry) = (Pairs::new(&old_pairs), Expiry::new(old_expiry.as_ref()));
    let (sending, failed) = (RwSignal::new(false), RwSignal::new(None::<Error>));
    let typed = move || -> Option<ModifyStore> {
        let (new_name, new_expiry, new_pairs) = (name.get(), expiry.value().ok()?, pairs.metadata().ok()?);
        let new_name = new_name.trim();
        Some(ModifyStore {
            name: match new_name {
                same if same == old_name => Change::Keep,
                "" => Change::Clear,
                other => Change::Set(other.to_owned()),
            },
            expires_after: match new_expiry {
                same if same == old_expiry => Change::Keep,
                None => Change::Clear,
                Some(after) => Change::Set(after),
            },
            metadata: if new_pairs == old_pairs { Change::Keep } else { Change::Set(new_pairs) },
        })
    };
    let title = lang.store_edit_title(&shown);
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        if sending.get_untracked() || lock.refuses() {
            return;
        }
        let Some(change) = untrack(&typed) else { return focus_problem(&event) };
        if matches!((&change.name, &change.expires_after, &change.metadata), (Change::Keep, Change::Keep, Change::Keep))
        {
            toasts.say(lang.store_unchanged());
            return forms.close();
        }
        sending.set(true);
        failed.set(None);
        let (store, shown) = (store.clone(), shown.clone());
        spawn_local(async move {
            let saved = catalog.modify_store(&store, &change).await;
            // The dialog may have been closed meanwhile.
            let _ = sending.try_set(false);
            match saved {
                Ok(()) => {
                    toasts.say(lang.store_saved(&shown));
                    forms.close();
                }
                Err(error) => {
                    let _ = failed.try_set(Some(error));
                }
            }
        });
    };
    view! {
        <Modal label=title.clone() on_close=move || forms.close()>
            <form on:submit=save novalidate>
                <div class="dialog-body">
                    <h2><bdi>{title.clone()}</bdi></h2>
                    <TextField id="store-name" label=lang.store_name() hint=lang.store_name_hint() value=name problem=no_problem />
                    <ExpiryFields expiry />
                    <PairFields id="metadata" legend=lang.store_metadata() hint=lang.store_metadata_hint() pairs />
                    {live(move || failed.get().map(|error| view! { <Failure error /> }))}
                </div>
                <Foot send=lang.save() sending close=move || forms.close() />
            </form>
        </Modal>
    }
}
