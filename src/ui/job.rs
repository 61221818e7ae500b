//! The panel of a run: progress while it lasts, the report when it is over.

use std::sync::Arc;

use leptos::prelude::*;

use crate::account::verdict;
use crate::bulk::job::Event;
use crate::bulk::outcome::Sums;
use crate::bulk::plan::Deed;
use crate::bulk::progress::{Progress, RunState};
use crate::bulk::report::{Group, Report};
use crate::state::jobs::{Jobs, Mirror, Run, Task};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::after::AfterRun;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::FailureText;

#[component]
pub fn JobPanel() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    live(move || {
        let run = jobs.run.get();
        let mirror = jobs.mirror.get().filter(|_| run.is_none());
        let panel = match (run, mirror) {
            (Some(run), _) => view! { <Panel run /> }.into_any(),
            (None, Some(mirror)) => view! { <Elsewhere mirror /> }.into_any(),
            (None, None) => return None,
        };
        Some(view! { <div hidden=move || !jobs.open.get()>{panel}</div> })
    })
}

/// Says how far the run has come to those who do not see it: at each quarter, and when something about it changes.
#[component]
pub fn JobNews() -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let news = Memo::new(move |_| {
        let run = jobs.run.get()?;
        run.progress.with(|progress| match &progress.state {
            RunState::Running | RunState::CoolingDown { .. } => {
                let quarter = progress.sums.ended() * 4 / progress.total.max(1);
                let reached = u64::from(progress.total) * u64::from(quarter) / 4;
                (progress.total >= 40 && quarter > 0)
                    .then(|| lang.job_of(&lang.number(reached), &lang.number(u64::from(progress.total))))
            }
            RunState::Paused | RunState::Offline | RunState::Cancelling => Some(pace(lang, progress)),
            RunState::Ready | RunState::Finished { .. } => None,
        })
    });
    view! { <p class="visually-hidden" role="status">{move || news.get()}</p> }
}

/// The run in a few letters; shows and hides its panel.
#[component]
pub fn JobPill() -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let pill = move |task: Task, progress: ArcRwSignal<Progress>| {
        let share = move || {
            progress.with(|progress| match progress.state {
                RunState::Finished { .. } => String::new(),
                _ => {
                    let share = u64::from(progress.sums.ended()) * 100 / u64::from(progress.total.max(1));
                    lang.job_percent(&lang.number(share))
                }
            })
        };
        view! {
            <button
                type="button"
                class="button small pill"
                aria-expanded=move || if jobs.open.get() { "true" } else { "false" }
                aria-label=move || if jobs.open.get() { lang.job_hide() } else { lang.job_show() }
                on:click=move |_| jobs.open.update(|open| *open = !*open)
            >
                <Glyph icon=if matches!(task, Task::CancelBatches | Task::RemoveFiles) { Icon::Cross } else { Icon::Trash } />
                <span>{share}</span>
            </button>
        }
    };
    live(move || match jobs.run.get() {
        Some(run) => Some(pill(run.task, run.progress)),
        None => jobs.mirror.get().map(|mirror| pill(mirror.task, mirror.progress)),
    })
}

#[component]
fn Panel(run: Run) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let after = StoredValue::new_local(run.clone());
    let (task, progress, report) = (run.task, RwSignal::from(run.progress), RwSignal::from(run.report));
    let unkept = RwSignal::from(run.unkept);
    let title = move || {
        report.with(|report| match report {
            Some(report) if task == Task::DeleteStores && report.has(Deed::DeleteFile) => lang.job_stores_files_over(),
            report => title(lang, task, report.is_some()),
        })
    };
    let (label, hide) = (lang.close(), lang.job_hide());
    view! {
        <section class="panel" aria-label=title data-testid="job">
            <div class="panel-head">
                <h2>{title}</h2>
                {live(move || match report.get() {
                    Some(_) => view! { <HeadButton label icon=Icon::Close press=move || jobs.dismiss() /> }.into_any(),
                    None => view! { <HeadButton label=hide icon=Icon::Chevron press=move || jobs.open.set(false) /> }.into_any(),
                })}
            </div>
            <div class="panel-body">
                {live(move || match report.get() {
                    Some(report) => view! {
                        <Outcome task report />
                        <AfterRun run=after.get_value() />
                    }
                    .into_any(),
                    None => view! { <Running progress /> }.into_any(),
                })}
                {live(move || {
                    (unkept.get() && report.with(Option::is_none)).then(|| view! { <p class="hint">{lang.job_unkept()}</p> })
                })}
            </div>
        </section>
    }
}

/// A run that another tab carries out.
#[component]
fn Elsewhere(mirror: Mirror) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let progress = RwSignal::from(mirror.progress);
    let title = title(lang, mirror.task, false);
    view! {
        <section class="panel" aria-label=title data-testid="job-elsewhere">
            <div class="panel-head">
                <h2>{title}</h2>
                <HeadButton label=lang.job_hide() icon=Icon::Chevron press=move || jobs.open.set(false) />
            </div>
            <div class="panel-body">
                <p class="hint">{lang.job_in_other_tab()} ": " <bdi>{mirror.owner.name}</bdi></p>
                <Running progress />
            </div>
        </section>
    }
}

#[component]
fn HeadButton(label: &'static str, icon: Icon, press: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button type="button" class="button icon plain" aria-label=label on:click=move |_| press()>
            <Glyph icon />
        </button>
    }
}

pub(super) fn title(lang: Lang, task: Task, over: bool) -> &'static str {
    match (task, over) {
        (Task::DeleteFiles, false) => lang.job_files(),
        (Task::DeleteFiles, true) => lang.job_files_over(),
        (Task::DeleteStores, false) => lang.job_stores(),
        (Task::DeleteStores, true) => lang.job_stores_over(),
        (Task::RemoveFiles, false) => lang.job_removal(),
        (Task::RemoveFiles, true) => lang.job_removal_over(),
        (Task::CancelBatches, false) => lang.job_batches(),
        (Task::CancelBatches, true) => lang.job_batches_over(),
    }
}

#[component]
fn Running(progress: RwSignal<Progress>) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let of = move || {
        let Progress { sums, total, .. } = progress.get();
        lang.job_of(&lang.number(u64::from(sums.ended())), &lang.number(u64::from(total)))
    };
    let paused = Memo::new(move |_| progress.with(|progress| progress.state == RunState::Paused));
    view! {
        <progress
            max=move || progress.with(|progress| progress.total)
            prop:value=move || progress.with(|progress| progress.sums.ended())
            aria-label=of
        ></progress>
        <p class="page-state">
            <strong>{of}</strong>
            <span>{move || pace(lang, &progress.get())}</span>
        </p>
        {live(move || {
            let failed = u64::from(progress.with(|progress| progress.sums.failed));
            (failed > 0).then(|| view! { <p class="problem">{lang.job_failed()} ": " {lang.number(failed)}</p> })
        })}
        <div class="button-row">
            {live(move || {
                let (event, word) =
                    if paused.get() { (Event::Resume, lang.job_resume()) } else { (Event::Pause, lang.job_pause()) };
                view! {
                    <button type="button" class="button" on:click=move |_| jobs.say(event.clone())>
                        {word}
                    </button>
                }
            })}
            <button type="button" class="button" on:click=move |_| jobs.say(Event::Cancel)>
                {lang.job_cancel()}
            </button>
        </div>
    }
}

/// How fast it goes, or why it does not.
fn pace(lang: Lang, progress: &Progress) -> String {
    match &progress.state {
        RunState::Paused => lang.job_paused().to_owned(),
        RunState::Offline => lang.job_offline().to_owned(),
        RunState::Cancelling => lang.job_cancelling().to_owned(),
        RunState::CoolingDown { .. } => lang.job_cooling().to_owned(),
        RunState::Ready | RunState::Finished { .. } => String::new(),
        RunState::Running => {
            let rate = lang.job_rate(&lang.number(progress.rate_per_s.round() as u64));
            match progress.eta_ms {
                Some(ms) => format!("{rate}, {}", lang.job_left(&lang.duration(ms.div_ceil(1000)))),
                None => rate,
            }
        }
    }
}

#[component]
fn Outcome(task: Task, report: Arc<Report>) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let sums = report.sums;
    let all_done = sums.done + sums.already_gone == sums.total();
    let failed = u64::from(sums.failed);
    let stopped = report.stopped_by.as_ref().map(|cause| verdict::error(cause));
    view! {
        <div role="status" class="causes">
            {all_done.then(|| view! { <p>{lang.job_all_done(u64::from(sums.total()))}</p> })}
            {stopped
                .map(|error| {
                    view! {
                        <strong>{lang.job_stopped()}</strong>
                        <FailureText error />
                    }
                })}
            <SumList task sums />
        </div>
        <ul class="causes">{report.failures().into_iter().map(|group| view! { <Failures group /> }).collect_view()}</ul>
        {(failed > 0)
            .then(|| {
                view! {
                    <div class="button-row">
                        <button type="button" class="button" on:click=move |_| jobs.say(Event::RetryFailed)>
                            <Glyph icon=Icon::Refresh />
                            {lang.job_retry(failed)}
                        </button>
                    </div>
                }
            })}
    }
}

#[component]
fn SumList(task: Task, sums: Sums) -> impl IntoView {
    let lang = lang();
    let done = match task {
        Task::CancelBatches => lang.job_done_batches(),
        Task::RemoveFiles => lang.job_done_removed(),
        Task::DeleteFiles | Task::DeleteStores => lang.job_done_files(),
    };
    let line = move |(word, n): (&'static str, u32)| {
        (n > 0 || word == done).then(|| view! { <dt>{word}</dt> <dd>{lang.number(u64::from(n))}</dd> })
    };
    let sums = [
        (done, sums.done),
        (lang.job_gone(), sums.already_gone),
        (lang.job_failed(), sums.failed),
        (lang.job_skipped(), sums.skipped),
        (lang.job_not_tried(), sums.not_tried),
    ];
    view! { <dl class="sums">{sums.map(line)}</dl> }
}

/// Failures that share a cause.
#[component]
fn Failures(group: Group) -> impl IntoView {
    let lang = lang();
    let error = verdict::error(&group.cause);
    let unsettled = u64::from(group.unsettled);
    let ids = group.items.iter().map(|item| visible(&item.id).into_owned()).collect::<Vec<_>>().join("\n");
    view! {
        <li>
            <FailureText error />
            {(unsettled > 0).then(|| view! { <span>{lang.job_group_unsettled(unsettled)}</span> })}
            <details>
                <summary>{lang.job_group(group.items.len() as u64)}</summary>
                <pre class="ids" tabindex="0">{ids}</pre>
            </details>
        </li>
    }
}
