//! The composer of batches: where the requests come from, what is wrong with them, the batch, and its submission.

mod labels;
mod source;
mod submit;
mod template;

use leptos::prelude::*;

use crate::state::compose::{Composer, Preparing};
use crate::state::inspect::Reading;
use crate::state::settings::lang;
use crate::ui::dialog::{Modal, close_around};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::inspect::Inspected;
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};
use labels::Labels;
use source::Source;
use submit::Submit;

#[component]
pub fn Compose() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let frozen = Memo::new(move |_| composer.is_submitting());
    view! {
        <div class="sheet" tabindex="-1">
            <div class="sheet-inner">
                <div class="past-head">
                    <h1>{lang.compose_title()}</h1>
                    <span class="topbar-space"></span>
                    <ThrowAway />
                </div>
                <p>{lang.compose_lead()}</p>
                {live(move || {
                    composer
                        .unkept
                        .get()
                        .then(|| view! { <Note tone=Tone::Warn><span>{lang.compose_unkept()}</span></Note> })
                })}
                <fieldset class="stages" disabled=move || frozen.get()>
                    <Source />
                    <Inspection />
                    <Labels />
                </fieldset>
                <Submit />
            </div>
        </div>
    }
}

/// From the source to the verdict.
#[component]
fn Inspection() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let nothing = Memo::new(move |_| {
        composer.preparing.get() == Preparing::Nothing
            && composer.inspection.reading.with(|reading| *reading == Reading::Nothing)
    });
    view! {
        <section class="card" aria-label=lang.compose_inspection()>
            <h2>{lang.compose_inspection()}</h2>
            {live(move || nothing.get().then(|| view! { <p class="hint">{lang.compose_inspection_none()}</p> }))}
            <Progress />
            <Made />
            <Inspected inspection=composer.inspection />
        </section>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let again = move || {
        view! {
            <button type="button" class="button" on:click=move |_| composer.prepare_again()>{lang.try_again()}</button>
        }
    };
    live(move || match composer.preparing.get() {
        Preparing::Nothing => None,
        Preparing::Running { bytes, of } => Some(
            view! {
                <div class="working">
                    <progress max=of.max(1) prop:value=bytes as f64 aria-label=lang.compose_preparing()></progress>
                    <span class="hint">{lang.compose_preparing()}</span>
                    <button type="button" class="button small" on:click=move |_| composer.stop_preparing()>
                        {lang.inspect_stop()}
                    </button>
                </div>
            }
            .into_any(),
        ),
        Preparing::Failed(fault) => {
            Some(view! { <Note tone=Tone::Bad><strong>{lang.fault(&fault)}</strong></Note> }.into_any())
        }
        Preparing::Refused(error) => Some(view! { <Failure error>{again()}</Failure> }.into_any()),
    })
}

/// What became of a table or a list.
#[component]
fn Made() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    live(move || {
        let built = composer.built.get()?;
        let odd = [
            (built.uneven > 0).then(|| lang.compose_uneven(built.uneven)),
            (built.garbled > 0).then(|| lang.compose_garbled(built.garbled)),
            (built.left_out > 0).then(|| lang.compose_left_out(built.left_out)),
        ];
        let odd: Vec<_> = odd.into_iter().flatten().collect();
        Some(view! {
            <p data-testid="made">{lang.compose_rows(built.rows)}</p>
            {(!odd.is_empty())
                .then(|| {
                    let lines = odd.into_iter().map(|words| view! { <span>{words}</span> }).collect_view();
                    view! { <Note tone=Tone::Warn>{lines}</Note> }
                })}
        })
    })
}

#[component]
fn ThrowAway() -> impl IntoView {
    let lang = lang();
    let composer = expect_context::<Composer>();
    let asks = RwSignal::new(false);
    let useless = Memo::new(move |_| composer.is_running() || composer.draft.with(|draft| draft.is_empty()));
    let yes = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        asks.set(false);
        composer.throw_away();
    };
    let no = move |event: leptos::ev::MouseEvent| {
        close_around(&event);
        asks.set(false);
    };
    view! {
        <button type="button" class="button" disabled=move || useless.get() on:click=move |_| asks.set(true)>
            <Glyph icon=Icon::Trash />
            {lang.compose_throw_away()}
        </button>
        {live(move || {
            asks.get()
                .then(|| {
                    let hint = match untrack(|| composer.is_unsure()) {
                        true => lang.compose_throw_unsure(),
                        false => lang.compose_throw_hint(),
                    };
                    view! {
                        <Modal label=lang.compose_throw_title() on_close=move || asks.set(false)>
                            <div class="dialog-body">
                                <h2>{lang.compose_throw_title()}</h2>
                                <p>{hint}</p>
                            </div>
                            <div class="dialog-foot">
                                <button type="button" class="button" autofocus on:click=no>{lang.cancel()}</button>
                                <button type="button" class="button danger solid" on:click=yes>
                                    {lang.compose_throw_away()}
                                </button>
                            </div>
                        </Modal>
                    }
                })
        })}
    }
}
