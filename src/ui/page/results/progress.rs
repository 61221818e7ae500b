//! How far the reading of a batch's files is, or why it does not go on.

use leptos::prelude::*;

use crate::openai::batch::{BatchError, BatchStatus};
use crate::state::catalog::Catalog;
use crate::state::results::{Making, Stage};
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};

/// Errors that are named one by one.
const NAMED: usize = 10;

#[component]
pub fn Progress() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let again = move || {
        view! { <button type="button" class="button" on:click=move |_| results.read()>{lang.try_again()}</button> }
    };
    view! {
        {live(move || match results.stage.get() {
            Stage::Idle => view! { <Begin /> }.into_any(),
            Stage::Ready => ().into_any(),
            Stage::Fetching { source, bytes, of } => {
                let (file, read) = (lang.source_of(source), lang.bytes(bytes));
                let words = match of {
                    Some(of) => lang.results_fetching_of(file, &read, &lang.bytes(of)),
                    None => lang.results_fetching(file, &read),
                };
                view! { <Working words bytes of=of.unwrap_or_default() /> }.into_any()
            }
            Stage::Reading { bytes, of } => {
                let words = lang.results_reading(&lang.bytes(bytes), &lang.bytes(of));
                view! { <Working words bytes of /> }.into_any()
            }
            Stage::Refused(error) => view! { <Failure error>{again()}</Failure> }.into_any(),
            Stage::Broken(fault) => {
                view! {
                    <Note tone=Tone::Bad>
                        <strong>{lang.fault(&fault)}</strong>
                        <div class="button-row">{again()}</div>
                    </Note>
                }
                    .into_any()
            }
        })}
        {live(move || {
            let Making { bytes, of } = results.making.get()?;
            Some(view! { <Working words=lang.results_writing().to_owned() bytes of /> })
        })}
    }
}

/// Nothing was read yet: the way to begin, or why there is nothing.
#[component]
fn Begin() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    live(move || {
        let batch = results.object.get()?.ok()?;
        if results.is_readable() {
            let label = match results.unfetched() {
                0 => lang.results_read_unsized().to_owned(),
                bytes => lang.results_read(&lang.bytes(bytes)),
            };
            return Some(
                view! {
                    <div class="button-row">
                        <button type="button" class="button primary" on:click=move |_| results.read()>
                            <Glyph icon=Icon::Download />
                            {label}
                        </button>
                        <span class="hint">{lang.results_read_hint()}</span>
                    </div>
                }
                .into_any(),
            );
        }
        if batch.status != Some(BatchStatus::Failed) {
            return Some(view! { <p class="hint" role="status">{lang.results_running()}</p> }.into_any());
        }
        let errors = batch.errors.as_ref().and_then(|errors| errors.data.clone()).unwrap_or_default();
        let error = move |error: BatchError| {
            let said = error.message.or(error.code).map(|said| visible(&said).into_owned());
            let line = error.line.map(|line| lang.details_line(&lang.number(line)));
            view! { <span>{line.map(|line| format!("{line} · "))} <bdi>{said}</bdi></span> }
        };
        let errors = errors.into_iter().take(NAMED).map(error).collect_view();
        Some(
            view! {
                <Note tone=Tone::Bad>
                    <strong>{lang.results_refused()}</strong>
                    {errors}
                </Note>
            }
            .into_any(),
        )
    })
}

#[component]
fn Working(words: String, bytes: u64, of: u64) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    // Without a size it is shown to be under way, and no more.
    let value = (of > 0).then_some(bytes as f64);
    view! {
        <div class="working" data-testid="working">
            <progress max=of.max(1) value=value aria-label=lang.results_working()></progress>
            <span class="hint">{words}</span>
            <button type="button" class="button small" on:click=move |_| results.stop()>{lang.cancel()}</button>
        </div>
    }
}
