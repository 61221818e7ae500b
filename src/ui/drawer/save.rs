//! The button that saves a file's content on the person's disk.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::openai::error::Error;
use crate::openai::file::File;
use crate::state::catalog::Catalog;
use crate::state::look::save;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

#[component]
pub fn Save(file: Arc<File>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let browser = expect_context::<Browser>();
    let toasts = expect_context::<Toasts>();
    let saving = RwSignal::new(false);
    let failed = RwSignal::new(None::<Error>);
    let start = move |_| {
        let Some(client) = catalog.client().filter(|_| !saving.get_untracked()) else { return };
        saving.set(true);
        failed.set(None);
        let file = file.clone();
        spawn_local(async move {
            let name = file.filename.as_deref().unwrap_or_default();
            let name = crate::table::export::safe_name(if name.is_empty() { file.id.as_str() } else { name });
            let saved = save(browser, &client, file.id.as_str(), &name).await;
            saving.try_set(false);
            match saved {
                Ok(true) => toasts.say(lang.download_saved(&name)),
                Ok(false) => toasts.say(lang.export_not_saved()),
                Err(error) => drop(failed.try_set(Some(error))),
            }
        });
    };
    view! {
        <button type="button" class="button" aria-disabled=move || saving.get().then_some("true") on:click=start>
            {live(move || {
                let icon = if saving.get() { Icon::Spinner } else { Icon::Download };
                view! { <Glyph icon /> }
            })}
            {lang.download()}
        </button>
        {live(move || failed.get().map(|error| view! { <Failure error /> }))}
    }
}
