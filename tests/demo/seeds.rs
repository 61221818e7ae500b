//! What a new account holds.

use std::collections::{BTreeSet, HashMap};
use std::time::{Duration, Instant};

use quartermaster::openai::request::Method;
use quartermaster::transport::demo::account::Account;
use quartermaster::transport::demo::incoming::IncomingBody;
use quartermaster::transport::demo::seed::Seed;
use serde_json::{Value, json};

use crate::api::{Api, NOW, id};

fn all(api: &mut Api, list: &str, limit: usize) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    loop {
        let after = found.last().map(|object| format!("&after={}", id(object))).unwrap_or_default();
        let page = api.get(&format!("{list}?limit={limit}{after}"));
        found.extend(page["data"].as_array().unwrap().iter().cloned());
        if page["has_more"] == json!(false) {
            return found;
        }
    }
}

fn by<'a>(objects: &'a [Value], name: &str) -> HashMap<&'a str, usize> {
    let mut counts = HashMap::new();
    for object in objects {
        *counts.entry(object[name].as_str().unwrap_or("null")).or_default() += 1;
    }
    counts
}

#[test]
fn an_account_can_be_handed_to_a_server() {
    fn threads<T: Send>() {}
    threads::<Account>();
}

#[test]
fn the_same_seed_makes_the_same_bytes() {
    let bytes = |number| {
        let mut api = Api::new(&Seed { number, ..Seed::demo() });
        api.wait(5);
        ["/files", "/vector_stores", "/batches?limit=100"]
            .map(|list| api.ask(Method::Get, list, IncomingBody::Empty).body)
    };
    assert_eq!(bytes(7), bytes(7));
    assert_ne!(bytes(7), bytes(8));
}

#[test]
fn there_is_as_much_as_was_asked_for() {
    for (files, stores, batches) in [(0, 0, 0), (1, 1, 1), (0, 3, 30), (25, 0, 40), (300, 25, 0)] {
        let api = Api::new(&Seed { number: 3, files, stores, batches });
        let found = [api.account.file_ids(), api.account.store_ids(), api.account.batch_ids()].map(|ids| ids.len());
        assert_eq!(found, [files, stores, batches]);
    }
}

#[test]
fn the_demo_has_a_bit_of_everything() {
    let mut api = Api::new(&Seed::demo());
    let files = all(&mut api, "/files", 10_000);
    let purposes = by(&files, "purpose");
    assert_eq!(purposes.len(), 9, "{purposes:?}");
    let names = by(&files, "filename");
    assert!(names["upload.pdf"] > 50, "duplicates by name");
    assert!(names.keys().any(|name| name.starts_with("=HYPERLINK")) && names.keys().any(|name| name.len() > 250));
    assert!(files.iter().any(|file| file["bytes"].is_null()));
    assert!(files.iter().all(|file| file["created_at"].as_u64().unwrap() <= NOW));
    let batches = all(&mut api, "/batches", 100);
    let statuses: BTreeSet<&str> = by(&batches, "status").into_keys().collect();
    let expected =
        ["cancelled", "cancelling", "completed", "expired", "failed", "finalizing", "in_progress", "validating"];
    assert_eq!(statuses.into_iter().collect::<Vec<_>>(), expected);
    assert!(by(&batches, "error_file_id").contains_key(""), "an empty name instead of none");
    let stores = all(&mut api, "/vector_stores", 100);
    let statuses = by(&stores, "status");
    assert!(statuses["expired"] > 2 && statuses["in_progress"] > 1, "{statuses:?}");
    assert!(stores.iter().any(|store| store["name"].is_null()));
    assert!(stores.iter().any(|store| store["file_counts"]["total"] == 0));
    assert!(stores.iter().any(|store| store["file_counts"]["failed"].as_u64() > Some(3)));
    assert!(stores.iter().any(|store| store["file_counts"]["total"].as_u64() > Some(500)));
    let mut held: HashMap<String, usize> = HashMap::new();
    for store in api.account.store_ids() {
        for file in api.account.store_file_ids(&store) {
            *held.entry(file).or_default() += 1;
        }
    }
    assert!(held.values().filter(|stores| **stores > 1).count() > 50, "stores share files");
    let known: BTreeSet<String> = api.account.file_ids().into_iter().collect();
    assert_eq!(held.keys().filter(|file| !known.contains(*file)).count(), 3, "files that are gone but still listed");
}

#[test]
fn lists_are_in_order_of_time() {
    let mut api = Api::new(&Seed::demo());
    for list in ["/files", "/vector_stores", "/batches"] {
        let times: Vec<u64> =
            all(&mut api, list, 100).iter().map(|object| object["created_at"].as_u64().unwrap()).collect();
        assert!(times.is_sorted_by(|newer, older| newer >= older), "{list}");
    }
}

#[test]
fn downloads_are_as_long_as_the_list_says() {
    let mut api = Api::new(&Seed::demo());
    let files = all(&mut api, "/files", 10_000);
    let downloadable = ["batch", "batch_output", "assistants_output", "fine-tune-results", "vision"];
    let mut seen = 0;
    for file in files.iter().filter(|file| downloadable.contains(&file["purpose"].as_str().unwrap())) {
        if file["bytes"].as_u64() < Some(400_000) {
            assert_eq!(api.content(&id(file)).len() as u64, file["bytes"].as_u64().unwrap(), "{file}");
            seen += 1;
        }
    }
    assert!(seen > 200);
}

#[test]
fn results_of_past_batches_agree_with_their_counts() {
    let mut api = Api::new(&Seed::demo());
    let known: BTreeSet<String> = api.account.file_ids().into_iter().collect();
    let (mut checked, mut lost, mut repeated) = (0, 0, 0);
    for batch in all(&mut api, "/batches", 100) {
        for (name, count) in [("output_file_id", "completed"), ("error_file_id", "failed")] {
            let Some(file) = batch[name].as_str().filter(|file| known.contains(*file)) else { continue };
            let content = api.content(file);
            let lines: Vec<Value> = content.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
            let answered: Vec<&Value> = lines.iter().filter(|line| !line["response"].is_null()).collect();
            let ids: BTreeSet<&str> = answered.iter().map(|line| line["custom_id"].as_str().unwrap()).collect();
            let counted = batch["request_counts"][count].as_u64().unwrap();
            // Now and then an answer is in neither file, or twice in one: that happens to real batches.
            lost += counted.checked_sub(ids.len() as u64).unwrap();
            repeated += answered.len() - ids.len();
            assert!(ids.len() as u64 * 100 >= counted * 97, "{batch}");
            if name == "error_file_id" {
                assert_eq!((counted, ids.len()), (answered.len() as u64, answered.len()), "{batch}");
            }
            checked += 1;
        }
    }
    assert!(checked > 20 && lost > 10 && repeated > 10, "{checked} {lost} {repeated}");
}

#[test]
fn what_is_under_way_goes_on() {
    let mut api = Api::new(&Seed::demo());
    let mut statuses = || {
        let page = api.get("/batches?limit=6");
        let statuses: Vec<Value> =
            page["data"].as_array().unwrap().iter().map(|batch| batch["status"].clone()).collect();
        api.wait(50_000);
        statuses
    };
    assert_eq!(statuses(), ["validating", "in_progress", "finalizing", "cancelling", "in_progress", "in_progress"]);
    assert_eq!(statuses(), ["completed", "completed", "completed", "cancelled", "completed", "expired"]);
}

#[test]
fn a_hundred_thousand_files() {
    let begun = Instant::now();
    let mut api = Api::new(&Seed { number: 1, files: 100_000, stores: 200, batches: 1_000 });
    let planted = begun.elapsed();
    let begun = Instant::now();
    let page = api.ask(Method::Get, "/files", IncomingBody::Empty);
    let listed = begun.elapsed();
    assert!(page.body.len() > 1_000_000);
    assert_eq!(api.walk("/files", 10_000).len(), 100_000);
    let begun = Instant::now();
    let ids = api.account.file_ids();
    for file in ids.iter().step_by(10) {
        api.delete(&format!("/files/{file}"));
    }
    let deleted = begun.elapsed();
    assert_eq!(api.walk("/files", 10_000).len(), 90_000);
    // Far from what it takes, even unoptimised on a busy machine; a list that is quadratic takes minutes.
    assert!(planted + listed + deleted < Duration::from_secs(30), "{planted:?}, {listed:?}, {deleted:?}");
}
