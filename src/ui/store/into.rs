//! The dialog that puts files into the store whose page is open: files of the account, and files of this device.

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use super::fields::{Chunking, ChunkingFields};
use super::files::{Choosing, FilePick};
use super::focus_problem;
use super::foot::Foot;
use crate::state::catalog::Catalog;
use crate::state::fill::{Fills, How};
use crate::state::services::Handed;
use crate::state::settings::lang;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::Icon;
use crate::ui::live::live;
use crate::ui::lock::Locked;

/// What was handed over when the dialog was asked for; `None` while it is closed.
pub type Handing = RwSignal<Option<Vec<Handed>>, LocalStorage>;

#[component]
pub fn IntoDialog(handing: Handing) -> impl IntoView {
    live(move || handing.get().map(|handed| view! { <Asking handed handing /> }))
}

#[component]
fn Asking(handed: Vec<Handed>, handing: Handing) -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let (fills, lock) = (expect_context::<Fills>(), Locked::expect());
    let (choosing, chunking) = (Choosing::new(Vec::new()), Chunking::new());
    choosing.uploads.set(handed);
    let nothing = RwSignal::new(false);
    let add = move |event: SubmitEvent| {
        event.prevent_default();
        if lock.refuses() {
            return;
        }
        let Ok(chunking_strategy) = untrack(|| chunking.value()) else { return focus_problem(&event) };
        let how = How { chunking_strategy, ..How::default() };
        let (attach, handed) = (choosing.attach(&how), choosing.handed());
        nothing.set(attach.is_empty() && handed.is_empty());
        if nothing.get_untracked() {
            return;
        }
        let (store, name) = (inside.id_now(), inside.name_now());
        inside.wrote(&store);
        fills.start(&store, &name, attach);
        fills.upload(&store, &name, handed, how);
        close_around(&event);
        handing.set(None);
    };
    view! {
        <Modal label=lang.store_into_title() on_close=move || handing.set(None)>
            <form on:submit=add novalidate>
                <div class="dialog-body">
                    <h2>{lang.store_into_title()}</h2>
                    <FilePick choosing />
                    <p class="problem" role="alert">{move || nothing.get().then(|| lang.store_add_none())}</p>
                    <ChunkingFields chunking />
                </div>
                <Foot icon=Icon::Plus send=lang.store_into_add() close=move || handing.set(None) />
            </form>
        </Modal>
    }
}
