//! What tests may see and change behind the API's back.

use serde_json::json;

use super::client::{KEY, Server};

#[tokio::test]
async fn the_log_tells_all_of_a_request_but_its_key() {
    let server = Server::start().await;
    let headers = [
        ("authorization", "Bearer sk-test-0123456789abcdef"),
        ("openai-beta", "assistants=v2"),
        ("origin", "http://page"),
    ];
    server.ask("GET /v1/vector_stores?limit=5", &headers, b"").await.unwrap();
    server.preflight("DELETE", "/vector_stores/vs_1").await;
    let reply = server.control_of("GET /control/log", "").await;
    assert!(reply.readable());
    assert!(!String::from_utf8_lossy(&reply.body).contains("0123456789"));

    let mut log = reply.json();
    assert!(log[0]["at"].take().is_u64() && log[0]["took_ms"].take().is_u64());
    let expected = json!({
        "number": 1, "at": null, "method": "GET", "asks": null, "path": "/vector_stores", "query": "limit=5",
        "authorization": true, "key": "cdef", "beta": "assistants=v2", "origin": "http://page", "http": "HTTP/1.1",
        "status": 200, "end": "answered", "took_ms": null,
    });
    assert_eq!(log[0], expected);
    assert_eq!((&log[1]["method"], &log[1]["asks"]), (&json!("OPTIONS"), &json!("DELETE")));
    assert_eq!(log[1]["authorization"], false);
}

#[tokio::test]
async fn a_log_can_be_cleared_for_one_key_or_for_all() {
    let server = Server::start().await;
    let other = [("authorization", "Bearer sk-test-berta")];
    server.api("GET /v1/models").await.unwrap();
    server.ask("GET /v1/models", &other, b"").await.unwrap();
    server.control("DELETE log", "").await;
    assert_eq!(server.control("GET log", "").await, json!([]));
    assert_eq!(server.control_of("GET /control/log", "").await.json()[0]["key"], "erta");
    server.control_of("DELETE /control/log", "").await;
    assert_eq!(server.control_of("GET /control/log", "").await.json(), json!([]));
}

#[tokio::test]
async fn a_reset_makes_a_new_account_without_faults() {
    let server = Server::start().await;
    let before = server.files().await;
    server.faults(r#"[{"kind":{"status":{"status":500}}}]"#).await;
    server.control("POST reset", r#"{"seed":8,"files":30,"stores":2,"batches":3,"page_limit":7}"#).await;
    let state = server.control("GET state", "").await;
    let count = |kind: &str| state[kind].as_array().unwrap().len();
    assert_eq!((count("files"), count("stores"), count("batches")), (30, 2, 3));
    assert!(state["stores"][0]["files"].is_array() && state["batches"][0]["status"].is_string());
    assert!(!before.contains(&state["files"][0]["id"].as_str().unwrap().to_owned()));
    let page = server.api("GET /v1/files").await.unwrap().json();
    assert_eq!(page["data"].as_array().unwrap().len(), 7);
    assert_eq!(server.control("GET faults", "").await, json!([]));
}

#[tokio::test]
async fn without_a_key_all_accounts_are_meant_and_those_to_come() {
    let server = Server::start().await;
    assert_eq!(server.files().await.len(), 60);
    server.control_of("POST /control/faults", r#"[{"kind":{"status":{"status":503}}},{"kind":"preflight429"}]"#).await;
    let other = [("authorization", "Bearer sk-test-berta")];
    assert_eq!(server.api("GET /v1/models").await.unwrap().status, 503);
    assert_eq!(server.ask("GET /v1/models", &other, b"").await.unwrap().status, 503);
    assert_eq!(server.preflight("GET", "/models").await.status, 429);

    server.control_of("DELETE /control/faults", "").await;
    server.control_of("POST /control/settings", r#"{"page_limit":3}"#).await;
    server.control_of("POST /control/reset", r#"{"files":25}"#).await;
    let page = server.ask("GET /v1/files", &other, b"").await.unwrap().json();
    assert_eq!(page["data"].as_array().unwrap().len(), 3);
    assert_eq!(server.files().await.len(), 25);
    assert_eq!(server.preflight("GET", "/models").await.status, 200);
}

#[tokio::test]
async fn the_clock_of_an_account_can_be_moved_on() {
    let server = Server::start().await;
    let before = server.files().await.len();
    let now = server.control("GET state", "").await["now"].as_u64().unwrap();
    server.control("POST clock", r#"{"advance_s":63072000}"#).await;
    let state = server.control("GET state", "").await;
    assert!(state["now"].as_u64().unwrap() >= now + 63_072_000);
    // Files of batches expire after a month.
    assert!(state["files"].as_array().unwrap().len() < before);
}

#[tokio::test]
async fn mistakes_are_told_and_change_nothing() {
    let server = Server::start().await;
    for (line, body) in [
        ("POST faults", r#"[{"kind":"nonsense"}]"#),
        ("POST faults", r#"{"kind":"reset"}"#),
        ("POST settings", r#"{"latency":1}"#),
        ("POST settings", r#"{"quirks":{"nonsense":true}}"#),
        ("POST reset", r#"{"file":1}"#),
        ("GET nonsense", ""),
    ] {
        let reply = server.control_of(&format!("{}?key={KEY}", line.replace(' ', " /control/")), body).await;
        assert_eq!((reply.status, reply.readable()), (400, true), "{line} {body}");
        assert!(reply.json()["error"].as_str().is_some_and(|said| !said.is_empty()));
    }
    assert_eq!(server.api("GET /v1/models").await.unwrap().status, 200);
}
