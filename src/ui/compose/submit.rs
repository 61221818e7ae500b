//! The submission: what stands in its way, how far it is, and what is to be decided.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::jsonl::draft::Source;
use crate::jsonl::submit::{Stage, State};
use crate::state::carry::Part;
use crate::state::compose::{Composer, Obstacle};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::drawer::Opened;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::Locked;
use crate::ui::note::{FailureText, Note, Tone};
use crate::ui::recur::RepeatButton;

#[component]
pub fn Submit() -> impl IntoView {
    let composer = expect_context::<Composer>();
    let begun = Memo::new(move |_| composer.is_submitting());
    live(move || if begun.get() { view! { <Progress /> }.into_any() } else { view! { <Begin /> }.into_any() })
}

#[component]
fn Begin() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let lock = Locked::expect();
    let obstacle = Memo::new(move |_| composer.obstacle());
    let over = Memo::new(move |_| composer.is_over());
    // Rows that are lost once are sent again once.
    let repeats = Memo::new(move |_| composer.draft.with(|draft| draft.source != Source::Rows));
    let errors = Memo::new(move |_| composer.insists.get() || composer.obstacle() == Some(Obstacle::Errors));
    let submit = move |_| {
        if !lock.refuses() && obstacle.get_untracked().is_none() {
            composer.submit();
        }
    };
    let off = move || if obstacle.get().is_some() { Some("true") } else { lock.disabled() };
    view! {
        <section class="card" aria-label=lang.submit_progress()>
            {live(move || over.get().then(|| view! { <Note tone=Tone::Warn><span>{lang.submit_split_hint()}</span></Note> }))}
            {live(move || {
                errors
                    .get()
                    .then(|| {
                        view! {
                            <label class="check">
                                <input
                                    type="checkbox"
                                    prop:checked=move || composer.insists.get()
                                    on:change:target=move |event| composer.insists.set(event.target().checked())
                                />
                                {lang.submit_insist()}
                            </label>
                        }
                    })
            })}
            <div class="button-row">
                <button
                    type="button"
                    class="button primary large"
                    aria-disabled=off
                    aria-describedby="obstacle"
                    title=move || lock.why()
                    on:click=submit
                >
                    <Glyph icon=Icon::Upload />
                    {live(move || if over.get() { lang.submit_split() } else { lang.submit_button() })}
                </button>
                {live(move || {
                    repeats
                        .get()
                        .then(|| view! { <RepeatButton off=Signal::derive(move || obstacle.get().is_some()) /> })
                })}
                <span class="hint" id="obstacle" role="status">
                    {live(move || obstacle.get().map(|obstacle| in_words(lang, obstacle)))}
                </span>
            </div>
        </section>
    }
}

fn in_words(lang: Lang, obstacle: Obstacle) -> &'static str {
    match obstacle {
        Obstacle::NotReady => lang.submit_not_ready(),
        Obstacle::Empty => lang.submit_empty(),
        Obstacle::Errors => lang.submit_errors(),
        Obstacle::NoEndpoint => lang.submit_no_endpoint(),
        Obstacle::Labels => lang.submit_labels(),
    }
}

#[component]
fn Progress() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let count = Memo::new(move |_| composer.parts.with(Vec::len));
    let done = Memo::new(move |_| composer.is_done());
    view! {
        <section class="card" aria-label=lang.submit_progress() data-testid="submission">
            <h2>
                {live(move || {
                    if done.get() { lang.submit_all_done(count.get() as u64) } else { lang.submit_progress().to_owned() }
                })}
            </h2>
            <ul class="submissions">{live(move || (0..count.get()).map(|at| view! { <Line at /> }).collect_view())}</ul>
            <Decide />
        </section>
    }
}

#[component]
fn Line(at: usize) -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let opened = expect_context::<Opened>();
    let count = composer.parts.with_untracked(Vec::len);
    let title = lang.submit_part(&lang.number(at as u64 + 1), &lang.number(count as u64));
    let Some(Part { bytes, sent, .. }) = composer.parts.with_untracked(|parts| parts.get(at).cloned()) else {
        return ().into_any();
    };
    let sent = RwSignal::from(sent);
    let stage = Memo::new(move |_| composer.parts.with(|parts| parts.get(at).map(|part| part.machine.stage.clone())));
    let state = Memo::new(move |_| composer.state(at));
    view! {
        <li>
            {(count > 1).then(|| view! { <strong>{title.clone()}</strong> })}
            {live(move || match state.get()? {
                State::Uploading => {
                    Some(
                        view! {
                            <div class="working">
                                <progress max=bytes prop:value=move || sent.get() as f64 aria-label=title.clone()></progress>
                                <span class="hint">
                                    {live(move || lang.submit_uploading(&lang.bytes(sent.get()), &lang.bytes(bytes)))}
                                </span>
                                <button
                                    type="button"
                                    class="button small"
                                    on:click=move |_| composer.stop_upload(at)
                                >
                                    {lang.submit_stop()}
                                </button>
                            </div>
                        }
                            .into_any(),
                    )
                }
                state => Some(view! { <Said state /> }.into_any()),
            })}
            {live(move || match stage.get()? {
                Stage::Done(id) => {
                    let label = lang.submit_open(&visible(id.as_str()));
                    let open = move |_| opened.open(Kind::Batch, id.as_str());
                    Some(view! { <button type="button" class="link-button" on:click=open>{label}</button> })
                }
                _ => None,
            })}
        </li>
    }
    .into_any()
}

/// What a part is at, in words.
#[component]
fn Said(state: State) -> impl IntoView {
    let lang = lang();
    let busy = |words: &'static str| {
        view! {
            <p class="page-state" role="status">
                <Glyph icon=Icon::Spinner />
                <span>{words}</span>
            </p>
        }
        .into_any()
    };
    match state {
        State::Idle => view! { <p class="hint">{lang.submit_idle()}</p> }.into_any(),
        State::Uploading | State::Keeping => busy(lang.submit_keeping()),
        State::Asking => busy(lang.submit_asking()),
        State::Waiting => busy(lang.submit_waiting()),
        State::Resting | State::Looking => busy(lang.submit_looking()),
        State::Done => view! {
            <p class="page-state" role="status">
                <Glyph icon=Icon::Check />
                <span>{lang.submit_done()}</span>
            </p>
        }
        .into_any(),
        State::Refused(error) => view! {
            <Note tone=Tone::Bad>
                <strong>{lang.submit_not_made()}</strong>
                <FailureText error />
            </Note>
        }
        .into_any(),
        State::Absent => view! {
            <Note tone=Tone::Warn>
                <strong>{lang.submit_absent()}</strong>
                <span>{lang.submit_absent_hint()}</span>
            </Note>
        }
        .into_any(),
        State::Unknown(error) => view! {
            <Note tone=Tone::Warn>
                <strong>{lang.submit_unknown()}</strong>
                <FailureText error />
            </Note>
        }
        .into_any(),
    }
}

/// What the person may do now.
#[component]
fn Decide() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let lock = Locked::expect();
    let what = Memo::new(move |_| {
        let running = composer.is_running();
        let first = composer
            .parts
            .with(|parts| parts.iter().map(|part| &part.machine).find(|machine| machine.state != State::Done).cloned());
        (running, first, composer.is_unsure())
    });
    let go_on = move |_| {
        if !lock.refuses() {
            composer.go_on();
        }
    };
    live(move || {
        let (running, first, unsure) = what.get();
        if running {
            return None;
        }
        let Some(machine) = first else {
            return Some(
                view! {
                    <div class="button-row">
                        <button type="button" class="button" on:click=move |_| composer.begin_another()>
                            {lang.submit_another()}
                        </button>
                    </div>
                }
                .into_any(),
            );
        };
        let label = match machine.state {
            State::Absent | State::Refused(_) => lang.submit_again(),
            State::Unknown(_) => lang.submit_look(),
            _ => lang.submit_go_on(),
        };
        Some(
            view! {
                <div class="button-row">
                    <button type="button" class="button primary" aria-disabled=move || lock.disabled() on:click=go_on>
                        {label}
                    </button>
                    {(!unsure)
                        .then(|| {
                            view! {
                                <button type="button" class="button" on:click=move |_| composer.edit()>
                                    {lang.submit_edit()}
                                </button>
                            }
                        })}
                </div>
            }
            .into_any(),
        )
    })
}
