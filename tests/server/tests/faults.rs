//! What a page sees when something goes wrong on the way.

use serde_json::json;

use super::client::Server;

#[tokio::test]
async fn a_reset_sends_nothing_readable_and_does_nothing() {
    let server = Server::start().await;
    let files = server.files().await;
    server.faults(r#"[{"kind":"reset"}]"#).await;
    let broken = server.api(&format!("DELETE /v1/files/{}", files[0])).await.unwrap();
    assert!(!broken.readable() && broken.body.is_empty());
    assert_eq!(broken.header("content-length"), Some("1"));

    server.control("POST settings", r#"{"drops":"silent"}"#).await;
    assert!(server.api(&format!("DELETE /v1/files/{}", files[0])).await.is_none());
    assert_eq!(server.files().await, files);
    let log = server.control("GET log", "").await;
    assert_eq!((&log[1]["end"], &log[1]["status"]), (&json!("dropped"), &json!(null)));
}

#[tokio::test]
async fn a_lost_answer_leaves_the_deed_done() {
    let server = Server::start().await;
    server.control("POST settings", r#"{"drops":"silent"}"#).await;
    let files = server.files().await;
    server.faults(r#"[{"kind":"lost_after","times":1}]"#).await;
    let line = format!("DELETE /v1/files/{}", files[0]);
    assert!(server.api(&line).await.is_none());
    assert_eq!(server.files().await, files[1..]);
    assert_eq!(server.api(&line).await.unwrap().status, 404);
}

#[tokio::test]
async fn a_cut_answer_is_half_there() {
    let server = Server::start().await;
    let whole = server.api("GET /v1/files").await.unwrap().body.len();
    server.faults(r#"[{"kind":"cut_body"}]"#).await;
    let cut = server.api("GET /v1/files").await.unwrap();
    assert_eq!((cut.status, cut.readable(), cut.body.len()), (200, true, whole / 2));
    assert_eq!(cut.header("content-length").unwrap().parse(), Ok(whole));
    assert_eq!(server.control("GET log", "").await[1]["end"], "cut");
}

#[tokio::test]
async fn a_hang_lasts_until_the_client_gives_up() {
    let server = Server::start().await;
    server.faults(r#"[{"kind":"hang"}]"#).await;
    let headers = [("authorization", "Bearer sk-test-anna")];
    let waiting = server.send("GET /v1/files", &headers, b"").await;
    server.first_ends("under_way").await;
    drop(waiting);
    server.first_ends("abandoned").await;
}

#[tokio::test]
async fn errors_are_readable_unless_cors_is_withheld_from_them() {
    let server = Server::start().await;
    server.faults(r#"[{"kind":{"status":{"status":429,"retry_after_ms":1500,"html":true}}}]"#).await;
    let reply = server.api("GET /v1/files").await.unwrap();
    assert_eq!((reply.status, reply.readable()), (429, true));
    assert_eq!((reply.header("retry-after"), reply.header("retry-after-ms")), (Some("2"), Some("1500")));
    assert!(!reply.header("access-control-expose-headers").unwrap().contains("retry"));
    assert_eq!(reply.header("content-type"), Some("text/html"));

    server.control("POST settings", r#"{"expose_retry_after":true}"#).await;
    let reply = server.api("GET /v1/files").await.unwrap();
    assert!(reply.header("access-control-expose-headers").unwrap().contains("retry-after"));

    server.control("POST settings", r#"{"cors_on_errors":false}"#).await;
    for (status, readable) in [(401, false), (429, false), (503, false), (403, true), (404, true)] {
        server.faults(&format!(r#"[{{"kind":{{"status":{{"status":{status}}}}}}}]"#)).await;
        let reply = server.api("GET /v1/files").await.unwrap();
        assert_eq!((reply.status, reply.readable()), (status, readable));
    }
}

#[tokio::test]
async fn a_rate_limit_counts_the_requests_of_one_key() {
    let server = Server::start().await;
    server.faults(r#"[{"kind":{"rate_limit":{"per_second":0.001,"burst":2}}}]"#).await;
    let mut statuses = Vec::new();
    for _ in 0..3 {
        statuses.push(server.api("GET /v1/models").await.unwrap().status);
    }
    assert_eq!(statuses, [200, 200, 429]);
    let other = [("authorization", "Bearer sk-test-berta")];
    assert_eq!(server.ask("GET /v1/models", &other, b"").await.unwrap().status, 200);
}

#[tokio::test]
async fn refused_preflights_strike_the_path_they_name() {
    let server = Server::start().await;
    server.faults(r#"[{"kind":"preflight429","path":"/files","method":"DELETE","times":1}]"#).await;
    assert_eq!(server.preflight("GET", "/files/file-1").await.status, 200);
    assert_eq!(server.preflight("DELETE", "/batches").await.status, 200);
    let refused = server.preflight("DELETE", "/files/file-1").await;
    assert_eq!((refused.status, refused.readable()), (429, false));
    assert_eq!(server.preflight("DELETE", "/files/file-1").await.status, 200);
}

#[tokio::test]
async fn latency_is_spent_before_the_answer() {
    let server = Server::start().await;
    server.control("POST settings", r#"{"latency_ms":6}"#).await;
    server.faults(r#"[{"kind":{"latency":{"ms":4}}}]"#).await;
    assert_eq!(server.api("GET /v1/models").await.unwrap().status, 200);
    assert!(server.control("GET log", "").await[0]["took_ms"].as_u64() >= Some(10));
}
