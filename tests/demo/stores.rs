//! Vector stores and the files in them, and the quirks reported of them.

use quartermaster::transport::demo::account::Quirks;
use serde_json::json;

use crate::api::{Api, NOW, id, ids};

fn counts(completed: u64, in_progress: u64, failed: u64, cancelled: u64) -> serde_json::Value {
    json!({"completed": completed, "in_progress": in_progress, "failed": failed, "cancelled": cancelled,
           "total": completed + in_progress + failed + cancelled})
}

#[test]
fn files_are_indexed_as_time_passes() {
    let mut api = Api::empty();
    let good = api.file("assistants", "a.txt", "some text");
    let sheet = api.file("assistants", "a.xlsx", "cells");
    let store = api.store(json!({"name": "Docs", "file_ids": [good, sheet]}));
    let path = format!("/vector_stores/{store}");
    let object = api.get(&path);
    assert_eq!((&object["status"], &object["file_counts"]), (&json!("in_progress"), &counts(0, 2, 0, 0)));
    assert_eq!(object["usage_bytes"], 0);
    api.wait(60);
    let object = api.get(&path);
    assert_eq!((&object["status"], &object["file_counts"]), (&json!("completed"), &counts(1, 0, 1, 0)));
    let file = api.get(&format!("{path}/files/{sheet}"));
    assert_eq!((&file["status"], &file["last_error"]["code"]), (&json!("failed"), &json!("unsupported_file")));
    let file = api.get(&format!("{path}/files/{good}"));
    assert_eq!(
        (&file["id"], &file["object"], &file["status"]),
        (&json!(good), &json!("vector_store.file"), &json!("completed"))
    );
    assert_eq!(file["usage_bytes"], object["usage_bytes"]);
    assert_eq!(file["last_error"], json!(null));
    assert_eq!(file["chunking_strategy"]["static"]["max_chunk_size_tokens"], 800);
    assert_eq!(ids(&api.get(&format!("{path}/files?filter=failed"))), [sheet]);
    let content = api.get(&format!("{path}/files/{good}/content"));
    assert_eq!(content["data"][0]["text"], "some text");
}

#[test]
fn a_store_is_changed_and_cleared() {
    let mut api = Api::empty();
    let store = api.store(json!({"name": "Docs", "metadata": {"a": "b"}}));
    let path = format!("/vector_stores/{store}");
    let expiry = json!({"anchor": "last_active_at", "days": 7});
    let object = api.post(&path, json!({"expires_after": expiry}));
    assert_eq!((&object["name"], &object["metadata"]), (&json!("Docs"), &json!({"a": "b"})));
    assert_eq!(object["expires_at"], NOW + 7 * 86_400);
    let object = api.post(&path, json!({"name": null, "expires_after": null, "metadata": null}));
    for name in ["name", "expires_after", "expires_at", "metadata"] {
        assert_eq!(object[name], json!(null), "{name}");
    }
    assert_eq!(api.delete(&path), json!({"object": "vector_store.deleted", "id": store, "deleted": true}));
    assert_eq!(api.try_get(&path).0, 404);
}

#[test]
fn a_store_expires_after_its_last_use() {
    let mut api = Api::empty();
    let store = api.store(json!({"expires_after": {"anchor": "last_active_at", "days": 1}}));
    let path = format!("/vector_stores/{store}");
    let search = json!({"query": "anything"});
    api.wait(80_000);
    api.post(&format!("{path}/search"), search.clone());
    api.wait(80_000);
    assert_eq!(api.get(&path)["status"], "completed");
    api.wait(6_400);
    assert_eq!(api.get(&path)["status"], "expired");
    let file = api.file("assistants", "a.txt", "x");
    assert_eq!(api.try_post(&format!("{path}/search"), search).0, 400);
    assert_eq!(api.try_post(&format!("{path}/files"), json!({"file_id": file})).0, 400);
}

#[test]
fn deleting_a_store_leaves_its_files() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let store = api.store(json!({"file_ids": [file]}));
    api.delete(&format!("/vector_stores/{store}"));
    assert_eq!(api.get(&format!("/files/{file}"))["id"], file);
    api.wait(100);
    api.delete(&format!("/files/{file}"));
}

#[test]
fn detaching_leaves_the_file_and_the_other_stores() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let stores = [api.store(json!({"file_ids": [file]})), api.store(json!({"file_ids": [file]}))];
    let gone = api.delete(&format!("/vector_stores/{}/files/{file}", stores[0]));
    assert_eq!(gone, json!({"object": "vector_store.file.deleted", "id": file, "deleted": true}));
    assert_eq!(api.get(&format!("/vector_stores/{}", stores[0]))["file_counts"], counts(0, 0, 0, 0));
    assert_eq!(api.account.store_file_ids(&stores[1]), std::slice::from_ref(&file));
    // Attached again, it is a new entry at the end, indexed anew.
    api.wait(100);
    let again = api.post(&format!("/vector_stores/{}/files", stores[0]), json!({"file_id": file}));
    assert_eq!((&again["status"], &again["created_at"]), (&json!("in_progress"), &json!(NOW + 100)));
    assert_eq!(id(&again), file);
}

#[test]
fn deleting_a_file_takes_it_out_of_its_stores() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.txt", "x");
    let store = api.store(json!({"file_ids": [file]}));
    api.wait(100);
    api.delete(&format!("/files/{file}"));
    let object = api.get(&format!("/vector_stores/{store}"));
    assert_eq!((&object["file_counts"], &object["usage_bytes"]), (&counts(0, 0, 0, 0), &json!(0)));
    assert!(api.account.store_file_ids(&store).is_empty());
}

#[test]
fn quirk_stores_keep_deleted_files() {
    let mut api = Api::empty();
    api.account.set_quirks(Quirks { stores_keep_deleted_files: true, ..Quirks::default() });
    let file = api.file("assistants", "a.txt", "x");
    let store = api.store(json!({"file_ids": [file]}));
    api.wait(100);
    api.delete(&format!("/files/{file}"));
    let path = format!("/vector_stores/{store}");
    assert_eq!(api.get(&path)["file_counts"]["total"], 1);
    assert_eq!(ids(&api.get(&format!("{path}/files"))), std::slice::from_ref(&file));
    api.delete(&format!("{path}/files/{file}"));
    assert_eq!(api.get(&path)["file_counts"]["total"], 0);
}

#[test]
fn quirk_detaching_is_everywhere() {
    let mut api = Api::empty();
    api.account.set_quirks(Quirks { detaching_is_everywhere: true, ..Quirks::default() });
    let file = api.file("assistants", "a.txt", "x");
    let stores = [api.store(json!({"file_ids": [file]})), api.store(json!({"file_ids": [file]}))];
    api.delete(&format!("/vector_stores/{}/files/{file}", stores[0]));
    assert!(api.account.store_file_ids(&stores[1]).is_empty());
    assert_eq!(api.get(&format!("/vector_stores/{}", stores[1]))["file_counts"]["total"], 0);
}
