//! Searching a store, as an assistant would: the form, and what it found.

mod filter;
mod results;

use leptos::ev::SubmitEvent;
use leptos::prelude::*;

use self::filter::FilterField;
pub use self::filter::kind_word;
use self::results::Results;
use crate::openai::filter::{Flaw, RowFlaw, Wrong};
use crate::openai::id::StoreId;
use crate::openai::search::Ranker;
use crate::state::catalog::Catalog;
use crate::state::search::{Searcher, Unfit};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::visible;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;

#[component]
pub fn SearchPart() -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let searcher = catalog.inside.search;
    // What is wrong is said when the person asks, and from then on as long as it is.
    let tried = RwSignal::new(false);
    let problem = Memo::new(move |_| tried.get().then(|| searcher.asked().err()).flatten());
    let search = move |event: SubmitEvent| {
        event.prevent_default();
        tried.set(true);
        let (Ok(what), Some(client)) = (untrack(|| searcher.asked()), catalog.client()) else { return };
        let mut stores = vec![catalog.inside.id_now()];
        stores.extend(searcher.beside.get_untracked().filter(|other| !stores.contains(other)));
        searcher.run(&client, stores, &what);
        tried.set(false);
    };
    view! {
        <div class="sheet">
            <div class="search-page">
                <form class="card search-form" on:submit=search novalidate>
                    <div class="field">
                        <label for="search-query">{lang.search_query()}</label>
                        <input
                            id="search-query"
                            class="input"
                            type="search"
                            autocomplete="off"
                            aria-describedby="search-problem"
                            aria-invalid=move || (problem.get() == Some(Unfit::NoQuery)).then_some("true")
                            prop:value=move || searcher.query.get()
                            on:input:target=move |event| searcher.query.set(event.target().value())
                        />
                    </div>
                    <Options searcher problem />
                    <FilterField searcher />
                    <Beside searcher />
                    <div class="button-row">
                        <button type="submit" class="button primary">
                            <Glyph icon=Icon::Search />
                            {lang.search_run()}
                        </button>
                        <span id="search-problem" role="alert">
                            {live(move || {
                                problem
                                    .get()
                                    .map(|unfit| {
                                        view! {
                                            <span class="problem">
                                                <Glyph icon=Icon::Alert />
                                                <span>{sentence(lang, &unfit)}</span>
                                            </span>
                                        }
                                    })
                            })}
                        </span>
                    </div>
                </form>
                <Results searcher />
            </div>
        </div>
    }
}

#[component]
fn Options(searcher: Searcher, problem: Memo<Option<Unfit>>) -> impl IntoView {
    let lang = lang();
    let number =
        move |id: &'static str, label: &'static str, value: RwSignal<String>, mode: &'static str, flaw: Unfit| {
            view! {
                <div class="field">
                    <label for=id>{label}</label>
                    <input
                        id=id
                        class="input short"
                        type="text"
                        inputmode=mode
                        autocomplete="off"
                        aria-describedby="search-problem"
                        aria-invalid=move || (problem.get().as_ref() == Some(&flaw)).then_some("true")
                        prop:value=move || value.get()
                        on:input:target=move |event| value.set(event.target().value())
                    />
                </div>
            }
        };
    let chosen = searcher.ranker.get_untracked();
    view! {
        <div class="search-options">
            {number("search-results", lang.search_results(), searcher.results, "numeric", Unfit::Results)}
            <div class="field">
                <label for="search-ranker">{lang.search_ranker()}</label>
                <select
                    id="search-ranker"
                    class="select"
                    on:change:target=move |event| searcher.ranker.set(event.target().value())
                >
                    <option value="">{lang.search_ranker_default()}</option>
                    {Ranker::KNOWN
                        .iter()
                        .map(|ranker| {
                            let code = ranker.as_str();
                            view! { <option value=code selected=chosen == code>{code}</option> }
                        })
                        .collect_view()}
                </select>
            </div>
            {number("search-threshold", lang.search_threshold(), searcher.threshold, "decimal", Unfit::Threshold)}
            <label class="check">
                <input
                    type="checkbox"
                    prop:checked=move || searcher.rewrite.get()
                    on:change:target=move |event| searcher.rewrite.set(event.target().checked())
                />
                <span>{lang.search_rewrite()}</span>
            </label>
        </div>
    }
}

/// Another store that is asked the same.
#[component]
fn Beside(searcher: Searcher) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let choose = move |id: String| searcher.beside.set((!id.is_empty()).then(|| StoreId::from(id)));
    view! {
        <div class="field">
            <label for="search-beside">{lang.search_beside()}</label>
            <select id="search-beside" class="select" on:change:target=move |event| choose(event.target().value())>
                <option value="">{lang.search_beside_none()}</option>
                {live(move || {
                    let (own, chosen) = (catalog.inside.id(), searcher.beside.get_untracked());
                    catalog
                        .stores
                        .rows
                        .with(|rows| {
                            rows.iter()
                                .filter(|store| Some(&store.id) != own.as_ref())
                                .map(|store| {
                                    let id = visible(store.id.as_str()).into_owned();
                                    let name = visible(store.name.as_deref().unwrap_or_default()).into_owned();
                                    let label = if name.is_empty() { id.clone() } else { format!("{name} ({id})") };
                                    view! { <option value=id selected=chosen.as_ref() == Some(&store.id)>{label}</option> }
                                })
                                .collect_view()
                        })
                })}
            </select>
        </div>
    }
}

fn sentence(lang: Lang, unfit: &Unfit) -> String {
    match unfit {
        Unfit::NoQuery => lang.search_no_query().to_owned(),
        Unfit::Results => lang.search_bad_results().to_owned(),
        Unfit::Threshold => lang.search_bad_threshold().to_owned(),
        Unfit::Filter(wrong) => filter_sentence(lang, wrong),
        Unfit::Row(row, flaw) => row_sentence(lang, *row, *flaw),
    }
}

/// Why a text is no filter, and where.
fn filter_sentence(lang: Lang, wrong: &Wrong) -> String {
    match wrong {
        Wrong::NotJson { line, character } => {
            lang.filter_not_json(&lang.number(*line as u64), &lang.number(*character as u64))
        }
        Wrong::NoFilter { place, flaw } => {
            let why = match flaw {
                Flaw::NotAnObject => lang.filter_not_an_object().to_owned(),
                Flaw::NoType => lang.filter_no_type().to_owned(),
                Flaw::UnknownType(name) => lang.filter_unknown_type(&visible(name)),
                Flaw::UnknownField(name) => lang.filter_unknown_field(&visible(name)),
                Flaw::NoKey => lang.filter_no_key().to_owned(),
                Flaw::NoValue => lang.filter_no_value().to_owned(),
                Flaw::NotComparable => lang.filter_not_comparable().to_owned(),
                Flaw::NotAList => lang.filter_not_a_list().to_owned(),
                Flaw::NoFilters => lang.filter_no_filters().to_owned(),
            };
            if place.is_empty() { why } else { lang.filter_at(place, &why) }
        }
    }
}

fn row_sentence(lang: Lang, row: usize, flaw: RowFlaw) -> String {
    let why = match flaw {
        RowFlaw::NoKey => lang.filter_no_key(),
        RowFlaw::NotANumber => lang.attribute_not_number(),
        RowFlaw::NotAFlag => lang.attribute_not_flag(),
        RowFlaw::FlagInList => lang.filter_flag_in_list(),
    };
    lang.filter_row(&lang.number(row as u64 + 1), why)
}
