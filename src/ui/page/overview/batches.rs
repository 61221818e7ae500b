//! The batches: those that run, those that ended badly of late, and what they cost this month.

use leptos::prelude::*;

use super::fact::Asked;
use super::note::{ListCard, Reading};
use crate::chart::steps::Step;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::route::Route;

#[component]
pub fn BatchCard() -> impl IntoView {
    let lang = lang();
    let (browser, catalog) = (expect_context::<Browser>(), expect_context::<Catalog>());
    let (of, table) = (Reading::of(catalog, catalog.batches), catalog.batch_table);
    let now = browser.now() / 1000;
    let month = format!("created:{}", Step::Month.query(Step::Month.start(now)));
    let unknown = format!("{month} price:unknown");
    let running = "status:validating,in_progress,finalizing,cancelling";
    let ask = move |label: &'static str, query: &str| view! { <Asked of label route=Route::Batches table query /> };
    let dollars = Some(("spent", Lang::dollars as fn(Lang, u64) -> String));
    view! {
        <ListCard testid="overview-batches" title=lang.nav_batches() of>
            <dl class="facts">
                {ask(lang.overview_total(), "")} {ask(lang.overview_running(), running)}
                {ask(lang.overview_at_risk(), "pace:at_risk")}
                {ask(lang.overview_ended_badly(), "status:failed,expired ended<7d")}
                {ask(lang.overview_partly(), "status:completed failed>0 ended<7d")}
                <Asked of label=lang.overview_month() route=Route::Batches table query=month sum=dollars only_sum=true />
                {live(move || {
                    (table.tally(&unknown, "").rows > 0).then(|| ask(lang.overview_month_unknown(), &unknown))
                })}
            </dl>
            <div class="button-row">
                <a class="button" href=Route::Statistics.href_with(browser)>
                    <Glyph icon=Icon::Overview />
                    {lang.statistics_title()}
                </a>
            </div>
        </ListCard>
    }
}
