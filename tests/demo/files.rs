//! Files: created, listed, downloaded, deleted, expired.

use serde_json::{Value, json};

use crate::api::{Api, NOW, refused};

const NULL: Value = Value::Null;

#[test]
fn a_file_is_created_read_and_deleted() {
    let mut api = Api::empty();
    let id = api.file("user_data", "notes.txt", "hello");
    let file = api.get(&format!("/files/{id}"));
    assert_eq!(
        file,
        json!({"object": "file", "id": id, "bytes": 5, "created_at": NOW, "expires_at": null, "filename": "notes.txt",
               "purpose": "user_data", "status": "processed", "status_details": null})
    );
    assert_eq!(api.delete(&format!("/files/{id}")), json!({"object": "file", "id": id, "deleted": true}));
    let (status, body) = api.try_get(&format!("/files/{id}"));
    assert_eq!(status, 404);
    assert_eq!(
        body,
        json!({"error": {"message": format!("No such File object: {id}"), "type": "invalid_request_error",
                         "param": "id", "code": null}})
    );
    assert_eq!(api.try_delete(&format!("/files/{id}")).0, 404);
    assert!(api.account.file_ids().is_empty());
}

#[test]
fn forms_that_the_api_refuses() {
    let mut api = Api::empty();
    let purpose = ("purpose", "user_data");
    let mut form = |fields: &[(&str, &str)], field: &str, name: &str, content: &str| {
        api.try_form("/files", fields, field, name, content.as_bytes())
    };
    refused(form(&[], "file", "a.txt", "x"), 400, "purpose", "missing_required_parameter");
    refused(form(&[purpose], "data", "a.txt", "x"), 400, "file", "missing_required_parameter");
    refused(form(&[("purpose", "batch_output")], "file", "a.jsonl", "x"), 400, "purpose", "invalid_value");
    refused(form(&[purpose], "file", "a.txt", ""), 400, "file", NULL);
    refused(form(&[purpose, ("colour", "red")], "file", "a.txt", "x"), 400, NULL, NULL);
    refused(form(&[("purpose", "batch")], "file", "a.json", "{}"), 400, NULL, NULL);
    // The expiry goes in brackets, not as JSON.
    let json = ("expires_after", r#"{"anchor":"created_at","seconds":3600}"#);
    refused(form(&[purpose, json], "file", "a.txt", "x"), 400, NULL, NULL);
    let anchor = ("expires_after[anchor]", "created_at");
    let mut seconds = |text: &str| {
        api.try_form("/files", &[purpose, anchor, ("expires_after[seconds]", text)], "file", "a.txt", b"x")
    };
    refused(seconds("3599"), 400, "expires_after.seconds", "integer_below_min_value");
    refused(seconds("2592001"), 400, "expires_after.seconds", "integer_above_max_value");
    refused(seconds("soon"), 400, "expires_after.seconds", "invalid_type");
    assert_eq!(seconds("3600").1["expires_at"], json!(NOW + 3_600));
    let (status, _) = api.try_post("/files", json!({"purpose": "batch"}));
    assert_eq!(status, 415);
    assert_eq!(api.account.file_ids().len(), 1);
}

#[test]
fn files_vanish_when_their_time_has_come() {
    let mut api = Api::empty();
    let batch = api.file("batch", "in.jsonl", "{}");
    assert_eq!(api.get(&format!("/files/{batch}"))["expires_at"], json!(NOW + 2_592_000));
    let stays = api.file("assistants", "a.txt", "x");
    let fields =
        [("purpose", "assistants"), ("expires_after[anchor]", "created_at"), ("expires_after[seconds]", "3600")];
    let hour = crate::api::id(&api.try_form("/files", &fields, "file", "b.txt", b"x").1);
    let store = api.store(json!({"file_ids": [hour, stays]}));
    api.wait(3_599);
    assert_eq!(api.account.file_ids().len(), 3);
    api.wait(1);
    assert_eq!(api.try_get(&format!("/files/{hour}")).0, 404);
    assert_eq!(api.walk("/files", 10), [stays.clone(), batch]);
    assert_eq!(api.account.store_file_ids(&store), std::slice::from_ref(&stays));
    api.wait(2_592_000);
    assert_eq!(api.walk("/files", 10), [stays]);
}

#[test]
fn only_some_purposes_can_be_downloaded() {
    let mut api = Api::empty();
    let id = api.file("vision", "a.png", "picture");
    assert_eq!(api.content(&id), "picture");
    for purpose in ["assistants", "user_data", "evals"] {
        let id = api.file(purpose, "a.jsonl", "x");
        let (status, body) = api.try_get(&format!("/files/{id}/content"));
        assert_eq!(status, 400);
        assert_eq!(body["error"]["message"], format!("Not allowed to download files of purpose: {purpose}"));
    }
}

#[test]
fn paths_that_name_nothing() {
    let mut api = Api::empty();
    let (status, body) = api.try_get("/assistants");
    assert_eq!((status, &body["error"]["message"]), (404, &json!("Invalid URL (GET /v1/assistants)")));
    assert_eq!(api.try_delete("/files").0, 405);
    assert_eq!(api.try_delete("/batches/batch_1").0, 405);
    assert_eq!(api.try_get("").0, 404);
    // Segments are decoded after they were split.
    let (_, body) = api.try_get("/files/file-%C3%A9%2Fx");
    assert_eq!(body["error"]["message"], "No such File object: file-é/x");
}

#[test]
fn models_are_one_page() {
    let mut api = Api::empty();
    let models = api.get("/models");
    assert!(models["data"].as_array().unwrap().len() > 5);
    assert_eq!(models["data"][0]["object"], "model");
    assert_eq!(api.get("/models/gpt-5")["id"], "gpt-5");
    refused(api.try_get("/models/gpt-0"), 404, "model", "model_not_found");
}
