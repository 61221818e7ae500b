//! Lists: order, cursors, limits, filters.

use quartermaster::transport::demo::account::Quirks;
use serde_json::{Value, json};

use crate::api::{Api, ids, refused};

fn five() -> (Api, Vec<String>) {
    let mut api = Api::empty();
    let files = (0..5).map(|n| {
        api.wait(u64::from(n != 2));
        api.file(if n == 3 { "vision" } else { "user_data" }, "a.txt", "x")
    });
    let files = files.collect();
    (api, files)
}

#[test]
fn order_and_cursor() {
    let (mut api, files) = five();
    let newest_first: Vec<String> = files.iter().rev().cloned().collect();
    assert_eq!(ids(&api.get("/files")), newest_first);
    assert_eq!(ids(&api.get("/files?order=asc")), files);
    let page = api.get(&format!("/files?order=asc&limit=2&after={}", files[1]));
    assert_eq!(ids(&page), files[2..4]);
    assert_eq!(page["has_more"], json!(true));
    let page = api.get(&format!("/files?limit=2&after={}", files[2]));
    assert_eq!((ids(&page), &page["has_more"]), (vec![files[1].clone(), files[0].clone()], &json!(false)));
}

#[test]
fn an_empty_page_has_no_ends() {
    let mut api = Api::empty();
    for list in ["/files", "/vector_stores", "/batches"] {
        let page = json!({"object": "list", "data": [], "first_id": null, "last_id": null, "has_more": false});
        assert_eq!(api.get(list), page);
    }
}

#[test]
fn a_filter_does_not_count_what_it_leaves_out() {
    let (mut api, files) = five();
    let page = api.get("/files?purpose=vision&limit=1");
    assert_eq!((ids(&page), &page["has_more"]), (vec![files[3].clone()], &json!(false)));
    assert_eq!(api.walk("/files?purpose=user_data", 3).len(), 4);
    assert_eq!(api.walk("/files?purpose=none_such", 3).len(), 0);
}

#[test]
fn queries_that_the_api_refuses() {
    let (mut api, _) = five();
    let store = api.store(json!({}));
    for (list, most) in [
        ("/files".to_owned(), 10_000),
        ("/vector_stores".to_owned(), 100),
        ("/batches".to_owned(), 100),
        (format!("/vector_stores/{store}/files"), 100),
    ] {
        assert_eq!(api.try_get(&format!("{list}?limit={most}")).0, 200);
        let above = api.try_get(&format!("{list}?limit={}", most + 1));
        refused(above, 400, "limit", "integer_above_max_value");
        refused(api.try_get(&format!("{list}?limit=0")), 400, "limit", "integer_below_min_value");
        refused(api.try_get(&format!("{list}?limit=-5")), 400, "limit", "integer_below_min_value");
        refused(api.try_get(&format!("{list}?limit=ten")), 400, "limit", "invalid_type");
        refused(api.try_get(&format!("{list}?after=nobody")), 400, "after", "invalid_value");
        refused(api.try_get(&format!("{list}?colour=red")), 400, "colour", "unknown_parameter");
    }
    refused(api.try_get("/files?order=up"), 400, "order", "invalid_value");
    refused(api.try_get("/files?before=file-1"), 400, "before", "unknown_parameter");
    refused(api.try_get("/batches?order=asc"), 400, "order", "unknown_parameter");
    refused(api.try_get("/vector_stores?filter=failed"), 400, "filter", "unknown_parameter");
    refused(api.try_get(&format!("/vector_stores/{store}/files?filter=odd")), 400, "filter", "invalid_value");
}

#[test]
fn limits_that_are_not_given() {
    let mut api = Api::empty();
    for _ in 0..25 {
        api.store(json!({}));
    }
    let page = api.get("/vector_stores");
    assert_eq!((ids(&page).len(), &page["has_more"]), (20, &json!(true)));
}

#[test]
fn before_is_the_preceding_page_of_vector_stores() {
    let mut api = Api::empty();
    let stores: Vec<String> = (0..5).map(|_| api.store(json!({}))).collect();
    let page = api.get(&format!("/vector_stores?before={}&limit=2", stores[1]));
    assert_eq!((ids(&page), &page["has_more"]), (vec![stores[3].clone(), stores[2].clone()], &json!(true)));
    let page = api.get(&format!("/vector_stores?order=asc&before={}&limit=2", stores[2]));
    assert_eq!((ids(&page), &page["has_more"]), (stores[0..2].to_vec(), &json!(false)));
}

#[test]
fn a_deleted_cursor_still_says_where_the_list_stood() {
    let (mut api, files) = five();
    api.delete(&format!("/files/{}", files[2]));
    assert_eq!(ids(&api.get(&format!("/files?after={}", files[2]))), [files[1].clone(), files[0].clone()]);
    api.account.set_quirks(Quirks { gone_cursors_fail: true, ..Quirks::default() });
    refused(api.try_get(&format!("/files?after={}", files[2])), 400, "after", "invalid_value");
}

#[test]
fn a_server_may_give_shorter_pages_than_asked_for() {
    let (mut api, mut files) = five();
    api.account.set_page_limit(Some(2));
    let page = api.get("/files?limit=10000");
    assert_eq!((ids(&page).len(), &page["has_more"]), (2, &json!(true)));
    files.reverse();
    assert_eq!(api.walk("/files", 4), files);
    assert_eq!(page["object"], Value::from("list"));
}
