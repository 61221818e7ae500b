//! Runs that wait for the person: those that were cut off, and the one that can still be undone.

use leptos::html::Button;
use leptos::prelude::*;

use crate::state::jobs::{Held, Jobs, Offer};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::ui::job::title;
use crate::ui::live::live;

#[component]
pub fn Offers() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    view! {
        {live(move || jobs.held.get().map(|held| view! { <Hold held /> }))}
        {live(move || jobs.offers.get().into_iter().map(|offer| view! { <CutOff offer /> }).collect_view())}
    }
}

#[component]
fn CutOff(offer: Offer) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let title = title(lang, offer.task, false);
    let (done, total) = (lang.number(offer.ended), lang.number(offer.total));
    let of = lang.job_cut_off_of(&offer.owner.name, &offer.owner.tail);
    let at = lang.job_cut_off_at(&done, &total);
    let offer = StoredValue::new_local(offer);
    let is_mine = Memo::new(move |_| offer.with_value(|offer| jobs.is_mine(offer)));
    let take_up = lang.job_take_up(&done, &total);
    view! {
        <section class="panel" aria-label=title data-testid="cut-off">
            <div class="panel-head">
                <h2>{title}</h2>
                <span class="badge bad">{lang.job_cut_off()}</span>
            </div>
            <div class="panel-body">
                <p>{at}</p>
                <p class="hint"><bdi>{of}</bdi></p>
                {live(move || {
                    if !is_mine.get() {
                        return view! {
                            <p>{lang.job_cut_off_reconnect()}</p>
                            <div class="button-row">
                                <button type="button" class="button" on:click=move |_| jobs.forget(&offer.get_value())>
                                    {lang.job_forget()}
                                </button>
                            </div>
                        }
                            .into_any();
                    }
                    view! {
                        <div class="button-row">
                            <button
                                type="button"
                                class="button primary"
                                on:click=move |_| jobs.take_up(&offer.get_value(), true)
                            >
                                {take_up.clone()}
                            </button>
                            <button type="button" class="button" on:click=move |_| jobs.take_up(&offer.get_value(), false)>
                                {lang.job_end_here()}
                            </button>
                        </div>
                    }
                        .into_any()
                })}
            </div>
        </section>
    }
}

#[component]
fn Hold(held: Held) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let toasts = expect_context::<Toasts>();
    let (count, left) = (held.count(), RwSignal::from(held.left));
    let undo = NodeRef::<Button>::new();
    Effect::new(move |_| {
        if let Some(undo) = undo.get() {
            // An element that cannot take the focus is no failure.
            let _ = undo.focus();
        }
    });
    let undone = move |_| {
        if jobs.undo() {
            toasts.say(lang.job_undone());
        }
    };
    view! {
        <section class="panel" aria-label=lang.job_files() data-testid="held">
            <div class="panel-body held">
                // Said once, not each second.
                <p class="visually-hidden" role="status">{lang.job_hold(count, "10")}</p>
                <p aria-hidden="true">{move || lang.job_hold(count, &lang.number(u64::from(left.get())))}</p>
                <div class="button-row">
                    <button type="button" class="button primary" node_ref=undo on:click=undone>
                        {lang.job_undo()}
                    </button>
                    <button type="button" class="button" on:click=move |_| jobs.let_go()>
                        {lang.job_delete_now()}
                    </button>
                </div>
            </div>
        </section>
    }
}
