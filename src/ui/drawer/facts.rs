//! Facts in groups: each with its label, exact, and with a way to what it names.

use leptos::prelude::*;

use super::address::Opened;
use super::value::value;
use crate::account::details::{Fact, Kind, Label, Section, Shown, batches_of};
use crate::json::text;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::table::column::Value;
use crate::text::visible::visible;
use crate::text::{Lang, date};
use crate::ui::live::live;

pub fn sections(sections: Vec<Section<'_>>) -> AnyView {
    let lang = lang();
    let section = |section: Section<'_>| {
        view! {
            <section class="drawer-section">
                <h3>{lang.details_section(section.key)}</h3>
                {facts(section.facts)}
            </section>
        }
    };
    sections.into_iter().map(section).collect_view().into_any()
}

pub fn facts(facts: Vec<Fact<'_>>) -> AnyView {
    let lang = lang();
    let now = expect_context::<Browser>().now() / 1000;
    let fact = |fact: Fact<'_>| {
        let label = match fact.label {
            Label::Key(key) => lang.details_label(key).to_owned().into_any(),
            Label::Own(text) => view! { <bdi>{visible(text).into_owned()}</bdi> }.into_any(),
            Label::Line(line) => lang.details_line(&lang.number(line)).into_any(),
        };
        view! {
            <dt>{label}</dt>
            <dd>{shown(lang, fact.shown, now)}</dd>
        }
    };
    view! { <dl class="facts">{facts.into_iter().map(fact).collect_view()}</dl> }.into_any()
}

fn shown(lang: Lang, shown: Shown<'_>, now: u64) -> AnyView {
    match shown {
        Shown::Value(Value::Bytes(n)) => {
            let exact = lang.exact_bytes(n);
            // Below the first unit both would say the same.
            let short = (n >= 1024).then(|| view! { <span class="hint">{lang.bytes(n)}</span> });
            view! { <span>{exact}</span> {short} }.into_any()
        }
        Shown::Value(Value::Time(then)) => {
            let exact = format!("{} UTC", date::date_time_seconds(then));
            view! {
                <time datetime=date::iso(then)>{exact}</time>
                <span class="hint">{lang.ago(then, now)}</span>
            }
            .into_any()
        }
        Shown::Value(Value::Text(text)) => view! { <bdi>{visible(text).into_owned()}</bdi> }.into_any(),
        Shown::Value(other) => value(lang, other, now),
        Shown::Link(kind, id) => view! { <Link kind id=id.to_owned() /> }.into_any(),
        Shown::DaysIdle(days) => lang.details_days_idle(days).into_any(),
        Shown::Number(number) => view! { <code>{text(&number)}</code> }.into_any(),
        Shown::Flag(flag) => view! { <code>{text(&flag)}</code> }.into_any(),
    }
}

/// Opens another object.
#[component]
fn Link(kind: Kind, id: String) -> impl IntoView {
    let opened = expect_context::<Opened>();
    let text = visible(&id).into_owned();
    view! {
        <button type="button" class="link-button mono" on:click=move |_| opened.open(kind, &id)>
            <bdi>{text}</bdi>
        </button>
    }
}

/// What uses a file, as far as the lists tell.
#[component]
pub fn Uses(file: String) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    view! {
        <section class="drawer-section">
            <h3>{lang.details_section("uses")}</h3>
            {live(move || {
                catalog
                    .batches
                    .rows
                    .with(|batches| {
                        let using = batches_of(&file, batches.iter().map(|batch| &**batch));
                        match using.is_empty() {
                            true => view! { <p class="hint">{lang.uses_no_batch()}</p> }.into_any(),
                            false => facts(using),
                        }
                    })
            })}
            {live(move || {
                (!catalog.batches.is_whole()).then(|| view! { <p class="hint">{lang.uses_batches_partial()}</p> })
            })}
            <p class="hint">{lang.uses_stores_unknown()}</p>
        </section>
    }
}
