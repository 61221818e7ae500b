//! What is in the account at a glance: each number is counted by the query to which it leads.

mod batches;
mod fact;
mod files;
mod findings;
mod ledger;
mod note;
mod runs;
mod stores;

pub use note::{ListNote, Reading, Trouble};

use leptos::prelude::*;

use self::batches::BatchCard;
use self::files::{FileCard, TimeCard};
use self::findings::FindingCard;
use self::ledger::LedgerCard;
use self::runs::RunCard;
use self::stores::StoreCard;
use crate::state::catalog::Catalog;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};

#[component]
pub fn Overview() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    view! {
        <div class="page-head">
            <h1>{lang.nav_overview()}</h1>
            <div class="page-actions">
                <button
                    type="button"
                    class="button"
                    aria-label=lang.overview_refresh()
                    title=lang.overview_refresh()
                    on:click=move |_| catalog.refresh()
                >
                    <Glyph icon=Icon::Refresh />
                </button>
            </div>
        </div>
        <div class="sheet" tabindex="-1">
            <div class="dashboard">
                <FileCard />
                <StoreCard />
                <div class="cards">
                    <BatchCard />
                    <LedgerCard />
                    <RunCard />
                </div>
                <FindingCard />
                <TimeCard />
            </div>
        </div>
    }
}
