//! What goes into vector stores: the panel beside every screen, its pill, and the list of file batches.

mod card;
pub mod why;

use leptos::prelude::*;

pub use self::card::FillCard;
use crate::openai::id::StoreId;
use crate::state::fill::{Filling, Fills};
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

/// The fills of one store, or all of the account in use. Drawn anew only when one comes or goes.
fn shown(store: Option<StoreId>) -> Memo<Vec<Shown>> {
    let fills = expect_context::<Fills>();
    Memo::new(move |_| {
        let all = store.as_ref().map_or_else(|| fills.mine(), |store| fills.of_store(store.as_str()));
        all.into_iter().map(|filling| Shown { id: filling.about.id.clone() }).collect()
    })
}

#[derive(Clone, PartialEq)]
struct Shown {
    id: String,
}

impl Shown {
    fn filling(&self, fills: Fills) -> Option<Filling> {
        untrack(|| fills.mine()).into_iter().find(|filling| filling.about.id == self.id)
    }
}

/// The file batches of a store, or of all, as cards; nothing where there are none.
#[component]
pub fn FillList(#[prop(optional_no_strip)] store: Option<StoreId>) -> impl IntoView {
    let fills = expect_context::<Fills>();
    let shown = shown(store);
    live(move || {
        let cards = shown.get().into_iter().filter_map(|shown| shown.filling(fills));
        let cards = cards.map(|filling| view! { <li><FillCard filling /></li> }).collect_view();
        view! { <ul class="fills" aria-label=lang().fill_title()>{cards}</ul> }
    })
}

/// Beside every screen, while anything goes into a store or its report was not put away.
#[component]
pub fn FillPanel() -> impl IntoView {
    let lang = lang();
    let fills = expect_context::<Fills>();
    let any = Memo::new(move |_| !fills.mine().is_empty());
    live(move || {
        any.get().then(|| {
            view! {
                <section class="panel" aria-label=lang.fill_panel() data-testid="fills" hidden=move || !fills.open.get()>
                    <div class="panel-head">
                        <h2>{lang.fill_panel()}</h2>
                        <button
                            type="button"
                            class="button icon plain"
                            aria-label=lang.job_hide()
                            on:click=move |_| fills.open.set(false)
                        >
                            <Glyph icon=Icon::Chevron />
                        </button>
                    </div>
                    <div class="panel-body">
                        <FillList />
                    </div>
                </section>
            }
        })
    })
}

/// How far all of them are, in a few letters; shows and hides the panel.
#[component]
pub fn FillPill() -> impl IntoView {
    let lang = lang();
    let fills = expect_context::<Fills>();
    let share = Memo::new(move |_| {
        let (mut ended, mut total) = (0, 0);
        for filling in fills.mine() {
            let sums = filling.progress.with(|progress| progress.sums);
            (ended, total) = (ended + sums.ended(), total + sums.total());
        }
        (total > 0).then(|| ended * 100 / total)
    });
    live(move || {
        share.get().map(|share| {
            view! {
                <button
                    type="button"
                    class="button small pill"
                    aria-expanded=move || if fills.open.get() { "true" } else { "false" }
                    aria-label=move || if fills.open.get() { lang.job_hide() } else { lang.fill_show() }
                    on:click=move |_| fills.open.update(|open| *open = !*open)
                >
                    <Glyph icon=Icon::Stores />
                    <span>{(share < 100).then(|| lang.job_percent(&lang.number(share)))}</span>
                </button>
            }
        })
    })
}
