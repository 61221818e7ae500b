//! A backup as the person meets it: what would be in it and what not, how far it is, and what became of it.

use std::sync::Arc;

use leptos::prelude::*;

use crate::account::verdict;
use crate::backup::scope::{Chosen, Outline, Scope, Sum, Way};
use crate::backup::take::{Failed, Progress, WRONG_SIZE};
use crate::bulk::plan::Plan;
use crate::state::backup::{Asked, Backup, Backups, Done, Stage, Trouble};
use crate::state::session::Connection;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

/// Objects named one by one; the rest is counted.
const NAMED: usize = 200;

/// A backup, and the account that it is of.
pub type Place = StoredValue<(Backup, Connection), LocalStorage>;

/// Before a plan is carried out; it follows what of the plan is ticked.
#[component]
pub fn BackupFirst(#[prop(into)] plan: Signal<Option<Plan>>, place: Place) -> impl IntoView {
    let lang = lang();
    let open = RwSignal::new(false);
    let has_some = Memo::new(move |_| plan.with(|plan| plan.as_ref().is_some_and(|plan| plan.count() > 0)));
    let within = move || plan.get().filter(|_| open.get()).map(|plan| view! { <BackupView plan place /> });
    live(move || {
        has_some.get().then(|| {
            view! {
                <details class="take-away" on:toggle=move |_| open.set(true)>
                    <summary>{lang.backup_title()}</summary>
                    {live(within)}
                </details>
            }
        })
    })
}

/// Of what was chosen in a table.
#[component]
pub fn BackupDialog() -> impl IntoView {
    let backups = expect_context::<Backups>();
    live(move || backups.asked.get().map(|asked| view! { <Offered asked /> }))
}

#[component]
fn Offered(asked: Asked) -> impl IntoView {
    let lang = lang();
    let backups = expect_context::<Backups>();
    let Asked { plan, connection, backup } = asked;
    let place = StoredValue::new_local((backup, connection));
    let label = lang.backup_chosen(plan.count() as u64);
    let shut = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        backups.close();
    };
    view! {
        <Modal label=label.clone() on_close=move || backups.close()>
            <div class="dialog-body">
                <h2>{label}</h2>
                <BackupView plan place />
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=shut>
                    {lang.close()}
                </button>
            </div>
        </Modal>
    }
}

#[component]
fn BackupView(plan: Plan, place: Place) -> impl IntoView {
    let lang = lang();
    let backups = expect_context::<Backups>();
    let scope = backups.scope(&plan);
    let stage = place.with_value(|(backup, _)| backup.stage.clone());
    let plan = StoredValue::new(plan);
    let start = move |_| {
        place.with_value(|(backup, connection)| plan.with_value(|plan| backups.start(backup, plan, connection)));
    };
    let stop = move |_| place.with_value(|(backup, _)| backup.stop());
    let begin = move |word: &'static str| {
        view! {
            <button type="button" class="button small" on:click=start>
                <Glyph icon=Icon::Download />
                {word}
            </button>
        }
    };
    let trouble = move |trouble| {
        let words = match trouble {
            Trouble::NoDisk => lang.backup_no_disk(),
            Trouble::NotWritten => lang.backup_not_written(),
            Trouble::NotLoaded => lang.part_missing(),
        };
        view! {
            <Note tone=Tone::Bad>
                <span>{words}</span>
            </Note>
        }
    };
    // While it runs only its numbers change.
    let shape = {
        let stage = stage.clone();
        Memo::new(move |_| stage.with(Shape::of))
    };
    view! {
        <div class="backup" data-testid="backup">
            <Contents scope />
            {live(move || match shape.get() {
                Shape::Idle => begin(lang.backup_open()).into_any(),
                Shape::Running => {
                    view! {
                        <Running stage=stage.clone() />
                        <div class="button-row">
                            <button type="button" class="button small" on:click=stop>{lang.backup_stop()}</button>
                            <span class="hint">{lang.backup_closing()}</span>
                        </div>
                    }
                    .into_any()
                }
                Shape::Failed(what) => view! { {trouble(what)} {begin(lang.backup_anew())} }.into_any(),
                Shape::Done => view! {
                    <Became plan=plan.get_value() place />
                    {begin(lang.backup_anew())}
                }
                .into_any(),
            })}
        </div>
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    Idle,
    Running,
    Done,
    Failed(Trouble),
}

impl Shape {
    fn of(stage: &Stage) -> Shape {
        match stage {
            Stage::Idle => Shape::Idle,
            Stage::Running(_) => Shape::Running,
            Stage::Done(_) => Shape::Done,
            Stage::Failed(trouble) => Shape::Failed(*trouble),
        }
    }
}

/// What can be had, and what cannot.
#[component]
fn Contents(scope: Scope) -> impl IntoView {
    let lang = lang();
    let Outline { content, text, nothing, stores } = scope.outline();
    let places = scope.stores.len() as u64 - stores;
    let given = [
        (content.files > 0).then(|| lang.backup_contents(content.files, &lang.bytes(content.bytes))),
        (text.files > 0).then(|| lang.backup_texts(text.files)),
        (stores > 0).then(|| lang.backup_stores(stores)),
        (places > 0).then(|| lang.backup_places(places)),
    ];
    let line = |line: String| view! { <li>{line}</li> };
    let missing = |(purpose, sum): (&String, &Sum)| line(lang.backup_nothing(sum.files, &visible(purpose)));
    let has_none = |chosen: &&Chosen| chosen.way() == Way::Nothing;
    let unnamed: Vec<Chosen> = scope.files.iter().filter(has_none).take(NAMED).cloned().collect();
    let rest = (nothing.values().map(|sum| sum.files).sum::<u64>()).saturating_sub(unnamed.len() as u64);
    let name = |chosen: &Chosen| {
        view! {
            <li>
                <bdi class="name">{visible(chosen.name()).into_owned()}</bdi>
                <span class="mono">{visible(chosen.file.id.as_str()).into_owned()}</span>
            </li>
        }
    };
    view! {
        <p class="hint">{lang.backup_lead()}</p>
        <h3>{lang.backup_in()}</h3>
        <ul class="backup-list">{given.into_iter().flatten().map(line).collect_view()}</ul>
        {(!nothing.is_empty())
            .then(|| {
                view! {
                    <h3>{lang.backup_out()}</h3>
                    <ul class="backup-list">{nothing.iter().map(missing).collect_view()}</ul>
                    <details>
                        <summary>{lang.backup_name_them()}</summary>
                        <p class="hint">{lang.backup_nothing_hint()}</p>
                        <ul class="victims" tabindex="0" aria-label=lang.backup_out()>
                            {unnamed.iter().map(name).collect_view()}
                            {(rest > 0).then(|| view! { <li class="hint">{lang.confirm_more(rest)}</li> })}
                        </ul>
                    </details>
                }
            })}
    }
}

#[component]
fn Running(stage: ArcRwSignal<Stage>) -> impl IntoView {
    let lang = lang();
    let progress = Memo::new(move |_| match stage.get() {
        Stage::Running(progress) => progress,
        _ => Progress::default(),
    });
    let text = move || {
        let Progress { objects, of, bytes, .. } = progress.get();
        lang.backup_running(&lang.number(objects), &lang.number(of), &lang.bytes(bytes))
    };
    // By bytes where there are any to come, else by objects.
    let share = move || {
        let Progress { objects, of, bytes, of_bytes } = progress.get();
        if of_bytes > 0 { bytes.min(of_bytes) as f64 / of_bytes as f64 } else { objects as f64 / of.max(1) as f64 }
    };
    view! {
        <p>{text}</p>
        <progress max="1" prop:value=share aria-label=lang.backup_progress()></progress>
    }
}

/// The receipt.
#[component]
fn Became(plan: Plan, place: Place) -> impl IntoView {
    let lang = lang();
    let backups = expect_context::<Backups>();
    let (stage, lacks) = place.with_value(|(backup, _)| (backup.stage.get_untracked(), backup.lacks(&plan)));
    let Stage::Done(done) = stage else { return ().into_any() };
    let Done { receipt, name, again } = &*done;
    let got = [
        (receipt.contents > 0).then(|| lang.backup_contents(receipt.contents, &lang.bytes(receipt.bytes))),
        (receipt.texts > 0).then(|| lang.backup_texts(receipt.texts)),
    ];
    let line = |line: String| view! { <li>{line}</li> };
    let lost = receipt.failed.len() as u64;
    let named: Vec<String> = receipt.failed.iter().take(NAMED).map(|failed| why(lang, failed)).collect();
    let rest = lost - named.len() as u64;
    let (name_again, again) = (name.clone(), *again);
    let once_more = move |_| place.with_value(|(backup, _)| backups.save_again(backup, &name_again));
    view! {
        <div class="note good" role="status" data-testid="backup-receipt">
            <Glyph icon=Icon::Check />
            <div>
                <strong>{lang.backup_done(name)}</strong>
                <ul class="backup-list">{got.into_iter().flatten().map(line).collect_view()}</ul>
            </div>
        </div>
        {(lost > 0)
            .then(|| {
                view! {
                    <Note tone=Tone::Bad>
                        <strong>{lang.backup_failed(lost)}</strong>
                        <ul class="backup-list">
                            {named.into_iter().map(|line| view! { <li><bdi>{line}</bdi></li> }).collect_view()}
                            {(rest > 0).then(|| view! { <li>{lang.confirm_more(rest)}</li> })}
                        </ul>
                    </Note>
                }
            })}
        {(lacks > 0)
            .then(|| {
                view! {
                    <Note tone=Tone::Warn>
                        <span>{lang.backup_lacks(lacks)}</span>
                    </Note>
                }
            })}
        {again.then(|| view! { <button type="button" class="button small" on:click=once_more>{lang.backup_again()}</button> })}
    }
    .into_any()
}

fn why(lang: Lang, failed: &Failed) -> String {
    let what = if &*failed.why.key == WRONG_SIZE {
        lang.backup_wrong_size().to_owned()
    } else {
        lang.failure(&verdict::error(&failed.why)).what
    };
    format!("{} ({}): {what}", visible(&failed.name), visible(&failed.id))
}

/// Above the button that goes on: what could not be saved has to be seen before it is deleted.
#[component]
pub fn GoOnWithout(place: Place, seen: RwSignal<Option<Arc<Done>>>) -> impl IntoView {
    let lang = lang();
    let stage = place.with_value(|(backup, _)| backup.stage.clone());
    live(move || {
        let Stage::Done(done) = stage.get() else { return None };
        (!done.receipt.failed.is_empty()).then(|| {
            let tick = move |is_seen: bool| seen.set(is_seen.then(|| done.clone()));
            view! {
                <label class="check">
                    <input type="checkbox" on:change:target=move |event| tick(event.target().checked()) />
                    {lang.backup_go_on()}
                </label>
            }
        })
    })
}
