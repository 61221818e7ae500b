//! Uploading: the dialog that asks for the purpose, and the panel of what is on its way.

use leptos::prelude::*;

use crate::openai::body::LifeSeconds;
use crate::openai::purpose::Purpose;
use crate::state::services::Dropped;
use crate::state::settings::lang;
use crate::state::uploads::{Unfit, Upload, UploadState, Uploads};
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::FailureText;

const DAY: u64 = 86_400;
/// Choices of expiry in days; the API takes one hour to thirty days.
const DAYS: [u64; 3] = [1, 7, 30];

#[component]
pub fn UploadDialog() -> impl IntoView {
    let uploads = expect_context::<Uploads>();
    live(move || uploads.offered.get().map(|offered| view! { <Purposes offered /> }))
}

#[component]
fn Purposes(offered: Dropped) -> impl IntoView {
    let lang = lang();
    let uploads = expect_context::<Uploads>();
    let title = lang.upload_title(offered.files.len() as u64);
    let purpose = RwSignal::new(likely_purpose(&offered).to_string());
    let life = RwSignal::new(0u64);
    let names: Vec<_> = offered.files.iter().map(|file| (file.name.clone(), file.content.size())).collect();
    let offered = StoredValue::new_local(offered);
    let cancel = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        uploads.offered.set(None);
    };
    let start = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        close_around(&event);
        let life = life.get_untracked();
        let life = (life > 0).then_some(LifeSeconds(life));
        uploads.start(offered.get_value().files, Purpose::from(purpose.get_untracked().as_str()), life);
    };
    view! {
        <Modal label=title.clone() on_close=move || uploads.offered.set(None)>
            <form on:submit=start>
                <div class="dialog-body">
                    <h2>{title.clone()}</h2>
                    <ul class="victims" tabindex="0" aria-label=title>
                        {names
                            .into_iter()
                            .map(|(name, size)| {
                                view! {
                                    <li>
                                        <bdi class="name">{visible(&name).into_owned()}</bdi>
                                        <span class="size">{lang.bytes(size)}</span>
                                    </li>
                                }
                            })
                            .collect_view()}
                    </ul>
                    <div class="field">
                        <label for="purpose">{lang.upload_purpose()}</label>
                        <select
                            id="purpose"
                            class="select"
                            autofocus
                            aria-describedby="purpose-hint"
                            on:change:target=move |event| purpose.set(event.target().value())
                        >
                            {Purpose::UPLOADABLE
                                .iter()
                                .map(|one| {
                                    let code = one.to_string();
                                    let selected = purpose.get_untracked() == code;
                                    view! { <option value=code selected=selected>{purpose_words(lang, one)}</option> }
                                })
                                .collect_view()}
                        </select>
                        <span class="hint" id="purpose-hint">{lang.upload_purpose_hint()}</span>
                    </div>
                    <div class="field">
                        <label for="expiry">{lang.upload_expiry()}</label>
                        <select
                            id="expiry"
                            class="select"
                            on:change:target=move |event| life.set(event.target().value().parse().unwrap_or(0))
                        >
                            <option value="0">{lang.upload_expiry_default()}</option>
                            <option value="3600">{lang.upload_expiry_hour()}</option>
                            {DAYS.map(|days| view! { <option value=days * DAY>{lang.upload_expiry_days(days)}</option> })}
                        </select>
                    </div>
                </div>
                <div class="dialog-foot">
                    <button type="button" class="button" on:click=cancel>
                        {lang.cancel()}
                    </button>
                    <button type="submit" class="button primary">
                        <Glyph icon=Icon::Upload />
                        {lang.upload_start()}
                    </button>
                </div>
            </form>
        </Modal>
    }
}

/// JSONL is mostly meant for a batch, pictures for vision; the rest could be anything.
fn likely_purpose(offered: &Dropped) -> Purpose {
    let all = |endings: &[&str]| {
        offered.files.iter().all(|file| {
            let name = file.name.to_ascii_lowercase();
            endings.iter().any(|ending| name.ends_with(ending))
        })
    };
    if all(&[".jsonl"]) {
        Purpose::Batch
    } else if all(&[".png", ".jpg", ".jpeg", ".gif", ".webp"]) {
        Purpose::Vision
    } else {
        Purpose::UserData
    }
}

fn purpose_words(lang: Lang, purpose: &Purpose) -> String {
    match purpose {
        Purpose::Assistants => lang.purpose_assistants(),
        Purpose::Batch => lang.purpose_batch(),
        Purpose::FineTune => lang.purpose_fine_tune(),
        Purpose::Vision => lang.purpose_vision(),
        Purpose::UserData => lang.purpose_user_data(),
        Purpose::Evals => lang.purpose_evals(),
        other => other.as_str(),
    }
    .to_owned()
}

#[component]
pub fn UploadPanel() -> impl IntoView {
    let lang = lang();
    let uploads = expect_context::<Uploads>();
    let any = Memo::new(move |_| uploads.all.with(|all| !all.is_empty()));
    let busy = Memo::new(move |_| uploads.is_busy());
    live(move || {
        any.get().then(|| {
            view! {
                <section class="panel" aria-label=lang.upload_panel() data-testid="uploads">
                    <div class="panel-head">
                        <h2>{lang.upload_panel()}</h2>
                        {live(move || {
                            (!busy.get())
                                .then(|| {
                                    view! {
                                        <button
                                            type="button"
                                            class="button icon plain"
                                            aria-label=lang.close()
                                            on:click=move |_| uploads.dismiss()
                                        >
                                            <Glyph icon=Icon::Close />
                                        </button>
                                    }
                                })
                        })}
                    </div>
                    <div class="panel-body">
                        <ul class="uploads">
                            {live(move || {
                                uploads.all.get().into_iter().map(|upload| view! { <Line upload /> }).collect_view()
                            })}
                        </ul>
                    </div>
                </section>
            }
        })
    })
}

#[component]
fn Line(upload: Upload) -> impl IntoView {
    let lang = lang();
    let name = visible(&upload.name).into_owned();
    let shown = name.clone();
    let (state, sent) = (RwSignal::from(upload.state.clone()), RwSignal::from(upload.sent.clone()));
    let size = upload.size;
    view! {
        <li>
            <bdi class="name" title=shown.clone()>{shown.clone()}</bdi>
            <LineButton upload name />
            {live(move || match state.get() {
                UploadState::Waiting => view! { <span class="hint">{lang.upload_waiting()}</span> }.into_any(),
                UploadState::Sending => {
                    view! {
                        <progress max=size prop:value=move || sent.get() as f64 aria-label=shown.clone()></progress>
                        <span class="hint">
                            {live(move || lang.upload_sending(&lang.bytes(sent.get()), &lang.bytes(size)))}
                        </span>
                    }
                        .into_any()
                }
                UploadState::Done(_) => view! { <span class="hint" role="status">{lang.upload_done()}</span> }.into_any(),
                UploadState::Cancelled => view! { <span class="hint">{lang.upload_cancelled()}</span> }.into_any(),
                UploadState::Refused(why) => {
                    view! { <span class="problem" role="alert">{unfit(lang, why)}</span> }.into_any()
                }
                UploadState::Failed(error) => {
                    view! {
                        <div class="problem" role="alert">
                            <div>
                                <FailureText error />
                            </div>
                        </div>
                    }
                        .into_any()
                }
            })}
        </li>
    }
}

#[component]
fn LineButton(upload: Upload, name: String) -> impl IntoView {
    let lang = lang();
    let uploads = expect_context::<Uploads>();
    let upload = StoredValue::new(upload);
    live(move || {
        let state = upload.with_value(|upload| upload.state.get());
        let (label, icon) = match state {
            UploadState::Waiting | UploadState::Sending => (lang.upload_cancel(&name), Icon::Close),
            UploadState::Failed(_) | UploadState::Cancelled => (lang.upload_retry(&name), Icon::Refresh),
            UploadState::Done(_) => return Some(view! { <Glyph icon=Icon::Check /> }.into_any()),
            UploadState::Refused(_) => return None,
        };
        let act = move |_| {
            upload.with_value(|upload| match state {
                UploadState::Waiting | UploadState::Sending => uploads.cancel(upload),
                _ => uploads.retry(upload),
            });
        };
        Some(
            view! {
                <button type="button" class="button icon plain" aria-label=label on:click=act>
                    <Glyph icon />
                </button>
            }
            .into_any(),
        )
    })
}

fn unfit(lang: Lang, why: Unfit) -> &'static str {
    match why {
        Unfit::Empty => lang.upload_empty(),
        Unfit::OverLimit => lang.upload_over_limit(),
        Unfit::PurposeNotInParts => lang.upload_not_in_parts(),
    }
}
