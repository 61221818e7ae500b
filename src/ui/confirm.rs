//! The question before anything is deleted or cancelled: what exactly, how much, in which account, and what breaks.

use leptos::prelude::*;

use crate::account::plans::Along;
use crate::bulk::plan::{Deed, Friction, Plan};
use crate::state::jobs::{Jobs, Making, Proposing, Question, Task};
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::backup::{BackupFirst, GoOnWithout};
use crate::ui::choice::{Choice, Choices};
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::plan::{PlanView, Refusal};
use crate::ui::propose::ProposalView;

#[component]
pub fn Confirm() -> impl IntoView {
    let jobs = expect_context::<Jobs>();
    live(move || jobs.question.get().map(|question| view! { <Asking question /> }))
}

#[component]
fn Asking(question: Question) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    let toasts = expect_context::<Toasts>();
    let (task, profile) = (question.task, question.connection.profile.clone());
    let proposing = question.proposing.clone();
    let mut words = Words::of(lang, task, question.count());
    if let Some(proposing) = &proposing {
        words.title = visible(&proposing.title).into_owned();
    }
    let making = RwSignal::from(question.plan.clone());
    let with = RwSignal::new(Some(question.with.get_untracked()));
    let place = StoredValue::new_local((question.backup.clone(), question.connection.clone()));
    let question = StoredValue::new_local(question);
    Effect::new(move |_| {
        if let Some(with) = with.get() {
            question.with_value(|question| jobs.choose_with(question, with));
        }
    });

    let typed = RwSignal::new(String::new());
    // The backup whose gaps the person has seen.
    let seen = RwSignal::new(None);
    let is_saved = move || place.with_value(|(backup, _)| backup.is_clear() || seen.with(|seen| backup.is_told(seen)));
    let agreed = move || {
        making.with(|making| {
            let Making::Ready(made) = making else { return false };
            let count = made.plan.count();
            count > 0 && is_saved() && (!must_type(making) || typed.with(|typed| says(typed, count)))
        })
    };
    let keep = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        jobs.decline();
    };
    // The dialog closes when the run begins: the plan may have to be shown once more.
    let go = move |event: leptos::ev::MouseEvent| {
        if agreed() {
            typed.set(String::new());
            if question.with_value(|question| jobs.agree(question, toasts)) {
                close_around(&event);
            }
        }
    };
    let label = words.title.clone();
    let heading = move || {
        making.with(|making| match making {
            Making::Ready(made) => title(lang, &made.plan).unwrap_or(words.title.clone()),
            _ => words.title.clone(),
        })
    };
    view! {
        <Modal label on_close=move || jobs.decline()>
            <div class="dialog-body">
                {proposing.as_ref().map(|proposing| view! { <p class="hint"><bdi>{visible(&proposing.title).into_owned()}</bdi></p> })}
                <h2>{heading}</h2>
                <p class="confirm-facts">
                    <span>{lang.confirm_account()} " "</span>
                    <span class="swatch" data-colour=profile.colour.code()></span>
                    <strong><bdi>{profile.name.clone()}</bdi></strong>
                    {profile.production.then(|| view! { <span class="badge bad">{lang.account_production()}</span> })}
                    {live(move || {
                        let bytes = making.with(plan_of)?.bytes();
                        (bytes > 0).then(|| view! { <span>{lang.confirm_bytes(&lang.bytes(bytes))}</span> })
                    })}
                </p>
                {(task == Task::DeleteStores && proposing.is_none())
                    .then(|| view! { <Choices name="with" legend=lang.confirm_with() choices=along_choices(lang) chosen=with /> })}
                {match proposing {
                    None => live(move || view! { <Body making=making.get() question /> }).into_any(),
                    Some(proposing) => view! { <Proposed proposing making question /> }.into_any(),
                }}
                <BackupFirst plan=Signal::derive(move || making.with(plan_of).filter(gives_up)) place />
                {live(move || {
                    let text = if making.with(has_files_too) { lang.confirm_stores_files_note() } else { words.note };
                    view! {
                        <Note tone=Tone::Warn>
                            <span>{text}</span>
                        </Note>
                    }
                })}
                <TypeTheCount making typed />
                <GoOnWithout place seen />
            </div>
            <div class="dialog-foot">
                <button type="button" class="button" autofocus on:click=keep>
                    {lang.confirm_keep()}
                </button>
                <button type="button" class="button danger solid" prop:disabled=move || !agreed() on:click=go>
                    <Glyph icon=words.icon />
                    {words.act}
                </button>
            </div>
        </Modal>
    }
}

/// The same for a recipe, whose plan can be changed: it is drawn once, and follows what is ticked.
#[component]
fn Proposed(
    proposing: Proposing,
    making: RwSignal<Making>,
    question: StoredValue<Question, LocalStorage>,
) -> impl IntoView {
    let version = proposing.version.clone();
    let proposing = StoredValue::new(proposing);
    let is_ready = Memo::new(move |_| making.with(|making| matches!(making, Making::Ready(_))).then(|| version.get()));
    live(move || match is_ready.get() {
        Some(_) => {
            let proposing = proposing.get_value();
            view! { <ProposalView question proposing making /> }.into_any()
        }
        None => live(move || view! { <Body making=making.get() question /> }).into_any(),
    })
}

/// The plan, or how far it is.
#[component]
fn Body(making: Making, question: StoredValue<Question, LocalStorage>) -> impl IntoView {
    let lang = lang();
    let jobs = expect_context::<Jobs>();
    match making {
        Making::Ready(made) => view! { <PlanView made /> }.into_any(),
        Making::Reading { done, total } => {
            let text = match total {
                0 => lang.plan_reading().to_owned(),
                _ => lang.plan_reading_stores(&lang.number(done), &lang.number(total)),
            };
            view! {
                <p class="page-state" role="status">
                    <Glyph icon=Icon::Spinner />
                    {text}
                </p>
            }
            .into_any()
        }
        Making::Refused(gap) => {
            let may_go_on = gap.is_forbidden()
                && question.with_value(|question| question.task == Task::DeleteFiles && question.proposing.is_none());
            let again = move |_| question.with_value(|question| jobs.make(question, None));
            let go_on = move |_| question.with_value(|question| jobs.make_unknown(question));
            view! {
                <Refusal gap>
                    <button type="button" class="button" on:click=again>{lang.try_again()}</button>
                    {may_go_on
                        .then(|| {
                            view! {
                                <button type="button" class="button" on:click=go_on>{lang.plan_unknown_go()}</button>
                            }
                        })}
                </Refusal>
            }
            .into_any()
        }
    }
}

#[component]
fn TypeTheCount(making: RwSignal<Making>, typed: RwSignal<String>) -> impl IntoView {
    let lang = lang();
    let count = Memo::new(move |_| {
        making.with(|making| if must_type(making) { plan_of(making).map(|plan| plan.count()) } else { None })
    });
    live(move || {
        let count = count.get()?;
        Some(view! {
            <div class="field">
                <label for="confirm-count">{lang.confirm_type(&lang.number(count as u64))}</label>
                <input
                    id="confirm-count"
                    class="input"
                    type="text"
                    inputmode="numeric"
                    autocomplete="off"
                    prop:value=move || typed.get()
                    on:input:target=move |event| typed.set(event.target().value())
                />
            </div>
        })
    })
}

fn plan_of(making: &Making) -> Option<Plan> {
    if let Making::Ready(made) = making { Some(made.plan.clone()) } else { None }
}

/// Whether something is lost by it that a backup could keep: a batch that is cancelled stays.
fn gives_up(plan: &Plan) -> bool {
    plan.targets().any(|item| item.deed != Deed::CancelBatch)
}

fn must_type(making: &Making) -> bool {
    let Making::Ready(made) = making else { return false };
    made.plan.count() > 0 && made.plan.friction(made.unknown) == Friction::TypeTheCount
}

fn says(typed: &str, count: usize) -> bool {
    typed.chars().filter(char::is_ascii_digit).eq(count.to_string().chars())
}

/// Stores, and files that go with them.
fn has_files_too(making: &Making) -> bool {
    plan_of(making).is_some_and(|plan| {
        let is = |deed| plan.targets().any(|item| item.deed == deed);
        is(Deed::DeleteFile) && is(Deed::DeleteStore)
    })
}

/// What is asked of the plan as it was made: protected objects are not counted, and files go with stores.
fn title(lang: Lang, plan: &Plan) -> Option<String> {
    let count = |deed| plan.targets().filter(|item| item.deed == deed).count() as u64;
    let (files, stores) = (count(Deed::DeleteFile), count(Deed::DeleteStore));
    let removed = count(Deed::RemoveFile);
    if removed > 0 {
        return Some(lang.confirm_remove(removed));
    }
    match (files, stores, count(Deed::CancelBatch)) {
        (0, 0, 0) => None,
        (0, 0, batches) => Some(lang.confirm_batches(batches)),
        (files, 0, _) => Some(lang.confirm_files(files)),
        (0, stores, _) => Some(lang.confirm_stores(stores)),
        (files, stores, _) => Some(lang.confirm_stores_files(files, &lang.count_stores(stores))),
    }
}

pub fn along_choices(lang: Lang) -> Vec<Choice<Along>> {
    let words = |with| match with {
        Along::Nothing => (lang.with_nothing(), lang.with_nothing_hint()),
        Along::OnlyIts => (lang.with_only_its(), lang.with_only_its_hint()),
        Along::All => (lang.with_all(), lang.with_all_hint()),
    };
    let choice = |value: Along| {
        let (label, hint) = words(value);
        Choice { value, code: value.code(), label, hint }
    };
    Along::ALL.into_iter().map(choice).collect()
}

struct Words {
    title: String,
    note: &'static str,
    act: &'static str,
    icon: Icon,
}

impl Words {
    fn of(lang: Lang, task: Task, count: u64) -> Words {
        let (title, note, act, icon) = match task {
            Task::DeleteFiles => {
                (lang.confirm_files(count), lang.confirm_files_note(), lang.confirm_delete(), Icon::Trash)
            }
            Task::DeleteStores => {
                (lang.confirm_stores(count), lang.confirm_stores_note(), lang.confirm_delete(), Icon::Trash)
            }
            Task::RemoveFiles => {
                (lang.confirm_remove(count), lang.confirm_remove_note(), lang.confirm_remove_act(), Icon::Cross)
            }
            Task::CancelBatches => {
                (lang.confirm_batches(count), lang.confirm_batches_note(), lang.confirm_cancel_batches(), Icon::Cross)
            }
        };
        Words { title, note, act, icon }
    }
}
