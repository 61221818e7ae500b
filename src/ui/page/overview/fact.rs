//! A number and the rows that prove it.

use leptos::prelude::*;

use super::note::Reading;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::table::TableState;
use crate::state::turns::in_turn;
use crate::text::Lang;
use crate::ui::live::live;
use crate::ui::route::Route;

/// What is told of the rows that a query finds, beside how many they are: the sum of a column, in words.
pub type Sum = (&'static str, fn(Lang, u64) -> String);

/// How many rows of a list a query finds, as a link to them.
#[component]
pub fn Asked(
    label: &'static str,
    of: Reading,
    route: Route,
    table: TableState,
    #[prop(into)] query: String,
    #[prop(optional_no_strip)] sum: Option<Sum>,
    /// The sum alone is told.
    #[prop(optional)]
    only_sum: bool,
) -> impl IntoView {
    let lang = lang();
    let browser = expect_context::<Browser>();
    let href = route.asking(browser, &query, "");
    let reckon = move || table.tally(&query, sum.map_or("", |(column, _)| column));
    let tally = in_turn(browser, move || drop(table.rows.get()), reckon);
    view! {
        <dt>{label}</dt>
        <dd>
            {live(move || {
                let Some(tally) = tally.get().filter(|_| of.is_known()) else { return "–".into_any() };
                let sum = sum.map(|(_, worded)| worded(lang, tally.sum));
                let (number, more) = match (only_sum, sum) {
                    (true, Some(sum)) => (sum, None),
                    (_, sum) => (lang.number(tally.rows), sum.filter(|_| tally.rows > 0)),
                };
                view! {
                    <a href=href.clone()>{number}</a>
                    {more.map(|more| view! { <span class="hint">" · " {more}</span> })}
                }
                    .into_any()
            })}
        </dd>
    }
}
