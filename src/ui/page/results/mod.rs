//! The page of a batch's results: the batch and its family, its files, what was found in them, and their rows.

mod again;
mod export;
mod files;
mod found;
mod head;
mod progress;

use leptos::prelude::*;

use self::again::SendAgain;
use self::export::TakeHome;
use self::files::Files;
use self::found::FoundFacts;
use self::head::Head;
pub use self::progress::Progress;
use super::list::{ListPage, Listed};
use crate::state::address::Address;
use crate::state::catalog::Catalog;
use crate::state::list::Load;
use crate::state::results::Which;
use crate::state::settings::lang;
use crate::ui::drawer::Opened;
use crate::ui::live::live;
use crate::ui::note::{Note, Tone};

/// The parameter of the address that says that the batch is looked at without its family.
const ALONE: &str = "alone";

#[component]
pub fn Results(id: String) -> impl IntoView {
    let results = expect_context::<Catalog>().results;
    let address = Address::expect();
    results.show(&id);
    on_cleanup(move || results.leave());
    let alone = Memo::new(move |_| !address.param(ALONE).is_empty());
    Effect::new(move |_| results.set_alone(alone.get()));
    let has_rows = Memo::new(move |_| results.load.with(|load| *load == Load::Whole));
    view! {
        <div class="results">
            <Head id />
            <Files />
            <div class="page-notes">
                <Progress />
                <Gone />
            </div>
            {live(move || has_rows.get().then(|| view! { <FoundFacts /> <Rows /> }))}
        </div>
    }
}

/// Files that are named, but not there any more.
#[component]
fn Gone() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let gone = Memo::new(move |_| (results.has_input(), results.is_all_there()));
    live(move || {
        let (has_input, all_there) = gone.get();
        let note = |words: &'static str| view! { <Note tone=Tone::Warn><span>{words}</span></Note> };
        view! {
            {(!has_input).then(|| note(lang.results_no_input()))}
            {(!all_there).then(|| note(lang.results_no_answers()))}
        }
    })
}

#[component]
fn Rows() -> impl IntoView {
    let lang = lang();
    let results = expect_context::<Catalog>().results;
    let opened = expect_context::<Opened>();
    let listed = Listed {
        title: lang.results_rows(),
        facet: lang.column_outcome(),
        table: results.table,
        views: results.views,
        load: results.load,
        slow: RwSignal::new(false),
        as_of: results.as_of,
        refresh: Callback::new(move |()| results.refresh()),
        none: (lang.results_none(), lang.results_none_hint()),
        on_open: Some(Callback::new(move |id: String| opened.open_here(&id))),
    };
    view! {
        <ListPage
            listed
            within=true
            actions=|| view! { <SendAgain which=Which::Lost /> }
            on_selection=|| view! { <SendAgain which=Which::Chosen /> }
            export=ViewFn::from(|| view! { <TakeHome /> })
        />
    }
}
