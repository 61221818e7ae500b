//! What the batches come to: by status, their requests, tokens and cost, over time, as charts and as CSV.

use leptos::prelude::*;

use crate::account::statistics::{Period, Statistics as Added, Sums, statistics};
use crate::chart::scale::Unit;
use crate::chart::steps::Step;
use crate::jsonl::prices::AS_OF;
use crate::query::Query;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::state::toasts::Toasts;
use crate::table::export::file_name;
use crate::text::Lang;
use crate::ui::chart::{Bar, Bars, Columns, Point};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};
use crate::ui::page::overview::{ListNote, Reading, Trouble};
use crate::ui::query::Tools;
use crate::ui::route::Route;

#[component]
pub fn Statistics() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let table = catalog.batch_table;
    let added = Memo::new(move |_| {
        let (order, rows) = (table.order.get().0, catalog.batch_rows.get().0);
        statistics(order.iter().filter_map(|row| rows.get(*row as usize)))
    });
    let of = Reading::of(catalog, catalog.batches);
    let none = move || {
        view! {
            <div class="empty">
                <h2>{lang.statistics_none()}</h2>
                <p>{lang.statistics_none_hint()}</p>
            </div>
        }
    };
    view! {
        <div class="page-head">
            <h1>{lang.statistics_title()}</h1>
            <p class="page-state">
                <ListNote of />
            </p>
            <div class="page-actions">
                <SaveButton added />
                <a class="button" href=move || Route::Batches.href() + &table.search()>
                    <Glyph icon=Icon::Batches />
                    {lang.nav_batches()}
                </a>
            </div>
        </div>
        <Tools table views=catalog.batch_views facet=lang.facet_status() />
        <div class="page-notes">
            <Trouble of />
        </div>
        <div class="sheet" tabindex="-1">
            {live(move || {
                let added = added.get();
                if added.all.batches == 0 { none().into_any() } else { view! { <Charts added /> }.into_any() }
            })}
        </div>
    }
}

#[component]
fn SaveButton(added: Memo<Added>) -> impl IntoView {
    let lang = lang();
    let (browser, session, toasts) =
        (expect_context::<Browser>(), expect_context::<Session>(), expect_context::<Toasts>());
    let save = move |_| {
        let account = session.current.with_untracked(|now| now.as_ref().map(|now| now.profile.name.clone()));
        let name = file_name(&account.unwrap_or_default(), "batch-statistics", browser.now() / 1000, "csv");
        let (csv, lines) = added.with_untracked(|added| (added.csv(), added.periods.len() as u64));
        toasts.say(match (browser.get().save)(&name, "text/csv", csv.as_bytes()) {
            true => lang.export_saved(lines, &name),
            false => lang.export_not_saved().to_owned(),
        });
    };
    view! {
        <button type="button" class="button" on:click=save>
            <Glyph icon=Icon::Download />
            {lang.statistics_csv()}
        </button>
    }
}

#[component]
fn Charts(added: Added) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let query = expect_context::<Catalog>().batch_table.asked.with(|asked| asked.query.clone());
    let proof = |term: &str| Route::Batches.asking(browser, &query.and(term).to_string(), "");
    let Added { all, step, periods } = added;
    let statuses = all.by_status.iter().map(|(status, count)| Bar {
        label: lang.status(status),
        is_word: true,
        value: *count,
        more: share(lang, *count, all.batches),
        href: proof(&format!("status:{}", if status.is_empty() { "none" } else { status })),
    });
    let statuses = crate::sorted::sorted(statuses.collect(), &|bar: &Bar| u64::MAX - bar.value);
    let chart = |title: &'static str, names: Vec<&'static str>, unit: Unit, parts: fn(&Sums) -> Vec<u64>| {
        let point = |period: &Period| Point {
            label: step.label(period.start),
            parts: parts(&period.sums),
            href: proof(&format!("created:{}", step.query(period.start))),
        };
        let points = periods.iter().map(point).collect();
        view! { <section class="card"><Columns title=title.to_owned() when=when(lang, step) names unit points /></section> }
    };
    let over_time = (!periods.is_empty()).then(|| {
        [
            chart(
                lang.statistics_requests(),
                vec![lang.statistics_completed(), lang.statistics_failed(), lang.statistics_open()],
                Unit::Count,
                |sums| {
                    let open = sums.requests.saturating_sub(sums.completed.saturating_add(sums.failed));
                    vec![sums.completed, sums.failed, open]
                },
            ),
            chart(
                lang.statistics_tokens(),
                vec![lang.statistics_input(), lang.statistics_output()],
                Unit::Count,
                |sums| vec![sums.input, sums.output],
            ),
            chart(lang.statistics_cost(), vec![lang.statistics_paid(), lang.statistics_saved()], Unit::Money, |sums| {
                vec![sums.paid, sums.saved()]
            }),
        ]
        .into_iter()
        .collect_view()
    });
    view! {
        <div class="dashboard">
            <section class="card">
                <Totals all=all.clone() query=query.clone() />
            </section>
            <section class="card">
                <h2>{lang.statistics_by_status()}</h2>
                <Bars
                    caption=lang.statistics_by_status()
                    heads=[lang.column("status"), lang.nav_batches(), lang.statistics_share()]
                    unit=Unit::Count
                    bars=statuses
                />
            </section>
            {over_time}
        </div>
    }
}

#[component]
fn Totals(all: Sums, query: Query) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let proof = move |term: &str| Route::Batches.asking(browser, &query.and(term).to_string(), "");
    let facts = [
        (lang.nav_batches(), lang.number(all.batches), proof("")),
        (lang.statistics_requests(), lang.number(all.requests), proof("")),
        (lang.statistics_failed_requests(), lang.number(all.failed), proof("failed>0")),
        (lang.statistics_input_tokens(), lang.number(all.input), proof("tokens>0")),
        (lang.statistics_output_tokens(), lang.number(all.output), proof("tokens>0")),
        (lang.statistics_paid(), lang.dollars(all.paid), proof("price:known")),
        (lang.statistics_saved(), lang.dollars(all.saved()), proof("price:known")),
    ];
    let fact = |(word, number, href): (&'static str, String, String)| {
        view! {
            <dt>{word}</dt>
            <dd>
                <a href=href>{number}</a>
            </dd>
        }
    };
    let unknown = (all.no_price > 0).then(|| {
        view! {
            <Note tone=Tone::Warn>
                <a href=proof("price:unknown")>{lang.statistics_no_price(all.no_price)}</a>
            </Note>
        }
    });
    view! {
        <h2>{lang.overview_total()}</h2>
        <p class="hint">{lang.statistics_lead()}</p>
        <dl class="facts" data-testid="totals">{facts.into_iter().map(fact).collect_view()}</dl>
        {unknown}
        <p class="hint">
            {lang.statistics_saved_hint()} ". " {lang.statistics_prices(AS_OF)} " "
            <a href=Route::Settings.href_with(browser) + "#model-prices">{lang.cost_change()}</a>
        </p>
    }
}

/// In whole per cent; what is more than nothing is not 0%.
fn share(lang: Lang, part: u64, all: u64) -> String {
    match (part * 100 + all / 2) / all.max(1) {
        0 if part > 0 => lang.statistics_percent("<1"),
        share => lang.statistics_percent(&share.to_string()),
    }
}

/// The head of a column of steps of time.
pub fn when(lang: Lang, step: Step) -> &'static str {
    match step {
        Step::Day => lang.step_day(),
        Step::Week => lang.step_week(),
        Step::Month => lang.step_month(),
        Step::Quarter => lang.step_quarter(),
        Step::Year => lang.step_year(),
    }
}
