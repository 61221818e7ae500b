//! One fill of a store: how far it is, its file batches, what failed and what to do about it.

use leptos::prelude::*;

use super::why::Why;
use crate::account::details::Kind;
use crate::fill::{Failure, PartProgress, Progress, State, Sums};
use crate::state::fill::{Filling, Fills};
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::text::{Lang, date};
use crate::ui::drawer::Opened;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;

#[component]
pub fn FillCard(filling: Filling) -> impl IntoView {
    let lang = lang();
    let opened = expect_context::<Opened>();
    let now = expect_context::<Browser>().now() / 1000;
    let about = filling.about.clone();
    let named = if about.name.is_empty() { about.store.as_str() } else { &about.name };
    let named = visible(named).into_owned();
    let (store, opens) = (about.store.to_string(), about.store.to_string());
    let label = lang.fill_into(&named);
    let began = about.began / 1000;
    let progress = RwSignal::from(filling.progress.clone());
    let (elsewhere, unkept) = (RwSignal::from(filling.elsewhere.clone()), RwSignal::from(filling.unkept.clone()));
    let over = Memo::new(move |_| progress.with(Progress::is_over));
    let of = move || {
        let sums = progress.with(|progress| progress.sums);
        lang.fill_of(&lang.number(sums.ended()), &lang.number(sums.total()))
    };
    let kept = StoredValue::new_local(filling);
    view! {
        <article class="fill" data-store=store aria-label=label>
            <div class="past-head">
                <button type="button" class="link-button grow" on:click=move |_| opened.open(Kind::Store, &opens)>
                    <bdi>{named.clone()}</bdi>
                </button>
                <time class="hint" title=format!("{} UTC", date::date_time(began)) datetime=date::iso(began)>
                    {lang.ago(began, now)}
                </time>
            </div>
            {live(move || {
                (!over.get())
                    .then(|| {
                        view! {
                            <progress
                                max=move || progress.with(|progress| progress.sums.total())
                                prop:value=move || progress.with(|progress| progress.sums.ended()) as f64
                                aria-label=of
                            ></progress>
                        }
                    })
            })}
            <p class="page-state">
                <strong role="status">{of}</strong>
                <span>{move || progress.with(|progress| lang.fill_state(&progress.state))}</span>
            </p>
            {live(move || elsewhere.get().then(|| view! { <p class="hint">{lang.fill_elsewhere()}</p> }))}
            {live(move || unkept.get().then(|| view! { <p class="hint">{lang.fill_unkept()}</p> }))}
            {live(move || view! { <SumList sums=progress.with(|progress| progress.sums) /> })}
            {live(move || over.get().then(|| view! { <Outcome filling=kept.get_value() /> }))}
            <Parts progress />
            {live(move || (!elsewhere.get()).then(|| view! { <Buttons filling=kept.get_value() over named=named.clone() /> }))}
        </article>
    }
}

#[component]
fn SumList(sums: Sums) -> impl IntoView {
    let lang = lang();
    let lines = [
        (lang.fill_completed(), sums.completed),
        (lang.fill_in_progress(), sums.in_progress),
        (lang.fill_waiting(), sums.waiting),
        (lang.fill_failed(), sums.failed),
        (lang.fill_called_off(), sums.cancelled),
        (lang.fill_not_tried(), sums.not_tried),
    ];
    let line = |(word, n)| (n > 0).then(|| view! { <dt>{word}</dt> <dd>{lang.number(n)}</dd> });
    view! { <dl class="sums">{lines.map(line)}</dl> }
}

/// What came of it, once it is over.
#[component]
fn Outcome(filling: Filling) -> impl IntoView {
    let lang = lang();
    let progress = filling.progress.get_untracked();
    let all = progress.sums.completed == progress.sums.total();
    let stopped = match progress.state {
        State::Over { stopped_by: Some(cause) } => Some(view! {
            <strong>{lang.fill_stopped()}</strong>
            <Why cause=(*cause).clone() />
        }),
        _ => None,
    };
    let failures = filling.failures();
    // One cause alone, or a run that was stopped, is tried again by the button below.
    let apart = failures.len() > 1 && stopped.is_none();
    let filling = StoredValue::new_local(filling);
    let failed = |failure| view! { <Failed failure filling apart /> };
    view! {
        <div role="status" class="causes">
            {all.then(|| view! { <p>{lang.fill_all_done(progress.sums.total())}</p> })} {stopped}
        </div>
        <ul class="causes">{failures.into_iter().map(failed).collect_view()}</ul>
    }
}

#[component]
fn Failed(failure: Failure, filling: StoredValue<Filling, LocalStorage>, apart: bool) -> impl IntoView {
    let lang = lang();
    let fills = expect_context::<Fills>();
    let key = failure.cause.key.clone();
    let again = move || filling.with_value(|filling| fills.retry_failed(filling, Some(key.clone())));
    let count = failure.files.len() as u64;
    let ids = failure.files.iter().map(|file| visible(file.as_str()).into_owned()).collect::<Vec<_>>().join("\n");
    view! {
        <li>
            <Why cause=(*failure.cause).clone() />
            {(failure.unsettled > 0).then(|| view! { <span>{lang.fill_unsettled(failure.unsettled)}</span> })}
            <details>
                <summary>{lang.fill_files(count)}</summary>
                <pre class="ids" tabindex="0">{ids}</pre>
            </details>
            {apart
                .then(|| {
                    view! {
                        <LockedButton class="button small" icon=Icon::Refresh press=again>
                            {lang.fill_retry_these(count)}
                        </LockedButton>
                    }
                })}
        </li>
    }
}

/// The file batches, each with its numbers.
#[component]
fn Parts(progress: RwSignal<Progress>) -> impl IntoView {
    let lang = lang();
    let count = Memo::new(move |_| progress.with(|progress| progress.parts.len() as u64));
    let stuck = Memo::new(move |_| progress.with(|progress| progress.parts.iter().any(|part| part.stuck)));
    view! {
        {live(move || stuck.get().then(|| view! { <p class="problem"><Glyph icon=Icon::Clock /> {lang.fill_stuck()}</p> }))}
        <details class="fill-parts">
            <summary>{live(move || lang.fill_parts(count.get()))}</summary>
            {live(move || {
                let parts = progress.with(|progress| progress.parts.clone());
                let part = |part| view! { <li>{line(lang, part)}</li> };
                view! { <ol>{parts.into_iter().map(part).collect_view()}</ol> }
            })}
        </details>
    }
}

fn line(lang: Lang, part: PartProgress) -> impl IntoView {
    let id = match &part.batch {
        Some(id) => view! { <bdi class="mono">{visible(id.as_str()).into_owned()}</bdi> }.into_any(),
        None => view! { <span class="hint">{lang.fill_part_unnamed()}</span> }.into_any(),
    };
    let failed = part.sums.failed;
    let trouble = part.trouble.map(|cause| view! { <div class="reason"><Why cause=(*cause).clone() /></div> });
    view! {
        <span>{lang.fill_part(&part.number.to_string())}</span>
        {id}
        <span>{lang.fill_of(&lang.number(part.sums.completed), &lang.number(part.sums.total()))}</span>
        {(failed > 0).then(|| view! { <span class="badge bad">{lang.fill_failed()} " " {lang.number(failed)}</span> })}
        {trouble}
    }
}

#[component]
fn Buttons(filling: Filling, over: Memo<bool>, named: String) -> impl IntoView {
    let lang = lang();
    let fills = expect_context::<Fills>();
    let progress = RwSignal::from(filling.progress.clone());
    let kept = StoredValue::new_local(filling);
    let cancelling = Memo::new(move |_| progress.with(|progress| progress.state == State::Cancelling));
    let retry = Memo::new(move |_| {
        progress.with(|progress| match &progress.state {
            State::Over { stopped_by: Some(_) } if progress.sums.failed == 0 => {
                Some(lang.fill_retry_rest(progress.sums.not_tried))
            }
            State::Over { .. } if progress.sums.failed > 0 => Some(lang.fill_retry(progress.sums.failed)),
            _ => None,
        })
    });
    let again = move || kept.with_value(|filling| fills.retry_failed(filling, None));
    view! {
        <div class="button-row">
            {live(move || {
                (!over.get() && !cancelling.get())
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button small"
                                on:click=move |_| kept.with_value(|filling| fills.cancel(filling))
                            >
                                {lang.fill_cancel()}
                            </button>
                        }
                    })
            })}
            {live(move || {
                let button = |word| {
                    view! { <LockedButton class="button small" icon=Icon::Refresh press=again>{word}</LockedButton> }
                };
                retry.get().map(button)
            })}
            {live(move || {
                over.get()
                    .then(|| {
                        view! {
                            <button
                                type="button"
                                class="button small plain"
                                aria-label=lang.fill_forget(&named)
                                on:click=move |_| kept.with_value(|filling| fills.dismiss(filling))
                            >
                                {lang.close()}
                            </button>
                        }
                    })
            })}
        </div>
    }
}
