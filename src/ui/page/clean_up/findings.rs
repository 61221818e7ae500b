//! The findings of the account: what each is, what it gives back, the table that shows it, and the plan to be rid of it.

use leptos::prelude::*;

use super::compare::Compare;
use crate::account::details::Kind;
use crate::account::findings::{Act, Finding, Found, Keep};
use crate::account::recipes::Recipe;
use crate::params;
use crate::state::catalog::Catalog;
use crate::state::findings::Findings;
use crate::state::jobs::Jobs;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::lock::LockedButton;
use crate::ui::route::Route;

#[component]
pub fn FindingList() -> impl IntoView {
    let lang = lang();
    let findings = expect_context::<Findings>();
    view! {
        <section class="card">
            <h2>{lang.findings_title()}</h2>
            {live(move || match findings.all.get() {
                None => view! {
                    <p class="page-state" role="status">
                        <Glyph icon=Icon::Spinner />
                        {lang.findings_looking()}
                    </p>
                }
                .into_any(),
                Some(all) => view! { <Listing all /> }.into_any(),
            })}
        </section>
    }
}

#[component]
fn Listing(all: Vec<Found>) -> impl IntoView {
    let lang = lang();
    let (there, none): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|found| found.waits || found.count + found.in_use + found.proof.different > 0);
    let names: Vec<&str> = none.iter().map(|found| lang.finding(found.key).0).collect();
    view! {
        <ul class="findings" aria-label=lang.findings_title()>
            {there.into_iter().map(|found| view! { <Row found /> }).collect_view()}
        </ul>
        {(!names.is_empty()).then(|| view! { <p class="hint">{lang.findings_none(&names.join(", "))}</p> })}
    }
}

#[component]
fn Row(found: Found) -> impl IntoView {
    let lang = lang();
    let (jobs, browser) = (expect_context::<Jobs>(), expect_context::<Browser>());
    let finding = Finding::of(found.key)?;
    let (name, hint) = lang.finding(found.key);
    let grace = expect_context::<Catalog>().grace.get_untracked();
    let query = params::with(&params::with("", "q", &finding.query(grace)), "sort", finding.sort);
    let href = format!("{}?{query}", Route::of(finding.kind).href_with(browser));
    let keep = RwSignal::new(Keep::default());
    let key = found.key;
    let plan = move || jobs.propose(Recipe::Finding { key, keep: keep.get_untracked() }, name.to_owned());
    let count = match (found.waits, finding.kind, finding.act) {
        (true, ..) => lang.finding_waits().to_owned(),
        (_, Kind::Store, Act::Delete) => lang.count_stores(found.count),
        _ => lang.count_files(found.count),
    };
    let none = found.waits || found.count + found.in_use == 0;
    Some(view! {
        <li data-finding=key>
            <div class="finding-text">
                <h3>{name}</h3>
                <p class="hint">{hint}</p>
                <p class="finding-numbers">
                    <strong>{count}</strong>
                    {(found.bytes > 0).then(|| view! { <span>{lang.bytes(found.bytes)}</span> })}
                    {(found.saving.day > 0)
                        .then(|| view! { <span>{lang.finding_saves(&lang.dollars(found.saving.day))}</span> })}
                    {(found.in_use > 0).then(|| view! { <span class="hint">{lang.finding_in_use(found.in_use)}</span> })}
                </p>
                {(finding.act == Act::DeleteCopies).then(|| view! { <KeepChoice keep /> <Compare proof=found.proof /> })}
            </div>
            <div class="button-row">
                <a class="button" href=href aria-label=lang.finding_show_of(name)>{lang.finding_show()}</a>
                <LockedButton
                    class="button danger"
                    disabled=Signal::stored(none)
                    label=lang.finding_plan_of(name)
                    press=plan
                >
                    {lang.finding_plan()}
                </LockedButton>
            </div>
        </li>
    })
}

/// Which one of those that look the same stays.
#[component]
fn KeepChoice(keep: RwSignal<Keep>) -> impl IntoView {
    let lang = lang();
    let word = move |keep| match keep {
        Keep::MostUsed => lang.copies_most_used(),
        Keep::Newest => lang.copies_newest(),
        Keep::Oldest => lang.copies_oldest(),
    };
    let choose = move |code: String| {
        keep.set(Keep::ALL.into_iter().find(|keep| keep.code() == code).unwrap_or_default());
    };
    view! {
        <label class="keep">
            <span class="hint">{lang.copies_keep()}</span>
            <select class="select" on:change:target=move |event| choose(event.target().value())>
                {Keep::ALL.map(|keep| view! { <option value=keep.code()>{word(keep)}</option> })}
            </select>
        </label>
    }
}
