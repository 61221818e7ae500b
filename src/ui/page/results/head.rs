//! What the batch is, and those that belong together with it.

use std::sync::Arc;

use leptos::prelude::*;

use super::ALONE;
use crate::account::batch_row::BatchRow;
use crate::account::columns::BATCHES;
use crate::openai::batch::Batch;
use crate::openai::error::Kind;
use crate::params;
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::visible::visible;
use crate::ui::drawer::facts;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::{Failure, Note, Tone};
use crate::ui::route::Route;

/// Columns of the table of batches that are told here.
const TOLD: [&str; 8] = ["id", "status", "endpoint", "model", "progress", "tokens", "spent", "ended"];
/// Those that are told of each member of a family.
const TOLD_OF_EACH: [&str; 4] = ["status", "progress", "tokens", "spent"];

#[component]
pub fn Head(id: String) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let results = catalog.results;
    let back = Route::Batches.href();
    let batch = Memo::new(move |_| results.object.get().and_then(Result::ok));
    let name = move || {
        let described = batch.with(|batch| batch.as_ref().and_then(|batch| batch.description().map(str::to_owned)));
        let name = described.filter(|name| !name.is_empty()).unwrap_or_else(|| id.clone());
        lang.results_of(&visible(&name))
    };
    view! {
        <header class="store-head">
            <nav aria-label=lang.store_way()>
                <a href=move || back.clone() + &catalog.batch_table.search()>{lang.nav_batches()}</a>
            </nav>
            <h1><bdi>{name}</bdi></h1>
            {live(move || batch.get().map(|batch| view! { <dl class="store-facts">{told(&batch, &TOLD)}</dl> }))}
            {live(move || match results.object.get() {
                Some(Err(error)) if error.kind == Kind::NotFound => {
                    view! {
                        <Note tone=Tone::Bad>
                            <strong>{lang.results_missing()}</strong>
                            <span>{lang.results_missing_advice()}</span>
                        </Note>
                    }
                        .into_any()
                }
                Some(Err(error)) => view! { <Failure error /> }.into_any(),
                _ => ().into_any(),
            })}
            <Family />
        </header>
    }
}

fn told(batch: &Arc<Batch>, which: &[&str]) -> AnyView {
    let now = expect_context::<Browser>().now() / 1000;
    let row = expect_context::<Catalog>().model_prices.with(|prices| BatchRow::of(batch.clone(), prices, now));
    facts(BATCHES, which, &row, now)
}

/// The batch and its repairs, together or this one alone.
#[component]
fn Family() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let results = catalog.results;
    live(move || {
        let family = results.family.get()?;
        let count = family.members.len();
        let orphan = family.missing.map(|id| view! { <p class="hint">{lang.family_orphan(&visible(id.as_str()))}</p> });
        let several = (count > 1).then(|| {
            let member = |(at, batch): (usize, Arc<Batch>)| view! { <Member at batch /> };
            view! {
                <Ways count=count as u64 />
                <ol class="results-family" aria-label=lang.family()>
                    {family.members.into_iter().enumerate().map(member).collect_view()}
                </ol>
                {live(move || (!catalog.batches.is_whole()).then(|| view! { <p class="hint">{lang.family_partial()}</p> }))}
            }
        });
        Some(view! { {orphan} {several} })
    })
}

/// From the family to the batch alone, and back, which the way back follows.
#[component]
fn Ways(count: u64) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let address = Address::expect();
    let link = move |alone: bool| {
        let (icon, words) = match alone {
            true => (Icon::Files, lang.family_alone().to_owned()),
            false => (Icon::Batches, lang.family_together(count)),
        };
        let href = move || {
            let search = address.search.with(|search| params::with(search, ALONE, if alone { "1" } else { "" }));
            let question = if search.is_empty() { "" } else { "?" };
            address.path.with(|path| format!("{path}{question}{search}"))
        };
        view! {
            <a class="part" href=href aria-current=move || (results.alone.get() == alone).then_some("page")>
                <Glyph icon />
                {words}
            </a>
        }
    };
    view! { <nav class="parts" aria-label=lang.family()>{[false, true].map(link)}</nav> }
}

#[component]
fn Member(at: usize, batch: Arc<Batch>) -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let (id, href) = (batch.id.clone(), Route::Results.page_href(expect_context(), batch.id.as_str()));
    let role = if at == 0 { lang.family_first().to_owned() } else { lang.family_repair(&lang.number(at as u64)) };
    let current = move || {
        let shown = results.object.with(|now| matches!(now, Some(Ok(now)) if now.id == id));
        shown.then_some("true")
    };
    let label = visible(batch.id.as_str()).into_owned();
    view! {
        <li>
            <span class="hint">{role}</span>
            <a class="mono" href=href aria-current=current><bdi>{label}</bdi></a>
            <dl class="store-facts">{told(&batch, &TOLD_OF_EACH)}</dl>
        </li>
    }
}
