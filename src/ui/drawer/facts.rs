//! Facts in groups: each with its label, exact, and with a way to what it names.

use std::sync::Arc;

use leptos::prelude::*;

use super::address::Opened;
use super::value::value;
use crate::account::details::{Fact, Kind, Label, Section, Shown, batches_of};
use crate::account::references::References;
use crate::account::standing::{Grace, Standing};
use crate::account::story::story;
use crate::bulk::plan::User;
use crate::json::text;
use crate::openai::file::File;
use crate::state::catalog::Catalog;
use crate::state::graph::Graph;
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

/// Why a file is there, what uses it, and how sure it is that nothing does.
#[component]
pub fn Uses(file: Arc<File>) -> impl IntoView {
    let lang = lang();
    let (browser, catalog) = (expect_context::<Browser>(), expect_context::<Catalog>());
    let graph = expect_context::<Graph>();
    let id = file.id.as_str().to_owned();
    let told = Memo::new(move |_| {
        let (now, grace) = (browser.now() / 1000, catalog.grace.get());
        let grace_period = Grace { now, period: grace * 3_600 };
        let story = catalog.references.with(|known| match known.is_blank() {
            true => {
                let batches = catalog.batches.rows.with(|batches| batches.iter().cloned().collect());
                story(&file, &References::of_batches(batches), grace_period)
            }
            false => story(&file, known, grace_period),
        });
        (lang.story(&story, now), lang.certainty(&story, grace), story.standing)
    });
    view! {
        <section class="drawer-section" data-testid="uses">
            <h3>{lang.details_section("uses")}</h3>
            <p>
                <bdi>{move || told.with(|told| told.0.clone())}</bdi>
            </p>
            <p class="hint">{move || told.with(|told| told.1.clone())}</p>
            {live(move || {
                (told.with(|told| told.2) == Standing::Unknown && graph.reading.with(Option::is_none))
                    .then(|| {
                        view! {
                            <button type="button" class="button small" on:click=move |_| graph.refresh()>
                                {lang.graph_read()}
                            </button>
                        }
                    })
            })}
            {live(move || {
                catalog
                    .batches
                    .rows
                    .with(|batches| {
                        let using = batches_of(&id, batches.iter().map(|batch| &**batch));
                        let stores = catalog.references.with(|known| {
                            let of = known.uses(&id).into_iter().filter(|user| user.by == User::Store);
                            of.map(|user| user.id).collect::<Vec<_>>()
                        });
                        let held = stores.iter().map(|id| Fact {
                            label: Label::Key("held_by"),
                            shown: Shown::Link(Kind::Store, id),
                        });
                        facts(held.chain(using).collect())
                    })
            })}
            {live(move || {
                (!catalog.batches.is_whole()).then(|| view! { <p class="hint">{lang.uses_batches_partial()}</p> })
            })}
        </section>
    }
}
