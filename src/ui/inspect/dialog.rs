//! A file is checked in a dialog over the list of batches.

use leptos::prelude::*;

use crate::state::address::Address;
use crate::state::compose::Composer;
use crate::state::inspect::Reading;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::inspect::Inspected;
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn CheckDialog() -> impl IntoView {
    let inspection = expect_context::<Composer>().check;
    let open = Memo::new(move |_| inspection.file.with(Option::is_some));
    live(move || open.get().then(|| view! { <Check /> }))
}

#[component]
fn Check() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let (browser, address) = (expect_context::<Browser>(), Address::expect());
    let inspection = composer.check;
    let name = move || inspection.file.with(|file| file.as_ref().map(|file| visible(&file.name).into_owned()));
    let done = Memo::new(move |_| inspection.reading.with(|reading| matches!(reading, Reading::Done(_))));
    let close = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        inspection.close();
    };
    let compose = move |event: leptos::ev::MouseEvent| {
        if let Some(file) = inspection.file.get_untracked()
            && composer.adopt(file)
        {
            close_around(&event);
            inspection.close();
            address.go(&Route::Compose.href_with(browser));
        }
    };
    view! {
        <Modal label=lang.inspect_button() on_close=move || inspection.close()>
            <div class="dialog-body">
                <h2><bdi>{live(name)}</bdi></h2>
                <Inspected inspection />
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=close>{lang.close()}</button>
                {live(move || {
                    done.get()
                        .then(|| {
                            view! {
                                <button type="button" class="button primary" on:click=compose>
                                    <Glyph icon=Icon::Batches />
                                    {lang.compose_with()}
                                </button>
                            }
                        })
                })}
            </div>
        </Modal>
    }
}
