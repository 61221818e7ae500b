//! What can go: findings, recipes, and plans that were kept. Each becomes a plan, which is looked at before it runs.

mod compare;
mod findings;
mod kept;
mod migrate;
mod recipes;

use leptos::prelude::*;

use self::findings::FindingList;
use self::kept::KeptPlans;
use self::recipes::Recipes;
use crate::state::fill::Fills;
use crate::state::findings::Findings;
use crate::state::graph::Graph;
use crate::state::session::Session;
use crate::state::settings::lang;
use crate::ui::graph::GraphState;

#[component]
pub fn CleanUp() -> impl IntoView {
    let lang = lang();
    expect_context::<Findings>().watch();
    keep_graph();
    view! {
        <div class="sheet" tabindex="-1">
            <div class="sheet-inner clean-up">
                <h1>{lang.nav_clean_up()}</h1>
                <p>{lang.clean_up_lead()}</p>
                <GraphState />
                <KeptPlans />
                <FindingList />
                <Recipes />
            </div>
        </div>
    }
}

/// Reads who uses what as soon as there is an account, and again when something has gone into a store.
fn keep_graph() {
    let (graph, fills, session) = (expect_context::<Graph>(), expect_context::<Fills>(), expect_context::<Session>());
    let number = Memo::new(move |_| session.current.with(|now| now.as_ref().map(|now| now.number)));
    let filling =
        Memo::new(move |_| fills.mine().iter().any(|filling| !filling.progress.with(crate::fill::Progress::is_over)));
    Effect::new(move |_| {
        if number.get().is_some() && !filling.get() {
            graph.refresh();
        }
    });
}
