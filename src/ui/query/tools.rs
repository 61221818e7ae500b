//! The bar above the rows.

use leptos::prelude::*;

use super::address::keep_in_address;
use super::chips::Chips;
use super::field::QueryField;
use super::help::HelpButton;
use super::views::ViewMenu;
use crate::state::table::TableState;
use crate::state::views::Views;

#[component]
pub fn Tools(
    table: TableState,
    views: Views,
    /// What the values of the facet are.
    facet: &'static str,
) -> impl IntoView {
    keep_in_address(table);
    view! {
        <div class="tools">
            <div class="query">
                <QueryField table />
                <HelpButton table />
                <ViewMenu views />
            </div>
            <Chips table label=facet />
        </div>
    }
}
