//! The inspection of a batch file: how far it is, the verdict, what was found, and what can be done about it.

mod dialog;
mod estimate;
mod fixes;
mod problems;

pub use dialog::CheckDialog;

use leptos::prelude::*;

use crate::jsonl::check::{Report, Verdict};
use crate::state::inspect::{Inspection, Reading};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use estimate::Estimate;
use fixes::Fixes;
use problems::Problems;

#[component]
pub fn Inspected(inspection: Inspection) -> impl IntoView {
    let lang = lang();
    // What is shown of the reading but its counts, so that a button is not drawn anew under the finger.
    let done = Memo::new(move |_| match inspection.reading.get() {
        Reading::Done(report) => Some(report),
        _ => None,
    });
    view! {
        <div class="inspected">
            <Progress inspection />
            {live(move || match inspection.reading.get() {
                Reading::Failed(fault) => {
                    Some(view! { <Note tone=Tone::Bad><strong>{lang.fault(&fault)}</strong></Note> }.into_any())
                }
                Reading::Stopped(_) => {
                    Some(view! { <Note tone=Tone::Warn><span>{lang.inspect_stopped()}</span></Note> }.into_any())
                }
                _ => None,
            })}
            {live(move || done.get().map(|report| view! { <Said report /> }))}
            {live(move || inspection.reading.with(|reading| reading.report().map(|report| facts(lang, report))))}
            <Problems inspection />
            <Fixes inspection />
            {live(move || done.get().filter(|report| report.requests > 0).map(|report| view! { <Estimate report /> }))}
        </div>
    }
}

#[component]
fn Progress(inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let running = Memo::new(move |_| inspection.reading.with(|reading| matches!(reading, Reading::Running(_))));
    let read = move || inspection.reading.with(|reading| reading.report().map_or(0, |report| report.bytes));
    live(move || {
        if !running.get() {
            return None;
        }
        let size = inspection.file.with_untracked(|file| file.as_ref().map_or(0, |file| file.content.size()));
        Some(view! {
            <div class="working">
                <progress max=size prop:value=move || read() as f64 aria-label=lang.inspect_button()></progress>
                <span class="hint">{live(move || lang.inspect_reading(&lang.bytes(read()), &lang.bytes(size)))}</span>
                <button type="button" class="button small" on:click=move |_| inspection.stop()>
                    {lang.inspect_stop()}
                </button>
            </div>
        })
    })
}

/// The verdict.
#[component]
fn Said(report: Report) -> impl IntoView {
    let lang = lang();
    let (class, icon, words) = match report.verdict() {
        Verdict::Good => ("note good", Icon::Check, lang.inspect_good()),
        Verdict::Doubtful => ("note warn", Icon::Alert, lang.inspect_doubtful()),
        Verdict::Bad => ("note bad", Icon::Cross, lang.inspect_bad()),
    };
    view! {
        <div class=class role="status" data-testid="verdict">
            <Glyph icon />
            <div>
                <strong>{words}</strong>
            </div>
        </div>
    }
}

fn facts(lang: Lang, report: &Report) -> AnyView {
    let (endpoint, model) = (report.endpoint(), report.model().map(|model| visible(model).into_owned()));
    let harmless = [
        (report.crlf > 0).then(|| lang.inspect_crlf(report.crlf)),
        report.unended.then(|| lang.inspect_unended().to_owned()),
    ];
    view! {
        <dl class="facts">
            <dt>{lang.inspect_count()}</dt>
            <dd data-testid="requests">{lang.number(report.requests)}</dd>
            <dt>{lang.inspect_size()}</dt>
            <dd>{format!("{}, {}", lang.bytes(report.bytes), lang.inspect_lines(report.lines))}</dd>
            {endpoint.map(|endpoint| view! { <dt>{lang.column_endpoint()}</dt> <dd>{endpoint.to_string()}</dd> })}
            {model.map(|model| view! { <dt>{lang.column_model()}</dt> <dd><bdi>{model}</bdi></dd> })}
        </dl>
        {harmless.into_iter().flatten().map(|words| view! { <p class="hint">{words}</p> }).collect_view()}
    }
    .into_any()
}
