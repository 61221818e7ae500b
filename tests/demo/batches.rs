//! Batches from creation to each of their ends.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::api::{Api, NOW, id, refused};

fn line(custom_id: &str, model: &str) -> String {
    json!({"custom_id": custom_id, "method": "POST", "url": "/v1/chat/completions",
           "body": {"model": model, "messages": []}})
    .to_string()
}

fn rows(count: usize) -> String {
    (0..count).map(|n| line(&format!("row \"{n}\""), "gpt-5") + "\n").collect()
}

fn create(api: &mut Api, content: &str) -> String {
    let input = api.file("batch", "in.jsonl", content);
    let body = json!({"input_file_id": input, "endpoint": "/v1/chat/completions", "completion_window": "24h",
                      "metadata": {"job": "test"}});
    let batch = api.post("/batches", body);
    assert_eq!((&batch["status"], &batch["expires_at"]), (&json!("validating"), &json!(NOW + 86_400)));
    assert_eq!(batch["request_counts"], json!({"total": 0, "completed": 0, "failed": 0}));
    assert_eq!(batch["metadata"], json!({"job": "test"}));
    format!("/batches/{}", id(&batch))
}

fn lines(text: &str) -> Vec<Value> {
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Output and error file of a batch; absent ones are empty.
fn results(api: &mut Api, batch: &Value) -> [Vec<Value>; 2] {
    ["output_file_id", "error_file_id"].map(|name| {
        let Some(file) = batch[name].as_str() else { return Vec::new() };
        let content = api.content(file);
        assert_eq!(api.get(&format!("/files/{file}"))["bytes"], content.len());
        lines(&content)
    })
}

fn custom_ids(lines: &[Value]) -> BTreeSet<String> {
    lines.iter().map(|line| line["custom_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_batch_runs_to_its_end() {
    let mut api = Api::empty();
    let path = create(&mut api, &rows(200));
    api.wait(5);
    assert_eq!(api.get(&path)["status"], "in_progress");
    api.wait(4);
    let half = api.get(&path);
    let counts = &half["request_counts"];
    let done = counts["completed"].as_u64().unwrap() + counts["failed"].as_u64().unwrap();
    assert_eq!((counts["total"].as_u64(), done), (Some(200), 100), "5 s of 50 ms rows");
    assert_eq!(api.get("/batches")["data"][0], half);
    api.wait(6);
    assert_eq!(api.get(&path)["status"], "finalizing");
    api.wait(10);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["model"]), (&json!("completed"), &json!("gpt-5")));
    assert_eq!(
        [&batch["in_progress_at"], &batch["finalizing_at"], &batch["completed_at"]],
        [&json!(NOW + 4), &json!(NOW + 14), &json!(NOW + 20)]
    );
    let [output, errors] = results(&mut api, &batch);
    assert_eq!(batch["request_counts"]["completed"], output.len());
    assert_eq!(batch["request_counts"]["failed"], errors.len());
    assert!(!errors.is_empty(), "a few rows fail");
    let all = custom_ids(&output).union(&custom_ids(&errors)).cloned().collect::<BTreeSet<_>>();
    assert_eq!((all.len(), output.len() + errors.len()), (200, 200));
    assert!(all.contains("row \"7\""));
    assert_eq!(output[0]["response"]["status_code"], 200);
    assert_eq!(output[0]["error"], Value::Null);
    assert_eq!(output[0]["response"]["body"]["model"], "gpt-5");
    assert!(errors[0]["response"]["status_code"].as_u64().unwrap() >= 400);
    assert!(errors[0]["response"]["body"]["error"]["message"].is_string() && errors[0]["error"].is_null());
    let tokens = output[0]["response"]["body"]["usage"]["total_tokens"].as_u64().unwrap();
    assert_eq!(batch["usage"]["total_tokens"], tokens * output.len() as u64);
    let file = api.get(&format!("/files/{}", batch["output_file_id"].as_str().unwrap()));
    assert_eq!((&file["purpose"], &file["created_at"]), (&json!("batch_output"), &json!(NOW + 20)));
    assert_eq!(file["expires_at"], NOW + 20 + 2_592_000);
}

#[test]
fn the_clock_may_jump_over_all_of_it() {
    let mut api = Api::empty();
    let path = create(&mut api, &rows(200));
    api.wait(3_000);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["completed_at"]), (&json!("completed"), &json!(NOW + 20)));
}

#[test]
fn malformed_input_is_accepted_as_a_file_and_fails_the_batch() {
    let other_url = r#"{"custom_id":"z","method":"POST","url":"/v1/embeddings","body":{"model":"gpt-5"}}"#;
    let content =
        [&line("a", "gpt-5"), "{oops", &line("a", "gpt-5"), "", &line("c", "gpt-4"), other_url, "[]"].join("\n");
    let mut api = Api::empty();
    let path = create(&mut api, &content);
    api.wait(10);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["failed_at"]), (&json!("failed"), &json!(NOW + 4)));
    let errors = batch["errors"]["data"].as_array().unwrap();
    let found: Vec<(&str, u64)> =
        errors.iter().map(|error| (error["code"].as_str().unwrap(), error["line"].as_u64().unwrap())).collect();
    let expected = [
        ("invalid_json_line", 2),
        ("duplicate_custom_id", 3),
        ("model_mismatch", 5),
        ("url_mismatch", 6),
        ("invalid_json_line", 7),
    ];
    assert_eq!(found, expected);
    assert_eq!(batch["errors"]["object"], "list");
    assert_eq!(batch["output_file_id"], Value::Null);
}

#[test]
fn empty_and_overfull_inputs() {
    let mut api = Api::empty();
    let empty = create(&mut api, "\n \n");
    let many = create(&mut api, &rows(50_001));
    api.wait(10);
    assert_eq!(api.get(&empty)["errors"]["data"][0]["code"], "empty_file");
    assert_eq!(api.get(&many)["errors"]["data"][0]["code"], "too_many_tasks");
}

#[test]
fn a_batch_whose_input_was_deleted_fails() {
    let mut api = Api::empty();
    let path = create(&mut api, &rows(3));
    let input = api.get(&path)["input_file_id"].as_str().unwrap().to_owned();
    api.delete(&format!("/files/{input}"));
    api.wait(10);
    assert_eq!(api.get(&path)["status"], "failed");
}

#[test]
fn a_slow_batch_expires_with_what_it_has() {
    let mut api = Api::empty();
    api.account.set_row_ms(1_000_000);
    let path = create(&mut api, &rows(100));
    api.wait(86_399);
    assert_eq!(api.get(&path)["status"], "in_progress");
    api.wait(1);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["expired_at"]), (&json!("expired"), &json!(NOW + 86_400)));
    let [output, errors] = results(&mut api, &batch);
    assert_eq!(output.len() + errors.len(), 100);
    let late: Vec<&Value> = errors.iter().filter(|line| line["response"].is_null()).collect();
    assert_eq!(late.len(), 100 - 86);
    assert_eq!(late[0]["error"]["code"], "batch_expired");
    assert!(custom_ids(&output).is_disjoint(&custom_ids(&errors)));
}

#[test]
fn cancelling_keeps_what_was_done() {
    let mut api = Api::empty();
    let path = create(&mut api, &rows(200));
    api.wait(9);
    let cancel = format!("{path}/cancel");
    let batch = api.post(&cancel, json!({}));
    assert_eq!((&batch["status"], &batch["cancelling_at"]), (&json!("cancelling"), &json!(NOW + 9)));
    api.wait(5);
    assert_eq!(api.post(&cancel, json!({}))["cancelling_at"], NOW + 9, "saying it twice changes nothing");
    // The time at which it would have been done passes meanwhile.
    api.wait(9);
    assert_eq!(api.get(&path)["status"], "cancelling");
    api.wait(1);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["cancelled_at"]), (&json!("cancelled"), &json!(NOW + 24)));
    let [output, errors] = results(&mut api, &batch);
    assert_eq!(output.len() + errors.len(), 100);
    let again = api.try_post(&cancel, json!({}));
    assert_eq!(again.1["error"]["message"], "Cannot cancel a batch with status 'cancelled'.");
    refused(again, 409, Value::Null, Value::Null);
    refused(api.try_get("/batches/batch_none"), 404, Value::Null, Value::Null);
}

#[test]
fn a_batch_cancelled_before_it_began_leaves_nothing() {
    let mut api = Api::empty();
    let path = create(&mut api, &rows(20));
    api.post(&format!("{path}/cancel"), json!({}));
    api.wait(60);
    let batch = api.get(&path);
    assert_eq!((&batch["status"], &batch["output_file_id"]), (&json!("cancelled"), &Value::Null));
    assert_eq!(batch["in_progress_at"], Value::Null);
}

#[test]
fn a_request_may_ask_for_its_fate() {
    let mut api = Api::empty();
    let fates = ["good", "failed", "inside", "truncated", "refused", "empty", "words", "twice", "lost"];
    let content: String = fates.map(|fate| line(&format!("1~{fate}"), "gpt-5") + "\n").concat();
    let path = create(
        &mut api,
        &content.replace("\"messages\"", "\"response_format\":{\"type\":\"json_object\"},\"messages\""),
    );
    api.wait(60);
    let batch = api.get(&path);
    let [output, errors] = results(&mut api, &batch);
    let of = |lines: &[Value], fate: &str| -> Vec<Value> {
        lines.iter().filter(|line| line["custom_id"] == format!("1~{fate}")).cloned().collect()
    };
    assert_eq!((output.len(), errors.len()), (8, 1));
    assert_eq!(of(&errors, "failed").len(), 1);
    assert_eq!((of(&output, "twice").len(), of(&output, "lost").len()), (2, 0));
    let choice = |fate: &str| of(&output, fate)[0]["response"]["body"]["choices"][0].clone();
    assert!(choice("good")["message"]["content"].as_str().unwrap().starts_with("{\"mood\""));
    assert_eq!(choice("truncated")["finish_reason"], "length");
    assert!(choice("refused")["message"]["refusal"].is_string() && choice("refused")["message"]["content"].is_null());
    assert_eq!(choice("empty")["message"]["content"], "");
    assert!(!choice("words")["message"]["content"].as_str().unwrap().starts_with('{'));
    assert_eq!(of(&output, "inside")[0]["response"]["status_code"], 400);
}
