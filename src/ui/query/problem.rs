//! Why a query is not understood, under its field: the sentence, and the text with the place marked.

use leptos::prelude::*;

use crate::query::Error;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// The id by which the field says that this is about it.
pub const PROBLEM: &str = "query-problem";
/// Characters of the text that are shown before the place.
const CONTEXT: usize = 24;

#[component]
pub fn Problem(
    table: TableState,
    /// What is being written may still become something: suggestions are shown in its place.
    waits: Signal<bool>,
) -> impl IntoView {
    let lang = lang();
    // There is always a place for it, so that a screen reader hears it come.
    view! {
        <div class="query-problem" id=PROBLEM aria-live="polite">
            {live(move || {
                let error = table.asked.with(|asked| asked.error.clone()).filter(|_| !waits.get())?;
                let text = table.text.get_untracked();
                let fields = table.with_scope(|scope| scope.fields().join(", "));
                Some(view! {
                    <p class="problem">
                        <Glyph icon=Icon::Alert />
                        <span>{lang.query_problem(&error, &text, &fields)} " " {lang.query_kept()}</span>
                    </p>
                    <Place error text />
                })
            })}
        </div>
    }
}

/// The end of what was understood, and what was not.
#[component]
fn Place(error: Error, text: String) -> impl IntoView {
    let (before, rest) = text.split_at_checked(error.at.from).unwrap_or((&text, ""));
    let wrong = rest.get(..error.at.to - error.at.from.min(error.at.to)).unwrap_or(rest);
    let start = before.char_indices().rev().nth(CONTEXT).map_or(0, |(at, _)| at);
    let context = before.get(start..).unwrap_or_default();
    let dots = if start > 0 { "…" } else { "" };
    // A place after the end has no character of its own.
    let wrong = if wrong.is_empty() { "\u{2423}".into() } else { visible(wrong) };
    view! {
        <code class="query-place" aria-hidden="true">
            {dots}
            <bdi>{visible(context).into_owned()}</bdi>
            <mark><bdi>{wrong.into_owned()}</bdi></mark>
        </code>
    }
}
