//! A search in a store, and beside it the same one in another: what is asked, and what was found.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::openai::error::Error;
use crate::openai::filter::{self, Form, RowFlaw, Wrong};
use crate::openai::id::StoreId;
use crate::openai::limits::SEARCH_RESULTS;
use crate::openai::search::{Filter, Ranker, RankingOptions, Search, SearchResults, search};
use crate::transport::client::Client;

/// The form, which outlives its page, and the answers to what it last asked.
#[derive(Clone, Copy)]
pub struct Searcher {
    pub query: RwSignal<String>,
    pub results: RwSignal<String>,
    /// As the API writes it; empty for its own choice.
    pub ranker: RwSignal<String>,
    pub threshold: RwSignal<String>,
    pub rewrite: RwSignal<bool>,
    /// Whether the filter is written as JSON.
    pub as_json: RwSignal<bool>,
    pub json: RwSignal<String>,
    pub form: RwSignal<Form>,
    /// The store to search as well.
    pub beside: RwSignal<Option<StoreId>>,
    /// The answers, in the order of the stores.
    pub found: RwSignal<Vec<Found>>,
    /// Counts the searches, so that an old one that is still under way shows nothing.
    number: StoredValue<u32>,
}

/// What one store answered.
#[derive(Clone)]
pub struct Found {
    pub store: StoreId,
    /// `None` while it is being asked.
    pub answer: Option<Result<Arc<SearchResults>, Error>>,
}

/// What keeps a search from being sent.
#[derive(Clone, Debug, PartialEq)]
pub enum Unfit {
    NoQuery,
    /// Not a whole number from 1 to 50.
    Results,
    /// Not a number from 0 to 1.
    Threshold,
    Filter(Wrong),
    /// A row of the form, from 0.
    Row(usize, RowFlaw),
}

impl Searcher {
    pub(super) fn new() -> Self {
        Searcher {
            query: RwSignal::default(),
            results: RwSignal::new("10".to_owned()),
            ranker: RwSignal::default(),
            threshold: RwSignal::default(),
            rewrite: RwSignal::new(false),
            as_json: RwSignal::new(false),
            json: RwSignal::default(),
            form: RwSignal::default(),
            beside: RwSignal::new(None),
            found: RwSignal::default(),
            number: StoredValue::new(0),
        }
    }

    /// Forgets what was found.
    pub(super) fn clear(self) {
        self.number.update_value(|number| *number += 1);
        self.found.update(Vec::clear);
    }

    /// Forgets what was asked too, for another account.
    pub(super) fn forget(self) {
        self.clear();
        self.beside.set(None);
        self.query.set(String::new());
        self.json.set(String::new());
        self.form.set(Form::default());
    }

    /// The filter, as it is written now.
    pub fn filter(self) -> Result<Option<Filter>, Unfit> {
        if self.as_json.get() {
            self.json.with(|text| filter::read(text)).map_err(Unfit::Filter)
        } else {
            self.form.with(Form::filter).map_err(|(row, flaw)| Unfit::Row(row, flaw))
        }
    }

    /// What is asked, or the first thing that is wrong with it.
    pub fn asked(self) -> Result<Search, Unfit> {
        let query = self.query.get().trim().to_owned();
        if query.is_empty() {
            return Err(Unfit::NoQuery);
        }
        let results = self.results.with(|text| text.trim().parse().ok().filter(|n| SEARCH_RESULTS.contains(n)));
        let results = results.ok_or(Unfit::Results)?;
        let score_threshold = self.threshold.with(|text| match text.trim() {
            "" => Ok(None),
            text => {
                let number = text.replace(',', ".").parse().ok();
                number.filter(|number| (0.0..=1.0).contains(number)).map(Some).ok_or(Unfit::Threshold)
            }
        })?;
        let ranker = self.ranker.with(|text| (!text.is_empty()).then(|| Ranker::from(text.as_str())));
        let ranking = RankingOptions { ranker, score_threshold };
        Ok(Search {
            query,
            rewrite_query: self.rewrite.get().then_some(true),
            max_num_results: Some(results),
            filters: self.filter()?,
            ranking_options: (ranking != RankingOptions::default()).then_some(ranking),
        })
    }

    /// Turns the form into JSON, or back. Whether it could be: what is wrong, or nested deeper than the form, stays.
    pub fn turn(self, to_json: bool) -> bool {
        let Ok(filter) = untrack(|| self.filter()) else { return false };
        if to_json {
            let text = filter.map(|filter| crate::json::pretty(&crate::json::text(&filter)));
            self.json.set(text.unwrap_or_default());
        } else {
            let Some(form) = Form::of(filter.as_ref()) else { return false };
            self.form.set(form);
        }
        self.as_json.set(to_json);
        true
    }

    /// Asks these stores side by side.
    pub fn run(self, client: &Client, stores: Vec<StoreId>, what: &Search) {
        let number = self.number.get_value() + 1;
        self.number.set_value(number);
        self.found.set(stores.iter().map(|store| Found { store: store.clone(), answer: None }).collect());
        for (at, store) in stores.into_iter().enumerate() {
            let (client, call) = (client.clone(), search(&store, what));
            spawn_local(async move {
                let answer = client.call(&call).await.map(Arc::new);
                if self.number.get_value() == number {
                    self.found.update(|found| {
                        if let Some(found) = found.get_mut(at) {
                            found.answer = Some(answer);
                        }
                    });
                }
            });
        }
    }
}
