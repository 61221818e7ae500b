//! What was found in the files: facts, each a way to its rows, and errors by what they say.

use std::sync::Arc;

use leptos::prelude::*;

use crate::account::batch_row::{BatchRow, Cost};
use crate::account::results::{Counts, causes};
use crate::jsonl::groups::Group;
use crate::jsonl::join::{Found, Stray, Strays};
use crate::jsonl::outcome::Outcome;
use crate::openai::batch::Batch;
use crate::query::Query;
use crate::query::ast::{At, Literal, Op, Term};
use crate::state::catalog::Catalog;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::live::live;

/// Lines that are named one by one.
const NAMED: usize = 50;

#[component]
pub fn FoundFacts() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    live(move || {
        let (counts, found) = (results.counts.get(), results.found.get()?);
        Some(view! {
            <section class="results-found" aria-label=lang.results_found() data-testid="found-facts">
                <div class="results-counted">
                    <Sum counts found=found.clone() />
                    {odd(lang, &counts)}
                    <Lines strays=found.extra.clone() words=Lang::found_extra />
                    <Lines strays=found.duplicates.clone() words=Lang::found_duplicates />
                    <Lines strays=found.unreadable.clone() words=Lang::found_unreadable />
                </div>
                {causes_of(lang, &found)}
            </section>
        })
    })
}

/// How many were answered, and what they took.
#[component]
fn Sum(counts: Counts, found: Arc<Found>) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let strays = [&found.extra, &found.duplicates, &found.unreadable].map(|strays| strays.count);
    let is_odd = strays.iter().sum::<u64>() > 0 || counts.of(Outcome::Done) < counts.rows;
    let spent = move || {
        let members = catalog.results.members.get();
        let cost = |batch: &Arc<Batch>| catalog.model_prices.with(|prices| BatchRow::of(batch.clone(), prices, 0).cost);
        let paid =
            members.iter().map(|batch| if let Cost::Known { paid, .. } = cost(batch) { Some(paid) } else { None });
        // Part of a sum is none.
        paid.sum::<Option<u64>>().map(|paid| lang.dollars(paid))
    };
    view! {
        <p class="results-sum">
            <strong>{lang.results_answered(&lang.number(counts.answered()), &lang.number(counts.rows))}</strong>
            <span class="hint">{lang.results_tokens(found.input_tokens + found.output_tokens)}</span>
            <span class="hint">{spent}</span>
            {(!is_odd && counts.rows > 0).then(|| view! { <span class="hint">{lang.results_nothing_odd()}</span> })}
        </p>
    }
}

/// What is odd about the answers.
fn odd(lang: Lang, counts: &Counts) -> impl IntoView + use<> {
    let of = |outcome: Outcome| (counts.of(outcome), format!("outcome:{}", outcome.as_str()));
    let facts = [
        (of(Outcome::Missing), lang.found_missing()),
        ((counts.repeated, "repeats>0".to_owned()), lang.found_repeated()),
        ((counts.errors_inside, "status>=400 found_in:output".to_owned()), lang.found_errors_inside()),
        (of(Outcome::Truncated), lang.found_truncated()),
        (of(Outcome::Refused), lang.found_refused()),
        (of(Outcome::Empty), lang.found_empty()),
        (of(Outcome::NotJson), lang.found_not_json()),
    ];
    let facts: Vec<_> = facts.into_iter().filter(|((count, _), _)| *count > 0).collect();
    let fact = |((count, query), words): ((u64, String), &'static str)| {
        let face = view! {
            <strong>{lang.number(count)}</strong>
            {words}
        };
        view! { <Filter query class="chip">{face}</Filter> }
    };
    view! { <div class="chips">{facts.into_iter().map(fact).collect_view()}</div> }
}

/// Shows the rows of a query; once more, all of them.
#[component]
fn Filter(query: String, class: &'static str, children: Children) -> impl IntoView {
    let table = expect_context::<Catalog>().results.table;
    let query = StoredValue::new(query);
    let is_shown = Memo::new(move |_| table.text.with(|text| query.with_value(|query| text.trim() == query)));
    let turn = move |_| table.text.set(if is_shown.get_untracked() { String::new() } else { query.get_value() });
    view! {
        <button
            type="button"
            class=class
            aria-pressed=move || if is_shown.get() { "true" } else { "false" }
            on:click=turn
        >
            {children()}
        </button>
    }
}

/// The errors that say the same, the most frequent first.
fn causes_of(lang: Lang, found: &Found) -> Option<AnyView> {
    let mut groups: Vec<(&Group, Arc<str>)> =
        found.groups.all().iter().zip(causes(&found.groups)).filter(|(group, _)| group.count > 0).collect();
    groups.sort_by_key(|(group, _)| std::cmp::Reverse(group.count));
    if groups.is_empty() {
        return None;
    }
    let line = |(group, cause): (&Group, Arc<str>)| {
        let said = if group.example.is_empty() { &group.code } else { &group.example };
        let said = if said.is_empty() { lang.causes_none().to_owned() } else { visible(said).into_owned() };
        let status = (group.status > 0).then(|| group.status.to_string());
        let code = (!group.code.is_empty()).then(|| visible(&group.code).into_owned());
        let about = [status, code].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let term = Term { field: "cause".to_owned(), at: At::default(), op: Op::Is, values: vec![Literal::of(&cause)] };
        let face = view! {
            <strong>{lang.number(group.count)}</strong>
            <bdi>{said}</bdi>
            <span class="hint"><bdi>{about}</bdi></span>
        };
        view! { <li><Filter query=Query::Term(term).to_string() class="cause">{face}</Filter></li> }
    };
    Some(
        view! {
            <div class="results-causes">
                <h2>{lang.causes_title()}</h2>
                <ol>{groups.into_iter().map(line).collect_view()}</ol>
            </div>
        }
        .into_any(),
    )
}

/// Lines that belong to no row, by where they stand.
#[component]
fn Lines(strays: Strays, words: fn(Lang, u64) -> String) -> impl IntoView {
    let lang = lang();
    let Strays { count, first } = strays;
    let listed = (first.len().min(NAMED)) as u64;
    let line = move |stray: Stray| {
        let at = lang.found_line(lang.source_of(stray.origin.source), &lang.number(stray.place.line));
        let id = (!stray.id.is_empty()).then(|| visible(&stray.id).into_owned());
        view! { <li>{at} " " {id.map(|id| view! { <code><bdi>{id}</bdi></code> })}</li> }
    };
    (count > 0).then(|| {
        view! {
            <details class="results-lines">
                <summary>{words(lang, count)}</summary>
                {(listed < count).then(|| view! { <p class="hint">{lang.found_listed(listed)}</p> })}
                <ul>{first.into_iter().take(NAMED).map(line).collect_view()}</ul>
            </details>
        }
    })
}
