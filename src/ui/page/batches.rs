//! Every batch of the account.

use leptos::prelude::*;

use super::list::{ActButton, ListPage, Listed};
use crate::state::catalog::Catalog;
use crate::state::jobs::Task;
use crate::state::settings::lang;
use crate::text::Lang;
use crate::ui::icon::Icon;

#[component]
pub fn Batches() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let none = (lang.batches_none(), lang.batches_none_hint());
    let listed = Listed::new(
        lang.nav_batches(),
        lang.facet_status(),
        catalog.batches,
        (catalog.batch_table, catalog.batch_views),
        none,
    );
    let act = || view! { <ActButton task=Task::CancelBatches icon=Icon::Cross label=Lang::cancel_batches /> };
    view! { <ListPage listed actions=|| () on_selection=act /> }
}
