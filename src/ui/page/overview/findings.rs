//! What could go: the findings in the order of what they give back, each with the rows that it means.

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::account::findings::{Act, Finding, Found};
use crate::state::catalog::Catalog;
use crate::state::findings::Findings;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::ui::graph::GraphState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn FindingCard() -> impl IntoView {
    let lang = lang();
    let findings = expect_context::<Findings>();
    findings.watch();
    view! {
        <section class="card" data-testid="overview-findings">
            <h2>{lang.findings_title()}</h2>
            <GraphState />
            {live(move || match findings.all.get() {
                None => view! { <p class="hint">{lang.findings_looking()}</p> }.into_any(),
                Some(all) => {
                    let mut there: Vec<Found> = all.into_iter().filter(|found| found.count > 0).collect();
                    there.sort_by_key(|found| std::cmp::Reverse((found.saving, found.bytes, found.count)));
                    view! { <ol class="given-back">{there.into_iter().map(|found| view! { <Row found /> }).collect_view()}</ol> }
                        .into_any()
                }
            })}
            <div class="button-row">
                <a class="button" href=Route::CleanUp.href()>
                    <Glyph icon=Icon::CleanUp />
                    {lang.nav_clean_up()}
                </a>
            </div>
        </section>
    }
}

#[component]
fn Row(found: Found) -> impl IntoView {
    let lang = lang();
    let (browser, catalog) = (expect_context::<Browser>(), expect_context::<Catalog>());
    let finding = Finding::of(found.key)?;
    let grace = catalog.grace.get_untracked();
    let href = Route::of(finding.kind).asking(browser, &finding.query(grace), finding.sort);
    let count = match (finding.kind, finding.act) {
        (Kind::Store, Act::Delete) => lang.count_stores(found.count),
        _ => lang.count_files(found.count),
    };
    let more = [
        (found.bytes > 0).then(|| lang.bytes(found.bytes)),
        (found.saving.day > 0).then(|| lang.finding_saves(&lang.dollars(found.saving.day))),
        (found.in_use > 0).then(|| lang.finding_in_use(found.in_use)),
    ];
    let more: String = more.into_iter().flatten().map(|more| format!(" · {more}")).collect();
    Some(view! {
        <li data-finding=found.key>
            <a href=href>{lang.finding(found.key).0}</a>
            <span>{count} <span class="hint">{more}</span></span>
        </li>
    })
}
