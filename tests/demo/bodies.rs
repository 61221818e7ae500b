//! A wrong body is refused by the name of what is wrong.

use serde_json::{Value, json};

use crate::api::{Api, refused};

fn pairs(count: usize) -> Value {
    (0..count).map(|n| (format!("key{n}"), json!("value"))).collect::<serde_json::Map<_, _>>().into()
}

#[test]
fn vector_stores() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let mut post = |body: Value| api.try_post("/vector_stores", body);
    refused(post(json!([])), 400, Value::Null, Value::Null);
    refused(post(json!({"colour": 1})), 400, "colour", "unknown_parameter");
    refused(post(json!({"name": 5})), 400, "name", "invalid_type");
    refused(post(json!({"name": null})), 400, "name", "invalid_type");
    refused(post(json!({"file_ids": "a"})), 400, "file_ids", "invalid_type");
    refused(post(json!({"file_ids": [1]})), 400, "file_ids[0]", "invalid_type");
    refused(post(json!({"file_ids": vec![&file; 501]})), 400, "file_ids", "array_above_max_length");
    refused(post(json!({"file_ids": ["file-none"]})), 404, "file_id", Value::Null);
    refused(post(json!({"metadata": pairs(17)})), 400, "metadata", "object_above_max_properties");
    refused(post(json!({"metadata": {"a": 1}})), 400, "metadata.a", "invalid_type");
    refused(post(json!({"metadata": {"a": "x".repeat(513)}})), 400, "metadata.a", "string_above_max_length");
    refused(post(json!({"metadata": {"k".repeat(65): "x"}})), 400, "metadata", "string_above_max_length");
    let expiry = |days: Value| json!({"expires_after": {"anchor": "last_active_at", "days": days}});
    refused(post(expiry(json!(0))), 400, "expires_after.days", "integer_below_min_value");
    refused(post(expiry(json!(366))), 400, "expires_after.days", "integer_above_max_value");
    refused(post(expiry(json!(1.5))), 400, "expires_after.days", "invalid_type");
    refused(post(json!({"expires_after": {"days": 3}})), 400, "expires_after.anchor", "missing_required_parameter");
    assert_eq!(post(json!({"metadata": pairs(16), "name": "n", "description": "d"})).0, 200);
    assert_eq!(api.account.store_ids().len(), 1);
}

#[test]
fn chunking() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let mut post =
        |strategy: Value| api.try_post("/vector_stores", json!({"file_ids": [file], "chunking_strategy": strategy}));
    let sizes = |most: u64, overlap: u64| json!({"type": "static", "static": {"max_chunk_size_tokens": most, "chunk_overlap_tokens": overlap}});
    let most = "chunking_strategy.static.max_chunk_size_tokens";
    let overlap = "chunking_strategy.static.chunk_overlap_tokens";
    refused(post(sizes(99, 10)), 400, most, "integer_below_min_value");
    refused(post(sizes(4_097, 10)), 400, most, "integer_above_max_value");
    refused(post(sizes(800, 401)), 400, overlap, "integer_above_max_value");
    refused(post(json!({"type": "other"})), 400, "chunking_strategy.type", "invalid_value");
    refused(post(json!({"type": "static"})), 400, "chunking_strategy.static", "missing_required_parameter");
    refused(post(json!({"type": "auto", "static": {}})), 400, "chunking_strategy.static", "unknown_parameter");
    let half = json!({"type": "static", "static": {"max_chunk_size_tokens": 800}});
    refused(post(half), 400, overlap, "missing_required_parameter");
    assert_eq!(post(sizes(800, 400)).0, 200);
    assert_eq!(post(json!({"type": "auto"})).0, 200);
}

#[test]
fn attributes() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let store = api.store(json!({}));
    let path = format!("/vector_stores/{store}/files");
    let mut attach = |attributes: Value| api.try_post(&path, json!({"file_id": file, "attributes": attributes}));
    refused(attach(pairs(17)), 400, "attributes", "object_above_max_properties");
    refused(attach(json!({"a": ["x"]})), 400, "attributes.a", "invalid_type");
    refused(attach(json!({"a": null})), 400, "attributes.a", "invalid_type");
    refused(attach(json!({"a": "x".repeat(513)})), 400, "attributes.a", "string_above_max_length");
    let (_, attached) = attach(json!({"text": "x", "number": 1.5, "whole": 3, "flag": true}));
    assert_eq!(attached["attributes"], json!({"text": "x", "number": 1.5, "whole": 3, "flag": true}));
    let one = format!("{path}/{file}");
    refused(api.try_post(&one, json!({})), 400, "attributes", "missing_required_parameter");
    assert_eq!(api.post(&one, json!({"attributes": {"year": 2026}}))["attributes"], json!({"year": 2026}));
    assert_eq!(api.post(&one, json!({"attributes": null}))["attributes"], json!({}));
}

#[test]
fn file_batches() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let store = api.store(json!({}));
    let path = format!("/vector_stores/{store}/file_batches");
    let mut post = |body: Value| api.try_post(&path, body);
    refused(post(json!({})), 400, "file_ids", "missing_required_parameter");
    refused(post(json!({"file_ids": []})), 400, "file_ids", "empty_array");
    refused(post(json!({"file_ids": vec![&file; 2_001]})), 400, "file_ids", "array_above_max_length");
    refused(post(json!({"file_ids": [file], "files": [{"file_id": file}]})), 400, "files", Value::Null);
    refused(post(json!({"files": [{}]})), 400, "files[0].file_id", "missing_required_parameter");
    refused(post(json!({"files": [{"file_id": file, "colour": 1}]})), 400, "files[0].colour", "unknown_parameter");
    refused(post(json!({"file_ids": [file, "file-none"]})), 404, "file_id", Value::Null);
    assert!(api.account.store_file_ids(&store).is_empty());
}

#[test]
fn batches() {
    let mut api = Api::empty();
    let input = api.file("batch", "in.jsonl", "{}");
    let other = api.file("user_data", "in.jsonl", "{}");
    let whole = json!({"input_file_id": input, "endpoint": "/v1/responses", "completion_window": "24h"});
    for name in ["input_file_id", "endpoint", "completion_window"] {
        let mut body = whole.clone();
        body.as_object_mut().unwrap().remove(name);
        refused(api.try_post("/batches", body), 400, name, "missing_required_parameter");
    }
    let mut with = |name: &str, value: Value| {
        let mut body = whole.clone();
        body[name] = value;
        api.try_post("/batches", body)
    };
    refused(with("endpoint", json!("/v1/audio")), 400, "endpoint", "invalid_value");
    refused(with("completion_window", json!("1h")), 400, "completion_window", "invalid_value");
    refused(with("input_file_id", json!(other)), 400, "input_file_id", Value::Null);
    refused(with("input_file_id", json!("file-none")), 400, "input_file_id", Value::Null);
    refused(with("metadata", pairs(17)), 400, "metadata", "object_above_max_properties");
    refused(
        with("output_expires_after", json!({"anchor": "created_at", "seconds": 1})),
        400,
        "output_expires_after.seconds",
        "integer_below_min_value",
    );
    refused(with("priority", json!("high")), 400, "priority", "unknown_parameter");
    assert_eq!(with("metadata", Value::Null).0, 200);
    assert_eq!(api.account.batch_ids().len(), 1);
}

#[test]
fn ids_of_another_kind() {
    let mut api = Api::empty();
    let store = api.store(json!({}));
    let (status, body) = api.try_get(&format!("/vector_stores/{store}/file_batches/{store}"));
    assert_eq!(status, 400);
    let message = format!("Invalid 'batch_id': '{store}'. Expected an ID that begins with 'vsfb_'.");
    assert_eq!(body["error"]["message"], message);
    refused(api.try_get("/vector_stores/file-1"), 400, "vector_store_id", "invalid_value");
    refused(api.try_get("/vector_stores/vs_1"), 404, "vector_store_id", Value::Null);
    let (status, body) = api.try_delete(&format!("/vector_stores/{store}/files/file-1"));
    let message = format!("No file found with id 'file-1' in vector store '{store}'.");
    assert_eq!((status, &body["error"]["message"]), (404, &json!(message)));
}
