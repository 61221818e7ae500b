//! Problems by kind, with how often and where first; a press on a number shows the line.

use leptos::prelude::*;

use crate::jsonl::problem::{Kind, Problem, Spot};
use crate::state::inspect::{Inspection, Line};
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn Problems(inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let found = Memo::new(move |_| {
        inspection.reading.with(|reading| reading.report().map(|report| report.problems.clone()).unwrap_or_default())
    });
    live(move || {
        let found = found.get();
        (!found.is_empty()).then(|| {
            let problems = found.into_iter().map(|problem| view! { <Row problem inspection /> }).collect_view();
            view! { <ul class="found" aria-label=lang.inspect_problems()>{problems}</ul> }
        })
    })
}

#[component]
fn Row(problem: Problem, inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let Problem { kind, count, spots } = problem;
    let (icon, class) = if kind.is_error() { (Icon::Cross, "bad") } else { (Icon::Alert, "warn") };
    let first = (count > spots.len() as u64).then(|| format!("{}:", lang.inspect_first(spots.len() as u64)));
    view! {
        <li class=class data-kind=format!("{kind:?}")>
            <Glyph icon />
            <span>{lang.kind(kind)}</span>
            {(!spots.is_empty())
                .then(|| {
                    view! {
                        <div class="spots">
                            <span class="hint">{lang.inspect_lines(count)} {first.map(|first| format!(", {first}"))}</span>
                            {spots.into_iter().map(|spot| view! { <Where kind spot inspection /> }).collect_view()}
                        </div>
                    }
                })}
            <Shown kind inspection />
        </li>
    }
}

#[component]
fn Where(kind: Kind, spot: Spot, inspection: Inspection) -> impl IntoView {
    let lang = lang();
    let line = lang.number(spot.place.line);
    let note = lang.note(&spot.note);
    view! {
        <button
            type="button"
            class="button small"
            aria-label=lang.inspect_show(&line)
            title=note
            on:click=move |_| inspection.show(kind, spot.clone())
        >
            {line.clone()}
        </button>
    }
}

/// The line that was asked for.
#[component]
fn Shown(kind: Kind, inspection: Inspection) -> impl IntoView {
    let lang = lang();
    live(move || {
        let Line { number, before, after, left_out, .. } = inspection.line.get().filter(|line| line.kind == kind)?;
        let left_out = [left_out.0, left_out.1].map(|bytes| (bytes > 0).then(|| lang.inspect_left_out(bytes)));
        let [start, end] = left_out.map(|words| words.map(|words| view! { <span class="hint">{words}</span> }));
        let title = lang.inspect_line(&lang.number(number));
        let wrong = !before.is_empty();
        Some(view! {
            <section class="line" aria-label=title.clone() role="status">
                <div class="line-head">
                    <h3>{title.clone()}</h3>
                    <button
                        type="button"
                        class="button icon plain"
                        aria-label=lang.inspect_close_line()
                        on:click=move |_| inspection.line.set(None)
                    >
                        <Glyph icon=Icon::Close />
                    </button>
                </div>
                <pre tabindex="0" data-testid="line">
                    {start}
                    <bdi>{visible(&before).into_owned()}</bdi>
                    {wrong.then(|| view! { <mark>"⟨!⟩"</mark> })}
                    <bdi>{visible(&after).into_owned()}</bdi>
                    {end}
                </pre>
            </section>
        })
    })
}
