//! How far it is known what uses what, and how to know it.

use leptos::prelude::*;

use crate::account::references::References;
use crate::state::catalog::Catalog;
use crate::state::graph::Graph;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::plan::GapText;

/// Lists that are named, of those that could not be read.
const NAMED: usize = 5;

#[component]
pub fn GraphState() -> impl IntoView {
    let lang = lang();
    let graph = expect_context::<Graph>();
    let references = expect_context::<Catalog>().references;
    let is_reading = Memo::new(move |_| graph.reading.with(Option::is_some));
    let button = move |word: &'static str, press: fn(Graph)| {
        view! { <button type="button" class="button small" on:click=move |_| press(graph)>{word}</button> }
    };
    view! {
        <div class="graph-state" data-testid="graph">
            {live(move || {
                if is_reading.get() {
                    view! {
                        <Progress />
                        {button(lang.graph_stop(), Graph::stop)}
                    }
                    .into_any()
                } else if references.with(References::is_blank) {
                    view! {
                        <p role="status">{lang.graph_blank()}</p>
                        {button(lang.graph_read(), Graph::refresh)}
                    }
                    .into_any()
                } else if references.with(References::is_whole) {
                    view! {
                        <Whole />
                        {button(lang.graph_again(), Graph::refresh)}
                    }
                    .into_any()
                } else {
                    view! {
                        <Partial known=references.get() />
                        {button(lang.graph_on(), Graph::refresh)}
                    }
                    .into_any()
                }
            })}
        </div>
    }
}

#[component]
fn Progress() -> impl IntoView {
    let lang = lang();
    let reading = expect_context::<Graph>().reading;
    let text = move || match reading.get() {
        Some((done, total)) if total > 0 => lang.graph_reading(&lang.number(done), &lang.number(total)),
        _ => lang.graph_reading_lists().to_owned(),
    };
    // Not told at each store: a reader would never come to an end.
    view! {
        <p class="grow">
            <Glyph icon=Icon::Spinner />
            {text}
        </p>
        <progress
            aria-label=lang.graph_progress()
            max=move || reading.get().map_or(1, |(_, total)| total.max(1)).to_string()
            prop:value=move || reading.get().map_or(0, |(done, _)| done) as f64
        ></progress>
    }
}

#[component]
fn Whole() -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let (graph, catalog) = (expect_context::<Graph>(), expect_context::<Catalog>());
    let text = move || {
        let now = browser.roughly_now.get() / 1000;
        let as_of = graph.as_of.get().unwrap_or_default() / 1000;
        lang.graph_whole(catalog.references.with(References::stores), &lang.ago(as_of, now.max(as_of)))
    };
    view! { <p role="status">{text}</p> }
}

/// What is missing, and why.
#[component]
fn Partial(known: References) -> impl IntoView {
    let lang = lang();
    let gaps = known.gaps().to_vec();
    let rest = gaps.len().saturating_sub(NAMED) as u64;
    let unread = known.unread().saturating_sub(gaps.len() as u64);
    let gap = |gap: &crate::account::references::Gap| {
        view! { <li><GapText gap=gap.clone() sentence=Lang::graph_gap /></li> }
    };
    view! {
        <Note tone=Tone::Warn>
            <strong>{lang.graph_partial()}</strong>
            <ul class="gaps">
                {gaps.iter().take(NAMED).map(gap).collect_view()}
                {(rest > 0).then(|| view! { <li>{lang.confirm_more(rest)}</li> })}
                {(unread > 0).then(|| view! { <li>{lang.graph_unread(unread)}</li> })}
            </ul>
        </Note>
    }
}
