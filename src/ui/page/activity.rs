//! Past runs on this device, each with its receipt.

use leptos::prelude::*;

use crate::bulk::outcome::Sums;
use crate::state::activity::{Activity as Runs, Past};
use crate::state::fill::Fills;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::{Lang, date};
use crate::ui::after::numbers;
use crate::ui::fill::FillList;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

#[component]
pub fn Activity() -> impl IntoView {
    let lang = lang();
    let runs = expect_context::<Runs>();
    runs.refresh();
    view! {
        <div class="sheet" tabindex="-1">
            <div class="sheet-inner">
                <h1>{lang.nav_activity()}</h1>
                <FileBatches />
                <p>{lang.activity_lead()}</p>
                {live(move || {
                    runs.refused
                        .get()
                        .then(|| view! { <Note tone=Tone::Warn><span>{lang.activity_refused()}</span></Note> })
                })}
                {live(move || {
                    let past = runs.past.get()?;
                    if past.is_empty() {
                        return Some(view! { <Nothing /> }.into_any());
                    }
                    let run = |past| view! { <PastRun past /> };
                    Some(
                        view! {
                            <ul class="past" aria-label=lang.nav_activity()>
                                {past.into_iter().map(run).collect_view()}
                            </ul>
                            <ForgetAll />
                        }
                            .into_any(),
                    )
                })}
            </div>
        </div>
    }
}

/// What this device remembers of files on their way into stores.
#[component]
fn FileBatches() -> impl IntoView {
    let lang = lang();
    let fills = expect_context::<Fills>();
    let any = Memo::new(move |_| !fills.mine().is_empty());
    live(move || {
        any.get().then(|| {
            view! {
                <section class="card" data-testid="file-batches">
                    <h2>{lang.fill_title()}</h2>
                    <p class="hint">{lang.fill_lead()}</p>
                    <FillList />
                </section>
            }
        })
    })
}

#[component]
fn Nothing() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="empty">
            <h2>{lang.activity_none()}</h2>
            <p>{lang.activity_none_hint()}</p>
        </div>
    }
}

#[component]
fn PastRun(past: Past) -> impl IntoView {
    let lang = lang();
    let runs = expect_context::<Runs>();
    let now = expect_context::<Browser>().now() / 1000;
    let began = past.began / 1000;
    let title = title(lang, &past);
    let forget = lang.activity_forget_one(&format!("{title}, {}", date::date_time(began)));
    let check = match past.check {
        Some(check) => numbers(lang, past.task == "cancel_batches", check),
        None => lang.activity_unchecked().to_owned(),
    };
    let (json, csv, gone) = (past.id.clone(), past.id.clone(), past.id.clone());
    let short: String = past.sha256.chars().take(16).collect();
    view! {
        <li class="card past-run" data-id=past.id.to_string()>
            <div class="past-head">
                <h2>{title}</h2>
                {past.stopped.then(|| view! { <span class="badge warn">{lang.activity_stopped()}</span> })}
                <time class="hint" title=format!("{} UTC", date::date_time(began)) datetime=date::iso(began)>
                    {lang.ago(began, now)}
                </time>
            </div>
            <p class="confirm-facts">
                <span class="swatch" data-colour=past.colour.clone()></span>
                <bdi>{past.account.clone()}</bdi>
            </p>
            <p>{outcome(lang, past.sums)} " · " {check}</p>
            {(!past.sha256.is_empty())
                .then(|| {
                    view! { <p class="hint mono" title=past.sha256.clone()>{lang.activity_hash(&format!("{short}…"))}</p> }
                })}
            <div class="button-row">
                <button type="button" class="button small" on:click=move |_| runs.save(json.clone(), false)>
                    {lang.receipt_json()}
                </button>
                <button type="button" class="button small" on:click=move |_| runs.save(csv.clone(), true)>
                    {lang.receipt_csv()}
                </button>
                <button
                    type="button"
                    class="button small plain"
                    aria-label=forget
                    on:click=move |_| runs.forget(Some(gone.clone()))
                >
                    <Glyph icon=Icon::Trash />
                    {lang.activity_forget()}
                </button>
            </div>
        </li>
    }
}

/// Asks once more: the button says what the next press does.
#[component]
fn ForgetAll() -> impl IntoView {
    let lang = lang();
    let runs = expect_context::<Runs>();
    let sure = RwSignal::new(false);
    let press = move |_| {
        if sure.get_untracked() {
            runs.forget(None);
        }
        sure.update(|sure| *sure = !*sure);
    };
    view! {
        <div class="button-row">
            <button type="button" class="button danger" on:click=press on:blur=move |_| sure.set(false)>
                {live(move || if sure.get() { lang.activity_forget_sure() } else { lang.activity_forget_all() })}
            </button>
        </div>
    }
}

fn title(lang: Lang, past: &Past) -> &'static str {
    match past.task.as_str() {
        "delete_stores" => lang.job_stores_over(),
        "cancel_batches" => lang.job_batches_over(),
        "remove_files" => lang.job_removal_over(),
        _ => lang.job_files_over(),
    }
}

/// The outcomes of which there were any.
fn outcome(lang: Lang, sums: Sums) -> String {
    let parts = [
        (lang.job_done(), sums.done),
        (lang.job_gone(), sums.already_gone),
        (lang.job_failed(), sums.failed),
        (lang.job_skipped(), sums.skipped),
        (lang.job_not_tried(), sums.not_tried),
    ];
    let some = parts.into_iter().filter(|(_, n)| *n > 0);
    some.map(|(word, n)| format!("{word} {}", lang.number(n.into()))).collect::<Vec<_>>().join(", ")
}
