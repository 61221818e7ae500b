//! The page of one vector store: what it is, its files, and searches in it.

mod attributes;
mod files;
mod head;
pub mod mend;
mod search;

use leptos::prelude::*;

use self::attributes::AttributesDialog;
use self::files::Files;
use self::head::Head;
use self::search::SearchPart;
use crate::fill::Sums;
use crate::params;
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::fill::Fills;
use crate::state::inside::Inside;
use crate::state::settings::lang;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::store::CopyDialog;

/// The parameter of the address that says which part is shown.
const PART: &str = "part";

/// Whether the dialog that copies the store is open.
#[derive(Clone, Copy)]
struct Copying(RwSignal<bool>);

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Files,
    Search,
}

impl Part {
    const ALL: [Part; 2] = [Part::Files, Part::Search];

    /// As the address has it; the usual one is not named.
    fn code(self) -> &'static str {
        match self {
            Part::Files => "",
            Part::Search => "search",
        }
    }
}

#[component]
pub fn Store(id: String) -> impl IntoView {
    let inside = expect_context::<Catalog>().inside;
    let address = Address::expect();
    inside.show(&id);
    follow_fills(inside);
    let copying = RwSignal::new(false);
    provide_context(Copying(copying));
    on_cleanup(move || inside.leave());
    let part = Memo::new(move |_| {
        let code = address.param(PART);
        Part::ALL.into_iter().find(|part| part.code() == code).unwrap_or(Part::Files)
    });
    view! {
        <Head id />
        <Parts part />
        {live(move || match part.get() {
            Part::Files => view! { <Files /> }.into_any(),
            Part::Search => view! { <SearchPart /> }.into_any(),
        })}
        <AttributesDialog />
        <CopyDialog open=copying />
    }
}

/// Reads the store anew when files were put into it, and its numbers as they go in.
fn follow_fills(inside: Inside) {
    let fills = expect_context::<Fills>();
    let sums = Memo::new(move |_| {
        let all = inside.id().map(|id| fills.of_store(id.as_str())).unwrap_or_default();
        let progress = all.iter().map(|filling| filling.progress.get());
        progress.fold((0, 0), |(over, ended), now| {
            let Sums { completed, failed, cancelled, .. } = now.sums;
            (over + u32::from(now.is_over()), ended + completed + failed + cancelled)
        })
    });
    Effect::new(move |before: Option<(u32, u64)>| {
        let now = sums.get();
        let Some((over, ended)) = before else { return now };
        if now.0 > over {
            inside.wrote(&inside.id_now());
            inside.refresh();
        } else if now.1 > ended {
            inside.retrieve();
        }
        now
    });
}

/// The ways from one part of the page to the other, which the way back follows.
#[component]
fn Parts(part: Memo<Part>) -> impl IntoView {
    let lang = lang();
    let address = Address::expect();
    let link = move |to: Part| {
        let (icon, word) = match to {
            Part::Files => (Icon::Files, lang.store_part_files()),
            Part::Search => (Icon::Search, lang.store_part_search()),
        };
        let href = move || {
            let search = address.search.with(|search| params::with(search, PART, to.code()));
            let question = if search.is_empty() { "" } else { "?" };
            address.path.with(|path| format!("{path}{question}{search}"))
        };
        view! {
            <a class="part" href=href aria-current=move || (part.get() == to).then_some("page")>
                <Glyph icon />
                {word}
            </a>
        }
    };
    view! { <nav class="parts" aria-label=lang.store_parts()>{Part::ALL.map(link)}</nav> }
}
