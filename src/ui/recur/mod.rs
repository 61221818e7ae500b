//! Recurring plans: their page, the dialog in which they are made, and what is due.

mod card;
mod dialog;
mod due;
mod when;

use leptos::prelude::*;

use crate::state::recur::Recurring as Plans;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::route::Route;
use card::PlanCard;
pub use dialog::RepeatButton;
pub use due::DuePanel;

#[component]
pub fn Recurring() -> impl IntoView {
    let lang = lang();
    let plans = expect_context::<Plans>();
    let mine = Memo::new(move |_| plans.mine());
    let none = move || {
        view! {
            <div class="empty">
                <h2>{lang.recur_none()}</h2>
                <p>{lang.recur_none_hint()}</p>
            </div>
        }
    };
    view! {
        <div class="sheet" tabindex="-1">
            <div class="sheet-inner">
                <div class="past-head">
                    <h1>{lang.recur_title()}</h1>
                    <span class="topbar-space"></span>
                    <a class="button" href=Route::Compose.href()>
                        <Glyph icon=Icon::Plus />
                        {lang.compose_title()}
                    </a>
                </div>
                <p>{lang.recur_lead()}</p>
                {live(move || {
                    plans
                        .refused
                        .get()
                        .then(|| view! { <Note tone=Tone::Warn><span>{lang.recur_refused()}</span></Note> })
                })}
                {live(move || {
                    let mine = mine.get();
                    if mine.is_empty() {
                        return none().into_any();
                    }
                    let card = |plan| view! { <PlanCard plan /> };
                    view! {
                        <ul class="past" aria-label=lang.recur_title()>
                            {mine.into_iter().map(card).collect_view()}
                        </ul>
                    }
                        .into_any()
                })}
            </div>
        </div>
    }
}
