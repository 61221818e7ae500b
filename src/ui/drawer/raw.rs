//! The object in the API's own words, asked for when it is unfolded.

use leptos::html::Details;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::account::details::Kind;
use crate::openai::error::Error;
use crate::state::catalog::Catalog;
use crate::state::look::json;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

#[component]
pub fn Raw(kind: Kind, id: String) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let browser = expect_context::<Browser>();
    let toasts = expect_context::<Toasts>();
    let fold = NodeRef::<Details>::new();
    let answer = RwSignal::new(None::<Result<String, Error>>);
    let unfolded = move |_| {
        let open = fold.get_untracked().is_some_and(|fold| fold.open());
        let known = answer.with_untracked(|answer| matches!(answer, Some(Ok(_))));
        let Some(client) = catalog.client().filter(|_| open && !known) else { return };
        let (id, store) = (id.clone(), catalog.inside.id_now());
        answer.set(None);
        spawn_local(async move {
            let json = json(&client, kind, &id, &store).await;
            answer.try_set(Some(json));
        });
    };
    let copy = move |_| {
        let Some(Ok(text)) = answer.get_untracked() else { return };
        let copying = (browser.get().copy)(text);
        spawn_local(async move {
            toasts.say(if copying.await { lang.copied() } else { lang.not_copied() });
        });
    };
    view! {
        <details class="drawer-fold" node_ref=fold on:toggle=unfolded>
            <summary>"JSON"</summary>
            {live(move || match answer.get() {
                None => view! { <p class="hint">{lang.drawer_asking()}</p> }.into_any(),
                Some(Err(error)) => view! { <Failure error /> }.into_any(),
                Some(Ok(text)) => {
                    view! {
                        <button type="button" class="button small" on:click=copy>
                            <Glyph icon=Icon::Copy size=14 />
                            {lang.drawer_copy_json()}
                        </button>
                        <pre class="content" tabindex="0">{text}</pre>
                    }
                        .into_any()
                }
            })}
        </details>
    }
}
