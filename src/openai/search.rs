//! Searching a vector store.

use serde::{Serialize, Serializer};

use super::attribute::{AttributeValue, Attributes};
use super::body::json;
use super::define::{object, open_enum};
use super::id::{FileId, StoreId};
use super::path::path;
use super::request::{Call, Request};
use super::store_file::Text;

/// What to look for.
#[derive(Clone, Debug, PartialEq, Serialize, Default)]
pub struct Search {
    pub query: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rewrite_query: Option<bool>,
    /// 1 to 50, 10 unless said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max_num_results: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub filters: Option<Filter>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranking_options: Option<RankingOptions>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Default)]
pub struct RankingOptions {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ranker: Option<Ranker>,
    /// 0 to 1.
    #[serde(skip_serializing_if = "Option::is_none")]
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

#[derive(Serialize)]
struct Compare<'a, V> {
    r#type: &'a Comparison,
    key: &'a str,
    value: &'a V,
}

#[derive(Serialize)]
struct Compound<'a> {
    r#type: &'static str,
    filters: &'a [Filter],
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self {
            Filter::Compare(comparison, key, value) => Compare { r#type: comparison, key, value }.serialize(to),
            Filter::Among(comparison, key, value) => Compare { r#type: comparison, key, value }.serialize(to),
            Filter::And(filters) => Compound { r#type: "and", filters }.serialize(to),
            Filter::Or(filters) => Compound { r#type: "or", filters }.serialize(to),
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
    Call::json(Request::post(path, json(what)).beta().replayable())
}
