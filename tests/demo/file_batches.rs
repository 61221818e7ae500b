//! Many files attached at once.

use quartermaster::transport::demo::account::Quirks;
use serde_json::json;

use crate::api::{Api, id, ids, refused};

#[test]
fn many_files_at_once_with_what_is_said_of_all() {
    let mut api = Api::empty();
    let files: Vec<String> = (0..5).map(|n| api.file("assistants", &format!("{n}.md"), "x")).collect();
    let store = api.store(json!({"file_ids": [files[0]]}));
    let path = format!("/vector_stores/{store}/file_batches");
    let batch = api.post(&path, json!({"file_ids": files[1..], "attributes": {"year": 2026}}));
    assert_eq!((&batch["status"], &batch["file_counts"]["total"]), (&json!("in_progress"), &json!(4)));
    let one = format!("{path}/{}", id(&batch));
    assert_eq!(api.walk(&format!("{one}/files?order=asc"), 3), files[1..]);
    assert_eq!(api.walk(&format!("/vector_stores/{store}/files?order=asc"), 2), files);
    api.wait(60);
    let done = api.get(&one);
    assert_eq!(done["status"], "completed");
    assert_eq!(done["file_counts"]["in_progress"], 0);
    let attached = api.get(&format!("/vector_stores/{store}/files/{}", files[1]));
    assert_eq!(attached["attributes"], json!({"year": 2026}));
}

#[test]
fn each_file_with_its_own() {
    let mut api = Api::empty();
    let files: Vec<String> = (0..2).map(|n| api.file("assistants", &format!("{n}.md"), "x")).collect();
    let store = api.store(json!({}));
    let chunking = json!({"type": "static", "static": {"max_chunk_size_tokens": 200, "chunk_overlap_tokens": 100}});
    let body = json!({"attributes": {"ignored": true}, "files": [
        {"file_id": files[0], "attributes": {"own": 1}}, {"file_id": files[1], "chunking_strategy": chunking}]});
    api.post(&format!("/vector_stores/{store}/file_batches"), body);
    let [first, second] = [0, 1].map(|n: usize| api.get(&format!("/vector_stores/{store}/files/{}", files[n])));
    assert_eq!((&first["attributes"], &second["attributes"]), (&json!({"own": 1}), &json!({})));
    assert_eq!(second["chunking_strategy"], chunking);
}

#[test]
fn cancelling_spares_what_is_done() {
    let mut api = Api::empty();
    let files: Vec<String> = (0..20).map(|n| api.file("assistants", &format!("{n}.md"), "x")).collect();
    let store = api.store(json!({}));
    let path = format!("/vector_stores/{store}/file_batches");
    let one = format!("{path}/{}", id(&api.post(&path, json!({"file_ids": files}))));
    api.wait(4);
    let before = api.get(&one)["file_counts"].clone();
    let cancelled = api.post(&format!("{one}/cancel"), json!({}));
    assert_eq!(cancelled["status"], "cancelled");
    assert_eq!(cancelled["file_counts"]["cancelled"], before["in_progress"]);
    assert_ne!(before["in_progress"], 0);
    assert_ne!(before["completed"], 0);
    api.wait(60);
    assert_eq!(api.get(&one)["file_counts"], cancelled["file_counts"]);
    assert_eq!(ids(&api.get(&format!("{one}/files?filter=cancelled"))).len() as u64, before["in_progress"]);
}

#[test]
fn quirks() {
    let mut api = Api::empty();
    let file = api.file("assistants", "a.md", "x");
    let store = api.store(json!({}));
    let path = format!("/vector_stores/{store}/file_batches");
    let batch = id(&api.post(&path, json!({"file_ids": [file]})));
    api.account.set_quirks(Quirks { file_batch_is_store: true, small_file_batches: true, ..Quirks::default() });
    assert_eq!(api.get(&format!("{path}/{batch}"))["object"], "vector_store");
    let many = json!({"file_ids": vec![&file; 501]});
    refused(api.try_post(&path, many), 400, "file_ids", "array_above_max_length");
}
