//! A plan that a recipe proposed: every object with the reason for it, ticked or not.

use std::sync::Arc;

use leptos::prelude::*;
use rustc_hash::FxHashSet;

use crate::account::findings::Finding;
use crate::account::recipes::Proposal;
use crate::bulk::plan::{Item, User, Why};
use crate::state::jobs::{Jobs, Making, Proposing, Question};
use crate::state::kept::Plans;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::plan::{Breaks, TakeAway, named};

/// Objects shown at first, and with each wish for more.
const SHOWN: usize = 100;
/// Users named beside an object.
const USERS: usize = 3;

#[component]
pub fn ProposalView(
    question: StoredValue<Question, LocalStorage>,
    proposing: Proposing,
    making: RwSignal<Making>,
) -> impl IntoView {
    let lang = lang();
    let plan =
        move || making.with(|making| if let Making::Ready(made) = making { Some(made.plan.clone()) } else { None });
    let numbers = move || {
        let made = making.with(|making| if let Making::Ready(made) = making { Some(made.clone()) } else { None })?;
        let saved = made.saving.filter(|saving| saving.day > 0);
        Some((
            made.plan.protected() as u64,
            made.changed,
            saved.map(|saving| lang.finding_saves(&lang.dollars(saving.day))),
        ))
    };
    let proposal = proposing.proposal.get_untracked();
    let (gone, used, total) = (proposal.gone, proposal.used_since, proposal.items.len() as u64);
    let out = proposing.left_out.clone();
    let left_out = {
        let out = out.clone();
        move || out.with(|out| out.len() as u64)
    };
    view! {
        {live(move || {
            let (protected, changed, saved) = numbers()?;
            Some(
                view! {
                    {changed.then(|| view! { <Note tone=Tone::Warn><span>{lang.plan_changed()}</span></Note> })}
                    {saved.map(|saved| view! { <p>{saved}</p> })}
                    {(protected > 0).then(|| view! { <p class="hint">{lang.plan_protected(protected)}</p> })}
                },
            )
        })}
        {(gone + used > 0)
            .then(|| {
                view! {
                    <Note tone=Tone::Warn>
                        <span>{lang.kept_changed(&lang.kept_gone(gone), &lang.kept_used(used))}</span>
                    </Note>
                }
            })}
        {(total == 0).then(|| view! { <p role="status">{lang.propose_nothing()}</p> })}
        {live(move || plan().map(|plan| view! { <Breaks plan /> }))}
        <LeftOut question proposing=proposing.clone() count=Signal::derive(left_out) />
        {(total > 0).then(|| view! { <Items question proposal out /> })}
        {live(move || {
            plan().filter(|plan| plan.count() > 0).map(|plan| {
                let proposing = proposing.clone();
                view! {
                    <TakeAway plan />
                    <KeepForLater question proposing />
                }
            })
        })}
    }
}

/// How many are left out, and both ways to change that at once.
#[component]
fn LeftOut(
    question: StoredValue<Question, LocalStorage>,
    proposing: Proposing,
    #[prop(into)] count: Signal<u64>,
) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let needed = proposing.proposal.with_untracked(|proposal| proposal.left_out.len() as u64);
    let proposing = StoredValue::new(proposing);
    let put_in = move |_| {
        let left_out = proposing.with_value(|proposing| proposing.left_out.get_untracked());
        let ids: Vec<Arc<str>> = left_out.into_iter().collect();
        question.with_value(|question| jobs.leave_out(question, &ids, false));
    };
    view! {
        {(needed > 0).then(|| view! { <p class="hint">{lang.propose_needed(needed)}</p> })}
        {live(move || {
            (count.get() > 0)
                .then(|| {
                    view! {
                        <div class="button-row">
                            <span role="status" data-testid="left-out">{lang.propose_left_out(count.get())}</span>
                            <button type="button" class="button small" on:click=put_in>
                                {lang.propose_put_in()}
                            </button>
                        </div>
                    }
                })
        })}
    }
}

#[component]
fn Items(
    question: StoredValue<Question, LocalStorage>,
    proposal: Arc<Proposal>,
    out: ArcRwSignal<FxHashSet<Arc<str>>>,
) -> impl IntoView {
    let lang = lang();
    let total = proposal.items.len();
    let pages = RwSignal::new(1usize);
    let page = move |page: usize| {
        let items = proposal.items.iter().skip((page - 1) * SHOWN).take(SHOWN);
        items.map(|item| view! { <Row question item=item.clone() out=out.clone() /> }).collect_view()
    };
    view! {
        <ul class="victims" tabindex="0" aria-label=lang.confirm_list()>
            <For each=move || 1..=pages.get() key=|number| *number children=page />
        </ul>
        {live(move || {
            let rest = total.saturating_sub(pages.get() * SHOWN) as u64;
            (rest > 0)
                .then(|| {
                    view! {
                        <button type="button" class="button small" on:click=move |_| pages.update(|pages| *pages += 1)>
                            {lang.propose_more(rest)}
                        </button>
                    }
                })
        })}
    }
}

#[component]
fn Row(
    question: StoredValue<Question, LocalStorage>,
    item: Item,
    out: ArcRwSignal<FxHashSet<Arc<str>>>,
) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let name = if item.name.is_empty() { format!("({})", lang.unnamed()) } else { visible(&item.name).into_owned() };
    let users = item.uses.iter().filter(|user| user.by != User::Elsewhere);
    let names: Vec<String> = users.clone().take(USERS).map(|user| named(&user.name, &user.id)).collect();
    let more = users.count().saturating_sub(USERS) as u64;
    let mut why = reason(lang, &item.why);
    if !names.is_empty() {
        why = format!("{why}; {}", lang.plan_used_by(&names.join(", ")));
    }
    if more > 0 {
        why = format!("{why} {}", lang.confirm_more(more));
    }
    let id = item.id.clone();
    let tick = move |is_in: bool| {
        question.with_value(|question| jobs.leave_out(question, std::slice::from_ref(&id), !is_in));
    };
    let id = item.id.clone();
    view! {
        <li data-id=item.id.to_string()>
            <label class="check name">
                <input
                    type="checkbox"
                    prop:checked=move || out.with(|out| !out.contains(&id))
                    on:change:target=move |event| tick(event.target().checked())
                />
                <bdi title=name.clone()>{name.clone()}</bdi>
            </label>
            <span class="mono">{visible(&item.id).into_owned()}</span>
            <span class="size">{item.bytes.map(|bytes| lang.bytes(bytes))}</span>
            <span class="hint uses">
                <bdi>{why}</bdi>
            </span>
        </li>
    }
}

/// Why an object is in a plan.
fn reason(lang: Lang, why: &Why) -> String {
    match why {
        Why::Chosen => lang.why_chosen().to_owned(),
        Why::In(store) => lang.why_in(&visible(store)),
        Why::OnlyIn(store) => lang.why_only_in(&visible(store)),
        Why::Found(rule) if Finding::of(rule).is_some() => lang.finding(rule).0.to_owned(),
        Why::Found(_) => lang.why_matches().to_owned(),
        Why::CopyOf(file) => lang.why_copy_of(&visible(file)),
        Why::EqualTo(file) => lang.why_equal_to(&visible(file)),
    }
}

/// Keeps the plan on this device.
#[component]
fn KeepForLater(question: StoredValue<Question, LocalStorage>, proposing: Proposing) -> impl IntoView {
    let lang = lang();
    let plans = expect_context::<Plans>();
    let proposing = StoredValue::new(proposing);
    let keep = move |_| {
        let connection = question.with_value(|question| question.connection.clone());
        proposing.with_value(|proposing| plans.keep(&proposing.title, &connection, proposing.chosen()));
    };
    view! {
        <div class="button-row">
            <button type="button" class="button small" on:click=keep>{lang.kept_keep()}</button>
        </div>
    }
}
