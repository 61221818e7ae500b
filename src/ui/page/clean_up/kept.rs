//! Plans that were kept for later.

use leptos::prelude::*;

use crate::account::recipes::Recipe;
use crate::bulk::kept::Kept;
use crate::state::jobs::Jobs;
use crate::state::kept::Plans;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;

#[component]
pub fn KeptPlans() -> impl IntoView {
    let lang = lang();
    let plans = expect_context::<Plans>();
    live(move || {
        let mine = plans.mine();
        (!mine.is_empty()).then(|| {
            view! {
                <section class="card">
                    <h2>{lang.kept_title()}</h2>
                    <ul class="findings" aria-label=lang.kept_title()>
                        {mine.into_iter().map(|kept| view! { <Row kept /> }).collect_view()}
                    </ul>
                </section>
            }
        })
    })
}

#[component]
fn Row(kept: Kept) -> impl IntoView {
    let lang = lang();
    let (plans, jobs) = (expect_context::<Plans>(), expect_context::<Jobs>());
    let now = expect_context::<Browser>().now() / 1000;
    let title = visible(&kept.title).into_owned();
    let (count, ago) = (lang.kept_count(kept.items.len() as u64), lang.ago(kept.made / 1000, now));
    let (id, name) = (kept.id.clone(), title.clone());
    let review = move || jobs.propose(Recipe::Kept(kept.items.clone()), name.clone());
    view! {
        <li>
            <div class="finding-text">
                <h3>
                    <bdi>{title.clone()}</bdi>
                </h3>
                <p class="hint">{format!("{count}, {ago}")}</p>
            </div>
            <div class="button-row">
                <LockedButton press=review>{lang.kept_review()}</LockedButton>
                <button
                    type="button"
                    class="button icon plain"
                    aria-label=lang.kept_forget(&title)
                    title=lang.kept_forget(&title)
                    on:click=move |_| plans.forget(&id)
                >
                    <Glyph icon=Icon::Close />
                </button>
            </div>
        </li>
    }
}
