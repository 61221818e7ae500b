//! What is due now, in a corner of every screen: why it was not submitted, and what is to become of it.

use leptos::prelude::*;

use crate::jsonl::submit::State;
use crate::recur::plan::Plan;
use crate::recur::wall::{date_time, shown};
use crate::state::recur::{Due, Recurring, Trouble, Why};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::note::FailureText;
use crate::ui::route::Route;

#[component]
pub fn DuePanel() -> impl IntoView {
    let lang = lang();
    let recurring = expect_context::<Recurring>();
    let any = Memo::new(move |_| recurring.due.with(|due| !due.is_empty()));
    let names = Memo::new(move |_| {
        let name = |due: &Due| lang.recur_due(&visible(&due.plan.name));
        recurring.due.with(|due| due.iter().map(name).collect::<Vec<_>>().join(" "))
    });
    // There before there is anything to say, so that a screen reader hears it come.
    let said = view! { <p class="visually-hidden" role="status">{live(move || names.get())}</p> };
    let panel = live(move || {
        any.get().then(|| {
            view! {
                <section class="panel" aria-label=lang.recur_title() data-testid="due">
                    <div class="panel-head">
                        <h2>{lang.recur_title()}</h2>
                    </div>
                    <div class="panel-body">
                        <ul class="fills">
                            {live(move || recurring.due.get().into_iter().map(|due| view! { <DueLine due /> }).collect_view())}
                        </ul>
                    </div>
                </section>
            }
        })
    });
    view! {
        {said}
        {panel}
    }
}

#[component]
fn DueLine(due: Due) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let Due { plan, occurrence, missed, why } = due;
    let when = date_time(shown(occurrence.at, &browser.get().zone));
    let ago = lang.ago(occurrence.at, browser.now().div_ceil(1000).max(occurrence.at));
    let account = visible(&plan.account).into_owned();
    let is_busy = why == Why::Now;
    let id = plan.id.clone();
    view! {
        <li class="fill" data-id=id>
            <strong>
                <bdi>{visible(&plan.name).into_owned()}</bdi>
            </strong>
            <p>{lang.recur_due_at(&when, &ago)}</p>
            {(missed > 0).then(|| view! { <p class="hint">{lang.recur_missed(missed)}</p> })}
            <WhyText why=why.clone() account />
            {(!is_busy).then(|| view! { <Decide plan mark=occurrence.mark why /> })}
        </li>
    }
}

#[component]
fn WhyText(why: Why, account: String) -> impl IntoView {
    let lang = lang();
    let hint = |words: String| view! { <p class="hint">{words}</p> }.into_any();
    match why {
        Why::Asks => ().into_any(),
        Why::Now | Why::CutOff { unsure: true } => view! {
            <p class="page-state">
                <Glyph icon=Icon::Spinner />
                {lang.recur_why_now()}
            </p>
        }
        .into_any(),
        Why::Away => hint(lang.recur_why_away().to_owned()),
        Why::OtherAccount => hint(lang.recur_why_other(&account)),
        Why::CutOff { unsure: false } => hint(lang.recur_why_cut().to_owned()),
        Why::Trouble(trouble) => match trouble {
            Trouble::Locked => hint(lang.recur_why_locked().to_owned()),
            Trouble::Elsewhere => hint(lang.recur_why_elsewhere().to_owned()),
            Trouble::FileGone => hint(lang.recur_why_file_gone().to_owned()),
            Trouble::NotKept => hint(lang.recur_why_not_kept().to_owned()),
            Trouble::NoJournal => hint(lang.recur_why_no_journal().to_owned()),
            Trouble::Unreadable(fault) => hint(lang.fault(&fault)),
            Trouble::Refused(error) => view! {
                <div class="reason">
                    <strong>{lang.submit_not_made()}</strong>
                    <FailureText error />
                </div>
            }
            .into_any(),
            Trouble::Unclear(State::Unknown(error)) => view! {
                <div class="reason">
                    <strong>{lang.submit_unknown()}</strong>
                    <FailureText error />
                </div>
            }
            .into_any(),
            Trouble::Unclear(State::Absent) => view! {
                <div class="reason">
                    <strong>{lang.submit_absent()}</strong>
                    <span>{lang.submit_absent_hint()}</span>
                </div>
            }
            .into_any(),
            Trouble::Unclear(_) => hint(lang.recur_why_cut().to_owned()),
        },
    }
}

#[component]
fn Decide(plan: Plan, mark: u64, why: Why) -> impl IntoView {
    let lang = lang();
    let recurring = expect_context::<Recurring>();
    let is_unsure = matches!(why, Why::Trouble(Trouble::Unclear(_)));
    let submit = match why {
        Why::Trouble(Trouble::Unclear(State::Unknown(_))) => lang.recur_look(),
        _ => lang.recur_submit(),
    };
    let skip = if is_unsure { lang.recur_skip_unsure() } else { lang.recur_skip() };
    let id = plan.id.clone();
    let is_mine = why != Why::OtherAccount;
    view! {
        <div class="button-row">
            {is_mine
                .then(|| {
                    view! {
                        <LockedButton class="button small primary" press=move || recurring.submit(&id, mark)>
                            {submit}
                        </LockedButton>
                    }
                })}
            <button type="button" class="button small" on:click=move |_| recurring.skip(&plan, mark)>{skip}</button>
            {is_mine.then(|| view! { <a class="button small" href=Route::Recurring.href()>{lang.recur_view()}</a> })}
        </div>
    }
}
