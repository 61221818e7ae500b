//! The demo account as a transport.

use std::cell::RefCell;
use std::rc::Rc;

use quartermaster::openai::request::{Body, FilePart, Form, Request};
use quartermaster::transport::Failure;
use quartermaster::transport::demo::seed::Seed;
use quartermaster::transport::demo::transport::Demo;
use serde_json::{Value, json};

use crate::api::NOW;
use crate::dream::{Bytes, demo, send};

fn faults(demo: &Demo, rules: &str) {
    demo.set_faults(serde_json::from_str(rules).unwrap(), 1);
}

#[test]
fn a_request_takes_its_time_and_is_answered() {
    let (demo, time) = demo(&Seed::demo());
    let response = send(&demo, Request::get("/files").with("limit", 5)).unwrap().unwrap();
    assert_eq!(response.status, 200);
    assert!(response.request_id.unwrap().starts_with("req_"));
    let page: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!(page["data"].as_array().unwrap().len(), 5);
    assert!((30..500).contains(&(time.get() - NOW * 1000)));
    faults(&demo, r#"[{"kind": {"latency": {"ms": 5000}}}]"#);
    let before = time.get();
    assert!(send(&demo, Request::get("/models")).unwrap().is_ok());
    assert!(time.get() >= before + 5_000);
}

#[test]
fn an_upload_tells_how_far_it_is_and_keeps_what_it_has_room_for() {
    let (demo, _) = demo(&Seed::empty());
    let told = Rc::new(RefCell::new(Vec::new()));
    let heard = told.clone();
    let size = 10_000_000;
    let form = Form {
        fields: vec![("purpose", "vision".to_owned())],
        file: FilePart {
            field: "file",
            filename: "big.png".to_owned(),
            content: Rc::new(Bytes(vec![7; size as usize], size)),
        },
        progress: Some(Rc::new(move |sent| heard.borrow_mut().push(sent))),
    };
    let response = send(&demo, Request::post("/files", Body::Form(form))).unwrap().unwrap();
    let file: Value = serde_json::from_slice(&response.body).unwrap();
    assert_eq!((response.status, &file["bytes"]), (200, &Value::from(size)));
    assert!(told.borrow().is_sorted() && told.borrow().last() == Some(&size));
    let path = format!("/files/{}/content", file["id"].as_str().unwrap());
    let kept = send(&demo, Request::get(path)).unwrap().unwrap().body.len();
    assert!(kept > 1_000 && kept < 1_000_000, "only the head is held in memory: {kept}");
}

#[test]
fn faults_become_failures() {
    let (demo, _) = demo(&Seed { number: 1, files: 30, stores: 0, batches: 0 });
    let ids = demo.with_account(|account| account.file_ids());
    faults(&demo, r#"[{"kind": "cut_body"}]"#);
    assert_eq!(send(&demo, Request::get("/files")).unwrap().unwrap_err(), Failure::Cut);
    faults(&demo, r#"[{"kind": "reset"}]"#);
    assert_eq!(send(&demo, Request::delete(format!("/files/{}", ids[0]))).unwrap().unwrap_err(), Failure::Unreadable);
    faults(&demo, r#"[{"kind": "lost_after"}]"#);
    assert_eq!(send(&demo, Request::delete(format!("/files/{}", ids[1]))).unwrap().unwrap_err(), Failure::Unreadable);
    assert_eq!(demo.with_account(|account| account.file_ids()), [&ids[..1], &ids[2..]].concat());
    faults(&demo, r#"[{"kind": "hang"}]"#);
    assert!(send(&demo, Request::get("/files")).is_none());
}

#[test]
fn an_input_too_large_to_hold_is_cut_between_two_lines() {
    let (demo, time) = demo(&Seed::empty());
    let body = json!({"model": "gpt-5", "input": "x".repeat(1_000_000)});
    let line = |n: usize| json!({"custom_id": n.to_string(), "method": "POST", "url": "/v1/responses", "body": body});
    let lines: String = (0..40).map(|n| line(n).to_string() + "\n").collect();
    let size = lines.len() as u64;
    let form = Form {
        fields: vec![("purpose", "batch".to_owned())],
        file: FilePart {
            field: "file",
            filename: "in.jsonl".to_owned(),
            content: Rc::new(Bytes(lines.into_bytes(), size)),
        },
        progress: None,
    };
    let file: Value =
        serde_json::from_slice(&send(&demo, Request::post("/files", Body::Form(form))).unwrap().unwrap().body).unwrap();
    let create = json!({"input_file_id": file["id"], "endpoint": "/v1/responses", "completion_window": "24h"});
    let batch = send(&demo, Request::post("/batches", Body::Json(create.to_string()))).unwrap().unwrap().body;
    let batch: Value = serde_json::from_slice(&batch).unwrap();
    time.set(time.get() + 60_000);
    let path = format!("/batches/{}", batch["id"].as_str().unwrap());
    let batch: Value = serde_json::from_slice(&send(&demo, Request::get(path)).unwrap().unwrap().body).unwrap();
    assert_eq!((&batch["status"], &batch["errors"]), (&json!("completed"), &Value::Null));
    assert_eq!(batch["request_counts"]["total"], 33);
}
