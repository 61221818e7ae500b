//! What a search found, best first; two stores side by side.

use std::collections::HashMap;
use std::sync::Arc;

use leptos::prelude::*;

use crate::account::details::Kind;
use crate::openai::id::StoreId;
use crate::openai::search::{SearchResult, SearchResults};
use crate::state::catalog::Catalog;
use crate::state::search::{Found, Searcher};
use crate::state::settings::lang;
use crate::text::Lang;
use crate::text::visible::{lines, visible};
use crate::ui::drawer::Opened;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::live::live;
use crate::ui::note::Failure;

/// Where each file stands in an answer, from 1.
type Places = HashMap<Arc<str>, usize>;

#[component]
pub fn Results(searcher: Searcher) -> impl IntoView {
    let lang = lang();
    live(move || {
        let found = searcher.found.get();
        if found.is_empty() {
            return view! { <p class="hint search-hint">{lang.search_hint()}</p> }.into_any();
        }
        let places: Vec<Option<Places>> = found.iter().map(places).collect();
        let columns = found.into_iter().enumerate().map(|(at, found)| {
            // Of two, each is told what the other has.
            let other = if places.len() == 2 { places.get(1 - at).cloned().flatten() } else { None };
            view! { <Column found other first=at == 0 /> }
        });
        view! { <div class="search-columns">{columns.collect_view()}</div> }.into_any()
    })
}

fn places(found: &Found) -> Option<Places> {
    let results = found.answer.as_ref()?.as_ref().ok()?.data.as_ref()?;
    let mut places = Places::new();
    for (at, result) in results.iter().enumerate() {
        places.entry(result.file_id.shared().clone()).or_insert(at + 1);
    }
    Some(places)
}

#[component]
fn Column(found: Found, other: Option<Places>, first: bool) -> impl IntoView {
    let lang = lang();
    let catalog = expect_context::<Catalog>();
    let Found { store, answer } = found;
    let name = name_of(catalog, &store);
    let label = lang.search_in(&name);
    let body = match answer {
        None => view! {
            <p class="page-state" role="status">
                <Glyph icon=Icon::Spinner />
                {lang.search_running()}
            </p>
        }
        .into_any(),
        Some(Err(error)) => view! { <Failure error /> }.into_any(),
        Some(Ok(results)) => view! { <List results other first /> }.into_any(),
    };
    view! {
        <section class="search-column" aria-label=label data-testid="found">
            <h2><bdi>{name}</bdi></h2>
            {body}
        </section>
    }
}

fn name_of(catalog: Catalog, store: &StoreId) -> String {
    let in_list = catalog.stores.rows.with_untracked(|rows| rows.iter().find(|row| row.id == *store).cloned());
    let known = untrack(|| catalog.inside.known()).filter(|known| known.id == *store).or(in_list);
    let name = known.and_then(|known| known.name.clone()).filter(|name| !name.is_empty());
    visible(name.as_deref().unwrap_or(store.as_str())).into_owned()
}

#[component]
fn List(results: Arc<SearchResults>, other: Option<Places>, first: bool) -> impl IntoView {
    let lang = lang();
    let all = results.data.clone().unwrap_or_default();
    let count = all.len() as u64;
    let queries = results.search_query.iter().flatten().map(|query| visible(query).into_owned());
    let queries = queries.collect::<Vec<_>>().join(" · ");
    let item = move |result: SearchResult| view! { <Hit result other=other.clone() first /> };
    view! {
        <p class="hint" role="status">
            {lang.search_found(count)}
            {(!queries.is_empty()).then(|| view! { " " {lang.search_asked()} " " <q><bdi>{queries}</bdi></q> })}
        </p>
        <ol class="hits">{all.into_iter().map(item).collect_view()}</ol>
    }
}

#[component]
fn Hit(
    result: SearchResult,
    other: Option<Places>,
    /// Of the store whose page this is: its file can be opened beside.
    first: bool,
) -> impl IntoView {
    let lang = lang();
    let opened = expect_context::<Opened>();
    let SearchResult { file_id, filename, score, attributes, content } = result;
    let id = visible(file_id.as_str()).into_owned();
    let name = filename.filter(|name| !name.is_empty()).map_or_else(|| id.clone(), |name| visible(&name).into_owned());
    let title = if first {
        let file = file_id.as_str().to_owned();
        view! {
            <button type="button" class="link-button" on:click=move |_| opened.open(Kind::StoreFile, &file)>
                <bdi>{name}</bdi>
            </button>
        }
        .into_any()
    } else {
        view! { <strong><bdi>{name}</bdi></strong> }.into_any()
    };
    let elsewhere = other.map(|other| match other.get(file_id.shared()) {
        Some(place) => lang.search_also(&lang.number(*place as u64)),
        None => lang.search_only_here().to_owned(),
    });
    let pairs = attributes.unwrap_or_default().into_iter().map(|(key, value)| {
        let (key, value) = (visible(&key).into_owned(), visible(&value.written()).into_owned());
        view! { <li><bdi>{key}</bdi> ": " <bdi>{value}</bdi></li> }
    });
    let pairs = pairs.collect::<Vec<_>>();
    let text = content.unwrap_or_default().into_iter().filter_map(|piece| piece.text).collect::<Vec<_>>().join("\n\n");
    view! {
        <li class="hit">
            <div class="hit-head">
                {title}
                <span class="badge" title=lang.search_score()>
                    <span class="visually-hidden">{lang.search_score()} " "</span>
                    {score.map_or_else(|| "–".to_owned(), |score| written(lang, score))}
                </span>
                {elsewhere.map(|text| view! { <span class="hint">{text}</span> })}
            </div>
            <span class="mono hint"><bdi>{id}</bdi></span>
            {(!pairs.is_empty()).then(|| view! { <ul class="hit-attributes">{pairs}</ul> })}
            <pre class="content" tabindex="0" aria-label=lang.search_text()>{lines(&text)}</pre>
        </li>
    }
}

/// With four digits, as the language writes fractions.
fn written(lang: Lang, score: f64) -> String {
    let text = format!("{score:.4}");
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}
