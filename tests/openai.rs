#![cfg(not(target_arch = "wasm32"))]
//! What the API says, read and written again.

use quartermaster::openai::batch::Batch;
use quartermaster::openai::file::File;
use quartermaster::openai::page::Page;
use quartermaster::openai::purpose::Purpose;
use serde_json::{Value, json};

#[test]
fn a_file_reads_and_writes_again() {
    let text = r#"{"id":"file-a","object":"file","bytes":12,"created_at":1.7e9,"expires_at":null,"filename":"a","purpose":"new"}"#;
    let file: File = serde_json::from_str(text).unwrap();
    assert_eq!(file.created_at, Some(1_700_000_000));
    assert_eq!(file.purpose, Some(Purpose::Unknown("new".into())));
    assert_eq!(
        serde_json::to_value(&file).unwrap(),
        json!({"id":"file-a","object":"file","bytes":12,"created_at":1_700_000_000,"expires_at":null,"filename":"a","purpose":"new","status":null,"status_details":null})
    );
}

#[test]
fn an_empty_file_id_of_a_batch_is_absent() {
    let text = r#"{"object":"list","data":[{"id":"batch_1","error_file_id":"","errors":{"object":"list","data":[{"line":1},null,7]},"request_counts":"none","metadata":{"a":"b","c":null}}]}"#;
    let page: Page<Batch> = serde_json::from_str(text).unwrap();
    assert!(page.data[0].error_file_id.is_none() && !page.has_more);
    assert_eq!(page.data[0].errors.as_ref().unwrap().data.as_ref().unwrap().len(), 1);
    let written: Value = serde_json::to_value(&page).unwrap();
    assert_eq!(written["object"], "list");
    assert_eq!(written["data"][0]["object"], "batch");
}
