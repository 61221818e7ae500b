//! `/vector_stores/{id}/search`: a score by shared words, and filters on attributes.

use super::account::Account;
use super::chance::Chance;
use super::fields::{Fields, kind, names};
use super::incoming::IncomingBody;
use super::refusal::Refusal;
use super::router::Reply;
use super::store_files::{has_status, text};
use crate::json::{self, Json};
use crate::openai::attribute::{AttributeValue, Attributes};
use crate::openai::search::SearchResult;
use crate::sorted::sorted;

/// The most files looked into.
const MOST_FILES: usize = 2_000;

impl Account {
    pub(super) fn search(&mut self, store: &str, body: &IncomingBody) -> Result<Reply, Refusal> {
        let known = &["query", "rewrite_query", "max_num_results", "filters", "ranking_options"];
        let fields = Fields::read(body, known)?;
        let queries = match fields.value("query") {
            None => return Err(Refusal::missing("query")),
            Some(Json::List(_)) => fields.texts("query", 1, usize::MAX)?.unwrap_or_default(),
            Some(_) => fields.text("query")?.map(str::to_owned).into_iter().collect(),
        };
        fields.flag("rewrite_query")?;
        let most = fields.integer("max_num_results", 1, 50)?.unwrap_or(10) as usize;
        let threshold = threshold(&fields)?;
        let filter = fields.value("filters");
        if let Some(filter) = filter {
            check(filter, "filters")?;
        }
        let place = self.open_store(store)?;
        let now = self.now;
        if let Some(store) = self.stores.at_mut(place) {
            store.touch(now);
        }

        let words: Vec<String> = queries.iter().flat_map(|query| split(query)).collect();
        let nothing = Attributes::new();
        let mut found = Vec::new();
        let files = self.store(store)?.files.iter().map(|(_, attached)| attached);
        for attached in files.filter(|attached| has_status(attached, Some("completed"))).take(MOST_FILES) {
            let attributes = attached.object.attributes.as_ref().unwrap_or(&nothing);
            let Some(kept) = self.files.get(attached.object.id.as_str()) else { continue };
            if filter.is_some_and(|filter| !admits(filter, attributes)) {
                continue;
            }
            let filename = kept.file.filename.clone().unwrap_or_default();
            let content = kept.content.parsed(&kept.file);
            let score = score(&words, &format!("{filename} {content}"), attached.object.id.as_str());
            if score >= threshold {
                found.push((score, attached, filename, content));
            }
        }
        // Numbers of the floating kind are in the order of their bits as long as none is negative.
        let mut found = sorted(found, &|(score, ..): &(f64, _, _, _)| u64::MAX - score.to_bits());
        found.truncate(most);
        let data: Vec<SearchResult> = found
            .into_iter()
            .map(|(score, attached, filename, content)| SearchResult {
                file_id: attached.object.id.clone(),
                filename: Some(filename),
                score: Some(score),
                attributes: attached.object.attributes.clone(),
                content: Some(vec![text(content)]),
            })
            .collect();
        Reply::of_fields(&[
            ("object", &"vector_store.search_results.page"),
            ("search_query", &queries),
            ("data", &data),
            ("has_more", &false),
            ("next_page", &Json::Null),
        ])
    }
}

fn threshold(fields: &Fields) -> Result<f64, Refusal> {
    let Some(ranking) = fields.object("ranking_options", &["ranker", "score_threshold"])? else { return Ok(0.0) };
    ranking.choice("ranker", &["none", "auto", "default-2024-11-15"])?;
    let name = "score_threshold";
    let Some(value) = ranking.value(name) else { return Ok(0.0) };
    match value.as_number() {
        Some(number) if (0.0..=1.0).contains(&number) => Ok(number),
        Some(_) => {
            let what = format!("expected a value between 0 and 1, but got {} instead", json::text(value));
            Err(Refusal::beyond(&ranking.full(name), &what, "invalid_value"))
        }
        None => Err(ranking.wrong(name, "a decimal")),
    }
}

/// The words of a text. Beyond ASCII all is a letter, and case counts: the tables that know better are large.
fn split(text: &str) -> impl Iterator<Item = String> {
    let ends = |letter: char| letter.is_ascii() && !letter.is_ascii_alphanumeric();
    text.split(ends).filter(|word| word.len() > 1).map(str::to_ascii_lowercase)
}

/// The share of the words that the text has, blurred a little by the file's own chance; never quite 0 or 1.
fn score(words: &[String], text: &str, id: &str) -> f64 {
    let has: Vec<String> = split(text).collect();
    let shared = words.iter().filter(|word| has.contains(*word)).count();
    let share = shared as f64 / words.len().max(1) as f64;
    let score = 0.08 + 0.8 * share + 0.1 * Chance::of(id).unit();
    (score * 10_000.0).round() / 10_000.0
}

/// Refuses what is no filter: `{type: eq…nin, key, value}` or `{type: and|or, filters}`.
fn check(filter: &Json, name: &str) -> Result<(), Refusal> {
    if !matches!(filter, Json::Object(_)) {
        return Err(Refusal::wrong_type(name, "an object", kind(filter)));
    }
    let r#type = filter.get("type").as_text().ok_or_else(|| Refusal::missing(&format!("{name}.type")))?;
    let (known, required): (&[&str], &str) = match r#type {
        "and" | "or" => (&["type", "filters"], "filters"),
        "eq" | "ne" | "gt" | "gte" | "lt" | "lte" | "in" | "nin" => (&["type", "key", "value"], "value"),
        _ => {
            let supported = &["eq", "ne", "gt", "gte", "lt", "lte", "in", "nin", "and", "or"];
            return Err(Refusal::wrong_value(&format!("{name}.type"), r#type, supported));
        }
    };
    if let Some(unknown) = names(filter).find(|key| !known.contains(key)) {
        return Err(Refusal::unknown(&format!("{name}.{unknown}")));
    }
    let full = format!("{name}.{required}");
    let value = filter.find(required).ok_or_else(|| Refusal::missing(&full))?;
    if required == "filters" {
        let Json::List(filters) = value else { return Err(Refusal::wrong_type(&full, "an array", kind(value))) };
        let mut each = filters.iter().enumerate();
        return each.try_for_each(|(index, filter)| check(filter, &format!("{full}[{index}]")));
    }
    if filter.get("key").as_text().is_none() {
        return Err(Refusal::missing(&format!("{name}.key")));
    }
    let fits = match value {
        Json::List(items) => {
            let simple = |item: &Json| matches!(item, Json::Text(_) | Json::Whole(_) | Json::Number(_));
            matches!(r#type, "in" | "nin") && items.iter().all(simple)
        }
        Json::Null | Json::Object(_) => false,
        _ => !matches!(r#type, "in" | "nin"),
    };
    if fits { Ok(()) } else { Err(Refusal::wrong_type(&full, "a value that can be compared", kind(value))) }
}

/// Whether a filter that was found in order lets these attributes through.
fn admits(filter: &Json, attributes: &Attributes) -> bool {
    let r#type = filter.get("type").as_text().unwrap_or_default();
    let mut filters = filter.get("filters").items().iter();
    let (attribute, value) = (attributes.get(filter.get("key").as_text().unwrap_or_default()), filter.get("value"));
    let order = || attribute.and_then(|attribute| compare(attribute, value));
    let among = || {
        let mut values = value.items().iter();
        attribute.is_some_and(|attribute| values.any(|value| compare(attribute, value).is_some_and(|o| o.is_eq())))
    };
    match r#type {
        "and" => filters.all(|filter| admits(filter, attributes)),
        "or" => filters.any(|filter| admits(filter, attributes)),
        "eq" => order().is_some_and(|order| order.is_eq()),
        "ne" => !order().is_some_and(|order| order.is_eq()),
        "gt" => order().is_some_and(|order| order.is_gt()),
        "gte" => order().is_some_and(|order| order.is_ge()),
        "lt" => order().is_some_and(|order| order.is_lt()),
        "lte" => order().is_some_and(|order| order.is_le()),
        "in" => among(),
        _ => !among(),
    }
}

/// Text with text, number with number, flag with flag; nothing else.
fn compare(attribute: &AttributeValue, value: &Json) -> Option<std::cmp::Ordering> {
    match (attribute, value) {
        (AttributeValue::Text(text), Json::Text(other)) => Some(text.as_str().cmp(other)),
        (AttributeValue::Number(number), Json::Whole(_) | Json::Number(_)) => number.partial_cmp(&value.as_number()?),
        (AttributeValue::Flag(flag), Json::Flag(other)) => Some(flag.cmp(other)),
        _ => None,
    }
}
