//! A request of a batch and what became of it, side by side, read from the files by where they stand.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::account::results::{RESULTS, ResultRow};
use crate::json::pretty;
use crate::jsonl::answer;
use crate::state::catalog::Catalog;
use crate::state::results::Line;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::column::Value;
use crate::text::visible::lines;
use crate::ui::drawer::value;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

/// Bytes of a line that are shown at most.
const SHOWN: u64 = 256 * 1024;
/// What is told in other ways.
const UNTOLD: [&str; 3] = ["id", "answer", "line"];

#[component]
pub fn RowBody(row: Arc<ResultRow>) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let now = expect_context::<Browser>().now() / 1000;
    let read = RwSignal::new(None::<[Option<Line>; 2]>);
    let fact = |column: &crate::table::column::Column<ResultRow>| {
        let shown = (column.value)(&row);
        (shown != Value::Absent && !UNTOLD.contains(&column.head.key)).then(|| {
            view! {
                <div>
                    <dt>{lang.column(column.head.key)}</dt>
                    <dd>{value(lang, shown, now)}</dd>
                </div>
            }
        })
    };
    let facts = RESULTS.iter().filter_map(fact).collect_view();
    spawn_local(async move {
        let lines = results.lines(&row, SHOWN).await;
        read.try_set(Some(lines));
    });
    view! {
        <div class="drawer-body" tabindex="0" role="group" aria-label=lang.drawer_label()>
            <dl class="store-facts">{facts}</dl>
            {live(move || {
                let [request, response] = read.get()?;
                let said = response.as_ref().and_then(|line| said(&line.text));
                Some(
                    view! {
                        {said
                            .map(|said| {
                                view! {
                                    <section class="drawer-section">
                                        <h3>{lang.row_answer()}</h3>
                                        <pre class="content" tabindex="0" aria-label=lang.row_answer()>{said}</pre>
                                    </section>
                                }
                            })}
                        <div class="side-by-side">
                            <Side title=lang.row_request() none=lang.row_no_request() line=request />
                            <Side title=lang.row_response() none=lang.row_no_response() line=response />
                        </div>
                    },
                )
            })}
        </div>
    }
}

/// What the model said, as a person reads it.
fn said(line: &str) -> Option<String> {
    let text = answer::read(line).ok()?.text().into_owned();
    (!text.is_empty()).then(|| lines(&text))
}

#[component]
fn Side(title: &'static str, none: &'static str, line: Option<Line>) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let toasts = expect_context::<Toasts>();
    let Some(Line { text, number, cut }) = line else {
        return view! {
            <section class="drawer-section">
                <h3>{title}</h3>
                <p class="hint">{none}</p>
            </section>
        }
        .into_any();
    };
    let shown = if cut { lines(&text) } else { lines(&pretty(&text)) };
    let copy = move |_| {
        let copying = (browser.get().copy)(text.clone());
        spawn_local(async move {
            toasts.say(if copying.await { lang.copied() } else { lang.not_copied() });
        });
    };
    view! {
        <section class="drawer-section">
            <div class="side-head">
                <h3>{title}</h3>
                <span class="hint">{lang.details_line(&lang.number(number))}</span>
                <button type="button" class="button small" on:click=copy>
                    <Glyph icon=Icon::Copy size=14 />
                    {lang.drawer_copy_json()}
                </button>
            </div>
            {cut.then(|| view! { <p class="hint">{lang.row_cut()}</p> })}
            <pre class="content" tabindex="0" aria-label=title>{shown}</pre>
        </section>
    }
    .into_any()
}

/// No row has the id in the address.
#[component]
pub fn NoRow() -> impl IntoView {
    let lang = lang();
    view! {
        <div class="drawer-body">
            <Note tone=Tone::Warn>
                <strong>{lang.row_gone()}</strong>
                <span>{lang.row_gone_hint()}</span>
            </Note>
        </div>
    }
}
