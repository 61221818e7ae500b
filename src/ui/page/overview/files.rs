//! The files: by purpose, over time, and those that want a look.

use leptos::prelude::*;

use super::fact::Asked;
use super::note::{ListCard, Reading};
use crate::account::makeup::{Amount, largest_first, over_time, purposes};
use crate::chart::scale::Unit;
use crate::state::catalog::Catalog;
use crate::state::services::Browser;
use crate::state::settings::lang;
use crate::state::turns::in_turn;
use crate::text::Lang;
use crate::ui::chart::{Bar, Bars, Columns, Point};
use crate::ui::live::live;
use crate::ui::page::statistics::when;
use crate::ui::route::Route;

#[component]
pub fn FileCard() -> impl IntoView {
    let lang = lang();
    let (browser, catalog) = (expect_context::<Browser>(), expect_context::<Catalog>());
    let (list, table) = (catalog.files, catalog.file_table);
    let of = Reading::of(catalog, list);
    let size = Some(("size", Lang::bytes as fn(Lang, u64) -> String));
    let reckoned = in_turn(browser, move || list.rows.track(), move || largest_first(list.rows.with(purposes)));
    let bars = move || {
        let bar = |(purpose, Amount { files, bytes }): (String, Amount)| {
            let query = format!("purpose:{}", if purpose.is_empty() { "none" } else { &purpose });
            let (label, is_word) =
                if purpose.is_empty() { (lang.facet_none().to_owned(), true) } else { (purpose, false) };
            Bar {
                label,
                is_word,
                value: bytes,
                more: lang.number(files),
                href: Route::Files.asking(browser, &query, ""),
            }
        };
        reckoned.get().unwrap_or_default().into_iter().map(bar).collect::<Vec<_>>()
    };
    view! {
        <ListCard testid="overview-files" title=lang.nav_files() of>
            <dl class="facts">
                <Asked of label=lang.overview_total() route=Route::Files table query="" sum=size />
                <Asked of label=lang.overview_expiring() route=Route::Files table query="expires<7d" sum=size />
                <Asked of label=lang.overview_errors() route=Route::Files table query="status:error age<7d" sum=size />
            </dl>
            {live(move || {
                let bars = bars();
                (!bars.is_empty())
                    .then(|| {
                        view! {
                            <Bars
                                caption=lang.overview_purposes()
                                heads=[lang.column("purpose"), lang.overview_size(), lang.nav_files()]
                                unit=Unit::Bytes
                                bars
                            />
                        }
                    })
            })}
        </ListCard>
    }
}

#[component]
pub fn TimeCard() -> impl IntoView {
    let lang = lang();
    let (browser, list) = (expect_context::<Browser>(), expect_context::<Catalog>().files);
    let reckoned = in_turn(browser, move || list.rows.track(), move || list.rows.with(over_time));
    live(move || {
        let (step, steps) = reckoned.get()?;
        let point = |(start, amount): (u64, Amount)| Point {
            label: step.label(start),
            parts: vec![amount.files],
            href: Route::Files.asking(browser, &format!("created:{}", step.query(start)), ""),
        };
        (!steps.is_empty()).then(|| {
            view! {
                <section class="card wide-card" data-testid="overview-time">
                    <Columns
                        title=lang.overview_over_time().to_owned()
                        when=when(lang, step)
                        names=vec![lang.overview_made()]
                        unit=Unit::Count
                        points=steps.into_iter().map(point).collect()
                    />
                </section>
            }
        })
    })
}
