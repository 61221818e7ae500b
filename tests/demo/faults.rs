//! What goes wrong on the way.

use quartermaster::openai::request::Method;
use quartermaster::transport::demo::faults::Faults;
use quartermaster::transport::demo::incoming::{Answer, Incoming, IncomingBody};
use quartermaster::transport::demo::serve::{End, Outcome, serve};
use serde_json::{Value, json};

use crate::api::{Api, ids};

fn strike(api: &mut Api, kind: Value, method: Method, path: &str) -> Outcome {
    let mut faults = Faults::new(vec![serde_json::from_value(json!({"kind": kind})).unwrap()], 1);
    let (path, query) = path
        .split_once("?after=")
        .map_or((path, Vec::new()), |(path, id)| (path, vec![("after".to_owned(), id.to_owned())]));
    let request = Incoming { method, path: path.to_owned(), query, body: IncomingBody::Empty };
    serve(&mut api.account, &mut faults, &request, api.now_ms)
}

#[track_caller]
fn answer(outcome: Outcome) -> (Answer, Value) {
    let End::Answer(answer) = outcome.end else { panic!("{outcome:?}") };
    let body = serde_json::from_slice(&answer.body).unwrap_or(Value::Null);
    (answer, body)
}

fn one() -> (Api, String, String) {
    let mut api = Api::empty();
    let file = api.file("user_data", "a.txt", "x");
    let path = format!("/files/{file}");
    (api, file, path)
}

#[test]
fn what_keeps_the_deed_from_being_done() {
    let (mut api, file, path) = one();
    assert!(matches!(strike(&mut api, json!("hang"), Method::Delete, &path).end, End::Hang));
    assert!(matches!(strike(&mut api, json!("reset"), Method::Delete, &path).end, End::Reset));
    let (limited, body) =
        answer(strike(&mut api, json!({"status": {"status": 429, "retry_after_ms": 700}}), Method::Delete, &path));
    assert_eq!((limited.status, limited.retry_after), (429, Some(700)));
    assert_eq!(body["error"]["code"], "rate_limit_exceeded");
    let (page, body) =
        answer(strike(&mut api, json!({"status": {"status": 502, "html": true}}), Method::Delete, &path));
    assert_eq!((page.status, page.content_type, body), (502, "text/html", Value::Null));
    let (strange, body) = answer(strike(&mut api, json!("error_in200"), Method::Delete, &path));
    assert_eq!((strange.status, &body["error"]["type"]), (200, &json!("server_error")));
    assert_eq!(api.account.file_ids(), [file]);
}

#[test]
fn what_befalls_the_answer_after_the_deed() {
    for kind in ["lost_after", "cut_body", "wrong_json"] {
        let (mut api, _, path) = one();
        let outcome = strike(&mut api, json!(kind), Method::Delete, &path);
        match kind {
            "lost_after" => assert!(matches!(outcome.end, End::Reset)),
            "cut_body" => assert!(matches!(outcome.end, End::Cut(_))),
            _ => assert_eq!(answer(outcome).1, Value::Null),
        }
        assert!(api.account.file_ids().is_empty(), "{kind}");
    }
}

#[test]
fn lists_that_lie() {
    let (mut api, file, path) = one();
    let (_, page) = answer(strike(&mut api, json!("empty_page_has_more"), Method::Get, "/files"));
    assert_eq!((ids(&page).len(), &page["has_more"]), (0, &json!(true)));
    let (_, object) = answer(strike(&mut api, json!("empty_page_has_more"), Method::Get, &path));
    assert_eq!(object["id"], file);
    let (whole, _) = answer(strike(&mut api, json!("cursor_gone"), Method::Get, "/files"));
    let (gone, _) = answer(strike(&mut api, json!("cursor_gone"), Method::Get, &format!("/files?after={file}")));
    assert_eq!((whole.status, gone.status), (200, 400));
    let (_, page) = answer(strike(&mut api, json!("cursor_ignored"), Method::Get, &format!("/files?after={file}")));
    assert_eq!(ids(&page), [file]);
}

#[test]
fn deleted_but_still_listed_for_a_while() {
    let (mut api, file, path) = one();
    let store = api.store(json!({"file_ids": [file]}));
    let (_, body) = answer(strike(&mut api, json!({"deleted_still_listed": {"ms": 5_000}}), Method::Delete, &path));
    assert_eq!(body["deleted"], true);
    assert_eq!(api.try_get(&path).0, 404);
    api.wait(4);
    let attached = format!("/vector_stores/{store}/files");
    assert_eq!(ids(&api.get("/files")), std::slice::from_ref(&file));
    assert_eq!(ids(&api.get(&attached)), [file]);
    api.wait(1);
    assert_eq!(ids(&api.get("/files")).len() + ids(&api.get(&attached)).len(), 0);
    // Only the deletion that was struck lingers.
    let other = api.file("user_data", "b.txt", "x");
    api.delete(&format!("/files/{other}"));
    assert_eq!(ids(&api.get("/files")).len(), 0);
}

#[test]
fn latencies_add_up() {
    let (mut api, ..) = one();
    let rule = serde_json::from_value(json!({"kind": {"latency": {"ms": 40}}})).unwrap();
    let mut faults = Faults::new(vec![rule; 3], 1);
    let request =
        Incoming { method: Method::Get, path: "/files".to_owned(), query: Vec::new(), body: IncomingBody::Empty };
    assert_eq!(serve(&mut api.account, &mut faults, &request, api.now_ms).delay, 120);
}
