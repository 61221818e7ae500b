//! What must hold whatever is done in whatever order.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use quartermaster::transport::demo::account::Quirks;
use quartermaster::transport::demo::seed::Seed;
use serde_json::{Value, json};

use crate::api::Api;

#[derive(Clone, Debug)]
enum Deed {
    CreateFile(usize),
    DeleteFile(usize),
    CreateStore(Vec<usize>),
    DeleteStore(usize),
    Attach(usize, usize),
    AttachMany(usize, Vec<usize>),
    Detach(usize, usize),
    Wait(u64),
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        3 => (0..4_usize).prop_map(Deed::CreateFile),
        2 => any::<usize>().prop_map(Deed::DeleteFile),
        1 => prop::collection::vec(any::<usize>(), 0..6).prop_map(Deed::CreateStore),
        1 => any::<usize>().prop_map(Deed::DeleteStore),
        3 => any::<(usize, usize)>().prop_map(|(store, file)| Deed::Attach(store, file)),
        1 => (any::<usize>(), prop::collection::vec(any::<usize>(), 1..6)).prop_map(|(s, f)| Deed::AttachMany(s, f)),
        2 => any::<(usize, usize)>().prop_map(|(store, file)| Deed::Detach(store, file)),
        2 => (0..200_u64).prop_map(Deed::Wait),
    ]
}

fn pick(from: &[String], index: usize) -> String {
    from.get(index % from.len().max(1)).cloned().unwrap_or_else(|| "vs_file-none".to_owned())
}

fn carry_out(api: &mut Api, deed: Deed) {
    let (files, stores) = (api.account.file_ids(), api.account.store_ids());
    let picked = |indexes: Vec<usize>| {
        let all: BTreeSet<String> = indexes.into_iter().map(|index| pick(&files, index)).collect();
        if files.is_empty() { json!([]) } else { json!(all) }
    };
    match deed {
        Deed::CreateFile(kind) => {
            api.file("assistants", ["a.txt", "a.csv", "a.pdf", "a.md"][kind], "some words");
        }
        Deed::DeleteFile(file) => {
            api.try_delete(&format!("/files/{}", pick(&files, file)));
        }
        Deed::CreateStore(indexes) => {
            api.store(json!({"file_ids": picked(indexes)}));
        }
        Deed::DeleteStore(store) => {
            api.try_delete(&format!("/vector_stores/{}", pick(&stores, store)));
        }
        Deed::Attach(store, file) => {
            let path = format!("/vector_stores/{}/files", pick(&stores, store));
            api.try_post(&path, json!({"file_id": pick(&files, file)}));
        }
        Deed::AttachMany(store, indexes) => {
            let path = format!("/vector_stores/{}/file_batches", pick(&stores, store));
            api.try_post(&path, json!({"file_ids": picked(indexes)}));
        }
        Deed::Detach(store, file) => {
            api.try_delete(&format!("/vector_stores/{}/files/{}", pick(&stores, store), pick(&files, file)));
        }
        Deed::Wait(seconds) => api.wait(seconds),
    }
}

/// Counts and bytes of every store are those of its list, and (without quirks) its files exist.
fn check_stores(api: &mut Api, files_exist: bool) {
    // A request lets happen what was due.
    api.get("/vector_stores");
    let known: BTreeSet<String> = api.account.file_ids().into_iter().collect();
    for store in api.account.store_ids() {
        let object = api.get(&format!("/vector_stores/{store}"));
        let mut counts: BTreeMap<String, u64> =
            ["in_progress", "completed", "failed", "cancelled", "total"].map(|name| (name.to_owned(), 0)).into();
        let mut usage = 0;
        for file in api.walk(&format!("/vector_stores/{store}/files"), 3) {
            assert!(!files_exist || known.contains(&file));
            let entry = api.get(&format!("/vector_stores/{store}/files/{file}"));
            *counts.get_mut(entry["status"].as_str().unwrap()).unwrap() += 1;
            *counts.get_mut("total").unwrap() += 1;
            usage += entry["usage_bytes"].as_u64().unwrap();
        }
        assert_eq!(object["file_counts"], json!(counts), "{store}");
        assert_eq!(object["usage_bytes"], usage, "{store}");
        assert_eq!(object["status"] == "in_progress", counts["in_progress"] > 0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn counts_are_those_of_the_lists(
        deeds in prop::collection::vec(deed(), 1..60),
        kept in any::<bool>(),
        everywhere in any::<bool>(),
    ) {
        let mut api = Api::empty();
        api.account.set_quirks(Quirks {
            stores_keep_deleted_files: kept,
            detaching_is_everywhere: everywhere,
            ..Quirks::default()
        });
        for deed in deeds {
            carry_out(&mut api, deed);
        }
        check_stores(&mut api, !kept);
        api.wait(100);
        check_stores(&mut api, !kept);
    }

    #[test]
    fn paging_shows_each_object_once(
        seed in (any::<u64>(), 0..120_usize, 0..30_usize, 0..40_usize),
        limit in 1..50_usize,
        most in prop::option::of(1..20_usize),
        deleted in prop::collection::vec(any::<usize>(), 0..30),
    ) {
        let (number, files, stores, batches) = seed;
        let mut api = Api::new(&Seed { number, files, stores, batches });
        api.account.set_page_limit(most);
        for index in deleted {
            carry_out(&mut api, Deed::DeleteFile(index));
            carry_out(&mut api, Deed::DeleteStore(index));
        }
        let mut expected = [api.account.file_ids(), api.account.store_ids(), api.account.batch_ids()];
        prop_assert_eq!(&api.walk("/files?order=asc", limit), &expected[0]);
        prop_assert_eq!(&api.walk("/vector_stores?order=asc", limit), &expected[1]);
        for (list, expected) in ["/files", "/vector_stores", "/batches"].iter().zip(&mut expected) {
            expected.reverse();
            prop_assert_eq!(&api.walk(list, limit), expected);
        }
        for store in api.account.store_ids() {
            let files = api.account.store_file_ids(&store);
            prop_assert_eq!(api.walk(&format!("/vector_stores/{store}/files?order=asc"), limit), files);
        }
    }

    #[test]
    fn what_stays_is_seen_once_while_the_rest_goes(
        deletions in prop::collection::vec(prop::collection::vec(any::<usize>(), 0..4), 20),
        limit in 1..9_usize,
    ) {
        let mut api = Api::new(&Seed { number: 5, files: 60, stores: 0, batches: 0 });
        let before: BTreeSet<String> = api.account.file_ids().into_iter().collect();
        let mut seen: Vec<String> = Vec::new();
        let mut deletions = deletions.into_iter();
        loop {
            let after = seen.last().map(|id| format!("&after={id}")).unwrap_or_default();
            let page = api.get(&format!("/files?limit={limit}{after}"));
            seen.extend(crate::api::ids(&page));
            if page["has_more"] == Value::Bool(false) {
                break;
            }
            for index in deletions.next().unwrap_or_default() {
                carry_out(&mut api, Deed::DeleteFile(index));
            }
            api.file("assistants", "new.txt", "x");
        }
        let once: BTreeSet<String> = seen.iter().cloned().collect();
        prop_assert_eq!(once.len(), seen.len());
        for stayed in api.account.file_ids().iter().filter(|id| before.contains(*id)) {
            prop_assert!(once.contains(stayed));
        }
    }

    #[test]
    fn nothing_that_is_sent_breaks_it(path in "/(files|batches|vector_stores|uploads)(/[a-z_%0-9]{0,9}){0,5}", body in ".{0,60}") {
        let mut api = Api::new(&Seed { number: 1, files: 5, stores: 2, batches: 2 });
        for method in [quartermaster::openai::request::Method::Post, quartermaster::openai::request::Method::Delete] {
            let body = quartermaster::transport::demo::incoming::IncomingBody::Json(body.clone().into_bytes());
            prop_assert!(api.ask(method, &path, body).status >= 200);
        }
    }
}
