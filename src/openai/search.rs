//! Searching a vector store.

use super::attribute::{AttributeValue, Attributes};
use super::body::{fields, given};
use super::define::{object, open_enum};
use super::id::{FileId, StoreId};
use super::path::path;
use super::request::{Call, Request};
use super::store_file::Text;
use crate::json::ToJson;

/// What to look for.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Search {
    pub query: String,
    pub rewrite_query: Option<bool>,
    /// 1 to 50, 10 unless said.
    pub max_num_results: Option<u32>,
    pub filters: Option<Filter>,
    pub ranking_options: Option<RankingOptions>,
}

#[derive(Clone, Debug, PartialEq, Default)]
pub struct RankingOptions {
    pub ranker: Option<Ranker>,
    /// 0 to 1.
    pub score_threshold: Option<f64>,
}

open_enum! {
    pub enum Ranker {
        None = "none",
        Auto = "auto",
        Default20241115 = "default-2024-11-15",
    }
}

open_enum! {
    pub enum Comparison {
        Eq = "eq",
        Ne = "ne",
        Gt = "gt",
        Gte = "gte",
        Lt = "lt",
        Lte = "lte",
        In = "in",
        Nin = "nin",
    }
}

/// Which files of the store to look into, by their attributes.
#[derive(Clone, Debug, PartialEq)]
pub enum Filter {
    Compare(Comparison, String, AttributeValue),
    /// `In` and `Nin` take a list.
    Among(Comparison, String, Vec<AttributeValue>),
    And(Vec<Filter>),
    Or(Vec<Filter>),
}

impl ToJson for RankingOptions {
    fn write(&self, to: &mut String) {
        given(&[("ranker", &self.ranker), ("score_threshold", &self.score_threshold)], to);
    }
}

impl ToJson for Filter {
    fn write(&self, to: &mut String) {
        match self {
            Filter::Compare(comparison, key, value) => {
                given(&[("type", comparison), ("key", key), ("value", value)], to)
            }
            Filter::Among(comparison, key, values) => {
                given(&[("type", comparison), ("key", key), ("value", &values.as_slice())], to);
            }
            Filter::And(filters) => given(&[("type", &"and"), ("filters", &filters.as_slice())], to),
            Filter::Or(filters) => given(&[("type", &"or"), ("filters", &filters.as_slice())], to),
        }
    }
}

object! {
    pub struct SearchResults = "vector_store.search_results.page" {
        /// The queries that were searched for, rewritten if so asked.
        pub search_query: Option<Vec<String>>,
        pub data: Option<Vec<SearchResult>>,
        pub has_more: Option<bool>,
        pub next_page: Option<String>,
    }
}

object! {
    pub struct SearchResult {
        required file_id: FileId,
        pub filename: Option<String>,
        /// 0 to 1.
        pub score: Option<f64>,
        pub attributes: Option<Attributes>,
        pub content: Option<Vec<Text>>,
    }
}

/// A POST that only reads.
pub fn search(store: &StoreId, what: &Search) -> Call<SearchResults> {
    let path = path(&["vector_stores", store.as_str(), "search"]);
    let body = fields(&[
        ("query", &what.query),
        ("rewrite_query", &what.rewrite_query),
        ("max_num_results", &what.max_num_results.map(u64::from)),
        ("filters", &what.filters),
        ("ranking_options", &what.ranking_options),
    ]);
    Call::json(Request::post(path, body).beta().replayable())
}
