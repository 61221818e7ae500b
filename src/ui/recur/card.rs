//! A plan: when, of what, at what cost, what became of it, and what can be done with it.

use leptos::ev::MouseEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::dialog::{About, PlanDialog};
use crate::account::details::Kind;
use crate::recur::plan::{Last, Plan, Standing};
use crate::recur::wall::{date_time, shown};
use crate::state::catalog::Catalog;
use crate::state::compose::Composer;
use crate::state::recur::Recurring;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::drawer::Opened;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn PlanCard(plan: Plan) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let name = visible(&plan.name).into_owned();
    let by_itself = if plan.automatic { lang.recur_by_itself() } else { lang.recur_asks() };
    let standing = Memo::new({
        let plan = plan.clone();
        move |_| plan.standing(browser.roughly_now.get() / 1000, &browser.get().zone)
    });
    let badge = move || match standing.get() {
        Standing::Paused => Some(view! { <span class="badge warn">{lang.recur_paused()}</span> }),
        Standing::Over => Some(view! { <span class="badge">{lang.recur_over()}</span> }),
        Standing::Due { .. } => Some(view! { <span class="badge busy">{lang.recur_is_due()}</span> }),
        Standing::Waits(_) => None,
    };
    let id = plan.id.clone();
    view! {
        <li class="card past-run" data-id=id>
            <div class="past-head">
                <h2>
                    <bdi>{name}</bdi>
                </h2>
                {live(badge)}
                <span class="badge">{by_itself}</span>
            </div>
            <Facts plan=plan.clone() standing />
            <Deeds plan />
        </li>
    }
}

#[component]
fn Facts(plan: Plan, standing: Memo<Standing>) -> impl IntoView {
    let lang = lang();
    let (browser, opened) = (expect_context::<Browser>(), expect_context::<Opened>());
    let prices = expect_context::<Catalog>().model_prices;
    let zone = browser.get().zone;
    let next = move || {
        let Standing::Waits(next) = standing.get() else { return None };
        let ahead = lang.ago(next.at, browser.roughly_now.get() / 1000);
        Some(view! {
            <dt>{lang.recur_next()}</dt>
            <dd data-testid="next">{format!("{} ({ahead})", date_time(shown(next.at, &zone)))}</dd>
        })
    };
    let requests = plan.requests.clone();
    let what = [visible(&requests.model).into_owned(), requests.endpoint.to_string()];
    let what = what.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let from = match requests.bytes {
        Some(bytes) => lang.recur_from_device(lang.source(plan.draft.source).0, &lang.bytes(bytes)),
        None => lang.recur_from_account(&visible(&plan.draft.file)),
    };
    let labels = plan.draft.metadata.iter().map(|entry| format!("{}={}", entry.key, entry.value));
    let description = Some(plan.draft.description.trim().to_owned()).filter(|text| !text.is_empty());
    let labels = description.into_iter().chain(labels).map(|text| visible(&text).into_owned());
    let labels = labels.collect::<Vec<_>>().join(" · ");
    let count = requests.amount.requests;
    let cost = move || prices.with(|prices| lang.recur_estimate(&requests, prices));
    let last = plan.last.map(|Last { at, batches, .. }| {
        let when = date_time(shown(at, &zone));
        let said = if batches.is_empty() { lang.recur_last_skipped(&when) } else { lang.recur_last_submitted(&when) };
        let links = batches.into_iter().map(|id| {
            let label = visible(id.as_str()).into_owned();
            let open = move |_| opened.open(Kind::Batch, id.as_str());
            view! { " " <button type="button" class="link-button mono" on:click=open>{label}</button> }
        });
        view! {
            <dt>{lang.recur_last_time()}</dt>
            <dd data-testid="last">{said} {links.collect_view()}</dd>
        }
    });
    view! {
        <dl class="facts">
            <dt>{lang.recur_when()}</dt>
            <dd>{lang.schedule(&plan.schedule)}</dd>
            {live(next)}
            <dt>{lang.recur_requests()}</dt>
            <dd>
                <bdi>{lang.recur_requests_of(count, &what)}</bdi>
            </dd>
            <dt>{lang.recur_from()}</dt>
            <dd>{from}</dd>
            {(!labels.is_empty())
                .then(|| {
                    view! {
                        <dt>{lang.compose_labels()}</dt>
                        <dd>
                            <bdi>{labels}</bdi>
                        </dd>
                    }
                })}
            <dt>{lang.recur_cost()}</dt>
            <dd>{live(cost)}</dd>
            {last}
        </dl>
    }
}

#[component]
fn Deeds(plan: Plan) -> impl IntoView {
    let lang = lang();
    let (browser, recurring) = (expect_context::<Browser>(), expect_context::<Recurring>());
    let (composer, toasts, opened) =
        (expect_context::<Composer>(), expect_context::<Toasts>(), expect_context::<Opened>());
    let (edits, asks, sure) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let paused = plan.paused;
    let batches = Route::Batches.asking(browser, &format!("plan:{}", plan.id), "");
    let plan = StoredValue::new(plan);
    let id = move || plan.with_value(|plan| plan.id.clone());
    let pause = move |_| if paused { recurring.resume(&id()) } else { recurring.pause(&id()) };
    let compose = move || {
        spawn_local(async move {
            let Some(plan) = plan.try_get_value() else { return };
            if recurring.compose(&plan, composer).await {
                opened.go_to(Route::Compose);
            } else {
                toasts.say(lang.recur_why_not_kept());
            }
        });
    };
    // A draft that would be lost is asked about.
    let change =
        move |_| match composer.draft.with_untracked(|draft| draft.is_empty()) || untrack(|| composer.is_done()) {
            true => compose(),
            false => asks.set(true),
        };
    let yes = move |event: MouseEvent| {
        close_around(&event);
        asks.set(false);
        compose();
    };
    let no = move |event: MouseEvent| {
        close_around(&event);
        asks.set(false);
    };
    let delete = move |_| {
        if sure.get_untracked() {
            plan.with_value(|plan| recurring.delete(plan));
        }
        sure.update(|sure| *sure = !*sure);
    };
    let close = Callback::new(move |()| edits.set(false));
    view! {
        <div class="button-row">
            <button type="button" class="button small" on:click=pause>
                {if paused { lang.recur_resume() } else { lang.recur_pause() }}
            </button>
            <button type="button" class="button small" on:click=move |_| edits.set(true)>
                <Glyph icon=Icon::Pencil />
                {lang.recur_edit()}
            </button>
            <button type="button" class="button small" on:click=change>{lang.recur_compose()}</button>
            <a class="button small" href=batches>
                <Glyph icon=Icon::Batches />
                {lang.recur_batches()}
            </a>
            <button type="button" class="button small plain" on:click=delete on:blur=move |_| sure.set(false)>
                <Glyph icon=Icon::Trash />
                {live(move || if sure.get() { lang.recur_delete_sure() } else { lang.recur_delete() })}
            </button>
        </div>
        {live(move || edits.get().then(|| view! { <PlanDialog about=About::Plan(Box::new(plan.get_value())) close /> }))}
        {live(move || {
            asks.get()
                .then(|| {
                    view! {
                        <Modal label=lang.recur_compose_title() on_close=move || asks.set(false)>
                            <div class="dialog-body">
                                <h2>{lang.recur_compose_title()}</h2>
                                <p>{lang.recur_compose_hint()}</p>
                            </div>
                            <div class="dialog-foot">
                                <button type="button" class="button" autofocus on:click=no>{lang.cancel()}</button>
                                <button type="button" class="button danger solid" on:click=yes>
                                    {lang.recur_compose_yes()}
                                </button>
                            </div>
                        </Modal>
                    }
                })
        })}
    }
}
