//! What a page sees when nothing goes wrong, or only by its own fault.

use super::client::{KEY, Server};

#[tokio::test]
async fn preflights_allow_what_they_are_asked_for() {
    let server = Server::start().await;
    let reply = server.preflight("DELETE", "/files/file-1").await;
    assert_eq!((reply.status, reply.readable()), (200, true));
    assert_eq!(reply.header("access-control-allow-headers"), Some("authorization,openai-beta"));
    assert!(reply.header("access-control-allow-methods").unwrap().contains("delete"));
    assert_eq!(reply.header("access-control-max-age"), Some("7200"));

    server.control("POST preflights", r#"{"max_age_s":86400,"allow_headers":"authorization"}"#).await;
    let reply = server.preflight("DELETE", "/files/file-1").await;
    assert_eq!(reply.header("access-control-max-age"), Some("86400"));
    assert_eq!(reply.header("access-control-allow-headers"), Some("authorization"));

    server.control("POST preflights", r#"{"status":404}"#).await;
    let reply = server.preflight("DELETE", "/files/file-1").await;
    assert_eq!((reply.status, reply.readable()), (404, false));
}

#[tokio::test]
async fn a_bad_key_is_refused_readably_or_in_plain_text() {
    let server = Server::start().await;
    let bad = [("authorization", "Bearer sk-1234567890")];
    let reply = server.ask("GET /v1/models", &bad, b"").await.unwrap();
    assert_eq!((reply.status, reply.readable()), (401, true));
    assert_eq!(reply.json()["error"]["code"], "invalid_api_key");
    assert_eq!(server.ask("GET /v1/models", &[], b"").await.unwrap().status, 401);

    server.control_of("POST /control/settings", r#"{"plain_401":true}"#).await;
    let reply = server.ask("GET /v1/models", &bad, b"").await.unwrap();
    assert_eq!((reply.status, reply.readable()), (401, false));
    assert_eq!(reply.header("content-type"), Some("text/plain"));
}

#[tokio::test]
async fn a_key_without_the_scope_is_refused() {
    let server = Server::start().await;
    server.control("POST settings", r#"{"missing_scopes":["api.files.write"]}"#).await;
    let file = server.files().await.remove(0);
    assert_eq!(server.api("GET /v1/files").await.unwrap().status, 200);
    let reply = server.api(&format!("DELETE /v1/files/{file}")).await.unwrap();
    assert_eq!((reply.status, reply.readable()), (403, true));
    assert!(reply.json()["error"]["message"].as_str().unwrap().contains("Missing scopes: api.files.write."));
    assert_eq!(server.files().await[0], file);
}

#[tokio::test]
async fn lists_are_paged_and_deletions_stay() {
    let server = Server::start().await;
    server.control("POST settings", r#"{"page_limit":20}"#).await;
    let reply = server.api("GET /v1/files?limit=1000&order=asc").await.unwrap();
    assert!(reply.readable());
    assert_eq!(reply.header("access-control-expose-headers"), Some("x-request-id, cf-ray"));
    assert!(reply.header("x-request-id").unwrap().starts_with("req_"));
    let page = reply.json();
    assert_eq!((page["data"].as_array().unwrap().len(), &page["has_more"]), (20, &true.into()));

    let before = server.files().await;
    assert_eq!((before.len(), page["first_id"].as_str()), (60, Some(before[0].as_str())));
    let reply = server.api(&format!("DELETE /v1/files/{}", before[0])).await.unwrap();
    assert_eq!((reply.status, &reply.json()["deleted"]), (200, &true.into()));
    assert_eq!(server.files().await, before[1..]);
    let again = server.api(&format!("DELETE /v1/files/{}", before[0])).await.unwrap();
    assert_eq!((again.status, again.readable()), (404, true));
}

#[tokio::test]
async fn each_key_has_an_account_of_its_own() {
    let server = Server::start().await;
    let file = server.files().await.remove(0);
    server.api(&format!("DELETE /v1/files/{file}")).await.unwrap();
    let line = format!("GET /v1/files/{file}");
    assert_eq!(server.api(&line).await.unwrap().status, 404);
    let other = [("authorization", "Bearer sk-test-berta")];
    assert_eq!(server.ask(&line, &other, b"").await.unwrap().status, 200);
}

/// A form with a file of that content; the purpose comes after the file.
fn form(purpose: &str, content: &[u8]) -> Vec<u8> {
    let mut form = b"--edge\r\ncontent-disposition: form-data; name=\"file\"; filename=\"a.jsonl\"\r\n\r\n".to_vec();
    form.extend_from_slice(content);
    form.extend_from_slice(b"\r\n--edge\r\ncontent-disposition: form-data; name=\"purpose\"\r\n\r\n");
    form.extend_from_slice(purpose.as_bytes());
    form.extend_from_slice(b"\r\n--edge--\r\n");
    form
}

#[tokio::test]
async fn uploads_are_counted_whole_and_batches_are_kept_whole() {
    let server = Server::start().await;
    let content = vec![b'x'; 1_000_000];
    let authorization = format!("Bearer {KEY}");
    let headers = [("authorization", &*authorization), ("content-type", "multipart/form-data; boundary=edge")];
    for (purpose, kept) in [("batch", 1_000_000), ("vision", 256 * 1024)] {
        let reply = server.ask("POST /v1/files", &headers, &form(purpose, &content)).await.unwrap();
        let file = reply.json();
        assert_eq!((reply.status, &file["bytes"]), (200, &1_000_000.into()), "{purpose}: {file}");
        let read = server.api(&format!("GET /v1/files/{}/content", file["id"].as_str().unwrap())).await.unwrap();
        assert_eq!((read.status, read.body.len()), (200, kept), "{purpose}");
    }
    let broken = server.ask("POST /v1/files", &headers, b"--edge\r\nno form").await.unwrap();
    assert_eq!((broken.status, broken.readable()), (400, true));
}

#[tokio::test]
async fn an_upload_that_breaks_off_was_abandoned() {
    let server = Server::start().await;
    let authorization = format!("Bearer {KEY}");
    let form = form("vision", b"content");
    let length = (form.len() + 1).to_string();
    let headers = [
        ("authorization", &*authorization),
        ("content-type", "multipart/form-data; boundary=edge"),
        ("content-length", &*length),
    ];
    drop(server.send("POST /v1/files", &headers, &form[..form.len() / 2]).await);
    server.first_ends("abandoned").await;
    assert_eq!(server.files().await.len(), 60);
}

#[tokio::test]
async fn other_methods_and_unknown_paths_are_refused_readably() {
    let server = Server::start().await;
    let put = server.api("PUT /v1/files").await.unwrap();
    assert_eq!((put.status, put.readable()), (405, true));
    let unknown = server.api("GET /v1/assistants").await.unwrap();
    assert_eq!((unknown.status, unknown.readable()), (404, true));
}
