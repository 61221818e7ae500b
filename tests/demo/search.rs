//! Search in a vector store, and its filters.

use serde_json::{Value, json};

use crate::api::{Api, refused};

fn library() -> (Api, String, Vec<String>) {
    let mut api = Api::empty();
    let texts = ["refund policy for customers", "travel expenses and refund rules", "lunch menu of the week"];
    let files: Vec<String> =
        texts.iter().enumerate().map(|(n, text)| api.file("assistants", &format!("doc{n}.md"), text)).collect();
    let store = api.store(json!({}));
    for (n, file) in files.iter().enumerate() {
        let attributes = json!({"year": 2024 + n, "kind": if n == 2 { "fun" } else { "work" }, "public": n == 0});
        api.post(&format!("/vector_stores/{store}/files"), json!({"file_id": file, "attributes": attributes}));
    }
    api.wait(60);
    (api, format!("/vector_stores/{store}/search"), files)
}

fn found(page: &Value) -> Vec<&str> {
    page["data"].as_array().unwrap().iter().map(|result| result["file_id"].as_str().unwrap()).collect()
}

#[test]
fn what_shares_words_comes_first() {
    let (mut api, path, files) = library();
    let page = api.post(&path, json!({"query": "refund policy"}));
    assert_eq!(found(&page), files);
    assert_eq!(page["search_query"], json!(["refund policy"]));
    let best = &page["data"][0];
    assert_eq!(
        (&best["filename"], &best["content"][0]["text"]),
        (&json!("doc0.md"), &json!("refund policy for customers"))
    );
    assert!(best["score"].as_f64().unwrap() <= 1.0 && best["attributes"]["public"] == json!(true));
    assert_eq!(found(&api.post(&path, json!({"query": ["lunch", "menu"], "max_num_results": 1}))), [&files[2]]);
    let strict = json!({"query": "refund policy", "ranking_options": {"ranker": "auto", "score_threshold": 0.8}});
    assert_eq!(found(&api.post(&path, strict)), [&files[0]]);
}

#[test]
fn filters_look_at_attributes() {
    let (mut api, path, files) = library();
    let mut pick = |filter: Value| {
        let page = api.post(&path, json!({"query": "refund", "filters": filter}));
        let mut found: Vec<usize> =
            found(&page).iter().map(|id| files.iter().position(|file| file == id).unwrap()).collect();
        found.sort_unstable();
        found
    };
    let compare = |r#type: &str, key: &str, value: Value| json!({"type": r#type, "key": key, "value": value});
    assert_eq!(pick(compare("eq", "kind", json!("work"))), [0, 1]);
    assert_eq!(pick(compare("ne", "kind", json!("work"))), [2]);
    assert_eq!(pick(compare("gt", "year", json!(2024))), [1, 2]);
    assert_eq!(pick(compare("gte", "year", json!(2025))), [1, 2]);
    assert_eq!(pick(compare("lt", "year", json!(2025))), [0]);
    assert_eq!(pick(compare("lte", "year", json!(2025))), [0, 1]);
    assert_eq!(pick(compare("eq", "public", json!(true))), [0]);
    assert_eq!(pick(compare("in", "year", json!([2024, 2026]))), [0, 2]);
    assert_eq!(pick(compare("nin", "year", json!([2024, 2026]))), [1]);
    assert_eq!(pick(compare("eq", "year", json!("2024"))), [0_usize; 0]);
    let work = compare("eq", "kind", json!("work"));
    let late = compare("gt", "year", json!(2024));
    assert_eq!(pick(json!({"type": "and", "filters": [work, late]})), [1]);
    assert_eq!(pick(json!({"type": "or", "filters": [work, late]})), [0, 1, 2]);
}

#[test]
fn searches_that_the_api_refuses() {
    let (mut api, path, _) = library();
    let mut with = |name: &str, value: Value| {
        let mut body = json!({"query": "refund"});
        body[name] = value;
        api.try_post(&path, body)
    };
    refused(with("query", json!(5)), 400, "query", "invalid_type");
    refused(with("query", json!([])), 400, "query", "empty_array");
    refused(with("max_num_results", json!(51)), 400, "max_num_results", "integer_above_max_value");
    refused(with("rewrite_query", json!("yes")), 400, "rewrite_query", "invalid_type");
    let threshold = json!({"score_threshold": 1.5});
    refused(with("ranking_options", threshold), 400, "ranking_options.score_threshold", "invalid_value");
    refused(with("ranking_options", json!({"ranker": "best"})), 400, "ranking_options.ranker", "invalid_value");
    refused(with("filters", json!([])), 400, "filters", "invalid_type");
    refused(with("filters", json!({"type": "like", "key": "a", "value": "b"})), 400, "filters.type", "invalid_value");
    refused(with("filters", json!({"type": "eq", "key": "a"})), 400, "filters.value", "missing_required_parameter");
    refused(with("filters", json!({"type": "eq", "key": "a", "value": ["b"]})), 400, "filters.value", "invalid_type");
    let nested = json!({"type": "and", "filters": [{"type": "eq", "key": "a", "value": 1, "x": 1}]});
    refused(with("filters", nested), 400, "filters.filters[0].x", "unknown_parameter");
    refused(api.try_post(&path, json!({})), 400, "query", "missing_required_parameter");
}
