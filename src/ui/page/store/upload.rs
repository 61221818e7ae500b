//! Uploading into the store: what was handed over is looked at once more, then sent and attached.

use leptos::ev::{MouseEvent, SubmitEvent};
use leptos::prelude::*;

use crate::openai::store_file::is_supported;
use crate::state::catalog::Catalog;
use crate::state::fill::{Fills, How};
use crate::state::services::Dropped;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// What was handed over and waits for a yes.
pub type Offered = RwSignal<Option<Dropped>, LocalStorage>;

#[component]
pub fn UploadInto(offered: Offered) -> impl IntoView {
    live(move || offered.get().map(|handed| view! { <Asking handed offered /> }))
}

#[component]
fn Asking(handed: Dropped, offered: Offered) -> impl IntoView {
    let lang = lang();
    let inside = expect_context::<Catalog>().inside;
    let fills = expect_context::<Fills>();
    let (good, bad): (Vec<_>, Vec<_>) = handed.files.into_iter().partition(|file| is_supported(&file.name));
    let title = lang.upload_into_title(good.len() as u64);
    let any = !good.is_empty();
    let line = move |name: &str, size: u64, left_out: bool| {
        view! {
            <li>
                <bdi class="name">{visible(name).into_owned()}</bdi>
                <span class="size">{lang.bytes(size)}</span>
                {left_out
                    .then(|| {
                        view! {
                            <span class="problem uses">
                                <Glyph icon=Icon::Alert />
                                {lang.upload_into_unsupported()}
                            </span>
                        }
                    })}
            </li>
        }
    };
    let bad_lines = bad.iter().map(|file| line(&file.name, file.content.size(), true)).collect_view();
    let good_lines = good.iter().map(|file| line(&file.name, file.content.size(), false)).collect_view();
    let good = StoredValue::new_local(good);
    let cancel = move |event: MouseEvent| {
        close_around(&event);
        offered.set(None);
    };
    let start = move |event: SubmitEvent| {
        event.prevent_default();
        close_around(&event);
        let store = inside.id_now();
        let name = untrack(|| inside.known()).and_then(|store| store.name.clone()).unwrap_or_default();
        inside.wrote(&store);
        fills.upload(&store, &name, good.get_value(), How::default());
        offered.set(None);
    };
    view! {
        <Modal label=title.clone() on_close=move || offered.set(None)>
            <form on:submit=start>
                <div class="dialog-body">
                    <h2>{title.clone()}</h2>
                    <ul class="victims" tabindex="0" aria-label=title>{bad_lines} {good_lines}</ul>
                    <p class="hint">{lang.upload_into_hint()}</p>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=cancel>{lang.cancel()}</button>
                    <button type="submit" class="button primary" prop:disabled=!any>
                        <Glyph icon=Icon::Upload />
                        {lang.upload_start()}
                    </button>
                </div>
            </form>
        </Modal>
    }
}
