//! Uploads in parts.

use serde_json::{Value, json};

use crate::api::{Api, NOW, id, refused};

const NULL: Value = Value::Null;

fn begin(api: &mut Api, bytes: u64) -> String {
    let body = json!({"filename": "big.txt", "purpose": "user_data", "bytes": bytes, "mime_type": "text/plain"});
    let upload = api.post("/uploads", body);
    assert_eq!((&upload["status"], &upload["expires_at"]), (&json!("pending"), &json!(NOW + 3_600)));
    id(&upload)
}

fn part(api: &mut Api, upload: &str, text: &str) -> (u16, Value) {
    api.try_form(&format!("/uploads/{upload}/parts"), &[], "data", "blob", text.as_bytes())
}

#[test]
fn parts_become_a_file_in_the_order_given() {
    let mut api = Api::empty();
    let body = json!({"filename": "in.jsonl", "purpose": "batch", "bytes": 10, "mime_type": "text/jsonl",
                      "expires_after": {"anchor": "created_at", "seconds": 7_200}});
    let upload = id(&api.post("/uploads", body));
    let last = id(&part(&mut api, &upload, "world").1);
    let first = id(&part(&mut api, &upload, "hello").1);
    let done = api.post(&format!("/uploads/{upload}/complete"), json!({"part_ids": [first, last]}));
    assert_eq!(done["status"], "completed");
    assert_eq!((&done["file"]["bytes"], &done["file"]["expires_at"]), (&json!(10), &json!(NOW + 7_200)));
    assert_eq!(api.content(&id(&done["file"])), "helloworld");
    // No Parts may be added after an Upload is completed.
    refused(part(&mut api, &upload, "more"), 400, NULL, NULL);
}

#[test]
fn the_sum_of_the_parts_must_be_what_was_promised() {
    let mut api = Api::empty();
    let upload = begin(&mut api, 6);
    let only = id(&part(&mut api, &upload, "hello").1);
    let path = format!("/uploads/{upload}/complete");
    refused(api.try_post(&path, json!({"part_ids": [only]})), 400, "part_ids", NULL);
    refused(api.try_post(&path, json!({"part_ids": [only, only]})), 400, "part_ids", NULL);
    refused(api.try_post(&path, json!({"part_ids": ["part_x"]})), 400, "part_ids", NULL);
    refused(api.try_post(&path, json!({"part_ids": []})), 400, "part_ids", "empty_array");
    refused(api.try_post(&path, json!({})), 400, "part_ids", "missing_required_parameter");
    let rest = id(&part(&mut api, &upload, "!").1);
    assert_eq!(api.post(&path, json!({"part_ids": [only, rest]}))["status"], "completed");
}

#[test]
fn an_upload_ends_by_cancellation_or_after_an_hour() {
    let mut api = Api::empty();
    let upload = begin(&mut api, 5);
    assert_eq!(api.post(&format!("/uploads/{upload}/cancel"), json!({}))["status"], "cancelled");
    refused(part(&mut api, &upload, "hello"), 400, NULL, NULL);
    let late = begin(&mut api, 5);
    api.wait(3_600);
    refused(part(&mut api, &late, "hello"), 400, NULL, NULL);
    refused(part(&mut api, "upload_none", "hello"), 404, "id", NULL);
}

#[test]
fn bodies_that_the_api_refuses() {
    let mut api = Api::empty();
    let whole = json!({"filename": "a.txt", "purpose": "user_data", "bytes": 5, "mime_type": "text/plain"});
    for name in ["filename", "purpose", "bytes", "mime_type"] {
        let mut body = whole.clone();
        body.as_object_mut().unwrap().remove(name);
        refused(api.try_post("/uploads", body), 400, name, "missing_required_parameter");
    }
    let mut with = |name: &str, value: Value| {
        let mut body = whole.clone();
        body[name] = value;
        api.try_post("/uploads", body)
    };
    refused(with("bytes", json!("5")), 400, "bytes", "invalid_type");
    refused(with("bytes", json!(9_000_000_000_u64)), 400, "bytes", "integer_above_max_value");
    refused(with("purpose", json!("holiday")), 400, "purpose", "invalid_value");
    refused(with("colour", json!(1)), 400, "colour", "unknown_parameter");
    let expiry = json!({"anchor": "last_active_at", "seconds": 3_600});
    refused(with("expires_after", expiry), 400, "expires_after.anchor", "invalid_value");
}
